// SPDX-License-Identifier: Apache-2.0
// The result, yes or no, is told to the cell that proposed (rule T2). Who was told on which day
// stands here; a decision that the cell has received tells the yes by itself.
#pragma once
#include "stage/decision/meeting.h"

#include <string>
#include <string_view>
#include <vector>

namespace ketnap::decision {

struct Result {
    ItemId item_id;
    MeetingId meeting_id;
    std::string body_name;
    std::string held_on;
    std::string full_name;
    std::string dossier_id;
    std::string dossier_code;
    std::string cell_id;
    std::string cell_name;
    std::string unit_name;
    ItemState outcome = ItemState::passed;
    std::string decision_number;
    std::string told_on;  ///< empty: not yet
    std::string told_by;
    std::string paper;
    std::string org_path;     ///< of the body that met
    std::string campaign_id;  ///< of the meeting
};
BOOST_DESCRIBE_STRUCT(Result, (),
                      (item_id, meeting_id, body_name, held_on, full_name, dossier_id, dossier_code,
                       cell_id, cell_name, unit_name, outcome, decision_number, told_on, told_by,
                       paper))

/// What the actor may see, cell by cell, latest meeting first; of one meeting unless empty.
std::vector<Result> results(const Ctx& ctx, const auth::Rights& rights, std::string_view meeting_id,
                            bool untold_only);
/// The same inside a transaction, whoever asks.
std::vector<Result> results(db::Tx& tx, std::string_view meeting_id);

struct Telling {
    std::vector<ItemId> items;
    std::string told_on;
    std::string paper;  ///< number of the notice, or how it was told; may be empty
};
BOOST_DESCRIBE_STRUCT(Telling, (), (items, told_on, paper))

/// The cells of these persons were told. Needs meeting_edit on the body that met. Refused: not
/// voted on; a day before the meeting or in the future.
void tell(const Ctx& ctx, const auth::Rights& rights, const Telling& telling);

}  // namespace ketnap::decision
