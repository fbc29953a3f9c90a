// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/people/merge.h"

namespace ketnap::people::store {

struct MergeRow {
    Merge merge;
    crypto::Sealed before;
};
void insert_merge(db::Tx& tx, const MergeRow& row);
/// False: undone already, or the version is stale.
bool end_merge(db::Tx& tx, const Merge& merge);
std::optional<MergeRow> merge_by_id(db::Tx& tx, const std::string& id);
std::vector<Merge> merges_of(db::Tx& tx, const PersonId& id);
/// Not undone, in which the person was kept.
std::vector<PersonId> lost_to(db::Tx& tx, const PersonId& kept);
/// Ends what merges of this person would need to be undone.
void forget_merges(db::Tx& tx, const PersonId& id);

/// A row that was moved; of a sealed value what it was and became.
struct MovedRow {
    std::int64_t position = 0;
    std::string place;
    std::string row_id;
    std::string part;
    std::optional<db::Blob> was;
    std::optional<db::Blob> became;
};
void insert_moved(db::Tx& tx, const std::string& merge_id, const MovedRow& row);
std::vector<MovedRow> moved_rows(db::Tx& tx, const std::string& merge_id);

std::vector<std::string> held(db::Tx& tx, const db::HeldId& column, const std::string& holds,
                              const std::string& shall_hold);
bool put_held(db::Tx& tx, const db::HeldId& column, const std::string& row_id,
              const std::string& value, const std::string& before);
std::vector<SealedRow> sealed_of(db::Tx& tx, const SealedColumn& column, const PersonId& person);
bool put_sealed(db::Tx& tx, const SealedColumn& column, const SealedRow& row,
                const db::Blob& value);

/// Names under which a person was on record; goes into the words that are searched.
void put_merged_from(db::Tx& tx, const Person& person);

}  // namespace ketnap::people::store
