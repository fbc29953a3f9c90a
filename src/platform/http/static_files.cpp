// SPDX-License-Identifier: Apache-2.0
#include "platform/http/static_files.h"

#include "platform/http/answer.h"
#include "platform/http/ascii.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <iterator>

namespace ketnap::http {
namespace {

namespace fs = std::filesystem;

struct TypeOf {
    std::string_view suffix;
    std::string_view type;
};
constexpr std::array types{TypeOf{".html", "text/html; charset=utf-8"},
                           TypeOf{".js", "text/javascript; charset=utf-8"},
                           TypeOf{".css", "text/css; charset=utf-8"},
                           TypeOf{".json", "application/json"},
                           TypeOf{".webmanifest", "application/manifest+json"},
                           TypeOf{".svg", "image/svg+xml"},
                           TypeOf{".png", "image/png"},
                           TypeOf{".jpg", "image/jpeg"},
                           TypeOf{".ico", "image/x-icon"},
                           TypeOf{".woff2", "font/woff2"},
                           TypeOf{".wasm", "application/wasm"},
                           TypeOf{".txt", "text/plain; charset=utf-8"}};

std::string_view type_of(std::string_view path) {
    for (const auto& one : types) {
        if (path.ends_with(one.suffix)) {
            return one.type;
        }
    }
    return {};
}

// FNV-1a over the bytes: the same on every node, and no secret.
std::string etag_of(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : bytes) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    }
    return fmt::format("\"{:016x}\"", hash);
}

// "assets/app-B3x_9kQz.js": the build puts eight or more characters of the content's hash there.
bool is_hashed(std::string_view path) {
    const auto dot = path.rfind('.');
    const auto dash = path.substr(0, dot).find_last_of('-');
    return path.starts_with("/assets/") && dot != std::string_view::npos &&
           dash != std::string_view::npos && dot - dash > 8;
}

bool accepts(std::string_view header, std::string_view coding) {
    bool yes = false;
    each_element(header, [&](std::string_view one) {
        const auto mark = std::min(one.find(';'), one.size());
        const auto weight = one.substr(mark);
        const bool none = weight.find("q=0") != std::string_view::npos &&
                          weight.find_first_of("123456789") == std::string_view::npos;
        yes = yes || (same_word(trim_blanks(one.substr(0, mark)), coding) && !none);
    });
    return yes;
}

bool has_etag(std::string_view header, std::string_view etag) {
    bool yes = false;
    each_element(header, [&](std::string_view one) {
        yes = yes || one == "*" || one == etag || (one.starts_with("W/") && one.substr(2) == etag);
    });
    return yes;
}

}  // namespace

StaticFiles::StaticFiles(const fs::path& folder) {
    for (const auto& entry : fs::recursive_directory_iterator{folder}) {
        if (entry.is_regular_file() && !entry.is_symlink()) {
            add(entry.path(), "/" + fs::relative(entry.path(), folder).generic_string());
        }
    }
    std::erase_if(m_files, [](const auto& one) { return one.second.plain.empty(); });
}

void StaticFiles::add(const fs::path& file, const std::string& path) {
    if (path.ends_with(".br")) {
        m_files[path.substr(0, path.size() - 3)].brotli = file;
        return;
    }
    if (path.ends_with(".gz")) {
        m_files[path.substr(0, path.size() - 3)].gzip = file;
        return;
    }
    const auto type = type_of(path);
    if (type.empty() || path.find("/.") != std::string::npos) {
        return;
    }
    auto& entry = m_files[path];
    entry.plain = file;
    entry.content_type = type;
    entry.etag = etag_of(file);
    entry.immutable = is_hashed(path);
}

const StaticFiles::Entry* StaticFiles::page_for(const Request& request) const {
    const bool page = request.path.rfind('.') == std::string::npos ||
                      request.path.rfind('.') < request.path.rfind('/');
    const bool wants_html = request.header("accept").find("text/html") != std::string_view::npos;
    if (!wants_html || !page) {
        return nullptr;
    }
    const auto found = m_files.find(is_gate_path(request.path) ? "/gate.html" : "/index.html");
    return found == m_files.end() ? nullptr : &found->second;
}

Response StaticFiles::answer(const Entry& entry, const Request& request) {
    const auto codings = request.header("accept-encoding");
    const bool brotli = !entry.brotli.empty() && accepts(codings, "br");
    const bool gzip = !brotli && !entry.gzip.empty() && accepts(codings, "gzip");
    Response out = file(brotli ? entry.brotli
                        : gzip ? entry.gzip
                               : entry.plain,
                        entry.content_type);
    if (brotli || gzip) {
        out.with("Content-Encoding", brotli ? "br" : "gzip");
    }
    auto etag = entry.etag;
    etag.insert(etag.size() - 1, brotli ? "-br" : gzip ? "-gz" : "");
    out.with("Vary", "Accept-Encoding");
    out.with("Cache-Control", entry.immutable ? "public, max-age=31536000, immutable" : "no-cache");
    if (has_etag(request.header("if-none-match"), etag)) {
        out.status = 304;
        out.file.clear();
    }
    out.with("ETag", std::move(etag));
    return out;
}

std::optional<Response> StaticFiles::serve(const Request& request) const {
    if (request.method != Method::get || request.path.starts_with("/api/")) {
        return std::nullopt;
    }
    const auto found = m_files.find(request.path == "/" ? "/index.html" : request.path);
    const auto* entry = found != m_files.end() ? &found->second : page_for(request);
    if (entry == nullptr) {
        return std::nullopt;
    }
    return answer(*entry, request);
}

}  // namespace ketnap::http
