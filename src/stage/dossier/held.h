// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/people/merge.h"

namespace ketnap::dossier {

/// Where dossiers hold persons, and what is sealed with their keys.
people::Holder person_holder();

}  // namespace ketnap::dossier
