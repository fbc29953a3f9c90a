// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "stage/dossier/operations.h"

/// What is entered of a candidate beside papers, votes and supports. Sealed in the rows (P2, P3).
namespace ketnap::dossier {

/// What one paper says, fact by fact.
struct PaperSightings {
    std::string form;
    std::vector<checks::Sighting> sightings;
};
BOOST_DESCRIBE_STRUCT(PaperSightings, (), (form, sightings))

struct Facts {
    checks::Conditions conditions;
    std::optional<std::vector<checks::Relative>> relatives;
    std::vector<checks::Consent> consents;
    std::vector<PaperSightings> papers;
};

/// Opened for a judgement; what an erased person had is gone and reads as not entered.
Facts facts(db::Tx& tx, const Ctx& ctx, const Dossier& dossier);

/// The whole case: contents, facts, the body's name, and what the person's record says of the
/// union.
checks::Dossier whole_case(db::Tx& tx, const Dossier& dossier, const people::Person& person,
                           const Contents& contents, const Facts& facts);

/// For the form of whoever may edit or appraise; audited before it is given.
Facts open_facts(const Work& work, const DossierId& id);

/// Each replaces what was there. Needs the right to edit in this state; Conflict when stale.
Dossier put_conditions(const Work& work, const DossierId& id, const checks::Conditions& conditions,
                       std::int64_t version);
Dossier put_relatives(const Work& work, const DossierId& id,
                      const std::vector<checks::Relative>& relatives, std::int64_t version);
Dossier put_consents(const Work& work, const DossierId& id,
                     const std::vector<checks::Consent>& consents, std::int64_t version);
/// Refused: a form the checklist does not have, a sighting without fact or text.
Dossier put_sightings(const Work& work, const DossierId& id, const PaperSightings& paper,
                      std::int64_t version);

/// A member and how many open dossiers they introduce.
struct IntroducerLoad {
    std::string person_id;
    std::string name;
    std::int64_t open_dossiers = 0;
};
/// Of the dossiers within reach; the most loaded first.
std::vector<IntroducerLoad> introducer_loads(db::Tx& tx, const auth::Scope& reach);

}  // namespace ketnap::dossier
