// SPDX-License-Identifier: Apache-2.0
#include "app/access_routes.h"

#include "app/access_words.h"
#include "base/auth/sign_in.h"
#include "base/org/org.h"
#include "base/people/people.h"
#include "platform/json/enum_text.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"
#include "stage/dossier/dossier.h"

#include <algorithm>

namespace ketnap::app {
namespace {

using auth::AccountId;
using auth::Action;
using auth::Call;

enum class AskedKind { none, unit, person, dossier, opinion };
BOOST_DESCRIBE_ENUM(AskedKind, none, unit, person, dossier, opinion)

struct AskedForm {
    std::string account_id;
    std::string action;
    AskedKind kind = AskedKind::none;
    std::optional<std::string> code;  ///< of the unit, person or dossier
};
BOOST_DESCRIBE_STRUCT(AskedForm, (), (account_id, action, kind, code))

struct ReasonView {
    std::string verdict;
    std::string text;
    std::string role;
    std::string org_name;
};
BOOST_DESCRIBE_STRUCT(ReasonView, (), (verdict, text, role, org_name))

struct Answer {
    bool allowed = false;
    std::string account;
    std::string right;
    std::string object;  ///< the code asked about and where it lies; never a name
    std::vector<ReasonView> reasons;
};
BOOST_DESCRIBE_STRUCT(Answer, (), (allowed, account, right, object, reasons))

struct Asked {
    auth::Object object;
    std::string says;
};

std::string name_of_body(db::Tx& tx, const std::string& org_id) {
    const auto body = org::find(tx, org::OrgId{org_id});
    return body ? body->name : std::string{};
}

[[noreturn]] void refuse_code() {
    throw Refused{{field_finding("field.reference", "code")}};
}

Asked about_nothing(db::Tx& tx) {
    const auto root = org::root(tx);
    return {root ? root->object() : auth::Object{}, ""};
}

Asked about_unit(db::Tx& tx, const std::string& code) {
    const auto body = org::find_by_code(tx, code);
    if (!body) {
        refuse_code();
    }
    return {body->object(), body->name};
}

Asked about_person(db::Tx& tx, const std::string& code) {
    const auto id = is_uuid(code) ? people::PersonId{code}
                                  : people::find_by_code(tx, code).value_or(people::PersonId{});
    const auto person = people::find(tx, id);
    if (!person) {
        refuse_code();
    }
    return {person->object(), (person->code.empty() ? code : person->code) + ", " +
                                  name_of_body(tx, person->org_id.value)};
}

Asked about_dossier(db::Tx& tx, const std::string& code, bool opinion) {
    const auto id = dossier::find_by_code(tx, text::upper(code));
    if (!id) {
        refuse_code();
    }
    const auto found = dossier::get(tx, *id);
    const auto object = found.object();
    return {opinion ? object.of(auth::FieldClass::p3) : object,
            found.code + ", " + name_of_body(tx, found.org_id.value)};
}

Asked asked_of(db::Tx& tx, const AskedForm& form) {
    const auto code = text::trim(form.code.value_or(""));
    switch (form.kind) {
        case AskedKind::none:
            return about_nothing(tx);
        case AskedKind::unit:
            return about_unit(tx, code);
        case AskedKind::person:
            return about_person(tx, code);
        case AskedKind::dossier:
        case AskedKind::opinion:
            return about_dossier(tx, code, form.kind == AskedKind::opinion);
    }
    refuse_code();
}

bool is_yes(auth::Verdict verdict) {
    return verdict == auth::Verdict::allowed || verdict == auth::Verdict::lent ||
           verdict == auth::Verdict::opened || verdict == auth::Verdict::everyone;
}

// What can() would say to that account now, and why; asked of can() itself.
Answer why(Call& call, const AskedForm& form, const Office& office,
           const auth::Relations& relations) {
    const auto action = auth::action_of(form.action);
    if (!action) {
        throw Refused{{field_finding("field.choice", "action")}};
    }
    return call.ctx.read([&](db::Tx& tx) {
        const auto account = auth::account_of(tx, AccountId{form.account_id});
        if (!account) {
            throw Refused{{field_finding("field.reference", "account_id")}};
        }
        const auto asked = asked_of(tx, form);
        auto actor = auth::acting(tx, call.ctx.actor.tenant, *account, call.ctx.clock.now().ms,
                                  office.branches());
        auth::relate(tx, actor, call.rights, relations);
        Answer out;
        out.account = account->name;
        out.right = right_text(call, form.action);
        out.object = asked.says;
        for (const auto& one : call.rights.why(actor, *action, asked.object)) {
            out.allowed = is_yes(one.verdict) && !account->disabled;
            out.reasons.push_back({json::text_of(one.verdict), verdict_text(call, one.verdict),
                                   role_title(call, one.role), name_of_body(tx, one.org_id)});
        }
        return out;
    });
}

struct LentView {
    std::string id;
    std::string title;
    std::string org_name;
    std::string from_name;
    std::string to_name;
    std::string from_on;
    std::string until_on;
    std::string reason;
    bool holds = false;
    bool own = false;  ///< the reader lent it
};
BOOST_DESCRIBE_STRUCT(LentView, (),
                      (id, title, org_name, from_name, to_name, from_on, until_on, reason, holds,
                       own))

struct OwnRole {
    std::string grant_id;
    std::string title;
    std::string org_name;
};
BOOST_DESCRIBE_STRUCT(OwnRole, (), (grant_id, title, org_name))

struct LentPage {
    std::vector<LentView> items;
    std::vector<OwnRole> mine;  ///< that may be lent
};
BOOST_DESCRIBE_STRUCT(LentPage, (), (items, mine))

struct LendForm {
    std::string grant_id;
    std::string account_id;
    std::string from_on;
    std::string until_on;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(LendForm, (), (grant_id, account_id, from_on, until_on, reason))

LentPage lent_page(Call& call) {
    return call.ctx.read([&](db::Tx& tx) {
        LentPage page;
        const AccountId me{call.ctx.actor.account_id};
        const auto today = call.ctx.clock.today().iso();
        for (const auto& one : auth::lent_roles(tx, me)) {
            const auto& grant = one.grant;
            page.items.push_back({grant.id, role_title(call, grant.role),
                                  name_of_body(tx, grant.org_id), grant.lent_by, one.to_name,
                                  grant.from_on, grant.until_on, grant.reason,
                                  grant.holds_on(today), grant.lent_by_account == me.value});
        }
        for (const auto& grant : auth::grants_of(tx, me)) {
            if (grant.lent_grant_id.empty() && grant.holds_on(today)) {
                page.mine.push_back(
                    {grant.id, role_title(call, grant.role), name_of_body(tx, grant.org_id)});
            }
        }
        return page;
    });
}

struct KinView {
    std::string id;
    std::string person_id;
    std::string name;
    std::string relation;
};
BOOST_DESCRIBE_STRUCT(KinView, (), (id, person_id, name, relation))

struct KinForm {
    std::string person_id;
    std::string relation;
};
BOOST_DESCRIBE_STRUCT(KinForm, (), (person_id, relation))

people::Person known_person(db::Tx& tx, const Call& call, const std::string& id) {
    auto person = people::get(tx, people::PersonId{id});
    auth::require_known(people::can_read(call.rights, call.ctx.actor, person));
    return person;
}

std::vector<KinView> kin(Call& call) {
    return call.ctx.read([&](db::Tx& tx) {
        std::vector<KinView> out;
        for (const auto& one :
             auth::kin_of(tx, known_person(tx, call, call.param("id")).id.value)) {
            const auto other = people::get(tx, people::PersonId{one.person_id});
            const bool known = people::can_read(call.rights, call.ctx.actor, other);
            out.push_back(
                {one.id, known ? one.person_id : "", known ? other.name : "", one.relation});
        }
        return out;
    });
}

auth::Nothing add_kin(Call& call, const KinForm& form) {
    call.ctx.write([&](db::Tx& tx) {
        const auto person = known_person(tx, call, call.param("id"));
        auth::require(people::can_edit(call.rights, call.ctx.actor, person));
        const auto other = known_person(tx, call, form.person_id);
        auth::add_kin(tx, call.ctx, person.id.value, other.id.value, form.relation);
    });
    return {};
}

auth::Nothing drop_kin(Call& call) {
    call.ctx.write([&](db::Tx& tx) {
        const auto person = known_person(tx, call, call.param("id"));
        auth::require(people::can_edit(call.rights, call.ctx.actor, person));
        auth::drop_kin(tx, call.ctx, person.id.value, call.param("kin_id"));
    });
    return {};
}

void add_kin_routes(auth::Api& api) {
    api.get<std::vector<KinView>>("/api/people/{id}/kin", Action::person_read,
                                  "Relatives of a person who are kept here", kin);
    api.post<KinForm, auth::Nothing>(
        "/api/people/{id}/kin", Action::person_edit,
        "Note that two people are relatives: neither acts on the dossier of the other", add_kin);
    api.del<auth::Nothing>("/api/people/{id}/kin/{kin_id}", Action::person_edit,
                           "Drop a relative noted by mistake", drop_kin);
}

}  // namespace

void add_access_routes(auth::Api& api, Office& office, const auth::Relations& relations) {
    api.query<AskedForm, Answer>("/api/access/why", Action::account_manage,
                                 "May this account do this to that, and why",
                                 [&office, relations](Call& call, const AskedForm& form) {
                                     return why(call, form, office, relations);
                                 });
    api.get<LentPage>("/api/lent-roles", Action::signed_in,
                      "Roles one has lent or borrowed, and those one may lend", lent_page);
    api.fresh_factor().post<LendForm, auth::Nothing>(
        "/api/lent-roles", Action::signed_in, "Lend a role to a colleague, from a day to a day",
        [](Call& call, const LendForm& form) {
            auth::lend_role(call.ctx, call.rights, AccountId{call.ctx.actor.account_id},
                            {form.grant_id, AccountId{form.account_id}, form.from_on, form.until_on,
                             form.reason});
            return auth::Nothing{};
        });
    api.del<auth::Nothing>("/api/lent-roles/{id}", Action::signed_in,
                           "Take a lent role back at once", [](Call& call) {
                               auth::end_lent(call.ctx, call.rights, call.param("id"));
                               return auth::Nothing{};
                           });
    add_kin_routes(api);
}

}  // namespace ketnap::app
