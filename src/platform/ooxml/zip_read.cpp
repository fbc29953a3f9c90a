// SPDX-License-Identifier: Apache-2.0
#include "platform/ooxml/zip_read.h"

#include <sys/stat.h>
#include <zip.h>

#include <algorithm>
#include <array>
#include <set>

namespace ketnap::ooxml {
namespace {

using Archive = std::unique_ptr<zip_t, decltype(&zip_discard)>;
using Entry = std::unique_ptr<zip_file_t, decltype(&zip_fclose)>;

constexpr std::array<std::string_view, 22> archive_endings = {
    ".zip", ".xlsx", ".xlsm", ".xlsb", ".docx", ".docm", ".pptx", ".pptm", ".jar", ".7z",  ".rar",
    ".gz",  ".tgz",  ".bz2",  ".xz",   ".zst",  ".tar",  ".ods",  ".odt",  ".odp", ".iso", ".cab"};

std::string ascii_lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

bool leaves_folder(std::string_view name) {
    if (name.empty() || name.front() == '/' || name.size() > 512 ||
        name.find_first_of(std::string_view("\\:\0", 3)) != std::string_view::npos) {
        return true;
    }
    while (!name.empty()) {
        const auto slash = std::min(name.find('/'), name.size());
        const auto part = name.substr(0, slash);
        if (part == ".." || part == ".") {
            return true;
        }
        name.remove_prefix(std::min(slash + 1, name.size()));
    }
    return false;
}

bool looks_like_archive(std::string_view lower_name) {
    return std::ranges::any_of(archive_endings,
                               [&](std::string_view end) { return lower_name.ends_with(end); });
}

bool is_link(zip_t* archive, zip_uint64_t index) {
    zip_uint8_t system = 0;
    zip_uint32_t attributes = 0;
    if (zip_file_get_external_attributes(archive, index, 0, &system, &attributes) != 0) {
        return false;
    }
    return system == ZIP_OPSYS_UNIX && S_ISLNK(attributes >> 16);
}

std::string refusal_of(zip_t* archive, zip_uint64_t index, const zip_stat_t& stat) {
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) {
        return "zip.encrypted";
    }
    if ((stat.valid & ZIP_STAT_COMP_METHOD) == 0 ||
        (stat.comp_method != ZIP_CM_STORE && stat.comp_method != ZIP_CM_DEFLATE)) {
        return "zip.method";
    }
    return is_link(archive, index) ? "zip.link" : std::string{};
}

}  // namespace

struct ZipReader::Open {
    Archive archive{nullptr, zip_discard};
    ZipLimits limits;
    std::vector<std::string> names;
    std::uint64_t total = 0;

    Result<void> look_over();
};

Result<void> ZipReader::Open::look_over() {
    const auto count = zip_get_num_entries(archive.get(), 0);
    if (count < 0 || static_cast<std::uint64_t>(count) > limits.max_entries) {
        return problem("zip.too_many_entries");
    }
    std::set<std::string> seen;
    for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
        zip_stat_t stat;
        zip_stat_init(&stat);
        if (zip_stat_index(archive.get(), i, 0, &stat) != 0 || stat.name == nullptr) {
            return problem("zip.broken");
        }
        const std::string name = stat.name;
        if (leaves_folder(name)) {
            return problem("zip.unsafe_name");
        }
        const auto lower = ascii_lower(name);
        if (!seen.insert(lower).second) {
            return problem("zip.duplicate_name");
        }
        if (looks_like_archive(lower)) {
            return problem("zip.nested");
        }
        if (auto refusal = refusal_of(archive.get(), i, stat); !refusal.empty()) {
            return problem(std::move(refusal));
        }
        names.push_back(name);
    }
    return {};
}

ZipReader::ZipReader(std::unique_ptr<Open> open) : m_open(std::move(open)) {}
ZipReader::ZipReader(ZipReader&&) noexcept = default;
ZipReader& ZipReader::operator=(ZipReader&&) noexcept = default;
ZipReader::~ZipReader() = default;

Result<ZipReader> ZipReader::open(const std::filesystem::path& file, const ZipLimits& limits) {
    auto open = std::make_unique<Open>();
    open->limits = limits;
    int error = 0;
    open->archive.reset(zip_open(file.c_str(), ZIP_RDONLY, &error));
    if (!open->archive) {
        return problem("zip.not_a_zip");
    }
    if (auto fine = open->look_over(); !fine) {
        return tl::make_unexpected(fine.error());
    }
    return ZipReader(std::move(open));
}

Result<ZipReader> ZipReader::open_bytes(std::string_view bytes, const ZipLimits& limits) {
    auto open = std::make_unique<Open>();
    open->limits = limits;
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (source != nullptr) {
        open->archive.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
        if (!open->archive) {
            zip_source_free(source);
        }
    }
    zip_error_fini(&error);
    if (!open->archive) {
        return problem("zip.not_a_zip");
    }
    if (auto fine = open->look_over(); !fine) {
        return tl::make_unexpected(fine.error());
    }
    return ZipReader(std::move(open));
}

const std::vector<std::string>& ZipReader::names() const {
    return m_open->names;
}

bool ZipReader::has(std::string_view name) const {
    return std::ranges::find(m_open->names, name) != m_open->names.end();
}

Result<std::uint64_t> ZipReader::stream(std::string_view name,
                                        const std::function<bool(std::string_view piece)>& sink) {
    const auto found = std::ranges::find(m_open->names, name);
    if (found == m_open->names.end()) {
        return problem("zip.no_entry", std::string(name));
    }
    const auto index = static_cast<zip_uint64_t>(found - m_open->names.begin());
    zip_stat_t stat;
    zip_stat_init(&stat);
    Entry entry{zip_fopen_index(m_open->archive.get(), index, 0), zip_fclose};
    if (!entry || zip_stat_index(m_open->archive.get(), index, 0, &stat) != 0) {
        return problem("zip.broken");
    }
    const auto& limits = m_open->limits;
    std::array<char, 65'536> buffer{};
    std::uint64_t size = 0;
    while (true) {
        const auto got = zip_fread(entry.get(), buffer.data(), buffer.size());
        if (got < 0) {
            return problem("zip.broken");
        }
        if (got == 0) {
            return size;
        }
        const std::string_view piece(buffer.data(), static_cast<std::size_t>(got));
        if (size == 0 && piece.starts_with("PK\x03\x04")) {
            return problem("zip.nested");
        }
        size += piece.size();
        m_open->total += piece.size();
        if (m_open->total > limits.max_total) {
            return problem("zip.too_large");
        }
        if (size > limits.ratio_from &&
            size / limits.max_ratio > std::max<std::uint64_t>(stat.comp_size, 1)) {
            return problem("zip.ratio");
        }
        if (!sink(piece)) {
            return size;
        }
    }
}

Result<std::string> ZipReader::read(std::string_view name, std::size_t max_bytes) {
    std::string out;
    bool too_large = false;
    const auto done = stream(name, [&](std::string_view piece) {
        too_large = out.size() + piece.size() > max_bytes;
        if (!too_large) {
            out += piece;
        }
        return !too_large;
    });
    if (!done) {
        return tl::make_unexpected(done.error());
    }
    if (too_large) {
        return problem("zip.too_large");
    }
    return out;
}

}  // namespace ketnap::ooxml
