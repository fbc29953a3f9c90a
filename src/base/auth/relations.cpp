// SPDX-License-Identifier: Apache-2.0
#include "base/auth/relations.h"

#include "base/audit/trace.h"
#include "base/auth/store.h"
#include "base/auth/store_relations.h"
#include "platform/text/text.h"

#include <algorithm>

namespace ketnap::auth {
namespace {

bool holds_only(const Actor& actor, const Rights& rights, Only only) {
    return std::ranges::any_of(actor.grants, [&](const audit::Grant& grant) {
        const auto* role = rights.book().find(grant.role);
        return role != nullptr && role->only == only;
    });
}

GrantRow own_grant(db::Tx& tx, const AccountId& account, const std::string& id) {
    for (auto& one : store::grants(tx, account)) {
        if (one.id == id) {
            return std::move(one);
        }
    }
    throw NotFound{};
}

void check_days(const LentForm& form, const std::string& today, Findings& findings) {
    if (!time::Date::parse_iso(form.from_on)) {
        findings.push_back(field_finding("field.format", "from_on"));
    }
    const auto until = time::Date::parse_iso(form.until_on);
    if (!until) {
        findings.push_back(field_finding("field.format", "until_on"));
    } else if (form.until_on < form.from_on) {
        findings.push_back(field_finding("auth.days_reversed", "until_on"));
    } else if (form.until_on < today) {
        findings.push_back(field_finding("auth.days_over", "until_on", {until->vn()}));
    }
}

void check_lent(db::Tx& tx, const Ctx& ctx, const AccountId& from, const GrantRow& grant,
                const LentForm& form) {
    Findings findings;
    check_days(form, ctx.clock.today().iso(), findings);
    if (text::trim(form.reason).empty()) {
        findings.push_back(field_finding("field.required", "reason"));
    }
    const auto to = account_of(tx, form.to);
    if (!to || to->disabled) {
        findings.push_back(field_finding("field.reference", "account_id"));
    } else if (to->id == from) {
        findings.push_back(field_finding("auth.lent_to_oneself", "account_id"));
    }
    if (!grant.lent_grant_id.empty()) {
        findings.push_back(field_finding("auth.lent_already", "grant_id"));
    }
    refuse_if(findings);
}

}  // namespace

void relate(db::Tx& tx, Actor& actor, const Rights& rights, const Relations& relations) {
    if (!actor.person_id.empty()) {
        for (auto& one : store::kin(tx, actor.person_id)) {
            actor.kin.push_back(std::move(one.person_id));
        }
    }
    if (relations.assigned &&
        (holds_only(actor, rights, Only::assigned) || holds_only(actor, rights, Only::agenda))) {
        actor.assigned = relations.assigned(tx, actor);
    }
    if (relations.agenda && holds_only(actor, rights, Only::agenda)) {
        actor.agenda = relations.agenda(tx, actor);
    }
    if (rights.may(actor, Action::break_glass)) {
        actor.opened = store::opened(tx, actor.account_id, actor.at);
    }
    const bool lent = std::ranges::any_of(
        actor.grants, [](const audit::Grant& grant) { return !grant.lent_by.empty(); });
    if (lent || !actor.opened.empty()) {
        actor.used = std::make_shared<audit::Used>();
    }
}

std::vector<Kin> kin_of(db::Tx& tx, const std::string& person_id) {
    return store::kin(tx, person_id);
}

Kin add_kin(db::Tx& tx, const Ctx& ctx, const std::string& person_id,
            const std::string& kin_person_id, const std::string& relation) {
    const auto known = store::kin(tx, person_id);
    if (person_id == kin_person_id || std::ranges::count(known, kin_person_id, &Kin::person_id)) {
        throw Refused{{field_finding("auth.kin_known", "person_id")}};
    }
    const Kin kin{new_uuid(tx.now_ms()), kin_person_id, text::trim(relation)};
    store::insert_kin(tx, kin, person_id, ctx.actor.user);
    audit::trace(tx, ctx, "person.kin_noted", "person", person_id,
                 {{"kin", "", kin_person_id}, {"relation", "", kin.relation}});
    return kin;
}

void drop_kin(db::Tx& tx, const Ctx& ctx, const std::string& person_id, const std::string& id) {
    if (!store::drop_kin(tx, person_id, id)) {
        throw NotFound{};
    }
    audit::trace(tx, ctx, "person.kin_dropped", "person", person_id);
}

std::int64_t forget_kin(db::Tx& tx, const std::string& person_id) {
    std::int64_t rows = 0;
    for (const auto& one : store::kin(tx, person_id)) {
        rows += store::drop_kin(tx, person_id, one.id) ? 1 : 0;
    }
    return rows;
}

void lend_role(const Ctx& ctx, const Rights& rights, const AccountId& from, const LentForm& form) {
    ctx.write([&](db::Tx& tx) {
        require(from.value == ctx.actor.account_id ||
                rights.may(ctx.actor, Action::account_manage));
        const auto grant = own_grant(tx, from, form.grant_id);
        check_lent(tx, ctx, from, grant, form);
        insert_grant(tx, ctx,
                     {form.to, grant.role, grant.org_id, grant.campaign_id, 0, form.from_on,
                      form.until_on, text::trim(form.reason), grant.id});
    });
}

void end_lent(const Ctx& ctx, const Rights& rights, const std::string& grant_id) {
    ctx.write([&](db::Tx& tx) {
        const auto all = lent_roles(tx, {});
        const auto found =
            std::ranges::find(all, grant_id, [](const Lent& one) { return one.grant.id; });
        require_known(found != all.end());
        const auto& me = ctx.actor.account_id;
        require_known(found->to.value == me || found->grant.lent_by_account == me ||
                      rights.may(ctx.actor, Action::account_manage));
        store::revoke_grant(tx, found->to, grant_id);
        store::end_sign_ins(tx, found->to, "");
        audit::trace(tx, ctx, "role.lent_back", "account", found->to.value,
                     {{"role", found->grant.role, ""}, {"org_id", found->grant.org_id, ""}});
    });
}

std::vector<Lent> lent_roles(db::Tx& tx, const AccountId& account) {
    std::vector<Lent> out;
    for (const auto& key : store::lent(tx)) {
        const auto to = account_of(tx, key.to);
        auto grant = own_grant(tx, key.to, key.grant_id);
        const bool concerned =
            account.value.empty() || key.to == account || grant.lent_by_account == account.value;
        if (to && concerned) {
            out.push_back({std::move(grant), key.to, to->name});
        }
    }
    return out;
}

}  // namespace ketnap::auth
