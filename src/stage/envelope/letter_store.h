// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "stage/envelope/letters.h"

#include <array>

namespace ketnap::envelope::letter_store {

/// A row with what is sealed still sealed.
struct Row {
    Letter letter;
    crypto::Sealed about;
    crypto::Sealed answer;
    std::string to_fold;
    crypto::Sealed outcome;  ///< P3: what a verification found
};

/// Outcomes that an earlier version kept in words: id, outcome, whose.
std::vector<std::array<std::string, 3>> plain_outcomes(db::Tx& tx);
void seal_outcome(db::Tx& tx, const std::string& id, const crypto::Sealed& outcome);

std::optional<Row> by_id(db::Tx& tx, const LetterId& id);
std::vector<Row> of_dossier(db::Tx& tx, const DossierId& id);
void insert(db::Tx& tx, const Row& row);
/// False: the version is stale.
bool update(db::Tx& tx, const Row& row);

struct Found {
    std::vector<Row> rows;
    std::string next;
    std::int64_t count = 0;
    bool count_capped = false;
};
Found page(db::Tx& tx, const auth::Scope& reach, const LetterQuery& query,
           const std::string& org_path);

}  // namespace ketnap::envelope::letter_store
