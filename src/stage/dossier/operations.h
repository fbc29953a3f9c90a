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
};
/// A step of data/dossier/states.json: submit, receive, appraise, qualify, withdraw, and back with
/// a reason. Refused: no such step; reason missing; qualified while an error stands. Return,
/// resubmission, decision and ceremony have operations of their own.
Dossier move(const Work& work, const DossierId& id, const Stride& stride, std::int64_t version);

struct ReturnNote {
    std::string due_on;
    std::string message;
    std::vector<ReturnItem> items;
    std::string on;  ///< today when empty
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

/// The dossier as the checks see it.
checks::Dossier case_of(const Dossier& dossier, const people::Person& person,
                        const Contents& contents);

}  // namespace ketnap::dossier
