// SPDX-License-Identifier: Apache-2.0
#include "platform/db/filter.h"
#include "stage/dossier/queries.h"
#include "stage/dossier/queries_facts.h"
#include "stage/dossier/store.h"

namespace ketnap::dossier::store {

std::vector<SealedFacts> facts(db::Tx& tx, const DossierId& id) {
    return tx.all(queries::facts, {id}, [](const db::Row& r) {
        return SealedFacts{r.text(0), {r.maybe_blob(1).value_or(db::Blob{})}};
    });
}

void put_facts(db::Tx& tx, const DossierId& id, const SealedFacts& row) {
    tx.run(queries::put_facts, {id, row.kind, row.content.bytes});
}

std::vector<IntroducerLoad> introducer_loads(db::Tx& tx, const auth::Scope& reach) {
    db::Filter filter;
    reach.narrow(filter, queries::scope_columns);
    const auto sql = filter.sql(queries::introducer_loads,
                                "GROUP BY s.person_id, p.name, p.name_sort "
                                "ORDER BY count(*) DESC, p.name_sort, s.person_id");
    return tx.all(sql, filter.values(),
                  [](const db::Row& r) { return IntroducerLoad{r.text(0), r.text(1), r.big(2)}; });
}

}  // namespace ketnap::dossier::store
