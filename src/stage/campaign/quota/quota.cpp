// SPDX-License-Identifier: Apache-2.0
#include "stage/campaign/quota/quota.h"

#include "base/audit/trace.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"
#include "stage/campaign/quota/allocate.h"
#include "stage/campaign/quota/store.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace ketnap::campaign {
namespace {

using auth::Action;

void check_units(db::Tx& tx, const std::vector<QuotaUnit>& units) {
    Findings findings;
    const auto names = org::names(tx);
    std::set<std::string> seen;
    for (std::size_t i = 0; i < units.size(); ++i) {
        const auto field = "units[" + std::to_string(i) + "].org_id";
        if (!names.contains(units[i].org_id)) {
            findings.push_back(field_finding("field.reference", field));
        } else if (!seen.insert(units[i].org_id).second) {
            findings.push_back(field_finding("field.repeated", field));
        }
    }
    refuse_if(findings);
}

// The same unit weights always give the same working, so that it is not stored twice.
void show_working(QuotaTable& table) {
    std::vector<UnitWeight> weights;
    for (const auto& row : table.rows) {
        weights.push_back({row.org_id, row.weight, row.source_count});
        table.place_sum += row.places;
    }
    const auto allotment = allocate(table.target_count.value_or(0), weights);
    if (!table.target_count || !allotment) {
        return;
    }
    table.weight_sum = allotment->weight_sum;
    table.whole_sum = allotment->whole_sum;
    table.extra_count = allotment->extra_count;
    table.tie_at_the_border = allotment->tie_at_the_border;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const auto& share = allotment->shares[i];
        table.rows[i].whole = share.whole;
        table.rows[i].remainder = share.remainder;
        table.rows[i].rank = share.rank;
        table.rows[i].extra = share.extra;
        table.rows[i].formula_places = share.places;
    }
}

const QuotaRow& row_of(const QuotaTable& table, const std::string& org_id,
                       const std::string& field) {
    const auto found = std::find_if(table.rows.begin(), table.rows.end(),
                                    [&](const QuotaRow& row) { return row.org_id == org_id; });
    if (found == table.rows.end()) {
        refuse("quota.no_row", field);
    }
    return *found;
}

void require_edit(db::Tx& tx, const audit::Ctx& ctx, const auth::Rights& rights,
                  const CampaignId& id) {
    auth::require(rights.can(ctx.actor, Action::quota_edit, object_of(tx, id)));
}

void set(db::Tx& tx, const CampaignId& id, const PlaceChange& change) {
    if (!quota_store::set_places(tx, id, change)) {
        throw Conflict{};
    }
}

}  // namespace

QuotaTable allot(db::Tx& tx, const audit::Ctx& ctx, const CampaignId& id,
                 const std::vector<QuotaUnit>& units) {
    const auto plan = get(tx, id).plan;
    if (!plan.target_count) {
        refuse("quota.open_target", "target_count");
    }
    check_units(tx, units);
    // By members and name, the order in which equal remainders are settled and shown.
    auto sorted = units;
    const auto names = org::names(tx);
    std::sort(sorted.begin(), sorted.end(), [&](const QuotaUnit& a, const QuotaUnit& b) {
        if (a.weight != b.weight) {
            return a.weight > b.weight;
        }
        const auto key_a = text::sort_key_plain(names.at(a.org_id));
        const auto key_b = text::sort_key_plain(names.at(b.org_id));
        return std::tie(key_a, a.org_id) < std::tie(key_b, b.org_id);
    });
    std::vector<UnitWeight> weights;
    for (const auto& unit : sorted) {
        weights.push_back({unit.org_id, unit.weight, unit.source_count});
    }
    const auto allotment = allocate(*plan.target_count, weights);
    if (!allotment) {
        refuse(allotment.error().key, "units");
    }
    quota_store::clear(tx, id);
    for (const auto& share : allotment->shares) {
        QuotaRow row;
        row.org_id = share.org_id;
        row.weight = share.weight;
        row.source_count = share.source_count;
        row.places = share.places;
        quota_store::insert(tx, id, row);
    }
    audit::trace(tx, ctx, "quota.allotted", "campaign", id.value,
                 {{"target_count", "", std::to_string(*plan.target_count)},
                  {"units", "", std::to_string(units.size())}});
    return quota_of(tx, id);
}

QuotaTable allot(const audit::Ctx& ctx, const auth::Rights& rights, const CampaignId& id,
                 const std::vector<QuotaUnit>& units) {
    return ctx.write([&](db::Tx& tx) {
        require_edit(tx, ctx, rights, id);
        return allot(tx, ctx, id, units);
    });
}

std::vector<QuotaUnit> units_by_members(db::Tx& tx) {
    return quota_store::units_by_members(tx);
}

QuotaTable set_places(const audit::Ctx& ctx, const auth::Rights& rights, const CampaignId& id,
                      const std::vector<PlaceChange>& changes) {
    return ctx.write([&](db::Tx& tx) {
        require_edit(tx, ctx, rights, id);
        const auto before = quota_of(tx, id);
        audit::Changes trace;
        for (std::size_t i = 0; i < changes.size(); ++i) {
            const auto field = "changes[" + std::to_string(i) + "].places";
            const auto& row = row_of(before, changes[i].org_id, field);
            if (changes[i].places < 0 || changes[i].places > 100'000) {
                refuse("field.number_range", field, {"0", "100.000"});
            }
            set(tx, id, changes[i]);
            audit::add_change(trace, row.org_name, std::to_string(row.places),
                              std::to_string(changes[i].places));
        }
        audit::trace(tx, ctx, "quota.changed", "campaign", id.value, trace);
        return quota_of(tx, id);
    });
}

QuotaTable move_places(const audit::Ctx& ctx, const auth::Rights& rights, const CampaignId& id,
                       const QuotaMove& move) {
    return ctx.write([&](db::Tx& tx) {
        require_edit(tx, ctx, rights, id);
        if (text::trim(move.reason).empty()) {
            refuse("field.required", "reason");
        }
        const auto table = quota_of(tx, id);
        const auto& from = row_of(table, move.from_org_id, "from_org_id");
        const auto& to = row_of(table, move.to_org_id, "to_org_id");
        if (&from == &to) {
            refuse("field.repeated", "to_org_id");
        }
        if (move.places < 1 || move.places > from.places) {
            refuse("quota.not_enough_places", "places", {std::to_string(from.places)});
        }
        set(tx, id, {from.org_id, from.places - move.places, from.version});
        set(tx, id, {to.org_id, to.places + move.places, to.version});
        auto kept = move;
        kept.moved_on = ctx.clock.today().iso();
        quota_store::add_move(tx, id, kept);
        audit::trace(tx, ctx, "quota.moved", "campaign", id.value,
                     {{"from_org_id", from.org_name, std::to_string(from.places - move.places)},
                      {"to_org_id", to.org_name, std::to_string(to.places + move.places)},
                      {"reason", "", move.reason}});
        return quota_of(tx, id);
    });
}

QuotaTable quota_of(db::Tx& tx, const CampaignId& id) {
    QuotaTable table;
    table.campaign_id = id.value;
    table.target_count = get(tx, id).plan.target_count;
    table.rows = quota_store::rows(tx, id);
    table.moves = quota_store::moves(tx, id);
    show_working(table);
    return table;
}

QuotaTable quota_of(const audit::Ctx& ctx, const auth::Rights& rights, const CampaignId& id) {
    return ctx.read([&](db::Tx& tx) {
        auth::require_known(rights.can(ctx.actor, Action::campaign_read, object_of(tx, id)));
        return quota_of(tx, id);
    });
}

std::optional<std::int64_t> places_of(db::Tx& tx, const CampaignId& id, const org::OrgId& org) {
    return quota_store::places(tx, id, org.value);
}

}  // namespace ketnap::campaign
