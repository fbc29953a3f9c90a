// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/audit/ctx.h"
#include "base/exchange/export.h"
#include "base/people/people.h"

#include <functional>
#include <string>
#include <vector>

namespace ketnap::exchange {

/// Words of a key of data/ui/messages, in the reader's language.
using Wording = std::function<std::string(const std::string& key)>;

/// Every person the query lets through, in its order, without P2 values (those are shown one by one
/// for a stated reason). Audited before the answer. The caller has checked list_export.
std::string export_people(const audit::Ctx& ctx, const std::vector<std::string>& reach,
                          people::Query query, Format format, const Wording& wording);

}  // namespace ketnap::exchange
