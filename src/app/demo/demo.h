// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/attachments/shelf.h"
#include "base/audit/ctx.h"
#include "base/auth/can.h"
#include "base/documents/documents.h"
#include "base/rules/calendar.h"
#include "base/rules/rules.h"
#include "platform/json/describe.h"
#include "platform/time/clock.h"
#include "stage/dossier/dossier.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ketnap::demo {

struct Options {
    std::uint64_t seed = 1;
    time::Date on;  ///< the day the office is looked at; nothing in it lies later
    int scale = 1;  ///< times 73 units
};

/// One account of the demo. The second factor is empty while sign-in asks for none.
struct SignIn {
    std::string user;
    std::string password;
    std::string role;
    std::optional<std::string> totp_secret;
};
BOOST_DESCRIBE_STRUCT(SignIn, (), (user, password, role, totp_secret))

struct Made {
    std::string campaign;  ///< code of the one of seventy
    std::vector<std::string> campaigns;
    std::vector<SignIn> sign_ins;
};
BOOST_DESCRIBE_STRUCT(Made, (), (campaign, campaigns, sign_ins))

/// What an office works with, and a clock that the demo moves through its year.
struct Tools {
    audit::Ctx ctx;
    time::FixedClock& clock;
    const auth::Rights& rights;
    const rules::Rules& rules;
    const rules::Calendar& calendar;
    const dossier::Book& book;
    const documents::Library& library;
    attachments::Shelf& shelf;
    std::filesystem::path data;                      ///< share data folder
    std::function<void(std::string_view)> progress;  ///< a step begins; may be empty
};

/// How the invented office is called; its code is its sign-in suffix.
struct OfficeWords {
    std::string code;
    std::string name;
};
OfficeWords office_words(const std::filesystem::path& share_data);

/// Fills an empty office: units, members and sources, a year of dossiers, and two campaigns carried
/// to their ends through the operations of the stages. The same options give the same office;
/// people, units and numbers are invented.
Made fill(Tools& tools, const Options& options);

}  // namespace ketnap::demo
