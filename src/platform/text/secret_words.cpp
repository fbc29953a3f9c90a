// SPDX-License-Identifier: Apache-2.0
#include "platform/text/secret_words.h"

#include "platform/text/text.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace ketnap::text {
namespace {

// matched, never shown
constexpr std::string_view secret = "MẬT";  // allow(vietnamese): matched, not shown
constexpr std::array<std::string_view, 3> degrees = {
    "TỐI", "TUYỆT", "ĐỘ"};  // allow(vietnamese): matched, not shown
constexpr std::array<std::string_view, 3> harmless_before = {
    "BÍ", "BẢO", "CƠ"};                     // allow(vietnamese): matched, not shown
constexpr std::string_view pass = "KHẨU";   // allow(vietnamese): matched, not shown
constexpr std::string_view density = "ĐỘ";  // allow(vietnamese): matched, not shown
constexpr std::string_view breaks = " \t.,;:()[]{}<>/\\-_\"'*+!?=|";

std::vector<std::string> words_of(std::string_view line) {
    std::vector<std::string> words;
    while (true) {
        const auto begin = line.find_first_not_of(breaks);
        if (begin == std::string_view::npos) {
            return words;
        }
        line.remove_prefix(begin);
        const auto end = std::min(line.find_first_of(breaks), line.size());
        words.emplace_back(line.substr(0, end));
        line.remove_prefix(end);
    }
}

template <class List>
bool is_among(const std::string& word, const List& list) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

// Words as they were written beside words in capitals.
bool marked_at(const std::vector<std::string>& written, const std::vector<std::string>& capitals,
               std::size_t i, bool all_capitals) {
    const std::string before = i > 0 ? capitals[i - 1] : "";
    const std::string after = i + 1 < capitals.size() ? capitals[i + 1] : "";
    if (after == pass || after == density) {
        return false;
    }
    if (is_among(before, degrees)) {
        return true;
    }
    if (written[i] != secret || is_among(before, harmless_before)) {
        return false;
    }
    return capitals.size() == 1 || !all_capitals;
}

bool is_marked(std::string_view line) {
    const auto written = words_of(line);
    std::vector<std::string> capitals;
    for (const auto& word : written) {
        capitals.push_back(upper(word));
    }
    const bool all_capitals = written == capitals;
    for (std::size_t i = 0; i < written.size(); ++i) {
        if (capitals[i] == secret && marked_at(written, capitals, i, all_capitals)) {
            return true;
        }
    }
    return false;
}

}  // namespace

bool has_secret_words(std::string_view text) {
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of("\r\n"), text.size());
        if (is_marked(text.substr(0, end))) {
            return true;
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return false;
}

}  // namespace ketnap::text
