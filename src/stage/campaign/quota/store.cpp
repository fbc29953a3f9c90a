// SPDX-License-Identifier: Apache-2.0
#include "stage/campaign/quota/store.h"

#include "stage/campaign/quota/queries.h"

namespace ketnap::campaign::quota_store {

std::vector<QuotaRow> rows(db::Tx& tx, const CampaignId& id) {
    return tx.all(quota_queries::rows, {id}, [](const db::Row& r) {
        QuotaRow row;
        row.org_id = r.text(0);
        row.org_name = r.text(1);
        row.weight = r.big(2);
        row.source_count = r.big(3);
        row.places = r.big(4);
        row.version = r.big(5);
        return row;
    });
}

std::vector<QuotaMove> moves(db::Tx& tx, const CampaignId& id) {
    return tx.all(quota_queries::moves, {id}, [](const db::Row& r) {
        return QuotaMove{.from_org_id = r.text(0),
                         .to_org_id = r.text(1),
                         .places = r.big(2),
                         .reason = r.text(3),
                         .moved_on = r.text(4)};
    });
}

void clear(db::Tx& tx, const CampaignId& id) {
    tx.run(quota_queries::clear_moves, {id});
    tx.run(quota_queries::clear, {id});
}

void insert(db::Tx& tx, const CampaignId& id, const QuotaRow& row) {
    tx.run(quota_queries::insert,
           {new_uuid(tx.now_ms()), id, row.org_id, row.weight, row.source_count, row.places});
}

bool set_places(db::Tx& tx, const CampaignId& id, const PlaceChange& change) {
    return tx.run(quota_queries::set_places, {id, change.org_id, change.places, change.version}) ==
           1;
}

void add_move(db::Tx& tx, const CampaignId& id, const QuotaMove& move) {
    tx.run(quota_queries::add_move, {new_uuid(tx.now_ms()), id, move.from_org_id, move.to_org_id,
                                     move.places, move.reason, move.moved_on});
}

std::optional<std::int64_t> places(db::Tx& tx, const CampaignId& id, const std::string& org_id) {
    return tx.one(quota_queries::places, {id, org_id}, [](const db::Row& r) { return r.big(0); });
}

std::vector<QuotaUnit> units_by_members(db::Tx& tx) {
    return tx.all(quota_queries::units_by_members, {}, [](const db::Row& r) {
        return QuotaUnit{.org_id = r.text(0), .weight = r.big(1), .source_count = r.big(2)};
    });
}

}  // namespace ketnap::campaign::quota_store
