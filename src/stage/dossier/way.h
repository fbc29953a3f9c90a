// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "stage/dossier/inside.h"

/// How a step is found and allowed. Private to this slice.
namespace ketnap::dossier::way {

[[noreturn]] void no_such_step(const Dossier& dossier);
const StateTable::Move& step_or_refuse(const Work& work, const Dossier& dossier, State to);

/// Known to the actor, of the version shown, and the step exists and is theirs to take.
Dossier load_for_step(db::Tx& tx, const Work& work, const inside::Acting& hands,
                      const DossierId& id, State to, std::int64_t version);

}  // namespace ketnap::dossier::way
