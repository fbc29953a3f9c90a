// SPDX-License-Identifier: Apache-2.0
// Registers of personal data (law 91/2025/QH15) and of papers that stay outside because they are
// secret. Everything here is about people whom other slices know more of: see Neighbours.
#pragma once
#include "base/attachments/attachments.h"
#include "base/auth/can.h"
#include "base/documents/documents.h"
#include "base/lists/lists.h"
#include "base/messages/messages.h"
#include "base/people/people.h"
#include "base/privacy/book.h"
#include "base/rules/calendar.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ketnap::privacy {

using audit::Ctx;
using people::PersonId;

/// A line of what the office holds of a person, for the person's own copy.
struct Held {
    std::string kind;  ///< message key under "privacy.held."
    std::string on;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Held, (), (kind, on, text))

/// What the slices above know and do; plugged in by app/wiring.
struct Neighbours {
    /// Why this person's data must stay today.
    std::function<Findings(db::Tx&, const PersonId&, const Periods&, time::Date)> keeps;
    /// Overwrites what is plain about the person in their tables and gives files up; how many rows.
    std::function<std::int64_t(db::Tx&, const PersonId&, const std::string& in_place)> erase;
    std::function<std::vector<Held>(db::Tx&, const PersonId&)> tell;
    /// Whom an audited object is about; nothing when it is about nobody in particular.
    std::function<std::vector<std::string>(db::Tx&, std::string_view kind, const std::string& id)>
        about;
    /// Called when the person's record says another name.
    people::Renamed renamed;
};

/// What it points at outlives the calls.
struct Desk {
    const Book& book;
    const documents::Library& papers;
    const rules::Calendar& calendar;
    const messages::Catalogue& texts;
    const lists::Lists& lists;
    attachments::Shelf& shelf;
    Neighbours neighbours;
};

/// What every operation here gets.
struct Work {
    const Ctx& ctx;
    const auth::Rights& rights;
    const Desk& desk;
};

/// The right on the whole office; throws Forbidden.
void require_office(db::Tx& tx, const Work& work, auth::Action action);
/// A person that the actor's right reaches; throws NotFound.
people::Person person_within(db::Tx& tx, const Work& work, auth::Action action,
                             const std::string& id);
/// Two people: refuses the one who asked, under another account too.
void require_another(db::Tx& tx, const Work& work, const std::string& asked_by);
/// "07:30 26/03/2026", as papers write it.
std::string moment_text(std::int64_t ms);
/// Letterhead of the office's root as fields of a paper.
documents::Fields letter_fields(db::Tx& tx, const Work& work);

}  // namespace ketnap::privacy
