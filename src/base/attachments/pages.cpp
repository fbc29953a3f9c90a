// SPDX-License-Identifier: Apache-2.0
#include "base/attachments/pages.h"

#include "platform/child/child.h"
#include "platform/vocabulary/errors.h"
#include "platform/vocabulary/file.h"

#include <charconv>
#include <semaphore>
#include <utility>
#include <vector>

namespace ketnap::attachments::pages {
namespace {

namespace fs = std::filesystem;

/// No more than two readers at once: a desk that leafs fast must not starve the others.
class Turn {
  public:
    Turn() {
        if (!s_turns.try_acquire_for(std::chrono::seconds{20})) {
            throw RequestError{"busy", {}};
        }
    }
    ~Turn() { s_turns.release(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

  private:
    static inline std::counting_semaphore<2> s_turns{2};
};

tl::unexpected<Problem> told(const Problem& why) {
    return why.key == "child.missing"    ? problem("attachment.no_reader")
           : why.key == "child.too_long" ? problem("attachment.too_slow")
                                         : problem("attachment.damaged", "PDF");
}

Result<std::string> run(const PlainFile& pdf, std::string program, std::vector<std::string> words,
                        const fs::path& folder = {}) {
    const Turn turn;
    child::Request request{.program = std::move(program), .arguments = std::move(words)};
    request.input = pdf.fd();
    request.folder = folder;
    auto out = child::run(request);
    if (!out) {
        return told(out.error());
    }
    return out;
}

/// The value behind "Pages:" in what pdfinfo writes.
std::string_view line_of(std::string_view text, std::string_view name) {
    const auto at = text.find(name);
    if (at == std::string_view::npos) {
        return {};
    }
    auto rest = text.substr(at + name.size());
    rest = rest.substr(0, rest.find('\n'));
    return rest.substr(std::min(rest.find_first_not_of(' '), rest.size()));
}

std::int64_t number_of(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::vector<std::string> one_page(std::int64_t page, int longest_side) {
    const auto number = std::to_string(page);
    return {"-f", number, "-l", number, "-scale-to", std::to_string(longest_side)};
}

/// "P5 width height 255" and the dots.
Result<Grey> read_grey(std::string pgm) {
    std::size_t at = 0;
    const auto word = [&] {
        while (at < pgm.size() && static_cast<unsigned char>(pgm[at]) <= ' ') {
            ++at;
        }
        const auto from = at;
        while (at < pgm.size() && static_cast<unsigned char>(pgm[at]) > ' ') {
            ++at;
        }
        return std::string_view{pgm}.substr(from, at - from);
    };
    const bool is_grey = word() == "P5";
    Grey out;
    out.width = static_cast<int>(number_of(word()));
    out.height = static_cast<int>(number_of(word()));
    const auto deepest = number_of(word());
    const auto size = static_cast<std::int64_t>(out.width) * out.height;
    if (!is_grey || out.width <= 0 || out.height <= 0 || deepest != 255 ||
        static_cast<std::int64_t>(pgm.size()) != static_cast<std::int64_t>(at) + 1 + size) {
        return problem("attachment.damaged", "PDF");
    }
    pgm.erase(0, at + 1);
    out.dots = std::move(pgm);
    return out;
}

/// A folder for the tools, with what they leave in it.
class Workplace {
  public:
    explicit Workplace(const fs::path& in) : m_folder(in / ("cut-" + new_uuid(0))) {
        fs::create_directories(m_folder);
        fs::permissions(m_folder, fs::perms::owner_all);
    }
    ~Workplace() {
        std::error_code ignored;
        fs::remove_all(m_folder, ignored);
    }
    Workplace(const Workplace&) = delete;
    Workplace& operator=(const Workplace&) = delete;
    const fs::path& folder() const { return m_folder; }

  private:
    fs::path m_folder;
};

}  // namespace

Result<std::int64_t> count(const PlainFile& pdf) {
    const auto about = run(pdf, "pdfinfo", {child::input_path()});
    if (!about) {
        return tl::make_unexpected(about.error());
    }
    if (line_of(*about, "Encrypted:").starts_with("yes")) {
        return problem("attachment.locked");
    }
    if (line_of(*about, "JavaScript:").starts_with("yes")) {
        return problem("attachment.active");
    }
    const auto pages = number_of(line_of(*about, "Pages:"));
    return pages > 0 ? Result<std::int64_t>{pages} : problem("attachment.damaged", "PDF");
}

Result<std::string> image(const PlainFile& pdf, std::int64_t page, int longest_side) {
    auto words = one_page(page, longest_side);
    words.insert(words.end(), {"-jpeg", "-jpegopt", "quality=85", child::input_path()});
    return run(pdf, "pdftoppm", std::move(words));
}

Result<Grey> grey(const PlainFile& pdf, std::int64_t page, int longest_side) {
    auto words = one_page(page, longest_side);
    words.insert(words.end(), {"-gray", child::input_path()});
    auto pgm = run(pdf, "pdftoppm", std::move(words));
    if (!pgm) {
        return tl::make_unexpected(pgm.error());
    }
    return read_grey(std::move(*pgm));
}

Result<std::string> first_text(const PlainFile& pdf, std::int64_t pages) {
    return run(pdf, "pdftotext",
               {"-enc", "UTF-8", "-l", std::to_string(pages), child::input_path(), "-"});
}

Result<std::string> cut(const PlainFile& pdf, std::int64_t from, std::int64_t to,
                        const fs::path& folder) {
    const Workplace place{folder};
    const auto taken =
        run(pdf, "pdfseparate",
            {"-f", std::to_string(from), "-l", std::to_string(to), child::input_path(), "%d.pdf"},
            place.folder());
    if (!taken) {
        return taken;
    }
    if (from == to) {
        return read_file(place.folder() / (std::to_string(from) + ".pdf"));
    }
    std::vector<std::string> words;
    for (auto page = from; page <= to; ++page) {
        words.push_back(std::to_string(page) + ".pdf");
    }
    words.push_back("part.pdf");
    const auto joined = run(pdf, "pdfunite", std::move(words), place.folder());
    return joined ? read_file(place.folder() / "part.pdf") : joined;
}

}  // namespace ketnap::attachments::pages
