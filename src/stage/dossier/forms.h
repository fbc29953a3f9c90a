// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/json/describe.h"
#include "stage/dossier/dossier.h"

/// What the routes take, and the small answers. Private to this slice.
namespace ketnap::dossier {

template <class T>
using Maybe = std::optional<T>;

struct DossierQuery {
    Maybe<std::string> text;
    Maybe<std::string> org_id;
    Maybe<std::string> campaign_id;
    Maybe<std::string> person_id;
    Maybe<std::vector<State>> states;
    Maybe<std::string> due_until;
    Maybe<bool> with_errors;
    Maybe<std::string> sort;
    Maybe<std::string> cursor;
    Maybe<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(DossierQuery, (),
                      (text, org_id, campaign_id, person_id, states, due_until, with_errors, sort,
                       cursor, limit))

struct StateCount {
    State state = State::drafting;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(StateCount, (), (state, count))

struct StateCounts {
    std::vector<StateCount> items;
};
BOOST_DESCRIBE_STRUCT(StateCounts, (), (items))

struct NewForm {
    std::string person_id;
    Maybe<std::string> org_id;
    Maybe<std::string> campaign_id;
    CandidateType candidate_type = CandidateType::union_member;
    Maybe<bool> section_committee;
};
BOOST_DESCRIBE_STRUCT(NewForm, (),
                      (person_id, org_id, campaign_id, candidate_type, section_committee))

struct HandsForm {
    std::string prepared_by;
    std::string appraised_by;
    std::string reason;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(HandsForm, (), (prepared_by, appraised_by, reason, version))

struct HeadForm {
    std::string org_id;
    Maybe<std::string> campaign_id;
    CandidateType candidate_type = CandidateType::union_member;
    bool section_committee = false;
    std::string shelf;
    int extension_days = 0;
    std::string extension_reason;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(HeadForm, (),
                      (org_id, campaign_id, candidate_type, section_committee, shelf,
                       extension_days, extension_reason, version))

struct PaperForm {
    bool received = true;
    Maybe<std::string> received_on;
    Maybe<std::string> number;
    Maybe<bool> is_signed;
    Maybe<bool> is_sealed;
    std::map<std::string, std::string> dates;
    std::map<std::string, std::string> facts;
    Maybe<std::string> remark;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(PaperForm, (),
                      (received, received_on, number, is_signed, is_sealed, dates, facts, remark,
                       version))

struct SupportForm {
    Maybe<std::string> id;
    std::string kind;
    Maybe<std::string> person_id;
    Maybe<std::string> name;
    Maybe<bool> official;
    Maybe<bool> same_grassroots;
    Maybe<std::string> together_since;
    Maybe<std::string> from_on;
    Maybe<std::string> until_on;
    Maybe<std::string> reason;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(SupportForm, (),
                      (id, kind, person_id, name, official, same_grassroots, together_since,
                       from_on, until_on, reason, version))

struct VoteForm {
    std::string body;
    time::Date held_on;
    std::int64_t base = 0;
    Maybe<std::int64_t> present;
    std::int64_t in_favour = 0;
    std::int64_t against = 0;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(VoteForm, (), (body, held_on, base, present, in_favour, against, version))

struct MoveForm {
    State to = State::received;
    Maybe<std::string> reason;
    Maybe<std::string> on;
    Maybe<std::string> from_name;
    Maybe<std::int64_t> paper_count;
    Maybe<std::string> hold_kind;
    Maybe<std::string> look_on;
    Maybe<std::string> on_behalf_of;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(MoveForm, (),
                      (to, reason, on, from_name, paper_count, hold_kind, look_on, on_behalf_of,
                       version))

struct ReturnItemForm {
    Maybe<std::string> rule;
    Maybe<std::string> paper;
    Maybe<std::string> field;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(ReturnItemForm, (), (rule, paper, field, text))

struct ReturnForm {
    Maybe<std::string> due_on;
    Maybe<int> due_days;
    Maybe<std::string> message;
    std::vector<ReturnItemForm> items;
    Maybe<std::string> on_behalf_of;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ReturnForm, (), (due_on, due_days, message, items, on_behalf_of, version))

struct ResubmitForm {
    std::vector<std::string> fixed_items;
    Maybe<std::string> on_behalf_of;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ResubmitForm, (), (fixed_items, on_behalf_of, version))

struct UndoForm {
    std::string reason;
    Maybe<std::string> on_behalf_of;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(UndoForm, (), (reason, on_behalf_of, version))

struct AppraiserForm {
    std::string account_id;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(AppraiserForm, (), (account_id, version))

struct CellForm {
    std::string org_id;
    std::string reason;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(CellForm, (), (org_id, reason, version))

struct SettleForm {
    bool done = true;
    Maybe<std::string> word;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(SettleForm, (), (done, word, version))

struct WordForm {
    std::string word;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(WordForm, (), (word, version))

struct VersionForm {
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(VersionForm, (), (version))

struct Remark {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Remark, (), (text))

struct ChangeView {
    std::string field;
    std::string from;
    std::string to;
};
BOOST_DESCRIBE_STRUCT(ChangeView, (), (field, from, to))

struct HistoryItem {
    std::int64_t at = 0;
    std::string actor;
    std::string action;
    std::string sentence;
    std::vector<ChangeView> changes;
};
BOOST_DESCRIBE_STRUCT(HistoryItem, (), (at, actor, action, sentence, changes))

}  // namespace ketnap::dossier
