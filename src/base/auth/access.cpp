// SPDX-License-Identifier: Apache-2.0
#include "base/auth/access.h"

#include "base/audit/trace.h"
#include "base/auth/store_access.h"

#include <map>
#include <mutex>

namespace ketnap::auth {
namespace {

constexpr std::int64_t an_hour_ms = 3'600'000;
constexpr std::int64_t again_ms = 600'000;
constexpr std::size_t most_kept = 20'000;

// What this process has noted lately, so that a page read twice, or by someone an alert was raised
// for, costs no write.
class Lately {
  public:
    bool noted(const std::string& what, std::int64_t now_ms) {
        const std::lock_guard lock{m_mutex};
        const auto found = m_until.find(what);
        return found != m_until.end() && now_ms < found->second;
    }
    void note(const std::string& what, std::int64_t until_ms) {
        const std::lock_guard lock{m_mutex};
        if (m_until.size() >= most_kept) {
            m_until.clear();
        }
        m_until[what] = until_ms;
    }

  private:
    std::mutex m_mutex;
    std::map<std::string, std::int64_t> m_until;
};

Lately& lately() {
    static Lately one;
    return one;
}

struct Limit {
    std::string kind;
    std::string_view action;
    std::int64_t most;
};

Limit limit_of(Watched kind) {
    return kind == Watched::dossier
               ? Limit{"dossier", "access.many_dossiers", most_dossiers_an_hour}
               : Limit{"export", "access.many_exports", most_exports_an_hour};
}

// True once there is an alert: nothing more is noted for an hour.
bool note(db::Tx& tx, const Ctx& ctx, const Limit& limit, const std::string& object_id) {
    const AccountId account{ctx.actor.account_id};
    const auto since = tx.now_ms() - an_hour_ms;
    if (store::alerted_since(tx, account, limit.kind, since)) {
        return true;
    }
    store::drop_marks_before(tx, account, since);
    store::put_mark(tx, {account, limit.kind, object_id});
    const auto count = store::marks(tx, account, limit.kind);
    if (count <= limit.most) {
        return false;
    }
    store::insert_alert(tx, account, limit.kind, count);
    audit::trace(tx, ctx, limit.action, "account", account.value,
                 {{"count", "", std::to_string(count)}});
    return true;
}

}  // namespace

void note_access(const Ctx& ctx, Watched kind, const std::string& object_id) {
    if (kind == Watched::nothing || ctx.actor.account_id.empty()) {
        return;
    }
    const auto limit = limit_of(kind);
    const auto now = ctx.clock.now().ms;
    const auto whole = ctx.actor.account_id + limit.kind;
    const auto object = kind == Watched::dossier ? object_id : new_uuid(now);
    if (lately().noted(whole, now) || lately().noted(whole + object, now)) {
        return;
    }
    try {
        const bool alerted = ctx.db.write(ctx.actor.tenant, now,
                                          [&](db::Tx& tx) { return note(tx, ctx, limit, object); });
        lately().note(alerted ? whole : whole + object, now + (alerted ? an_hour_ms : again_ms));
    } catch (const db::StorageFull&) {
        // a full disk must not close the dossiers of an office
    }
}

std::vector<AccessAlert> access_alerts(db::Tx& tx) {
    return store::alerts(tx);
}

void see_alert(const Ctx& ctx, const std::string& id) {
    ctx.write([&](db::Tx& tx) {
        if (!store::see_alert(tx, id, ctx.actor.user)) {
            throw NotFound{};
        }
        audit::trace(tx, ctx, "access.alert_seen", "access_alert", id);
    });
}

}  // namespace ketnap::auth
