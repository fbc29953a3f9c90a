// SPDX-License-Identifier: Apache-2.0
#include "app/speaker.h"

#include "platform/vocabulary/errors.h"

#include <fmt/core.h>

namespace ketnap::app {

messages::Language language_of(const Options& options) {
    return options.language == "en" ? messages::Language::en : messages::Language::vi;
}

std::string cite_text(const Cite& cite) {
    std::string text = cite.doc;
    if (const auto date = time::Date::parse_iso(cite.date)) {
        text += " " + date->vn();
    }
    return cite.point.empty() ? text : text + ", " + cite.point;
}

void print_finding(const Speaker& speaker, const Finding& finding) {
    const std::string_view level = finding.level == Level::error     ? "cli.level.error"
                                   : finding.level == Level::warning ? "cli.level.warning"
                                                                     : "cli.level.hint";
    fmt::print("{}  {}\n", speaker.say(level), finding.message);
    if (!finding.cite.doc.empty()) {
        fmt::print("    {}{}\n", cite_text(finding.cite),
                   finding.rule_set.empty() ? "" : " (" + finding.rule_set + ")");
    }
    if (!finding.way_out.empty()) {
        fmt::print("    → {}\n", finding.way_out);
    }
}

time::Date day_or(const std::string& text, time::Date otherwise) {
    if (text.empty()) {
        return otherwise;
    }
    const auto day = time::PartialDate::parse(text);
    if (!day || !day->exact()) {
        throw RequestError{"field.format", {}};
    }
    return day->earliest();
}

}  // namespace ketnap::app
