// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/audit/trace.h"
#include "base/rules/office_days.h"
#include "stage/dossier/operations.h"
#include "stage/dossier/store.h"

#include <functional>

/// What the operations of this slice share. Private to it.
namespace ketnap::dossier::inside {

using Body = std::function<Dossier(db::Tx&)>;

/// In the caller's transaction when there is one, else in one of its own.
Dossier run(const Work& work, const Body& body);

/// The row just read, known to the actor, allowed, and of the version that was shown; Conflict,
/// NotFound or Forbidden otherwise.
Dossier load(db::Tx& tx, const Work& work, const DossierId& id, std::int64_t version,
             auth::Action action);
/// The same for a change of contents: the right is the one of the dossier's state.
Dossier load_to_edit(db::Tx& tx, const Work& work, const DossierId& id, std::int64_t version);

/// Judges anew, keeps the counts and the day the clock ends, and saves; Conflict when stale.
Dossier save(db::Tx& tx, const Work& work, Dossier dossier);

/// The day something happened: today when not given. Refused: no day, or later than today.
std::string happened_on(const Work& work, const std::string& on, std::string_view field);

/// The book with the office's own days off laid over the calendar; lives as long as its operation.
struct OwnBasis {
    OwnBasis(db::Tx& tx, const Book& book)
        : own_rules(book.basis.rules.pinned()),
          calendar(rules::office_calendar(tx, book.basis.calendar)),
          basis{own_rules, calendar, book.basis.checklists} {}
    OwnBasis(const OwnBasis&) = delete;
    OwnBasis& operator=(const OwnBasis&) = delete;
    OwnBasis(OwnBasis&&) = delete;
    OwnBasis& operator=(OwnBasis&&) = delete;
    ~OwnBasis() = default;

    const rules::Rules own_rules;
    const rules::Calendar calendar;
    const checks::Basis basis;
};

/// Puts the dossier into a state: row and step, not yet saved.
void enter(db::Tx& tx, const Ctx& ctx, Dossier& dossier, State state, const std::string& on,
           const std::string& note, const std::string& for_name = {});

/// P2 is not told on a page or a paper: that two papers differ in it, not what they say. Special
/// cases are told to who edits or appraises.
void mask_sensitive(Findings& findings, bool may_see_cases);

/// Whose rights count: the actor's, or those of the one in whose stead they act. Refused: no
/// stand-in holds.
class Acting {
  public:
    Acting(db::Tx& tx, const Work& work);
    /// Neither of the two acts on a dossier of their own.
    bool may(auth::Action action, const auth::Object& object) const;
    const std::string& for_name() const { return m_for_name; }
    void trace(audit::Changes& changes) const;

  private:
    const Work& m_work;
    std::optional<audit::Actor> m_principal;
    std::string m_for_name;
};

/// Refuses for the open dossier of the same person: with its code if the actor may read it.
[[noreturn]] void refuse_open(db::Tx& tx, const Work& work, const DossierId& open,
                              std::string_view field);
Finding open_finding(db::Tx& tx, const Work& work, const DossierId& open, std::string_view field);
/// Refuses when a later stage has acted, saying which and the way out.
void refuse_later(db::Tx& tx, const Work& work, const Dossier& dossier);
/// Nothing with an error goes to the meeting.
void refuse_errors(db::Tx& tx, const Work& work, const Dossier& dossier);
/// Known to the actor and of the version that was shown.
Dossier load_known(db::Tx& tx, const Work& work, const DossierId& id, std::int64_t version);

}  // namespace ketnap::dossier::inside
