// SPDX-License-Identifier: Apache-2.0
#include "platform/json/enum_text.h"
#include "stage/dossier/erase.h"
#include "stage/dossier/queries_erase.h"

namespace ketnap::dossier {

std::vector<OfPerson> of_person(db::Tx& tx, const people::PersonId& person) {
    return tx.all(queries::of_person, {person}, [](const db::Row& r) {
        return OfPerson{DossierId{r.text(0)}, r.text(1), json::enum_of<State>(r.text(2)),
                        r.text(3)};
    });
}

std::string person_of(db::Tx& tx, const std::string& dossier_id) {
    return tx
        .one(queries::person_of_dossier, {dossier_id}, [](const db::Row& r) { return r.text(0); })
        .value_or("");
}

std::int64_t erase_words(db::Tx& tx, const people::PersonId& person, const std::string& in_place) {
    std::int64_t rows = tx.run(queries::erase_supporter, {person, in_place});
    for (const auto& one : of_person(tx, person)) {
        for (const auto* sql :
             {queries::erase_head, queries::erase_papers, queries::erase_facts,
              queries::erase_supports, queries::erase_answers, queries::erase_items,
              queries::erase_rounds, queries::erase_steps, queries::erase_snapshots,
              queries::erase_holds, queries::erase_opinions}) {
            rows += tx.run(sql, {one.id});
        }
    }
    return rows;
}

}  // namespace ketnap::dossier
