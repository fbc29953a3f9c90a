// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/privacy/privacy.h"

namespace ketnap::app {

/// What the stages know and do about a person whose data is asked for, moved or ended.
privacy::Neighbours privacy_neighbours(const messages::Catalogue& texts);

}  // namespace ketnap::app
