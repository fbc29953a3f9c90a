// SPDX-License-Identifier: Apache-2.0
#include "platform/db/filter.h"
#include "platform/json/enum_text.h"
#include "stage/dossier/queries.h"
#include "stage/dossier/queries_way.h"
#include "stage/dossier/work_store.h"

namespace ketnap::dossier::store {
namespace {

std::string or_empty(const db::Row& row, int column) {
    return row.maybe_text(column).value_or("");
}

db::Filter filter_of(const auth::Scope& reach, const std::string& campaign_id) {
    db::Filter filter;
    reach.narrow(filter, queries::scope_columns);
    if (!campaign_id.empty()) {
        filter.where("d.campaign_id = ?", {campaign_id});
    }
    return filter;
}

}  // namespace

std::vector<WorkDossier> work_dossiers(db::Tx& tx, const auth::Scope& reach,
                                       const std::string& campaign_id, std::int64_t limit) {
    auto filter = filter_of(reach, campaign_id);
    const auto sql = filter.sql(
        queries::work_rows, "ORDER BY coalesce(r.due_on, d.due_on, '9999'), d.id LIMIT ?", {limit});
    return tx.all(sql, filter.values(), [](const db::Row& r) {
        WorkDossier one;
        one.id = r.text(0);
        one.code = r.text(1);
        one.person_name = r.text(2);
        one.org_name = r.text(3);
        one.org_path = r.text(4);
        one.campaign_id = or_empty(r, 5);
        one.state = json::enum_of<State>(r.text(6));
        one.state_since = r.text(7);
        one.due_on = or_empty(r, 8);
        one.error_count = r.big(9);
        one.warning_count = r.big(10);
        one.version = r.big(11);
        one.desk_account = or_empty(r, 12);
        one.desk_name = or_empty(r, 13);
        one.round_no = r.maybe_big(14).value_or(0);
        one.round_due_on = or_empty(r, 15);
        one.person_id = r.text(16);
        return one;
    });
}

std::vector<WorkOpinion> work_opinions(db::Tx& tx, const auth::Scope& reach,
                                       const std::string& campaign_id) {
    auto filter = filter_of(reach, campaign_id);
    const auto sql = filter.sql(queries::waiting_opinions, "ORDER BY q.due_on, q.id LIMIT 1000");
    return tx.all(sql, filter.values(), [](const db::Row& r) {
        WorkOpinion one;
        one.id = r.text(0);
        one.dossier_id = r.text(1);
        one.due_on = r.text(3);
        one.name = r.text(4);
        one.org_id = or_empty(r, 5);
        one.account_id = or_empty(r, 6);
        one.code = r.text(7);
        one.person_name = r.text(8);
        one.org_name = r.text(9);
        return one;
    });
}

}  // namespace ketnap::dossier::store
