// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/audit/ctx.h"

#include <string>
#include <string_view>
#include <vector>

namespace ketnap::audit {

/// One difference a person can read. P2 and P3 values never: hidden() names the field only.
struct Change {
    std::string field;
    std::string from;
    std::string to;
};
using Changes = std::vector<Change>;

inline Change hidden(std::string field) {
    return {std::move(field), "***", "***"};
}

/// The field of a trace that names the colleague whose lent role was used.
inline constexpr std::string_view in_stead_of = "in_stead_of";

/// Adds {field, from, to} when the two differ.
void add_change(Changes& changes, std::string field, const std::string& from,
                const std::string& to);

/// Writes the event and the chained audit row of a change in the transaction of that change; gives
/// the audit number. Every `action` needs a sentence `audit.<action>` in data/ui/messages.
std::int64_t trace(db::Tx& tx, const Ctx& ctx, std::string_view action,
                   std::string_view object_kind, const std::string& object_id,
                   const Changes& changes = {});

/// A refusal or a read that must leave a trace: its own transaction.
void trace_apart(const Ctx& ctx, std::string_view action, std::string_view object_kind,
                 const std::string& object_id, const Changes& changes = {});

struct Entry {
    std::int64_t seq = 0;
    std::int64_t at = 0;
    std::string actor;
    std::string action;
    std::string object_kind;
    std::string object_id;
    Changes changes;
};

/// What happened to one object, newest first.
std::vector<Entry> history(db::Tx& tx, std::string_view object_kind, const std::string& object_id,
                           std::int64_t limit = 200);

/// The newest entries of the whole tenant with seq > after, oldest first.
std::vector<Entry> since(db::Tx& tx, std::int64_t after, std::int64_t limit);

/// The newest entries of the whole tenant, newest first.
std::vector<Entry> latest(db::Tx& tx, std::int64_t limit);

/// A stretch of time; an empty actor is everyone.
struct Stretch {
    std::int64_t from_at = 0;
    std::int64_t until_at = 0;
    std::string actor;
};
/// The entries of a stretch, oldest first.
std::vector<Entry> between(db::Tx& tx, const Stretch& stretch, std::int64_t limit);

/// What is looked for in the trail; empty fields ask nothing. `until` is the moment after the last.
struct Search {
    std::string actor;
    std::string action;
    std::string object_kind;
    std::string object_id;
    std::int64_t from = 0;
    std::int64_t until = 0;
    std::int64_t before = 0;  ///< the row the last page ended with
    std::int64_t limit = 100;
};
/// Newest first.
std::vector<Entry> search(db::Tx& tx, const Search& wanted);

struct ChainState {
    std::int64_t rows = 0;
    std::int64_t first_bad = 0;  ///< 0: the chain holds
};

/// Recomputes every hash of the tenant.
ChainState verify_chain(db::Tx& tx);

/// The newest row; 0 and no hash when there is none. What a checkpoint outside the database keeps.
struct ChainEnd {
    std::int64_t seq = 0;
    db::Blob hash;
};
ChainEnd chain_end(db::Tx& tx);

}  // namespace ketnap::audit
