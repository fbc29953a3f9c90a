// SPDX-License-Identifier: Apache-2.0
#include "platform/http/head.h"

#include "platform/http/ascii.h"

#include <algorithm>
#include <charconv>

namespace ketnap::http {
namespace {

bool is_token_char(char c) {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    const char l = ascii_lower(c);
    return (l >= 'a' && l <= 'z') || (c >= '0' && c <= '9') ||
           marks.find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_token_char);
}

bool is_field_value(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F);
    });
}

// Origin form only: "/path?query" of visible ASCII.
bool is_target(std::string_view text) {
    return text.starts_with('/') && std::all_of(text.begin(), text.end(), [](char c) {
               return static_cast<unsigned char>(c) > 0x20 &&
                      static_cast<unsigned char>(c) < 0x7F && c != '#';
           });
}

std::string_view take_line(std::string_view& rest) {
    const auto end = rest.find("\r\n");
    const auto line = rest.substr(0, end);
    rest.remove_prefix(end + 2);
    return line;
}

bool request_line(std::string_view line, Head& head) {
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) {
        return false;
    }
    head.method = line.substr(0, first);
    head.target = line.substr(first + 1, last - first - 1);
    return is_token(head.method) && is_target(head.target);
}

bool version(std::string_view line, Head& head) {
    const auto text = line.substr(line.rfind(' ') + 1);
    head.minor_version = text == "HTTP/1.0" ? 0 : 1;
    head.keep_alive = head.minor_version == 1;
    return text == "HTTP/1.1" || text == "HTTP/1.0";
}

bool content_length(std::string_view value, Head& head) {
    constexpr std::size_t most_digits = 18;
    std::int64_t length = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), length);
    if (head.content_length || value.empty() || value.size() > most_digits || value[0] == '-' ||
        error != std::errc{} || end != value.data() + value.size()) {
        return false;
    }
    head.content_length = length;
    return true;
}

// The fields that decide where a message ends; a doubt in any of them is a refusal.
bool framing_field(std::string_view name, std::string_view value, Head& head, int& hosts) {
    if (same_word(name, "host")) {
        ++hosts;
    } else if (same_word(name, "content-length")) {
        return content_length(value, head);
    } else if (same_word(name, "transfer-encoding")) {
        if (head.chunked || !same_word(value, "chunked") || head.minor_version == 0) {
            return false;
        }
        head.chunked = true;
    } else if (same_word(name, "connection")) {
        each_element(value, [&](std::string_view option) {
            if (same_word(option, "close")) {
                head.keep_alive = false;
            }
        });
    }
    return true;
}

bool field_line(std::string_view line, Head& head, int& hosts) {
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
        return false;
    }
    const auto name = line.substr(0, colon);
    const auto value = trim_blanks(line.substr(colon + 1));
    if (!is_field_value(value) || !framing_field(name, value, head, hosts)) {
        return false;
    }
    head.fields.emplace_back(name, value);
    return true;
}

bool fill_query(std::string_view text, Params& into) {
    while (!text.empty()) {
        const auto end = std::min(text.find('&'), text.size());
        const auto pair = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const auto equals = std::min(pair.find('='), pair.size());
        auto name = percent_decode(pair.substr(0, equals), true);
        auto value = percent_decode(pair.substr(std::min(equals + 1, pair.size())), true);
        if (!name || !value) {
            return false;
        }
        if (!name->empty()) {
            into[std::move(*name)] = std::move(*value);
        }
    }
    return true;
}

}  // namespace

std::optional<std::size_t> head_end(std::string_view bytes, std::size_t seen) {
    for (std::size_t i = seen; i < bytes.size(); ++i) {
        if (bytes[i] != '\n') {
            continue;
        }
        if (i < 2 || bytes[i - 1] != '\r') {
            return std::nullopt;
        }
        if (i >= 3 && bytes[i - 2] == '\n') {
            return i + 1;
        }
    }
    return 0;
}

Result<Head, HeadProblem> parse_head(std::string_view text, std::size_t most_fields) {
    const auto refuse = [](HeadProblem why) { return tl::make_unexpected(why); };
    if (!text.ends_with("\r\n\r\n")) {
        return refuse(HeadProblem::malformed);
    }
    Head head;
    const auto first = take_line(text);
    if (!request_line(first, head)) {
        return refuse(HeadProblem::malformed);
    }
    if (!version(first, head)) {
        return refuse(HeadProblem::version);
    }
    int hosts = 0;
    for (auto line = take_line(text); !line.empty(); line = take_line(text)) {
        if (head.fields.size() == most_fields) {
            return refuse(HeadProblem::too_many_fields);
        }
        if (!field_line(line, head, hosts)) {
            return refuse(HeadProblem::malformed);
        }
        if (same_word(head.fields.back().first, "expect")) {
            if (!same_word(head.fields.back().second, "100-continue")) {
                return refuse(HeadProblem::expectation);
            }
            head.expects_continue = true;
        }
    }
    const bool two_lengths = head.chunked && head.content_length;
    if (two_lengths || hosts > 1 || (hosts == 0 && head.minor_version == 1)) {
        return refuse(HeadProblem::malformed);
    }
    return head;
}

bool fill_request(const Head& head, Request& request) {
    const auto mark = std::min(head.target.find('?'), head.target.size());
    request.raw_path = std::string{head.target.substr(0, mark)};
    auto path = percent_decode(request.raw_path, false);
    if (!path ||
        !fill_query(head.target.substr(std::min(mark + 1, head.target.size())), request.query)) {
        return false;
    }
    request.path = std::move(*path);
    request.headers = head.fields;
    return true;
}

}  // namespace ketnap::http
