// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/office.h"
#include "app/options.h"
#include "platform/time/date.h"

#include <string>
#include <string_view>
#include <vector>

/// What the commands share that talk to people without an office.
namespace ketnap::app {

messages::Language language_of(const Options& options);

struct Speaker {
    const Shipped& shipped;
    messages::Language language;
    std::string say(std::string_view key, const std::vector<std::string>& values = {}) const {
        return shipped.messages.text(key, language, values);
    }
};

/// "Quy định 24-QĐ/TW 30/07/2021, 3.2.1"
std::string cite_text(const Cite& cite);

/// Level, message, article and way out, already localised.
void print_finding(const Speaker& speaker, const Finding& finding);

/// A day typed as 2024-05-20 or 20/05/2024; throws RequestError when it is none.
time::Date day_or(const std::string& text, time::Date otherwise);

}  // namespace ketnap::app
