// SPDX-License-Identifier: Apache-2.0
#include "platform/http/message.h"

#include "platform/http/ascii.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"

#include <algorithm>
#include <array>

namespace ketnap::http {
namespace {

struct MethodName {
    Method method;
    std::string_view name;
};
constexpr std::array method_names{MethodName{Method::get, "GET"}, MethodName{Method::post, "POST"},
                                  MethodName{Method::put, "PUT"},
                                  MethodName{Method::patch, "PATCH"},
                                  MethodName{Method::del, "DELETE"}};

const std::string& find_param(const Params& params, std::string_view name) {
    static const std::string none;
    const auto found = params.find(name);
    return found == params.end() ? none : found->second;
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char l = ascii_lower(c);
    return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

bool has_control(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

}  // namespace

std::string_view method_name(Method method) {
    for (const auto& one : method_names) {
        if (one.method == method) {
            return one.name;
        }
    }
    return "";
}

std::optional<Method> method_of(std::string_view name) {
    for (const auto& one : method_names) {
        if (one.name == name) {
            return one.method;
        }
    }
    return std::nullopt;
}

std::string_view Request::header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
        if (same_word(key, name)) {
            return value;
        }
    }
    return {};
}

std::string_view Request::cookie(std::string_view name) const {
    for (const auto& [key, value] : headers) {
        if (!same_word(key, "cookie")) {
            continue;
        }
        for (std::string_view rest = value; !rest.empty();) {
            const auto end = std::min(rest.find(';'), rest.size());
            const auto pair = trim_blanks(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
            const auto equals = pair.find('=');
            if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
                return pair.substr(equals + 1);
            }
        }
    }
    return {};
}

const std::string& Request::param(std::string_view name) const {
    return find_param(path_params, name);
}

const std::string& Request::query_param(std::string_view name) const {
    return find_param(query, name);
}

Response& Response::with(std::string name, std::string value) {
    KETNAP_CHECK(!has_control(name) && !has_control(value));
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
}

Response json(std::string body, int status) {
    Response out;
    out.status = status;
    out.body = std::move(body);
    out.content_type = "application/json";
    return out;
}

Response text(std::string body, int status) {
    Response out;
    out.status = status;
    out.body = std::move(body);
    out.content_type = "text/plain; charset=utf-8";
    return out;
}

Response no_content() {
    Response out;
    out.status = 204;
    return out;
}

Response file(std::filesystem::path path, std::string content_type, std::string download_name) {
    Response out;
    out.file = std::move(path);
    out.content_type = std::move(content_type);
    out.download_name = std::move(download_name);
    return out;
}

Response download(std::string bytes, std::string content_type, std::string download_name) {
    Response out;
    out.body = std::move(bytes);
    out.content_type = std::move(content_type);
    out.download_name = std::move(download_name);
    return out;
}

Response redirect(std::string own_path) {
    KETNAP_CHECK(is_own_path(own_path));
    Response out;
    out.status = 303;
    out.with("Location", std::move(own_path));
    return out;
}

Response events(EventStream stream) {
    Response out;
    out.content_type = "text/event-stream";
    out.events = std::move(stream);
    return out;
}

// Browsers read "\" as "/", and drop tabs and line breaks before they look for a host.
bool is_own_path(std::string_view path) {
    if (path.empty() || path[0] != '/' || (path.size() > 1 && path[1] == '/')) {
        return false;
    }
    return std::all_of(path.begin(), path.end(), [](char c) {
        return static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) < 0x7F &&
               c != '\\';
    });
}

std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus_is_space) {
            out += ' ';
        } else if (text[i] == '%') {
            const int high = i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hex_value(text[i + 2]) : -1;
            if (high < 0 || low < 0) {
                return std::nullopt;
            }
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            out += text[i];
        }
    }
    if (has_control(out) || !text::is_valid_utf8(out)) {
        return std::nullopt;
    }
    return out;
}

std::string percent_encode(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const char l = ascii_lower(c);
        if ((l >= 'a' && l <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
            c == '~') {
            out += c;
        } else {
            out += '%';
            out += digits[byte >> 4U];
            out += digits[byte & 0x0FU];
        }
    }
    return out;
}

}  // namespace ketnap::http
