// SPDX-License-Identifier: Apache-2.0
#include "base/auth/break_glass.h"

#include "base/audit/trace.h"
#include "base/auth/store_glass.h"
#include "platform/text/text.h"

#include <algorithm>

namespace ketnap::auth {
namespace {

constexpr std::int64_t open_ms = 60LL * 60 * 1000;
constexpr std::int64_t sign_ms = 7LL * 24 * 3600 * 1000;
constexpr std::size_t shortest_reason = 15;

std::string glass_role(const Actor& actor, const Rights& rights) {
    for (const auto& grant : actor.grants) {
        const auto* role = rights.book().find(grant.role);
        if (role != nullptr && role->may.contains(Action::break_glass)) {
            return grant.role;
        }
    }
    throw Forbidden{};
}

bool is_related(const Actor& actor, const Object& object) {
    return std::ranges::any_of(object.persons, [&](const std::string& person) {
        return person == actor.person_id || std::ranges::count(actor.kin, person) > 0;
    });
}

void refuse_glass(const Ctx& ctx, const Rights& rights, const Object& object,
                  const std::string& reason) {
    if (text::length(text::trim(reason)) < shortest_reason) {
        throw Refused{
            {field_finding("field.too_short", "reason", {std::to_string(shortest_reason)})}};
    }
    if (is_related(ctx.actor, object)) {
        throw Refused{{field_finding("auth.glass_own", "dossier_code")}};
    }
    if (rights.can(ctx.actor, Action::dossier_read, object)) {
        throw Refused{{field_finding("auth.glass_needless", "dossier_code")}};
    }
}

}  // namespace

bool Glass::is_signed(std::string_view seat) const {
    return std::ranges::count(signs, seat, &GlassSign::seat) > 0;
}

std::int64_t Glass::sign_until() const {
    return opened_at + sign_ms;
}

Glass open_glass(db::Tx& tx, const Ctx& ctx, const Rights& rights, const std::string& dossier_id,
                 const Object& object, const std::string& reason) {
    refuse_glass(ctx, rights, object, reason);
    Glass glass;
    glass.id = new_id<GlassId>(tx.now_ms());
    glass.account_id = AccountId{ctx.actor.account_id};
    glass.opened_by = ctx.actor.name;
    glass.dossier_id = dossier_id;
    glass.person_id = object.persons.front();
    glass.role = glass_role(ctx.actor, rights);
    glass.reason = text::trim(reason);
    glass.opened_at = tx.now_ms();
    glass.until_at = glass.opened_at + open_ms;
    store::insert_glass(tx, glass);
    audit::trace(tx, ctx, "break_glass.opened", "dossier", dossier_id,
                 {{"reason", "", glass.reason}});
    return glass;
}

std::optional<Glass> glass(db::Tx& tx, const GlassId& id) {
    return store::glass(tx, id);
}

std::vector<Glass> glasses(db::Tx& tx) {
    return store::glasses(tx);
}

std::vector<std::string> seats_of(const Actor& actor, const Rights& rights) {
    std::vector<std::string> out;
    for (const auto& grant : actor.grants) {
        const auto* role = rights.book().find(grant.role);
        if (role != nullptr && !role->seat.empty() && std::ranges::count(out, role->seat) == 0) {
            out.push_back(role->seat);
        }
    }
    return out;
}

std::vector<Glass> to_sign(db::Tx& tx, const Ctx& ctx, const Rights& rights) {
    const auto mine = seats_of(ctx.actor, rights);
    if (mine.empty()) {
        return {};
    }
    auto all = store::glasses(tx);
    std::erase_if(all, [&](const Glass& one) {
        const bool waits = std::ranges::any_of(
            mine, [&](const std::string& seat) { return !one.is_signed(seat); });
        return one.account_id.value == ctx.actor.account_id || !waits;
    });
    return all;
}

void sign_glass(const Ctx& ctx, const Rights& rights, const GlassId& id, const std::string& note) {
    ctx.write([&](db::Tx& tx) {
        const auto found = store::glass(tx, id);
        require_known(found.has_value());
        if (found->account_id.value == ctx.actor.account_id) {
            throw Refused{{field_finding("auth.second_person", "note")}};
        }
        const auto mine = seats_of(ctx.actor, rights);
        const auto seat = std::ranges::find_if(
            mine, [&](const std::string& one) { return !found->is_signed(one); });
        if (seat == mine.end()) {
            throw Conflict{};
        }
        if (std::ranges::count(found->signs, ctx.actor.account_id, &GlassSign::account_id) > 0) {
            throw Refused{{field_finding("auth.second_person", "note")}};
        }
        store::insert_sign(tx, *found,
                           {*seat, "", tx.now_ms(), text::trim(note), ctx.actor.account_id});
        audit::trace(tx, ctx, "break_glass.signed", "dossier", found->dossier_id,
                     {{"note", "", text::trim(note)}});
    });
}

}  // namespace ketnap::auth
