// SPDX-License-Identifier: Apache-2.0
#include "base/audit/trace.h"

#include "base/audit/checkpoint.h"
#include "base/audit/store.h"
#include "platform/crypto/crypto.h"
#include "platform/db/once.h"
#include "platform/json/describe.h"
#include "platform/json/read.h"
#include "platform/json/write.h"

namespace ketnap::audit {

BOOST_DESCRIBE_STRUCT(Change, (), (field, from, to))

namespace {

// What the hash of a row covers, in this order; renaming a field breaks every chain.
struct Canonical {
    std::int64_t seq = 0;
    std::int64_t at = 0;
    std::string actor;
    std::string session;
    std::string ip;
    std::string action;
    std::string object_kind;
    std::string object_id;
    std::string detail;
};
BOOST_DESCRIBE_STRUCT(Canonical, (),
                      (seq, at, actor, session, ip, action, object_kind, object_id, detail))

struct Detail {
    Changes changes;
};
BOOST_DESCRIBE_STRUCT(Detail, (), (changes))

Entry entry_of(const store::Row& row) {
    Entry entry{row.seq, row.at, row.actor, row.action, row.object_kind, row.object_id, {}};
    if (auto detail = json::read<Detail>(row.detail)) {
        entry.changes = std::move(detail->changes);
    }
    return entry;
}

std::vector<Entry> entries_of(const std::vector<store::Row>& rows) {
    std::vector<Entry> out;
    out.reserve(rows.size());
    for (const auto& row : rows) {
        out.push_back(entry_of(row));
    }
    return out;
}

}  // namespace

db::Blob store::hash_of(const Row& row) {
    const Canonical canonical{row.seq,    row.at,          row.actor,     row.sign_in, row.ip,
                              row.action, row.object_kind, row.object_id, row.detail};
    std::string bytes{row.prev_hash.begin(), row.prev_hash.end()};
    json::write_to(bytes, canonical);
    const auto hash = crypto::sha256(bytes);
    return {hash.begin(), hash.end()};
}

void add_change(Changes& changes, std::string field, const std::string& from,
                const std::string& to) {
    if (from != to) {
        changes.push_back({std::move(field), from, to});
    }
}

namespace {

// Whoever acts by a role that a colleague lent acts in that one's stead.
Changes with_stead(const Actor& actor, Changes changes) {
    if (actor.used && !actor.used->lent_by.empty()) {
        changes.push_back({std::string{in_stead_of}, "", actor.used->lent_by});
    }
    return changes;
}

}  // namespace

std::int64_t trace(db::Tx& tx, const Ctx& ctx, std::string_view action,
                   std::string_view object_kind, const std::string& object_id,
                   const Changes& changes) {
    store::Row row;
    row.seq = tx.next_number("audit");
    row.at = tx.now_ms();
    row.actor = ctx.actor.user;
    row.sign_in = ctx.actor.sign_in_id;
    row.ip = ctx.actor.ip;
    row.action = std::string{action};
    row.object_kind = std::string{object_kind};
    row.object_id = object_id;
    row.detail = json::write(Detail{with_stead(ctx.actor, changes)});
    row.prev_hash = store::last_hash(tx, row.seq - 1);
    row.hash = store::hash_of(row);
    store::insert(tx, row);
    store::insert_event(tx, row);
    return row.seq;
}

void trace_apart(const Ctx& ctx, std::string_view action, std::string_view object_kind,
                 const std::string& object_id, const Changes& changes) {
    ctx.db.write(ctx.actor.tenant, ctx.clock.now().ms, [&](db::Tx& tx) {
        return trace(tx, ctx, action, object_kind, object_id, changes);
    });
}

std::vector<Entry> history(db::Tx& tx, std::string_view object_kind, const std::string& object_id,
                           std::int64_t limit) {
    return entries_of(store::of_object(tx, object_kind, object_id, limit));
}

std::vector<Entry> since(db::Tx& tx, std::int64_t after, std::int64_t limit) {
    return entries_of(store::after(tx, after, limit));
}

ChainEnd chain_end(db::Tx& tx) {
    return store::chain_end(tx);
}

std::vector<Entry> latest(db::Tx& tx, std::int64_t limit) {
    return entries_of(store::latest(tx, limit));
}

std::vector<Entry> between(db::Tx& tx, const Stretch& stretch, std::int64_t limit) {
    return entries_of(store::between(tx, stretch, limit));
}

std::vector<Entry> search(db::Tx& tx, const Search& wanted) {
    return entries_of(store::search(tx, wanted));
}

ChainState verify_chain(db::Tx& tx) {
    const auto verdict = verify(tx, {}, {});
    return {verdict.rows, verdict.first_bad};
}

void Ctx::claim(db::Tx& tx) const {
    if (!command || command->claimed) {
        return;
    }
    tx.mark_idempotent();
    if (auto answer = db::earlier_result(tx, command->key)) {
        throw AlreadyDone{std::move(*answer)};
    }
    db::keep_result(tx, command->key, command->answer);
}

namespace {

/// Reads and writes of the command go to this transaction until it ends.
class Opened {
  public:
    Opened(Command& command, db::Tx& tx) : m_command(command) { command.open = &tx; }
    ~Opened() { m_command.open = nullptr; }
    Opened(const Opened&) = delete;
    Opened& operator=(const Opened&) = delete;

  private:
    Command& m_command;
};

}  // namespace

void in_one(const Ctx& ctx, const std::function<std::string()>& run) {
    auto& command = *ctx.command;
    bool ran = true;
    std::string answer;
    ctx.db.write(ctx.actor.tenant, ctx.clock.now().ms, [&](db::Tx& tx) {
        const Opened opened{command, tx};
        if (command.key.empty()) {
            run();
            return;
        }
        ran = false;
        answer = db::once(tx, command.key, [&] {
            ran = true;
            return run();
        });
    });
    if (!ran) {
        throw AlreadyDone{std::move(answer)};
    }
}

void keep_answer(const Ctx& ctx, const std::string& answer) {
    if (ctx.command && ctx.command->claimed) {
        ctx.db.write(ctx.actor.tenant, ctx.clock.now().ms,
                     [&](db::Tx& tx) { db::replace_result(tx, ctx.command->key, answer); });
    }
}

}  // namespace ketnap::audit
