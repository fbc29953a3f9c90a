// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "stage/dossier/dossier.h"
#include "stage/dossier/list.h"

namespace ketnap::dossier {

/// With what an operation works. Inside a transaction of the caller (demo, nomination) `tx` is
/// given; otherwise the operation opens its own.
struct Work {
    const Ctx& ctx;
    const auth::Rights& rights;
    const Book& book;
    db::Tx* tx = nullptr;
    /// The account in whose stead the actor takes a step, by a stand-in that holds today; both
    /// names go into step and audit.
    std::string on_behalf_of{};
};

struct NewDossier {
    std::string person_id;
    std::string org_id{};  ///< the proposing cell; the person's own body when empty
    std::string campaign_id{};
    CandidateType candidate_type = CandidateType::union_member;
    bool section_committee = false;
    std::string opened_on{};  ///< today when empty
};
/// Begins the dossier of a person, in state drafting, with a code for life.
/// Needs dossier_edit on the body. Refused: person or body unknown, an open dossier of that person,
/// a Party member.
Dossier open(const Work& work, const NewDossier& wanted);

struct Head {
    std::string org_id;
    std::string campaign_id;
    CandidateType candidate_type = CandidateType::union_member;
    bool section_committee = false;
    std::string shelf;
    int extension_days = 0;
    std::string extension_reason;
};
/// Changes what stands on the cover. Needs the right to edit in this state; an extension needs
/// dossier_appraise. Every change below takes the version that was read: Conflict when stale.
Dossier change(const Work& work, const DossierId& id, const Head& head, std::int64_t version);

/// Records one paper with its dates and facts; a second one of the same form replaces it. `remark`
/// (P3) is sealed with the person's key and kept when not given; needs dossier_appraise.
Dossier put_paper(const Work& work, const DossierId& id, const PaperRow& paper,
                  const std::optional<std::string>& remark, std::int64_t version);
Dossier drop_paper(const Work& work, const DossierId& id, const std::string& form,
                   std::int64_t version);
/// The remark of one paper, for the officer who appraises while that stage is open; audited before
/// it is given.
std::string open_remark(const Work& work, const DossierId& id, const std::string& form);

/// Adds an introducer or helper, or changes one by its id. An assignment is ended by `until_on`
/// with a reason; the next one is a new row.
Dossier put_support(const Work& work, const DossierId& id, const Support& support,
                    std::int64_t version);
Dossier put_vote(const Work& work, const DossierId& id, const checks::Vote& vote,
                 std::int64_t version);

struct Stride {
    State to = State::received;
    std::string reason;
    std::string on;  ///< the day it happened; today when empty, never later
    // of a receipt
    std::string from_name{};                    ///< who handed it in; the unit when empty
    std::optional<std::int64_t> paper_count{};  ///< as counted at the counter; the papers recorded
    // of a hold
    std::string hold_kind{};
    std::string look_on{};
};
/// A step of data/dossier/states.json: submit, receive, appraise, qualify, hold, withdraw, and back
/// with a reason. Receiving takes a number of the register; a hold ends where it began. Refused: no
/// such step; reason missing; qualified while an error stands; a later stage has acted. Return,
/// resubmission, decision and ceremony have operations of their own.
Dossier move(const Work& work, const DossierId& id, const Stride& stride, std::int64_t version);

struct ReturnNote {
    std::string due_on;  ///< a working day; or empty with due_days
    std::string message;
    std::vector<ReturnItem> items;
    std::string on;  ///< today when empty
    int due_days{};  ///< working days from the return; used when there is no day
};
/// Sends the dossier back to the unit and starts round n+1 (C27); the decision clock stands still
/// until it comes back. Refused: no item; due day in the past or a day off; not being appraised.
Dossier send_back(const Work& work, const DossierId& id, const ReturnNote& note,
                  std::int64_t version);
/// The unit sends it again and says which items are mended.
Dossier resubmit(const Work& work, const DossierId& id, const std::vector<std::string>& fixed_items,
                 const std::string& on, std::int64_t version);

struct Hands {
    std::string prepared_by;   ///< a person; empty: nobody of the office
    std::string appraised_by;  ///< a person
    std::string reason;
};
/// Names the persons who prepared and appraised it, where somebody else typed. Needs
/// dossier_appraise. Refused: decided already, no such person, the candidate, no reason.
Dossier name_hands(const Work& work, const DossierId& id, const Hands& hands, std::int64_t version);

/// Takes back the last step, with a reason; step, round and register line stay, struck out (C43).
/// Needs the right that the step needed. Refused: two in a row; the first step; a later stage has
/// acted.
Dossier undo(const Work& work, const DossierId& id, const std::string& reason,
             std::int64_t version);

/// Hands it to one who may appraise it. Needs dossier_appraise. Refused: somebody who may not.
Dossier assign(const Work& work, const DossierId& id, const std::string& account_id,
               std::int64_t version);

/// The person went to another cell while the dossier is open; the state stays. Needs the right to
/// edit in this state, or dossier_appraise; on both cells. Refused: no reason; decided.
Dossier change_cell(const Work& work, const DossierId& id, const std::string& org_id,
                    const std::string& reason, std::int64_t version);

/// The appraiser finds an item mended, or opens it again with a word.
Dossier settle_item(const Work& work, const DossierId& id, const std::string& item_id, bool done,
                    const std::string& word, std::int64_t version);
/// Either side answers an item: the unit while the round is out, the office at any time.
Dossier answer_item(const Work& work, const DossierId& id, const std::string& item_id,
                    const std::string& word, std::int64_t version);

/// The dossier as the checks see it.
checks::Dossier case_of(const Dossier& dossier, const people::Person& person,
                        const Contents& contents);

}  // namespace ketnap::dossier
