// SPDX-License-Identifier: Apache-2.0
#include "base/people/people.h"

#include "base/audit/trace.h"
#include "base/people/differences.h"
#include "base/people/merge_store.h"
#include "base/people/store.h"
#include "platform/text/fold.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"

#include <algorithm>
#include <utility>

namespace ketnap::people {
namespace {

using auth::Action;

constexpr std::string_view table = "person";

store::SealedFields sealed_fields(const Ctx& ctx, const db::Blob& key, const PersonId& id,
                                  const Sensitive& values) {
    const auto& tenant = ctx.actor.tenant;
    store::SealedFields out;
    out.sealed_key = key;
    auto sealed = ctx.vault.seal_row(tenant, key, table, id.value,
                                     {{"national_id", values.national_id},
                                      {"ethnicity", values.ethnicity},
                                      {"religion", values.religion}});
    out.national_id = std::move(sealed[0]);
    out.ethnicity = std::move(sealed[1]);
    out.religion = std::move(sealed[2]);
    if (!values.national_id.empty()) {
        out.national_id_index = ctx.vault.blind_index(tenant, values.national_id);
    }
    if (!values.ethnicity.empty()) {
        out.ethnicity_coded = ctx.vault.coded(tenant, "ethnicity:" + values.ethnicity);
    }
    if (!values.religion.empty()) {
        out.religion_coded = ctx.vault.coded(tenant, "religion:" + values.religion);
    }
    return out;
}

std::string opened(const Ctx& ctx, const db::Blob& key, std::string_view column, const PersonId& id,
                   const crypto::Sealed& sealed) {
    if (sealed.empty() || key == crypto::Vault::destroyed_key()) {
        return {};
    }
    auto value = ctx.vault.open(ctx.actor.tenant, key, table, column, id.value, sealed);
    if (!value) {
        throw RequestError{value.error().key, {}};
    }
    return std::move(*value);
}

// Fills the paths from the bodies; refuses bodies that are not there.
void place(db::Tx& tx, Person& person) {
    Findings findings;
    if (const auto body = org::find(tx, person.org_id)) {
        person.org_path = body->path;
    } else {
        findings.push_back(field_finding("field.reference", "org_id"));
    }
    person.union_org_path.clear();
    if (!person.union_org_id.empty()) {
        if (const auto branch = org::find(tx, person.union_org_id)) {
            person.union_org_path = branch->path;
        } else {
            findings.push_back(field_finding("field.reference", "union_org_id"));
        }
    }
    refuse_if(findings);
}

void refuse_taken(db::Tx& tx, const Ctx& ctx, const Person& person,
                  const std::string& national_id) {
    Findings findings;
    if (!national_id.empty()) {
        const auto same = find_by_national_id(tx, ctx, national_id);
        if (same && *same != person.id) {
            findings.push_back(field_finding("person.national_id_taken", "national_id"));
        }
    }
    if (!person.code.empty()) {
        const auto same = store::by_code(tx, person.code);
        if (same && *same != person.id) {
            findings.push_back(field_finding("field.taken", "code"));
        }
    }
    refuse_if(findings);
}

Person cleaned(Person person) {
    person.name = text::clean_name(person.name);
    person.other_name = text::clean_name(person.other_name);
    for (auto* field : {&person.code, &person.home_place, &person.residence, &person.phone,
                        &person.position, &person.occupation, &person.education,
                        &person.professional_level, &person.political_theory_level, &person.note}) {
        *field = text::trim(*field);
    }
    return person;
}

// Cleaning would hide what must not stand in a name, so names are judged as they were typed.
Findings check_typed(const Person& typed, const Person& clean, const Sensitive& sensitive,
                     const time::Date& today) {
    auto findings = check(clean, sensitive, today);
    for (const auto& [name, value] :
         {std::pair{"name", &typed.name}, std::pair{"other_name", &typed.other_name}}) {
        for (auto& finding : text::check_name(*value, name)) {
            if (finding.level == Level::error) {
                findings.push_back(std::move(finding));
            }
        }
    }
    return findings;
}

void change_sensitive(db::Tx& tx, const Ctx& ctx, const PersonId& id, const Sensitive& wanted,
                      audit::Changes& changes) {
    const auto before = open_sensitive(tx, ctx, id);
    if (before.national_id != wanted.national_id) {
        changes.push_back(audit::hidden("national_id"));
    }
    if (before.ethnicity != wanted.ethnicity) {
        changes.push_back(audit::hidden("ethnicity"));
    }
    if (before.religion != wanted.religion) {
        changes.push_back(audit::hidden("religion"));
    }
    store::update_sealed(tx, id, sealed_fields(ctx, sealed_key(tx, id), id, wanted));
}

}  // namespace

audit::Changes differences(const Person& a, const Person& b) {
    audit::Changes changes;
    audit::add_change(changes, "name", a.name, b.name);
    audit::add_change(changes, "other_name", a.other_name, b.other_name);
    audit::add_change(changes, "code", a.code, b.code);
    audit::add_change(changes, "org_id", a.org_id.value, b.org_id.value);
    audit::add_change(changes, "union_org_id", a.union_org_id.value, b.union_org_id.value);
    audit::add_change(changes, "sex", a.sex, b.sex);
    audit::add_change(changes, "born_on", a.born_on, b.born_on);
    audit::add_change(changes, "home_place", a.home_place, b.home_place);
    audit::add_change(changes, "residence", a.residence, b.residence);
    audit::add_change(changes, "phone", a.phone, b.phone);
    audit::add_change(changes, "position", a.position, b.position);
    audit::add_change(changes, "occupation", a.occupation, b.occupation);
    audit::add_change(changes, "education", a.education, b.education);
    audit::add_change(changes, "professional_level", a.professional_level, b.professional_level);
    audit::add_change(changes, "political_theory_level", a.political_theory_level,
                      b.political_theory_level);
    audit::add_change(changes, "standing", std::string{store::standing_name(a.standing)},
                      std::string{store::standing_name(b.standing)});
    audit::add_change(changes, "standing_since", a.standing_since, b.standing_since);
    audit::add_change(changes, "union_joined_on", a.union_joined_on, b.union_joined_on);
    audit::add_change(changes, "joined_on", a.joined_on, b.joined_on);
    audit::add_change(changes, "official_on", a.official_on, b.official_on);
    audit::add_change(changes, "note", a.note, b.note);
    return changes;
}

Person insert(db::Tx& tx, const Ctx& ctx, Person person, const Sensitive& sensitive,
              const std::optional<Origin>& origin) {
    person = cleaned(std::move(person));
    if (person.id.empty()) {
        person.id = new_id<PersonId>(tx.now_ms());
    }
    if (person.org_path.empty()) {
        place(tx, person);
    }
    const auto key = ctx.vault.new_person_key(ctx.actor.tenant);
    store::insert(tx, person, sealed_fields(ctx, key, person.id, sensitive), origin);
    person.version = 1;
    return person;
}

Person add(const Ctx& ctx, const auth::Rights& rights, const Person& wanted,
           const Sensitive& sensitive) {
    return ctx.write([&](db::Tx& tx) {
        auto person = cleaned(wanted);
        refuse_if(check_typed(wanted, person, sensitive, ctx.clock.today()));
        place(tx, person);
        auth::require(can_edit(rights, ctx.actor, person));
        refuse_taken(tx, ctx, person, sensitive.national_id);
        person = insert(tx, ctx, person, sensitive);
        audit::trace(tx, ctx, "person.added", "person", person.id.value,
                     {{"name", "", person.name}});
        return person;
    });
}

Person change(const Ctx& ctx, const auth::Rights& rights, const Person& wanted,
              const std::optional<Sensitive>& sensitive, const Renamed& renamed) {
    return ctx.write([&](db::Tx& tx) {
        const auto before = get(tx, wanted.id);
        auth::require_known(can_read(rights, ctx.actor, before));
        auth::require(can_edit(rights, ctx.actor, before));
        if (!before.active) {
            throw Refused{{field_finding("person.not_active", "name")}};
        }
        auto after = cleaned(wanted);
        after.merged_from = before.merged_from;
        refuse_if(check_typed(wanted, after, sensitive.value_or(Sensitive{}), ctx.clock.today()));
        place(tx, after);
        auth::require(
            can_edit(rights, ctx.actor, after));  // nobody moves a person out of their own reach
        refuse_taken(tx, ctx, after, sensitive ? sensitive->national_id : "");
        if (!store::update(tx, after)) {
            throw Conflict{};
        }
        ++after.version;
        if (after.name != before.name) {
            renamed(tx, after.id);
        }
        auto changes = differences(before, after);
        if (sensitive) {
            change_sensitive(tx, ctx, after.id, *sensitive, changes);
        }
        audit::trace(tx, ctx, "person.changed", "person", after.id.value, changes);
        return after;
    });
}

void set_standing(db::Tx& tx, const Ctx& ctx, const PersonId& id, Standing standing,
                  const std::string& since) {
    const auto before = get(tx, id);
    auto after = before;
    after.standing = standing;
    after.standing_since = since;
    if (standing == Standing::probationary_member) {
        after.joined_on = since;
    } else if (standing == Standing::official_member) {
        after.official_on = since;
    }
    store::update_standing(tx, after);
    audit::trace(tx, ctx, "person.standing", "person", id.value, differences(before, after));
}

std::optional<Person> find(db::Tx& tx, const PersonId& id) {
    return store::by_id(tx, id.value);
}

Person get(db::Tx& tx, const PersonId& id) {
    auto person = store::by_id(tx, id.value);
    if (!person) {
        throw NotFound{};
    }
    return std::move(*person);
}

std::vector<Person> get_many(db::Tx& tx, const std::vector<std::string>& ids) {
    std::vector<Person> out;
    for (const auto& id : ids) {
        if (auto person = store::by_id(tx, id)) {
            out.push_back(std::move(*person));
        }
    }
    return out;
}

std::optional<PersonId> find_by_national_id(db::Tx& tx, const Ctx& ctx,
                                            std::string_view national_id) {
    return store::by_national_id(tx, ctx.vault.blind_index(ctx.actor.tenant, national_id));
}

std::optional<PersonId> find_by_code(db::Tx& tx, std::string_view code) {
    return store::by_code(tx, code);
}

Sensitive open_sensitive(db::Tx& tx, const Ctx& ctx, const PersonId& id) {
    const auto sealed = store::sealed(tx, id);
    if (!sealed) {
        throw NotFound{};
    }
    return {.national_id = opened(ctx, sealed->sealed_key, "national_id", id, sealed->national_id),
            .ethnicity = opened(ctx, sealed->sealed_key, "ethnicity", id, sealed->ethnicity),
            .religion = opened(ctx, sealed->sealed_key, "religion", id, sealed->religion)};
}

// Only the number shows something of itself; of the others it is enough that they are there.
Sensitive masked(db::Tx& tx, const Ctx& ctx, const PersonId& id) {
    const auto sealed = store::sealed(tx, id);
    if (!sealed) {
        throw NotFound{};
    }
    auto number = opened(ctx, sealed->sealed_key, "national_id", id, sealed->national_id);
    if (number.size() > 3) {
        number = number.substr(0, 1) + std::string(number.size() - 3, '*') +
                 number.substr(number.size() - 2);
    }
    return {.national_id = std::move(number),
            .ethnicity = sealed->ethnicity.empty() ? "" : "***",
            .religion = sealed->religion.empty() ? "" : "***"};
}

Sensitive reveal(const Ctx& ctx, const auth::Rights& rights, const PersonId& id,
                 const std::string& reason) {
    constexpr std::size_t shortest = 5;
    if (text::length(text::trim(reason)) < shortest) {
        throw Refused{{field_finding("field.too_short", "reason", {std::to_string(shortest)})}};
    }
    return ctx.write([&](db::Tx& tx) {
        const auto person = get(tx, id);
        auth::require_known(can_read(rights, ctx.actor, person));
        auth::require(
            rights.can(ctx.actor, Action::person_reveal, person.object().of(auth::FieldClass::p2)));
        audit::trace(tx, ctx, "person.revealed", "person", id.value,
                     {{"reason", "", text::trim(reason)}});
        return open_sensitive(tx, ctx, id);
    });
}

void erase(db::Tx& tx, const PersonId& id, const std::string& in_place) {
    for (const auto& part : store::lost_to(tx, id)) {
        erase(tx, part, in_place);
    }
    store::forget_merges(tx, id);
    const auto before = get(tx, id);
    Person after;
    after.id = id;
    after.org_id = before.org_id;
    after.org_path = before.org_path;
    after.name = in_place;
    after.standing = before.standing;
    after.active = false;
    after.version = before.version;
    KETNAP_CHECK(store::update(tx, after));
    store::SealedFields gone;
    gone.sealed_key = crypto::Vault::destroyed_key();
    store::update_sealed(tx, id, gone);
    store::put_key(tx, id, gone.sealed_key);
    store::put_merged_from(tx, after);
    tx.search_drop("person", id.value);
}

db::Blob sealed_key(db::Tx& tx, const PersonId& id) {
    auto sealed = store::sealed(tx, id);
    if (!sealed) {
        throw NotFound{};
    }
    return std::move(sealed->sealed_key);
}

bool can_read(const auth::Rights& rights, const audit::Actor& actor, const Person& person) {
    return rights.can(actor, Action::person_read, person.object()) ||
           (!person.union_org_path.empty() &&
            rights.can(actor, Action::person_read, person.union_object()));
}

bool can_edit(const auth::Rights& rights, const audit::Actor& actor, const Person& person) {
    return rights.can(actor, Action::person_edit, person.object()) ||
           (!person.union_org_path.empty() &&
            rights.can(actor, Action::person_edit, person.union_object()));
}

List query(db::Tx& tx, const auth::Scope& reach, const Query& wanted) {
    constexpr std::int64_t longest_page = 500;
    auto query = wanted;
    query.limit = std::clamp<std::int64_t>(query.limit, 1, longest_page);
    std::string org_path;
    if (!query.org_id.empty()) {
        const auto body = org::find(tx, org::OrgId{query.org_id});
        if (!body) {
            return {};
        }
        org_path = body->path;
    }
    return store::page(tx, reach, query, org_path);
}

void move_paths(db::Tx& tx, const std::string& from, const std::string& to) {
    store::move_paths(tx, from, to);
}

}  // namespace ketnap::people
