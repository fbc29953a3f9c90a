// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/crypto/vault.h"
#include "stage/dossier/dossier.h"
#include "stage/dossier/facts.h"
#include "stage/dossier/list.h"

namespace ketnap::dossier {
struct Opinion;
}

namespace ketnap::dossier::store {

/// A dossier with the names a list shows.
struct Row {
    Dossier dossier;
    std::string person_name;
    std::string person_sort;
    std::string org_name;
};

std::optional<Row> by_id(db::Tx& tx, const DossierId& id);
std::optional<DossierId> by_code(db::Tx& tx, std::string_view code);
std::optional<DossierId> open_of(db::Tx& tx, const people::PersonId& person);
void insert(db::Tx& tx, const Dossier& dossier);
/// False: the version is stale. The version in `dossier` rises with the row's.
bool update(db::Tx& tx, Dossier& dossier);
/// The order of the list follows the name of its person.
void rename(db::Tx& tx, const people::PersonId& person);
void move_paths(db::Tx& tx, const std::string& from, const std::string& to);

std::vector<PaperRow> papers(db::Tx& tx, const DossierId& id);
/// The sealed remark of one paper as it lies in the row; empty when there is none.
crypto::Sealed sealed_remark(db::Tx& tx, const DossierId& id, std::string_view form);
void put_paper(db::Tx& tx, const DossierId& id, const PaperRow& paper,
               const crypto::Sealed& remark);
void drop_paper(db::Tx& tx, const DossierId& id, std::string_view form);
std::vector<Support> supports(db::Tx& tx, const DossierId& id);
void put_support(db::Tx& tx, const DossierId& id, const Support& support);
std::vector<VoteRow> votes(db::Tx& tx, const DossierId& id);
void put_vote(db::Tx& tx, const DossierId& id, const VoteRow& vote);
std::vector<checks::Vote> failed_votes(db::Tx& tx, const DossierId& id);
void put_failed_vote(db::Tx& tx, const DossierId& id, const std::string& source,
                     const checks::Vote& vote);
void drop_failed_vote(db::Tx& tx, const std::string& source);
std::vector<ReturnRound> rounds(db::Tx& tx, const DossierId& id);
void add_round(db::Tx& tx, const DossierId& id, const ReturnRound& round);
void answer_round(db::Tx& tx, const DossierId& id, const std::string& answered_on);
void fix_item(db::Tx& tx, const std::string& item_id, const std::string& fixed_on);
std::vector<Step> steps(db::Tx& tx, const DossierId& id);
void add_step(db::Tx& tx, const DossierId& id, const Step& step);

/// One kind of what is entered beside the papers, as it lies in the row.
struct SealedFacts {
    std::string kind;  ///< "conditions", "relatives", "consents", "sightings"
    crypto::Sealed content;
};
std::vector<SealedFacts> facts(db::Tx& tx, const DossierId& id);
void put_facts(db::Tx& tx, const DossierId& id, const SealedFacts& row);
std::vector<IntroducerLoad> introducer_loads(db::Tx& tx, const auth::Scope& reach);

// store_way.cpp
void undo_step(db::Tx& tx, const Step& step);
void undo_round(db::Tx& tx, const std::string& round_id, const std::string& on);
/// Takes back what the unit answered: the round is out again.
void reopen_round(db::Tx& tx, const ReturnRound& round);
/// Empty `done_on` opens the item again.
void settle_item(db::Tx& tx, const ReturnItem& item);
void add_answer(db::Tx& tx, const std::string& item_id, const ItemAnswer& answer);
void add_answers(db::Tx& tx, const DossierId& id, std::vector<ReturnRound>& rounds);
using Shot = std::map<std::string, std::string>;
void put_snapshot(db::Tx& tx, const DossierId& id, std::int64_t round_no, std::string_view moment,
                  const std::string& on, const Shot& shot);
std::optional<Shot> snapshot(db::Tx& tx, const DossierId& id, std::int64_t round_no,
                             std::string_view moment);
void drop_snapshot(db::Tx& tx, const DossierId& id, std::int64_t round_no, std::string_view moment);
std::vector<Receipt> receipts(db::Tx& tx, const DossierId& id);
void add_receipt(db::Tx& tx, const DossierId& id, const Receipt& receipt);
void strike_receipt(db::Tx& tx, const Receipt& receipt);
std::optional<Desk> desk(db::Tx& tx, const DossierId& id);
void put_on_desk(db::Tx& tx, const DossierId& id, const Desk& desk);
std::vector<Hold> holds(db::Tx& tx, const DossierId& id);
void add_hold(db::Tx& tx, const DossierId& id, const Hold& hold);
void end_hold(db::Tx& tx, const std::string& hold_id, const std::string& ended_on);
void drop_hold(db::Tx& tx, const std::string& hold_id);
std::vector<Opinion> opinions(db::Tx& tx, const DossierId& id);
crypto::Sealed sealed_opinion(db::Tx& tx, const DossierId& id, std::string_view opinion_id);
void add_opinion(db::Tx& tx, const DossierId& id, const Opinion& opinion);
/// False: the version is stale, or it is not asked any more.
/// `opinion.sealed_answer` is what is kept.
bool answer_opinion(db::Tx& tx, const Opinion& opinion, const crypto::Sealed& text);
/// Answers that an earlier version kept in words.
struct PlainOpinion {
    std::string id;
    std::string answer;
    people::PersonId person;
};
std::vector<PlainOpinion> plain_opinions(db::Tx& tx);
void seal_opinion(db::Tx& tx, const std::string& id, const crypto::Sealed& answer);
bool drop_opinion(db::Tx& tx, const Opinion& opinion);

struct Page {
    std::vector<Row> rows;
    std::string next;
    std::int64_t count = 0;
    bool count_capped = false;
};
Page page(db::Tx& tx, const auth::Scope& reach, const Query& query, const std::string& org_path);
std::vector<Row> in_state(db::Tx& tx, State state, std::string_view campaign_id);
std::map<State, std::int64_t> count_by_state(db::Tx& tx, const auth::Scope& reach,
                                             std::string_view campaign_id);

}  // namespace ketnap::dossier::store
