// SPDX-License-Identifier: Apache-2.0
#include "base/attachments/attachments.h"
#include "stage/envelope/erase.h"
#include "stage/envelope/queries_erase.h"

namespace ketnap::envelope {

std::int64_t erase_words(db::Tx& tx, const std::string& dossier_id) {
    std::int64_t rows = attachments::shred_all(tx, "dossier", dossier_id);
    for (const auto* sql :
         {erase_queries::readings, erase_queries::letters, erase_queries::opinions}) {
        rows += tx.run(sql, {dossier_id});
    }
    return rows;
}

}  // namespace ketnap::envelope
