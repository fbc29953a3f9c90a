// SPDX-License-Identifier: Apache-2.0
#include "stage/dossier/receipts.h"

#include "base/audit/trace.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"
#include "stage/campaign/campaign.h"
#include "stage/dossier/store.h"

#include <algorithm>

namespace ketnap::dossier {

namespace {

struct Deadline {
    std::string as_written;
    std::string last_day_on;
};

Deadline deadline_of(db::Tx& tx, const std::string& campaign_id) {
    if (campaign_id.empty()) {
        return {};
    }
    const auto about = campaign::get(tx, campaign::CampaignId{campaign_id});
    return {about.plan.dossier_due_as_written, about.reading.dossier_last_day_on.value_or("")};
}

std::int64_t papers_there(db::Tx& tx, const DossierId& id) {
    const auto papers = store::papers(tx, id);
    return std::count_if(papers.begin(), papers.end(),
                         [](const PaperRow& paper) { return paper.received; });
}

std::int64_t round_of(db::Tx& tx, const DossierId& id) {
    std::int64_t last = 0;
    for (const ReturnRound& round : store::rounds(tx, id)) {
        last = round.undone_on.empty() ? round.round_no : last;
    }
    return last;
}

}  // namespace

Receipt put_receipt(db::Tx& tx, const Work& work, const Dossier& dossier, const Stride& stride,
                    const std::string& on) {
    if (stride.paper_count && *stride.paper_count < 0) {
        refuse("field.format", "paper_count");
    }
    Receipt receipt;
    receipt.id = new_uuid(tx.now_ms());
    receipt.received_on = on;
    receipt.year = time::Date::parse_iso(on)->year();
    receipt.number = tx.next_number("dossier_receipt." + on.substr(0, 4));
    receipt.round_no = stride.to == State::received ? 0 : round_of(tx, dossier.id);
    receipt.received_by = work.ctx.actor.name;
    receipt.from_name = text::trim(stride.from_name);
    if (receipt.from_name.empty()) {
        receipt.from_name = org::get(tx, dossier.org_id).name;
    }
    receipt.paper_count = stride.paper_count ? *stride.paper_count : papers_there(tx, dossier.id);
    const auto deadline = deadline_of(tx, dossier.campaign_id);
    receipt.deadline_as_written = deadline.as_written;
    receipt.last_day_on = deadline.last_day_on;
    receipt.late = !deadline.last_day_on.empty() && on > deadline.last_day_on;
    store::add_receipt(tx, dossier.id, receipt);
    return receipt;
}

}  // namespace ketnap::dossier
