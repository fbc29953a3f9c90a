// SPDX-License-Identifier: Apache-2.0
// data/demo/*.json: what is said and named in the demo. Code holds no words for people.
#pragma once
#include "base/exchange/requests.h"
#include "platform/json/describe.h"
#include "stage/campaign/plan/plan_form.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace ketnap::demo {

struct Family {
    std::string name;
    std::int64_t weight = 0;
    std::string ethnicity;
};
BOOST_DESCRIBE_STRUCT(Family, (), (name, weight, ethnicity))

struct Names {
    std::string source;
    std::vector<Family> families;
    std::vector<std::string> middles_male;
    std::vector<std::string> middles_female;
    std::vector<std::string> given_male;
    std::vector<std::string> given_female;
    std::vector<std::string> places;
    std::vector<std::string> positions;
};
BOOST_DESCRIBE_STRUCT(Names, (),
                      (source, families, middles_male, middles_female, given_male, given_female,
                       places, positions))

struct UnitName {
    std::string name;
    std::int64_t members = 0;
};
BOOST_DESCRIBE_STRUCT(UnitName, (), (name, members))

struct OfficeNames {
    std::string source;
    std::string office;
    std::string office_code;
    std::string province;
    std::string superior;
    std::string issuer;
    std::string unit_body;     ///< before the name of a unit with cells
    std::string unit_cell;     ///< before the name of a unit that is one cell
    std::string sub_cell;      ///< before the name of a cell
    std::string union_body;    ///< before the name of a grassroots union
    std::string union_branch;  ///< before the name of a branch
    std::string bloc;          ///< the superior union
    std::vector<std::string> boards;
    std::vector<std::string> cells;
    std::vector<UnitName> units;
};
BOOST_DESCRIBE_STRUCT(OfficeNames, (),
                      (source, office, office_code, province, superior, issuer, unit_body,
                       unit_cell, sub_cell, union_body, union_branch, bloc, boards, cells, units))

struct HallSize {
    std::string name;
    std::int64_t rows = 0;
    std::int64_t seats = 0;
};
BOOST_DESCRIBE_STRUCT(HallSize, (), (name, rows, seats))

struct GuestLine {
    std::string group;
    std::string position;
    std::string unit;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(GuestLine, (), (group, position, unit, count))

/// One campaign of the demo from plan to guests.
struct Story {
    campaign::PlanForm plan;
    exchange::RequestForm request;
    std::string move_reason;
    std::string nil_note;
    std::string late_note;
    HallSize hall;
    std::vector<GuestLine> guests;
};
BOOST_DESCRIBE_STRUCT(Story, (), (plan, request, move_reason, nil_note, late_note, hall, guests))

struct WorkWords {
    std::string body;
    std::string signer_post;
    std::string withdrawn;
    std::string return_message;
    std::string return_item;
    std::string remark;
    std::string shelf;
    std::string gate_one;
    std::string gate_two;
    std::string secretary_position;
    std::string done_note;
};
BOOST_DESCRIBE_STRUCT(WorkWords, (),
                      (body, signer_post, withdrawn, return_message, return_item, remark, shelf,
                       gate_one, gate_two, secretary_position, done_note))

/// What letters of verification say; parts of sentences around invented names.
struct LetterWords {
    std::string body;
    std::string address;
    std::string about;
    std::string born;
    std::string home;
    std::string ask;
    std::string answer_number;  ///< after the number of a reply
    std::string confirmed;
    std::string differs;
    std::string unknown;
};
BOOST_DESCRIBE_STRUCT(LetterWords, (),
                      (body, address, about, born, home, ask, answer_number, confirmed, differs,
                       unknown))

struct AskedWords {
    std::string residence;
    std::string mass;
    std::string residence_words;
    std::string mass_words;
};
BOOST_DESCRIBE_STRUCT(AskedWords, (), (residence, mass, residence_words, mass_words))

struct BoardWords {
    std::string question;
    std::string agree;
    std::string disagree;
};
BOOST_DESCRIBE_STRUCT(BoardWords, (), (question, agree, disagree))

struct DeskWords {
    LetterWords letter;
    AskedWords asked;
    BoardWords board;
    std::string hold_away;
    std::string hold_checked;
    std::string stand_in_trip;
    std::string stand_in_leave;
    std::string misread;  ///< what the second reader of an original made of a name of a place
};
BOOST_DESCRIBE_STRUCT(DeskWords, (),
                      (letter, asked, board, hold_away, hold_checked, stand_in_trip, stand_in_leave,
                       misread))

struct AccountName {
    std::string user;
    std::string role;
};
BOOST_DESCRIBE_STRUCT(AccountName, (), (user, role))

struct Scenario {
    std::string source;
    std::string password;
    std::vector<AccountName> accounts;
    Story exact;
    Story joint;
    exchange::RequestForm survey;  ///< still open on the day the office is looked at
    std::string extension_note;
    WorkWords work;
    DeskWords desk;
};
BOOST_DESCRIBE_STRUCT(Scenario, (),
                      (source, password, accounts, exact, joint, survey, extension_note, work,
                       desk))

Names load_names(const std::filesystem::path& folder);
OfficeNames load_office(const std::filesystem::path& folder);
/// `words` replace <<word>> before the file is read; throws std::runtime_error naming file, field
/// and reason, also for a <<word>> that is left.
Scenario load_scenario(const std::filesystem::path& folder,
                       const std::map<std::string, std::string>& words);

}  // namespace ketnap::demo
