// SPDX-License-Identifier: Apache-2.0
#include "base/people/key_table.h"

#include "platform/crypto/vault.h"

namespace ketnap::people {
namespace {

constexpr std::int64_t batch = 300;

/// Keys of a page that are not under the newest root; the page's last id, empty at the end.
struct OldKeys {
    std::vector<WrappedKey> old;
    std::string last;
};

OldKeys old_keys(db::Tx& tx, const KeyTable& table, const std::string& after,
                 const std::string& newest) {
    OldKeys page;
    for (auto& one : table.page(tx, after, batch)) {
        page.last = one.id;
        const auto root = crypto::Vault::root_of(one.key);
        if (!root.empty() && root != newest) {
            page.old.push_back(std::move(one));
        }
    }
    return page;
}

void move_page(db::Tx& tx, const Ctx& ctx, const KeyTable& table, const OldKeys& page,
               Rewrapped& sum) {
    for (const auto& one : page.old) {
        const auto fresh = ctx.vault.rewrap(ctx.actor.tenant, one.key);
        if (fresh) {
            table.put(tx, one, *fresh);
            ++sum.moved;
        } else {
            ++sum.lost;
        }
    }
}

}  // namespace

KeyTable key_table_of(std::string name, std::string_view select, std::string_view replace) {
    return {std::move(name),
            [select](db::Tx& tx, const std::string& after, std::int64_t limit) {
                return tx.all(select, {after, limit},
                              [](const db::Row& r) { return WrappedKey{r.text(0), r.blob(1)}; });
            },
            [replace](db::Tx& tx, const WrappedKey& before, const db::Blob& after) {
                tx.run(replace, {before.id, after, before.key});
            }};
}

std::map<std::string, std::int64_t> keys_by_root(const Ctx& ctx,
                                                 const std::vector<KeyTable>& tables) {
    constexpr std::int64_t page_size = 5'000;
    std::map<std::string, std::int64_t> counts;
    for (const auto& table : tables) {
        std::string after;
        for (;;) {
            const auto page =
                ctx.read([&](db::Tx& tx) { return table.page(tx, after, page_size); });
            for (const auto& one : page) {
                if (const auto root = crypto::Vault::root_of(one.key); !root.empty()) {
                    ++counts[root];
                }
            }
            if (page.empty()) {
                break;
            }
            after = page.back().id;
        }
    }
    return counts;
}

Rewrapped rewrap_keys(const Ctx& ctx, const std::vector<KeyTable>& tables,
                      const std::function<void(std::int64_t done)>& told) {
    const auto newest = ctx.vault.roots().back();
    Rewrapped sum;
    for (const auto& table : tables) {
        for (std::string after;;) {
            const auto page =
                ctx.read([&](db::Tx& tx) { return old_keys(tx, table, after, newest); });
            if (page.last.empty()) {
                break;
            }
            if (!page.old.empty()) {
                // The operation may run twice: it counts anew each time.
                Rewrapped now;
                ctx.write([&](db::Tx& tx) {
                    now = {};
                    move_page(tx, ctx, table, page, now);
                });
                sum.moved += now.moved;
                sum.lost += now.lost;
                told(sum.moved);
            }
            after = page.last;
        }
    }
    return sum;
}

}  // namespace ketnap::people
