// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/json/describe.h"
#include "stage/dossier/operations.h"

/// The register of receipt: a number for every arrival, without gaps, anew each year. Private to
/// this slice.
namespace ketnap::dossier {

/// Takes the next number of the year for a dossier that arrives on that day. Late against the
/// campaign's deadline in its own word is flagged, never refused.
Receipt put_receipt(db::Tx& tx, const Work& work, const Dossier& dossier, const Stride& stride,
                    const std::string& on);

/// Filter of the register; what it lets through also prints and exports.
struct RegisterQuery {
    std::optional<std::int64_t> year;
    std::optional<std::string> from_on;
    std::optional<std::string> until_on;
    std::optional<std::string> org_id;
    std::optional<std::string> campaign_id;
    std::optional<std::string> text;
    std::optional<bool> late;
    std::optional<std::string> cursor;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(RegisterQuery, (),
                      (year, from_on, until_on, org_id, campaign_id, text, late, cursor, limit))

/// A line of the register as it is shown.
struct RegisterLine {
    std::string id;
    std::int64_t year = 0;
    std::int64_t number = 0;
    std::int64_t round_no = 0;
    std::string received_on;
    std::string received_by;
    std::string from_name;
    std::int64_t paper_count = 0;
    std::string deadline_as_written;
    std::string last_day_on;
    bool late = false;
    std::string struck_on;
    std::string struck_reason;
    std::string dossier_id;
    std::string code;
    std::string person_name;
    std::string org_name;
    State state = State::received;
};
BOOST_DESCRIBE_STRUCT(RegisterLine, (),
                      (id, year, number, round_no, received_on, received_by, from_name, paper_count,
                       deadline_as_written, last_day_on, late, struck_on, struck_reason, dossier_id,
                       code, person_name, org_name, state))

struct RegisterPage {
    std::vector<RegisterLine> lines;
    std::string next;
    std::int64_t count = 0;
    bool count_capped = false;
};

/// Newest number first; only what the reach lets through.
RegisterPage register_page(db::Tx& tx, const auth::Scope& reach, const RegisterQuery& query);

}  // namespace ketnap::dossier
