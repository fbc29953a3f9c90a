// SPDX-License-Identifier: Apache-2.0
// What a pack is made of, read in one transaction. Inside this folder only.
#pragma once
#include "reports/pack/pack.h"

#include <string>
#include <vector>

namespace ketnap::reports::pack {

struct DecidedPaper {
    std::string number_text;
    documents::Paper paper;
};

struct Facts {
    campaign::Campaign campaign;
    std::optional<ceremony::Ceremony> ceremony;
    std::vector<DecidedPaper> decisions;
    documents::Paper extract;
    documents::Paper summary;
    std::int64_t warning_count = 0;
};

/// Refused: `pack.no_decision`.
Facts read_facts(const Ctx& ctx, const PackKit& kit, const campaign::CampaignId& campaign);

}  // namespace ketnap::reports::pack
