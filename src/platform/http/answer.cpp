// SPDX-License-Identifier: Apache-2.0
#include "platform/http/answer.h"

#include "platform/http/ascii.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace ketnap::http {
namespace {

std::string policy(std::string_view extra_script) {
    return "default-src 'none'; script-src 'self'" + std::string{extra_script} +
           "; style-src 'self'; img-src 'self' blob:; connect-src 'self'; font-src 'self'; "
           "worker-src 'self'; manifest-src 'self'; media-src 'self'; form-action 'self'; "
           "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
           "trusted-types svelte-trusted-html ketnap-url";
}

std::string security_fields(std::string_view policy_text, std::string_view camera) {
    return "Content-Security-Policy: " + std::string{policy_text} +
           "\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n"
           "Cross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Resource-Policy: same-origin"
           "\r\nPermissions-Policy: camera=" +
           std::string{camera} +
           ", microphone=(), geolocation=(), payment=(), usb=(), display-capture=()\r\n";
}

const std::string& fields_for(const Response& response, std::string_view path) {
    static const std::string page = security_fields(policy(""), "()");
    static const std::string gate = security_fields(policy(" 'wasm-unsafe-eval'"), "(self)");
    static const std::string kept = security_fields(policy("") + "; sandbox", "()");
    if (!response.download_name.empty()) {
        return kept;
    }
    return is_gate_path(path) ? gate : page;
}

struct Reason {
    int status;
    std::string_view text;
};
constexpr std::array reasons{Reason{200, "OK"},
                             Reason{201, "Created"},
                             Reason{202, "Accepted"},
                             Reason{204, "No Content"},
                             Reason{303, "See Other"},
                             Reason{304, "Not Modified"},
                             Reason{400, "Bad Request"},
                             Reason{401, "Unauthorized"},
                             Reason{403, "Forbidden"},
                             Reason{404, "Not Found"},
                             Reason{405, "Method Not Allowed"},
                             Reason{408, "Request Timeout"},
                             Reason{409, "Conflict"},
                             Reason{413, "Content Too Large"},
                             Reason{415, "Unsupported Media Type"},
                             Reason{417, "Expectation Failed"},
                             Reason{422, "Unprocessable Content"},
                             Reason{429, "Too Many Requests"},
                             Reason{431, "Request Header Fields Too Large"},
                             Reason{500, "Internal Server Error"},
                             Reason{503, "Service Unavailable"},
                             Reason{505, "HTTP Version Not Supported"},
                             Reason{507, "Insufficient Storage"}};

std::string_view reason_of(int status) {
    for (const auto& one : reasons) {
        if (one.status == status) {
            return one.text;
        }
    }
    return "Answer";
}

void field(std::string& out, std::string_view name, std::string_view value) {
    out.append(name).append(": ").append(value).append("\r\n");
}

bool has_field(const Response& response, std::string_view name) {
    return std::any_of(response.headers.begin(), response.headers.end(),
                       [&](const auto& one) { return same_word(one.first, name); });
}

void content_fields(std::string& out, const Response& response, const AnswerFrame& frame) {
    if (!response.content_type.empty()) {
        field(out, "Content-Type", response.content_type);
    }
    if (!response.download_name.empty()) {
        field(out, "Content-Disposition", content_disposition(response.download_name));
    }
    if (frame.length >= 0 && response.status != 204 && response.status != 304) {
        fmt::format_to(std::back_inserter(out), "Content-Length: {}\r\n", frame.length);
    }
    if (!has_field(response, "cache-control")) {
        field(out, "Cache-Control", "no-store");
    }
}

}  // namespace

bool is_gate_path(std::string_view path) {
    return path == "/gate" || path == "/gate.html" || path.starts_with("/gate/");
}

std::string http_date(std::int64_t unix_ms) {
    constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::chrono::sys_time<std::chrono::milliseconds> moment{
        std::chrono::milliseconds{unix_ms}};
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    const std::chrono::year_month_day date{day};
    const auto seconds = std::chrono::floor<std::chrono::seconds>(moment - day).count();
    return fmt::format(
        "{}, {:02} {} {} {:02}:{:02}:{:02} GMT", days[std::chrono::weekday{day}.c_encoding()],
        static_cast<unsigned>(date.day()), months[static_cast<unsigned>(date.month()) - 1],
        static_cast<int>(date.year()), seconds / 3600, seconds / 60 % 60, seconds % 60);
}

std::string content_disposition(std::string_view download_name) {
    std::string plain;
    for (const char c : download_name) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0U) == 0x80U) {
            continue;
        }
        const bool safe = byte > 0x1F && byte < 0x7F && c != '"' && c != '\\' && c != '%';
        plain += safe ? c : '_';
    }
    return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" +
           percent_encode(download_name);
}

std::string answer_head(const Response& response, const AnswerFrame& frame) {
    std::string out;
    out.reserve(1400 + response.body.size());
    fmt::format_to(std::back_inserter(out), "HTTP/1.1 {} {}\r\n", response.status,
                   reason_of(response.status));
    if (frame.now_ms >= 0) {
        field(out, "Date", http_date(frame.now_ms));
    }
    content_fields(out, response, frame);
    for (const auto& [name, value] : response.headers) {
        field(out, name, value);
    }
    out += fields_for(response, frame.path);
    if (frame.hsts_seconds > 0) {
        fmt::format_to(std::back_inserter(out), "Strict-Transport-Security: max-age={}\r\n",
                       frame.hsts_seconds);
    }
    field(out, "X-Request-Id", frame.request_id);
    field(out, "Connection", frame.keep_alive ? "keep-alive" : "close");
    return out += "\r\n";
}

}  // namespace ketnap::http
