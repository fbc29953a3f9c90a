// SPDX-License-Identifier: Apache-2.0
#include "platform/log/log.h"

#include <fmt/format.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <memory>
#include <mutex>

namespace ketnap::log {
namespace {

std::string_view name(Level level) {
    switch (level) {
        case Level::info:
            return "info";
        case Level::warn:
            return "warn";
        default:
            return "error";
    }
}

// Controls, quotes and broken UTF-8 leave as escapes: a value can neither end its line nor move a
// terminal's cursor. C1 controls (U+0080–009F) and line separators are two and three bytes.
void append_escaped(std::string& out, std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
        const auto after = i + 2 < text.size() ? static_cast<unsigned char>(text[i + 2]) : 0U;
        if (c == '"' || c == '\\') {
            out += '\\';
            out += static_cast<char>(c);
        } else if (c < 0x20 || c == 0x7F) {
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else if (c == 0xC2 && next >= 0x80 && next < 0xA0) {
            out += fmt::format("\\u{:04x}", next);
            ++i;
        } else if (c == 0xE2 && next == 0x80 && (after == 0xA8 || after == 0xA9)) {
            out += fmt::format("\\u20{:02x}", after - 0x80U);
            i += 2;
        } else {
            out += static_cast<char>(c);
        }
    }
}

std::string escaped(std::string_view text) {
    std::string out;
    append_escaped(out, text);
    return out;
}

void append_value(std::string& out, const Field& field, bool quoted) {
    if (field.is_number) {
        out += fmt::format("{}", field.number);
        return;
    }
    if (quoted) {
        out += '"';
    }
    append_escaped(out, field.text);
    if (quoted) {
        out += '"';
    }
}

std::string json_line(Level level, std::string_view event, Fields fields) {
    std::string out = fmt::format(R"("level":"{}","event":"{}")", name(level), escaped(event));
    for (const auto& field : fields) {
        out += fmt::format(R"(,"{}":)", escaped(field.key));
        append_value(out, field, true);
    }
    return out;
}

std::string text_line(Level level, std::string_view event, Fields fields) {
    std::string out = fmt::format("{:5} {}", name(level), escaped(event));
    for (const auto& field : fields) {
        out += fmt::format(" {}=", escaped(field.key));
        const bool plain = field.text.find_first_of(" =\"") == std::string_view::npos;
        append_value(out, field, !plain || field.text.empty());
    }
    return out;
}

struct Output {
    std::mutex mutex;
    std::shared_ptr<spdlog::logger> logger;
    std::atomic<Format> format{Format::text};
    std::atomic<Level> from{Level::info};
};

Output& output() {
    static Output one;
    return one;
}

void set_pattern(spdlog::logger& logger, Format format) {
    logger.set_pattern(format == Format::json ? R"({"at":"%Y-%m-%dT%H:%M:%S.%eZ",%v})"
                                              : "%Y-%m-%dT%H:%M:%S.%eZ %v",
                       spdlog::pattern_time_type::utc);
    logger.flush_on(spdlog::level::info);  // the lines before a crash are the ones that are wanted
}

std::shared_ptr<spdlog::logger> make(const Settings& settings) {
    spdlog::sink_ptr sink;
    if (settings.file) {
        sink = std::make_shared<spdlog::sinks::basic_file_sink_mt>(settings.file->string());
    } else {
        sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    }
    auto logger = std::make_shared<spdlog::logger>("ketnap", std::move(sink));
    set_pattern(*logger, settings.format);
    return logger;
}

std::shared_ptr<spdlog::logger> current() {
    auto& out = output();
    const std::scoped_lock lock{out.mutex};
    if (!out.logger) {
        out.logger = make({});
    }
    return out.logger;
}

spdlog::level::level_enum to_spdlog(Level level) {
    switch (level) {
        case Level::info:
            return spdlog::level::info;
        case Level::warn:
            return spdlog::level::warn;
        default:
            return spdlog::level::err;
    }
}

}  // namespace

void open(const Settings& settings) {
    auto logger = make(settings);
    auto& out = output();
    const std::scoped_lock lock{out.mutex};
    out.logger = std::move(logger);
    out.format = settings.format;
    out.from = settings.from;
}

std::string line(Format format, Level level, std::string_view event, Fields fields) {
    return format == Format::json ? json_line(level, event, fields)
                                  : text_line(level, event, fields);
}

void write(Level level, std::string_view event, Fields fields) {
    if (level < output().from.load()) {
        return;
    }
    const auto text = line(output().format, level, event, fields);
    current()->log(to_spdlog(level), spdlog::string_view_t{text.data(), text.size()});
}

}  // namespace ketnap::log
