// SPDX-License-Identifier: Apache-2.0
// Two records of one person made one, field by field, and taken back. Nothing is merged by itself.
#pragma once
#include "base/people/people.h"
#include "platform/crypto/vault.h"
#include "platform/db/held.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::people {

/// A value sealed with a person's key, where it lies.
struct SealedRow {
    std::string row_id;
    std::string bound_to;  ///< the id it is sealed for
    std::string column;    ///< the column it is sealed for
    crypto::Sealed value;
};

/// Values of another table sealed with the key of the person they belong to: sealed anew when they
/// come to another person.
struct SealedColumn {
    std::string_view table;
    /// (row, bound id, column, value) of all that belongs to the person ?2.
    std::string_view find;
    /// Row ?2, column ?3 gets ?4 where it still holds ?5.
    std::string_view put;
};

/// Where a slice holds persons. Each slice with such a column has one; a test reads the schema and
/// fails when a column is in none (app/merge_desk.cpp joins them).
struct Holder {
    std::vector<db::HeldId> ids;
    std::vector<SealedColumn> sealed{};
    /// What says that the two cannot be one, or must first be settled.
    std::function<Findings(db::Tx&, const Person& kept, const Person& lost)> against{};
    /// Told behind the move, and behind its undoing.
    std::function<void(db::Tx&, const PersonId&)> moved{};
};
using Holders = std::vector<Holder>;

struct Both {
    PersonId kept;
    PersonId lost;
};

/// One field side by side. Of sealed values only the masked form.
struct FieldPair {
    std::string key;
    std::string kept;
    std::string lost;
    bool differs = false;
    bool take_lost = false;  ///< proposed: only the lost one says something
};
/// How many rows of a table would move, or stay because the kept person has the like.
struct MovedCount {
    std::string place;  ///< table.column
    std::int64_t count = 0;
    std::int64_t stays = 0;
};
struct Comparison {
    Person kept;
    Person lost;
    std::vector<FieldPair> fields;
    std::vector<MovedCount> moves;
    Findings against;
};
/// What a merge would do, before it is done. Needs person_merge at both.
Comparison compare(const Ctx& ctx, const auth::Rights& rights, const Holders& holders,
                   const Both& both);

struct MergeOrder {
    Both both;
    std::vector<std::string> take;  ///< fields in which the lost one stands
    std::string reason;
    std::int64_t kept_version = 0;
    std::int64_t lost_version = 0;
};
/// Makes the two one; gives the id of the merge. Refused: what compare() says against it, a reason
/// too short, a field that does not exist. 409 on a stale version of either.
std::string merge(const Ctx& ctx, const auth::Rights& rights, const Holders& holders,
                  const MergeOrder& order);

/// Gives back both as they were. Refused with what contradicts: a later merge, a field or a row
/// changed since, an erased person.
void undo_merge(const Ctx& ctx, const auth::Rights& rights, const Holders& holders,
                const std::string& id, const std::string& reason, std::int64_t version);

struct Merge {
    std::string id;
    PersonId kept;
    PersonId lost;
    std::vector<std::string> taken;
    std::string reason;
    std::int64_t merged_at = 0;
    std::string merged_by;
    std::string merged_name;
    std::optional<std::int64_t> undone_at;
    std::string undone_by;
    std::string undone_name;
    std::string undone_reason;
    std::int64_t version = 0;
};
/// Merges in which the person was kept or lost, newest first.
std::vector<Merge> merges_of(db::Tx& tx, const PersonId& id);
/// Records that are part of this person now, with theirs.
std::vector<PersonId> merged_into(db::Tx& tx, const PersonId& kept);

}  // namespace ketnap::people
