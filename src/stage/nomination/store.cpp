// SPDX-License-Identifier: Apache-2.0
#include "stage/nomination/store.h"

#include "platform/db/filter.h"
#include "platform/json/enum_text.h"
#include "stage/nomination/queries.h"

namespace ketnap::nomination::store {
namespace {

using json::enum_of;
using json::text_of;

NominationRow nomination_of(const db::Row& row) {
    NominationRow out;
    auto& n = out.nomination;
    n.id = row.text(0);
    n.campaign_id = row.text(1);
    n.request_id = row.maybe_text(2);
    n.person_id = row.text(3);
    n.person_name = row.text(4);
    n.born_on = row.maybe_text(5).value_or("");
    n.org_id = row.text(6);
    n.org_name = row.text(7);
    n.nominated_on = row.text(8);
    const auto last_day = row.maybe_text(9);
    n.in_time = !last_day || n.nominated_on <= *last_day;
    n.state = enum_of<NominationState>(row.text(10));
    n.note = row.text(11);
    n.version = row.big(12);
    out.org_path = row.text(13);
    return out;
}

UnionVote union_vote_of(const db::Row& row) {
    return {.id = row.text(0),
            .person_id = row.text(1),
            .org_id = row.text(2),
            .level = enum_of<VoteLevel>(row.text(3)),
            .voted_year = row.big(4),
            .held_on = row.text(5),
            .member_count = row.big(6),
            .present_count = row.big(7),
            .votes_for = row.big(8),
            .recognised = row.flag(9),
            .minutes_number = row.text(10),
            .version = row.big(11)};
}

EntryRow entry_of(const db::Row& row) {
    EntryRow out;
    auto& e = out.entry;
    e.position = row.big(0);
    e.person_id = row.text(1);
    e.person_name = row.text(2);
    e.born_on = row.maybe_text(3).value_or("");
    e.union_org_id = row.text(4);
    e.union_org_name = row.text(5);
    e.held_on = row.text(6);
    e.member_count = row.big(7);
    e.votes_for = row.big(8);
    if (const auto left_out = row.maybe_text(9)) {
        e.left_out = enum_of<LeftOut>(*left_out);
    }
    out.party_org_id = row.maybe_text(10);
    out.party_org_name = row.maybe_text(11).value_or("");
    out.party_org_path = row.maybe_text(12).value_or("");
    return out;
}

}  // namespace

std::optional<NominationRow> find(db::Tx& tx, const NominationId& id) {
    return tx.one(queries::nomination_by_id, {id}, nomination_of);
}

std::vector<Nomination> nominations(db::Tx& tx, const auth::Scope& reach,
                                    const campaign::CampaignId& campaign) {
    db::Filter filter;
    filter.where("n.campaign_id = ?", {campaign});
    reach.narrow(filter,
                 {"o.path >= ? AND o.path < ?", "", "n.campaign_id = ?", "", "n.person_id = ?"});
    const auto sql = filter.sql(queries::nominations, queries::nominations_order);
    return tx.all(sql, filter.values(),
                  [](const db::Row& row) { return nomination_of(row).nomination; });
}

void insert(db::Tx& tx, const Nomination& n) {
    tx.run(queries::insert_nomination,
           {n.id, n.campaign_id, n.request_id, n.person_id, n.org_id, n.nominated_on, n.note});
}

bool withdraw(db::Tx& tx, const NominationId& id, const Withdrawal& withdrawal) {
    return tx.run(queries::withdraw, {id, withdrawal.version, withdrawal.reason}) == 1;
}

bool is_proposed(db::Tx& tx, const campaign::CampaignId& campaign, const std::string& person_id) {
    return tx
        .one(queries::is_proposed, {campaign, person_id},
             [](const db::Row& row) { return row.text(0); })
        .has_value();
}

std::int64_t count_of_unit(db::Tx& tx, const campaign::CampaignId& campaign,
                           const std::string& org_id) {
    return tx
        .one(queries::count_of_unit, {campaign, org_id},
             [](const db::Row& row) { return row.big(0); })
        .value_or(0);
}

void insert_vote(db::Tx& tx, const UnionVote& v) {
    tx.run(queries::insert_vote,
           {v.id, v.person_id, v.org_id, text_of(v.level), v.voted_year, v.held_on, v.member_count,
            v.present_count, v.votes_for, v.recognised, v.minutes_number});
}

std::string vote_of(db::Tx& tx, const VoteForm& form) {
    return tx
        .one(queries::vote_of, {form.person_id, form.voted_year, text_of(form.level)},
             [](const db::Row& row) { return row.text(0); })
        .value_or("");
}

std::optional<UnionVote> vote(db::Tx& tx, const std::string& id) {
    return tx.one(queries::vote_by_id, {id}, union_vote_of);
}

bool change_vote(db::Tx& tx, const UnionVote& v, std::int64_t version) {
    return tx.run(queries::change_vote, {v.id, version, v.person_id, v.org_id, text_of(v.level),
                                         v.voted_year, v.held_on, v.member_count, v.present_count,
                                         v.votes_for, v.recognised, v.minutes_number}) == 1;
}

bool is_handed_over(db::Tx& tx, const std::string& vote_id) {
    return tx.one(queries::handed_over, {vote_id}, [](const db::Row& row) { return row.text(0); })
        .has_value();
}

std::vector<VoteLine> votes(db::Tx& tx, const std::vector<std::string>& reach,
                            std::int64_t voted_year) {
    db::Filter filter;
    filter.where("v.voted_year = ?", {voted_year});
    filter.ranges("o.path", auth::ranges_of(reach));
    const auto sql = filter.sql(queries::votes, queries::votes_order);
    return tx.all(sql, filter.values(), [](const db::Row& row) {
        return VoteLine{.vote = union_vote_of(row),
                        .person_name = row.text(12),
                        .born_on = row.maybe_text(13).value_or(""),
                        .org_name = row.text(14),
                        .needed = {}};
    });
}

std::vector<Voted> voted(db::Tx& tx, std::int64_t voted_year, const std::string& cutoff_last_day) {
    return tx.all(queries::voted, {voted_year, cutoff_last_day}, [](const db::Row& row) {
        return Voted{.vote_id = row.text(0),
                     .person_id = row.text(1),
                     .union_org_id = row.text(2),
                     .standing = row.text(3),
                     .active = row.flag(4),
                     .proposed = row.big(5) > 0};
    });
}

std::optional<OutstandingList> list_of(db::Tx& tx, const campaign::CampaignId& campaign) {
    return tx.one(queries::list_of, {campaign}, [](const db::Row& row) {
        OutstandingList list;
        list.id = row.text(0);
        list.campaign_id = row.text(1);
        list.voted_year = row.big(2);
        list.cutoff = row.text(3);
        list.compiled_on = row.text(4);
        list.frozen_on = row.maybe_text(5);
        list.version = row.big(6);
        return list;
    });
}

void insert_list(db::Tx& tx, const OutstandingList& list) {
    tx.run(queries::insert_list,
           {list.id, list.campaign_id, list.voted_year, list.cutoff, list.compiled_on});
}

bool renew_list(db::Tx& tx, const OutstandingList& list) {
    return tx.run(queries::renew_list, {list.id, list.voted_year, list.cutoff, list.compiled_on}) ==
           1;
}

bool freeze_list(db::Tx& tx, const std::string& id, std::int64_t version, const std::string& on) {
    return tx.run(queries::freeze_list, {id, version, on}) == 1;
}

void put_entries(db::Tx& tx, const std::string& list_id, const std::vector<NewEntry>& entries) {
    tx.run(queries::clear_entries, {list_id});
    for (const auto& entry : entries) {
        std::optional<std::string> left_out;
        if (entry.left_out) {
            left_out = text_of(*entry.left_out);
        }
        tx.run(queries::insert_entry,
               {new_uuid(tx.now_ms()), list_id, entry.person_id, entry.vote_id, entry.party_org_id,
                left_out, entry.position});
    }
}

std::vector<EntryRow> entries(db::Tx& tx, const std::string& list_id) {
    return tx.all(queries::entries, {list_id}, entry_of);
}

}  // namespace ketnap::nomination::store
