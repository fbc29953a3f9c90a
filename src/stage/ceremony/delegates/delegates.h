// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "stage/ceremony/ceremony.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ketnap::ceremony {

/// What an office enters of a delegate; `rank` 0 puts a new one at the end of the group.
struct DelegateForm {
    Group group = Group::guest;
    std::string name;
    std::string position;
    std::string unit;
    std::int64_t rank = 0;
    std::optional<std::string> helper_id;  ///< of a new member: a delegate of the helpers
    std::string note;
};
BOOST_DESCRIBE_STRUCT(DelegateForm, (), (group, name, position, unit, rank, helper_id, note))

struct Delegate {
    std::string id;
    DelegateState state = DelegateState::expected;
    Group group = Group::guest;
    std::string name;
    std::string position;
    std::string unit;
    std::int64_t rank = 0;
    std::optional<std::string> person_id;
    std::optional<std::string> helper_id;
    std::string decision_number;
    std::string note;
    std::string short_code;
    std::optional<Seat> seat;
    std::string seat_label;
    std::optional<std::int64_t> arrived_at;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Delegate, (),
                      (id, state, group, name, position, unit, rank, person_id, helper_id,
                       decision_number, note, short_code, seat, seat_label, arrived_at, version))

/// A person with an issued decision, and who helps.
struct Admitted {
    std::string person_id;
    std::string name;
    std::string position;
    std::string unit;
    std::string decision_number;
    std::string helper_person_id;  ///< empty: none assigned
    std::string helper_name;
    std::string helper_position;
    std::string helper_unit;
};

struct Derived {
    std::int64_t added = 0;
    std::int64_t kept = 0;
    std::int64_t withdrawn = 0;
    std::int64_t without_helper = 0;
};
BOOST_DESCRIBE_STRUCT(Derived, (), (added, kept, withdrawn, without_helper))

/// Makes new members and helpers of `admitted`, who come in the order of the call; whoever is no
/// longer among them is withdrawn, whoever stays keeps ticket and chair. Run again after every
/// change of the decisions.
Derived derive(db::Tx& tx, const Ctx& ctx, const CeremonyId& id,
               const std::vector<Admitted>& admitted);
/// The same from the decided and admitted dossiers of the campaign, in the order of units and
/// names. Needs Action::delegate_edit.
Derived derive(const Ctx& ctx, const Rights& rights, const CeremonyId& id);
Derived derive(db::Tx& tx, const Ctx& ctx, const CeremonyId& id);

/// Refused: no name, bidi or control characters in it, a helper who is none.
Delegate add(const Ctx& ctx, const Rights& rights, const CeremonyId& id, const DelegateForm& form);
Delegate add(db::Tx& tx, const Ctx& ctx, const CeremonyId& id, const DelegateForm& form);
Delegate change(const Ctx& ctx, const Rights& rights, const CeremonyId& ceremony,
                const DelegateId& id, const DelegateForm& form, std::int64_t version);
/// Withdrawn, a card is refused at the gate and the chair is free; back again it keeps its ticket.
Delegate set_state(const Ctx& ctx, const Rights& rights, const CeremonyId& ceremony,
                   const DelegateId& id, DelegateState state, const std::string& note,
                   std::int64_t version);

/// By group, rank and name.
std::vector<Delegate> delegates(db::Tx& tx, const CeremonyId& id);
std::vector<Delegate> delegates(const Ctx& ctx, const Rights& rights, const CeremonyId& id);

}  // namespace ketnap::ceremony
