// SPDX-License-Identifier: Apache-2.0
#include "base/workflow/stand_in.h"

#include "base/audit/trace.h"
#include "base/auth/accounts.h"
#include "base/auth/relations.h"
#include "base/auth/sign_in.h"
#include "base/org/org.h"
#include "base/workflow/store.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"

#include <algorithm>

namespace ketnap::workflow {

using auth::Action;

namespace {

std::optional<auth::Account> account_of(db::Tx& tx, const std::string& id) {
    for (auto& one : auth::accounts(tx)) {
        if (one.id.value == id && !one.disabled) {
            return std::move(one);
        }
    }
    return std::nullopt;
}

audit::Actor actor_of(db::Tx& tx, const audit::Ctx& ctx, const auth::Account& account) {
    auto actor = auth::acting(tx, ctx.actor.tenant, account, ctx.clock.now().ms, org::path_of);
    if (!actor.person_id.empty()) {
        for (auto& one : auth::kin_of(tx, actor.person_id)) {
            actor.kin.push_back(std::move(one.person_id));
        }
    }
    return actor;
}

bool manages(const audit::Ctx& ctx, const auth::Rights& rights) {
    return rights.may(ctx.actor, Action::account_manage);
}

void check_days(const StandInForm& form, time::Date today, Findings& findings) {
    const auto from = time::Date::parse_iso(form.from_on);
    const auto until = time::Date::parse_iso(form.until_on);
    if (!from) {
        findings.push_back(field_finding("field.format", "from_on"));
    }
    if (!until) {
        findings.push_back(field_finding("field.format", "until_on"));
    }
    if (from && until && *until < *from) {
        findings.push_back(field_finding("stand_in.reversed", "until_on", {from->vn()}));
    } else if (until && *until < today) {
        findings.push_back(field_finding("stand_in.over", "until_on", {until->vn()}));
    }
}

StandIn checked(db::Tx& tx, const audit::Ctx& ctx, const StandInForm& form) {
    Findings findings;
    check_days(form, ctx.clock.today(), findings);
    if (text::trim(form.reason).empty()) {
        findings.push_back(field_finding("field.required", "reason"));
    }
    const auto principal_id = form.principal_account_id.value_or(ctx.actor.account_id);
    const auto principal = account_of(tx, principal_id);
    const auto deputy = account_of(tx, form.deputy_account_id);
    if (!principal) {
        findings.push_back(field_finding("field.reference", "principal_account_id"));
    }
    if (!deputy) {
        findings.push_back(field_finding("field.reference", "deputy_account_id"));
    } else if (deputy->id.value == principal_id) {
        findings.push_back(field_finding("stand_in.oneself", "deputy_account_id"));
    }
    refuse_if(findings);
    StandIn made;
    made.id = new_uuid(tx.now_ms());
    made.principal_account_id = principal_id;
    made.principal_name = principal->name;
    made.deputy_account_id = deputy->id.value;
    made.deputy_name = deputy->name;
    made.from_on = form.from_on;
    made.until_on = form.until_on;
    made.reason = text::trim(form.reason);
    made.made_by = ctx.actor.name;
    made.version = 1;
    return made;
}

bool holds_on(const StandIn& one, const std::string& today) {
    return one.ended_on.empty() && one.from_on <= today && today <= one.until_on;
}

}  // namespace

StandIn add_stand_in(const audit::Ctx& ctx, const auth::Rights& rights, const StandInForm& form) {
    return ctx.write([&](db::Tx& tx) {
        const bool own =
            !form.principal_account_id || *form.principal_account_id == ctx.actor.account_id;
        auth::require(own || manages(ctx, rights));
        auto made = checked(tx, ctx, form);
        store::insert(tx, made);
        audit::trace(tx, ctx, "stand_in.made", "stand_in", made.id,
                     {{"principal", "", made.principal_name},
                      {"deputy", "", made.deputy_name},
                      {"from_on", "", made.from_on},
                      {"until_on", "", made.until_on},
                      {"reason", "", made.reason}});
        made.holds = holds_on(made, ctx.clock.today().iso());
        return made;
    });
}

StandIn end_stand_in(const audit::Ctx& ctx, const auth::Rights& rights, const StandInId& id,
                     std::int64_t version) {
    return ctx.write([&](db::Tx& tx) {
        auto one = store::stand_in(tx, id.value);
        const auto& me = ctx.actor.account_id;
        auth::require_known(one && (one->principal_account_id == me ||
                                    one->deputy_account_id == me || manages(ctx, rights)));
        if (one->version != version || !one->ended_on.empty()) {
            throw Conflict{};
        }
        one->ended_on = ctx.clock.today().iso();
        if (!store::end_stand_in(tx, *one)) {
            throw Conflict{};
        }
        ++one->version;
        audit::trace(tx, ctx, "stand_in.ended", "stand_in", one->id,
                     {{"deputy", one->deputy_name, ""}, {"principal", one->principal_name, ""}});
        return *one;
    });
}

std::vector<StandIn> stand_ins(db::Tx& tx, const audit::Ctx& ctx, const auth::Rights& rights) {
    auto all = store::stand_ins(tx);
    const bool sees_all = manages(ctx, rights);
    const auto& me = ctx.actor.account_id;
    std::erase_if(all, [&](const StandIn& one) {
        return !sees_all && one.principal_account_id != me && one.deputy_account_id != me;
    });
    for (auto& one : all) {
        one.holds = holds_on(one, ctx.clock.today().iso());
    }
    return all;
}

std::vector<Colleague> colleagues(db::Tx& tx, const audit::Ctx& ctx) {
    std::vector<Colleague> out;
    for (const auto& one : auth::accounts(tx)) {
        if (!one.disabled && one.id.value != ctx.actor.account_id) {
            out.push_back({one.id.value, one.name});
        }
    }
    return out;
}

std::vector<Colleague> able(db::Tx& tx, const audit::Ctx& ctx, const auth::Rights& rights,
                            Action action, const auth::Object& object) {
    std::vector<Colleague> out;
    for (const auto& one : auth::accounts(tx)) {
        auto actor = actor_of(tx, ctx, one);
        actor.assigned = object.persons;  // as it will be once it is given to them
        if (!one.disabled && rights.can(actor, action, object)) {
            out.push_back({one.id.value, one.name});
        }
    }
    return out;
}

std::vector<audit::Actor> principals(db::Tx& tx, const audit::Ctx& ctx) {
    std::vector<audit::Actor> out;
    for (const auto& id : store::principals_of(tx, ctx.actor.account_id, ctx.clock.today().iso())) {
        if (const auto account = account_of(tx, id)) {
            out.push_back(actor_of(tx, ctx, *account));
        }
    }
    return out;
}

audit::Actor principal(db::Tx& tx, const audit::Ctx& ctx, const std::string& account_id) {
    for (auto& one : principals(tx, ctx)) {
        if (one.account_id == account_id) {
            return std::move(one);
        }
    }
    refuse("stand_in.none", "on_behalf_of");
}

std::optional<std::string> acting_name(db::Tx& tx, const audit::Ctx& ctx,
                                       const auth::Object& object,
                                       const std::function<bool(const audit::Actor&)>& may) {
    if (may(ctx.actor)) {
        return std::string{};
    }
    const auto& persons = object.persons;
    const auto concerns = [&](const std::string& person) {
        return !person.empty() && std::ranges::find(persons, person) != persons.end();
    };
    const bool own = concerns(ctx.actor.person_id) || std::ranges::any_of(ctx.actor.kin, concerns);
    for (const auto& one : own ? std::vector<audit::Actor>{} : principals(tx, ctx)) {
        if (may(one)) {
            return one.name;
        }
    }
    return std::nullopt;
}

}  // namespace ketnap::workflow
