// SPDX-License-Identifier: Apache-2.0
#include "base/attachments/kind.h"

#include "base/attachments/pictures.h"
#include "platform/json/enum_text.h"
#include "platform/text/text.h"

#include <algorithm>
#include <array>
#include <vector>

namespace ketnap::attachments {
namespace {

constexpr std::size_t longest_name = 200;
constexpr std::size_t tail = 4096;

bool is_filling(char c) {
    return c == '\r' || c == '\n' || c == ' ' || c == '\t' || c == '\0';
}

/// "%PDF-1.7" … "%%EOF" and nothing but filling behind it.
bool is_whole_pdf(std::string_view bytes) {
    const auto end = bytes.substr(bytes.size() - std::min(bytes.size(), tail));
    const auto mark = end.rfind("%%EOF");
    if (mark == std::string_view::npos || end.find("startxref") == std::string_view::npos) {
        return false;
    }
    const auto behind = end.substr(mark + 5);
    return std::all_of(behind.begin(), behind.end(), is_filling);
}

/// The name of a PDF dictionary, not the beginning of a longer one.
bool has_key(std::string_view bytes, std::string_view key) {
    for (auto at = bytes.find(key); at != std::string_view::npos; at = bytes.find(key, at + 1)) {
        const auto next = at + key.size();
        const char c = next < bytes.size() ? bytes[next] : ' ';
        const bool goes_on =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!goes_on) {
            return true;
        }
    }
    return false;
}

Result<Kind> checked_pdf(std::string_view bytes) {
    if (!is_whole_pdf(bytes)) {
        return problem("attachment.damaged", "PDF");
    }
    if (has_key(bytes, "/Encrypt")) {
        return problem("attachment.locked");
    }
    for (const auto* key : {"/JavaScript", "/Launch", "/EmbeddedFile", "/RichMedia", "/XFA"}) {
        if (has_key(bytes, key)) {
            return problem("attachment.active");
        }
    }
    return Kind::pdf;
}

std::string_view shown(Kind kind) {
    return kind == Kind::pdf ? "PDF" : kind == Kind::jpeg ? "JPEG" : "PNG";
}

std::string ending_of(std::string_view name) {
    const auto dot = name.rfind('.');
    return dot == std::string_view::npos ? std::string{} : text::lower(name.substr(dot + 1));
}

bool fits(const std::string& ending, Kind kind) {
    return kind == Kind::jpeg ? ending == "jpg" || ending == "jpeg" || ending == "jpe"
                              : ending == json::text_of(kind);
}

/// The words of a name, lower case, with their marks.
std::vector<std::string> words_of(std::string_view name) {
    std::vector<std::string> words(1);
    for (const char c : text::lower(text::nfc(name))) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80 || (c >= 'a' && c <= 'z')) {
            words.back() += c;
        } else if (!words.back().empty()) {
            words.emplace_back();
        }
    }
    return words;
}

bool is_one_of(const std::string& word, std::initializer_list<std::string_view> list) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

// matched, not shown; without its marks the word is too common to stand alone
constexpr std::string_view secret = "mật";      // allow(vietnamese): matched, not shown
constexpr std::string_view top = "tối";         // allow(vietnamese): matched, not shown
constexpr std::string_view utmost = "tuyệt";    // allow(vietnamese): matched, not shown
constexpr std::string_view protect = "bảo";     // allow(vietnamese): matched, not shown
constexpr std::string_view mystery = "bí";      // allow(vietnamese): matched, not shown
constexpr std::string_view pass_word = "khẩu";  // allow(vietnamese): matched, not shown
constexpr std::string_view density = "độ";      // allow(vietnamese): matched, not shown

bool is_mark(const std::vector<std::string>& words, std::size_t i) {
    const std::string before = i > 0 ? words[i - 1] : "";
    const std::string after = i + 1 < words.size() ? words[i + 1] : "";
    if (words[i] == secret) {
        return !is_one_of(before, {protect, mystery}) && !is_one_of(after, {pass_word, density});
    }
    return words[i] == "mat" && is_one_of(before, {"tuyet", "toi", "do"});
}

}  // namespace

std::string_view content_type(Kind kind) {
    return kind == Kind::pdf ? "application/pdf" : kind == Kind::jpeg ? "image/jpeg" : "image/png";
}

Result<Kind> kind_of(std::string_view bytes) {
    const auto drop = [](std::string_view) {};
    if (bytes.empty()) {
        return problem("attachment.empty");
    }
    if (bytes.starts_with("%PDF-")) {
        return checked_pdf(bytes);
    }
    if (bytes.starts_with("\xFF\xD8\xFF")) {
        return pictures::walk_jpeg(bytes, drop) ? Result<Kind>{Kind::jpeg}
                                                : problem("attachment.damaged", "JPEG");
    }
    if (bytes.starts_with(pictures::png_head)) {
        return pictures::walk_png(bytes, drop) ? Result<Kind>{Kind::png}
                                               : problem("attachment.damaged", "PNG");
    }
    return problem("attachment.not_allowed");
}

Findings check_name(std::string_view name, Kind kind) {
    Findings out;
    if (const auto ending = ending_of(name); !fits(ending, kind)) {
        out.push_back(
            field_finding("attachment.not_what_it_says", "file",
                          {ending.empty() ? std::string{"–"} : ending, std::string{shown(kind)}}));
    }
    if (has_secret_mark(name)) {
        out.push_back(field_finding("attachment.secret_mark", "file"));
    }
    return out;
}

bool has_secret_mark(std::string_view name) {
    const auto words = words_of(name);
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (is_mark(words, i)) {
            return true;
        }
    }
    return false;
}

bool has_secret_stamp(std::string_view text) {
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = text::trim(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        const auto words = words_of(line);
        const bool stamp = line.size() <= 24 && text::upper(line) == line;
        if (stamp && !words.empty() &&
            (words[0] == secret ||
             (words.size() > 1 && words[1] == secret && (words[0] == top || words[0] == utmost)))) {
            return true;
        }
    }
    return false;
}

std::string clean_file_name(std::string_view name) {
    const auto slash = name.find_last_of("/\\");
    auto clean = text::clean_name(slash == std::string_view::npos ? name : name.substr(slash + 1));
    while (text::length(clean) > longest_name) {
        const auto dot = clean.rfind('.');
        const auto ending = dot == std::string::npos ? std::string{} : clean.substr(dot);
        auto keep =
            clean.substr(0, std::min<std::size_t>(clean.size() - ending.size(), longest_name - 20));
        while (!keep.empty() && !text::is_valid_utf8(keep)) {
            keep.pop_back();
        }
        clean = keep + ending.substr(0, 8);
    }
    return clean;
}

void each_kept_piece(Kind kind, std::string_view bytes,
                     const std::function<void(std::string_view)>& take) {
    if (kind == Kind::pdf) {
        take(bytes);
    } else if (kind == Kind::jpeg) {
        pictures::walk_jpeg(bytes, take);
    } else {
        pictures::walk_png(bytes, take);
    }
}

}  // namespace ketnap::attachments
