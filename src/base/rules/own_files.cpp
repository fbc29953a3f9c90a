// SPDX-License-Identifier: Apache-2.0
#include "base/rules/own_files.h"

#include "base/rules/data_file.h"
#include "platform/vocabulary/errors.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <map>

namespace ketnap::rules {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_name = 60;
constexpr std::size_t longest_text = 500'000;
constexpr const char* kept_folder = "kept";

/// A text that was used before: "VP.json.3.2026-11-24" is the third, until that day.
struct Kept {
    std::string name;
    std::int64_t version = 0;
    std::string until;
    fs::path path;
};

std::optional<Kept> kept_of(const fs::path& path) {
    const auto all = path.filename().string();
    const auto mark = all.find(".json.");
    if (mark == std::string::npos) {
        return std::nullopt;
    }
    Kept out{.name = all.substr(0, mark + 5), .version = 0, .until = {}, .path = path};
    const auto* end = all.data() + all.size();
    const auto read = std::from_chars(all.data() + mark + 6, end, out.version);
    if (read.ec != std::errc{} || read.ptr == end || *read.ptr != '.') {
        return std::nullopt;
    }
    out.until.assign(read.ptr + 1, end);
    return out;
}

std::vector<Kept> kept_in(const fs::path& own) {
    std::vector<Kept> out;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator{own / kept_folder, ignored}) {
        if (auto one = kept_of(entry.path())) {
            out.push_back(std::move(*one));
        }
    }
    std::sort(out.begin(), out.end(),
              [](const Kept& a, const Kept& b) { return a.version > b.version; });
    return out;
}

void check_name(const std::string& name) {
    const auto fine = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_';
    };
    const auto stem = name.ends_with(".json") ? name.substr(0, name.size() - 5) : std::string{};
    if (stem.empty() || stem.size() > longest_name ||
        !std::all_of(stem.begin(), stem.end(), fine)) {
        refuse("rules.file_name", "name", {name});
    }
}

/// Whole or not at all, also when the power fails.
void write_whole(const fs::path& file, const std::string& text) {
    fs::create_directories(file.parent_path());
    const auto part = file.string() + ".part";
    const int to = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const bool written =
        to >= 0 && ::write(to, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
        ::fsync(to) == 0;
    if (to >= 0) {
        ::close(to);
    }
    if (!written) {
        throw std::runtime_error{"cannot write " + file.string()};
    }
    fs::rename(part, file);
}

std::string read_whole(const fs::path& file) {
    Findings failed;
    auto text = read_text(file, failed);
    if (!failed.empty()) {
        throw NotFound{};
    }
    return text;
}

/// A folder that is gone when the judgement is made.
struct Aside {
    fs::path folder;
    explicit Aside(const fs::path& own) : folder(own / ".check") {
        fs::remove_all(folder);
        fs::create_directories(folder);
    }
    ~Aside() {
        std::error_code ignored;
        fs::remove_all(folder, ignored);
    }
    Aside(const Aside&) = delete;
    Aside& operator=(const Aside&) = delete;
    Aside(Aside&&) = delete;
    Aside& operator=(Aside&&) = delete;
};

void name_set(OwnFile& file, const std::string& text) {
    Findings ignored;
    DataFile data{file.name, text, ignored};
    if (const auto* root = data.root()) {
        file.set = data.text(*root, "set", "set", false);
        file.title = data.text(*root, "title", "title", false);
    }
}

}  // namespace

OwnFiles::OwnFiles(const Rules& rules, fs::path shipped, fs::path own)
    : m_rules(rules), m_shipped(std::move(shipped)), m_own(std::move(own)), m_seen(trace()) {}

std::vector<OwnFile> OwnFiles::list() const {
    std::map<std::string, OwnFile> files;
    for (const auto& kept : kept_in(m_own)) {
        auto& file = files[kept.name];
        file.version = std::max(file.version, kept.version);
        file.earlier.push_back({kept.version, kept.until});
    }
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator{m_own, ignored}) {
        if (entry.path().extension() == ".json") {
            auto& file = files[entry.path().filename().string()];
            file.in_use = true;
            ++file.version;
        }
    }
    std::vector<OwnFile> out;
    for (auto& [name, file] : files) {
        file.name = name;
        name_set(file, text(name, file.in_use ? 0 : file.version));
        out.push_back(std::move(file));
    }
    return out;
}

std::string OwnFiles::text(const std::string& name, std::int64_t version) const {
    check_name(name);
    if (version == 0) {
        return read_whole(m_own / name);
    }
    for (const auto& kept : kept_in(m_own)) {
        if (kept.name == name && kept.version == version) {
            return read_whole(kept.path);
        }
    }
    throw NotFound{};
}

Findings OwnFiles::check(const std::string& name, const std::string& text) const {
    check_name(name);
    if (text.size() > longest_text) {
        return {field_finding("field.too_long", "text", {std::to_string(longest_text)})};
    }
    const std::lock_guard hold{m_changing};
    const Aside aside{m_own};
    write_whole(aside.folder / name, text);
    return Rules::check(m_shipped, m_own, aside.folder / name);
}

OwnFile OwnFiles::known(const std::string& name, std::int64_t version) const {
    check_name(name);
    const auto all = list();
    const auto found = std::ranges::find(all, name, &OwnFile::name);
    OwnFile file;
    file.name = name;
    if (found != all.end()) {
        file = *found;
    }
    if (file.version != version) {
        throw Conflict{};
    }
    return file;
}

void OwnFiles::keep(const OwnFile& file, const time::Date& today) const {
    if (!file.in_use) {
        return;
    }
    fs::create_directories(m_own / kept_folder);
    fs::rename(
        m_own / file.name,
        m_own / kept_folder / (file.name + "." + std::to_string(file.version) + "." + today.iso()));
}

OwnFile OwnFiles::put(const std::string& name, const std::string& text, std::int64_t version,
                      const time::Date& today) const {
    refuse_if(check(name, text));
    const std::lock_guard hold{m_changing};
    const auto before = known(name, version);
    keep(before, today);
    write_whole(m_own / name, text);
    m_rules.reload(m_shipped, m_own);
    return known(name, before.version + 1);
}

OwnFile OwnFiles::take_back(const std::string& name, std::int64_t version,
                            const time::Date& today) const {
    const std::lock_guard hold{m_changing};
    const auto before = known(name, version);
    if (!before.in_use) {
        throw NotFound{};
    }
    keep(before, today);
    m_rules.reload(m_shipped, m_own);
    return known(name, version);
}

std::string OwnFiles::trace() const {
    std::vector<std::string> lines;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator{m_own, ignored}) {
        if (entry.path().extension() == ".json") {
            std::error_code gone;
            const auto at = entry.last_write_time(gone).time_since_epoch().count();
            lines.push_back(entry.path().filename().string() + " " + std::to_string(at) + " " +
                            std::to_string(entry.file_size(gone)) + "\n");
        }
    }
    std::sort(lines.begin(), lines.end());
    std::string out;
    for (const auto& line : lines) {
        out += line;
    }
    return out;
}

bool OwnFiles::look() {
    auto now = trace();
    if (now == m_seen) {
        return false;
    }
    m_seen = std::move(now);
    return m_rules.reload(m_shipped, m_own);
}

}  // namespace ketnap::rules
