// SPDX-License-Identifier: Apache-2.0
#include "stage/decision/decision.h"

#include "base/audit/trace.h"
#include "platform/vocabulary/errors.h"
#include "stage/decision/inside.h"

#include <algorithm>

namespace ketnap::decision {
namespace {

void refuse_received(const Decision& d, const std::string& received_on, time::Date today) {
    const auto day = time::Date::parse_iso(received_on);
    if (!day) {
        throw Refused{{field_finding("field.format", "received_on")}};
    }
    if (*day > today) {
        throw Refused{{field_finding("decision.received_in_future", "received_on", {day->vn()})}};
    }
    if (received_on < d.decided_on) {
        throw Refused{
            {field_finding("decision.received_before", "received_on", {day->vn(), d.number_text})}};
    }
}

}  // namespace

std::vector<Decision> decisions(db::Tx& tx, std::string_view campaign_id) {
    return store::decisions(tx, campaign_id);
}

std::vector<std::string> on_open_agendas(db::Tx& tx) {
    return store::on_open_agendas(tx);
}

std::optional<OnAgenda> on_agenda(db::Tx& tx, const dossier::DossierId& dossier) {
    return store::on_agenda(tx, dossier);
}

std::optional<Decision> decision_of(db::Tx& tx, const dossier::DossierId& dossier) {
    return store::find(tx, dossier);
}

Decision get(db::Tx& tx, const DecisionId& id) {
    auto found = store::find(tx, id);
    if (!found) {
        throw NotFound{};
    }
    return std::move(*found);
}

void receive(db::Tx& tx, const Ctx& ctx, const DecisionId& id, const std::string& received_on) {
    const auto before = get(tx, id);
    refuse_received(before, received_on, ctx.clock.today());
    store::set_received(tx, id, received_on);
    dossier::set_decision_received(tx, ctx, before.dossier_id, received_on);
    audit::trace(tx, ctx, "decision.received", "decision", id.value,
                 {{"received_on", before.received_on, received_on}});
}

void set_received(const Ctx& ctx, const auth::Rights& rights, const std::vector<DecisionId>& ids,
                  const std::string& received_on) {
    ctx.write([&](db::Tx& tx) {
        for (const auto& id : ids) {
            const auto d = get(tx, id);
            const auto object = dossier::get(tx, d.dossier_id).object();
            auth::require_known(rights.can(ctx.actor, auth::Action::decision_read, object));
            auth::require(rights.can(ctx.actor, auth::Action::decision_issue, object));
            receive(tx, ctx, id, received_on);
        }
    });
}

Decision decide(db::Tx& tx, const Ctx& ctx, const Desk& desk, const MeetingId& id,
                const dossier::DossierId& dossier, const Ballot& ballot) {
    auto meeting = inside::open_row(tx, id);
    const auto rows = store::items(tx, id);
    const auto found = std::ranges::find(rows, dossier, &store::ItemRow::dossier_id);
    if (found == rows.end()) {
        throw NotFound{};
    }
    const auto item = inside::record(tx, ctx, desk, meeting, *found, ballot);
    return inside::issue(tx, ctx, desk, meeting, item, ballot.paper.value_or(PaperNumber{}));
}

}  // namespace ketnap::decision
