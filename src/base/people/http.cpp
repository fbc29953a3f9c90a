// SPDX-License-Identifier: Apache-2.0
#include "base/people/http.h"

#include "base/auth/accounts.h"
#include "base/lists/lists.h"
#include "base/people/history.h"
#include "base/people/json.h"
#include "base/people/merge_fields.h"
#include "base/people/people.h"
#include "platform/vocabulary/errors.h"

namespace ketnap::people {
namespace {

using auth::Action;
using auth::Call;

struct PersonItem {
    std::string id;
    std::string name;
    std::string born_on;
    std::string born_on_as_written;
    std::string sex;
    std::string org_id;
    std::string org_name;
    std::string position;
    Standing standing = Standing::outsider;
    std::string standing_since;
    std::string merged_from;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(PersonItem, (),
                      (id, name, born_on, born_on_as_written, sex, org_id, org_name, position,
                       standing, standing_since, merged_from, version))

struct PersonQuery {
    std::optional<std::string> text;
    std::optional<std::string> org_id;
    std::optional<std::vector<Standing>> standing;
    std::optional<std::string> sex;
    std::optional<std::string> sort;
    std::optional<bool> descending;
    std::optional<std::string> cursor;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(PersonQuery, (),
                      (text, org_id, standing, sex, sort, descending, cursor, limit))

struct PersonView {
    std::string id;
    std::string code;
    std::string name;
    std::string other_name;
    std::string sex;
    std::string born_on;
    std::string born_on_as_written;
    std::string org_id;
    std::string org_name;
    std::optional<std::string> union_org_id;
    std::string union_org_name;
    std::string home_place;
    std::string residence;
    std::string phone;
    std::string position;
    std::string occupation;
    std::string education;
    std::string professional_level;
    std::string political_theory_level;
    Standing standing = Standing::outsider;
    std::string standing_since;
    std::string union_joined_on;
    std::string joined_on;
    std::string official_on;
    std::string note;
    std::string national_id;
    std::string ethnicity;
    std::string religion;
    bool active = true;
    std::string merged_from;
    bool may_edit = false;
    bool may_reveal = false;
    bool may_merge = false;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(PersonView, (),
                      (id, code, name, other_name, sex, born_on, born_on_as_written, org_id,
                       org_name, union_org_id, union_org_name, home_place, residence, phone,
                       position, occupation, education, professional_level, political_theory_level,
                       standing, standing_since, union_joined_on, joined_on, official_on, note,
                       national_id, ethnicity, religion, active, merged_from, may_edit, may_reveal,
                       may_merge, version))

struct SensitiveForm {
    std::string national_id;
    std::string ethnicity;
    std::string religion;
};
BOOST_DESCRIBE_STRUCT(SensitiveForm, (), (national_id, ethnicity, religion))

struct PersonForm {
    std::string name;
    std::string org_id;
    std::optional<std::string> union_org_id;
    std::optional<std::string> code;
    std::optional<std::string> other_name;
    std::optional<std::string> sex;
    std::optional<std::string> born_on;
    std::optional<std::string> home_place;
    std::optional<std::string> residence;
    std::optional<std::string> phone;
    std::optional<std::string> position;
    std::optional<std::string> occupation;
    std::optional<std::string> education;
    std::optional<std::string> professional_level;
    std::optional<std::string> political_theory_level;
    std::optional<Standing> standing;
    std::optional<std::string> standing_since;
    std::optional<std::string> union_joined_on;
    std::optional<std::string> joined_on;
    std::optional<std::string> official_on;
    std::optional<std::string> note;
    std::optional<SensitiveForm> sensitive;
    std::optional<std::int64_t> version;
};
BOOST_DESCRIBE_STRUCT(PersonForm, (),
                      (name, org_id, union_org_id, code, other_name, sex, born_on, home_place,
                       residence, phone, position, occupation, education, professional_level,
                       political_theory_level, standing, standing_since, union_joined_on, joined_on,
                       official_on, note, sensitive, version))

struct RevealForm {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(RevealForm, (), (reason))

struct ChangeView {
    std::string field;
    std::string from;
    std::string to;
};
BOOST_DESCRIBE_STRUCT(ChangeView, (), (field, from, to))

struct HistoryItem {
    std::int64_t seq = 0;
    std::int64_t at = 0;
    std::string actor;
    std::string action;
    std::string sentence;
    std::vector<ChangeView> changes;
};
BOOST_DESCRIBE_STRUCT(HistoryItem, (), (seq, at, actor, action, sentence, changes))

std::optional<std::string> or_null(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{text};
}

// A date that reads is stored comparable; what was typed is kept beside it.
void set_day(const std::optional<std::string>& typed, std::string& day, std::string* as_written) {
    if (!typed) {
        return;
    }
    const auto date = time::PartialDate::parse(*typed);
    day = date ? date->iso() : *typed;  // check() refuses what does not read
    if (as_written != nullptr) {
        *as_written = *typed;
    }
}

Person person_of(const PersonForm& form) {
    Person p;
    p.name = form.name;
    p.org_id = org::OrgId{form.org_id};
    p.union_org_id = org::OrgId{form.union_org_id.value_or("")};
    p.code = form.code.value_or("");
    p.other_name = form.other_name.value_or("");
    p.sex = form.sex.value_or("");
    set_day(form.born_on, p.born_on, &p.born_on_as_written);
    p.home_place = form.home_place.value_or("");
    p.residence = form.residence.value_or("");
    p.phone = form.phone.value_or("");
    p.position = form.position.value_or("");
    p.occupation = form.occupation.value_or("");
    p.education = form.education.value_or("");
    p.professional_level = form.professional_level.value_or("");
    p.political_theory_level = form.political_theory_level.value_or("");
    p.standing = form.standing.value_or(Standing::outsider);
    set_day(form.standing_since, p.standing_since, nullptr);
    set_day(form.union_joined_on, p.union_joined_on, &p.union_joined_on_as_written);
    set_day(form.joined_on, p.joined_on, nullptr);
    set_day(form.official_on, p.official_on, nullptr);
    p.note = form.note.value_or("");
    p.version = form.version.value_or(0);
    return p;
}

Sensitive sensitive_of(const SensitiveForm& form, const lists::Lists& lists) {
    Findings findings;
    if (!form.ethnicity.empty() && lists.get("ethnic_groups").find(form.ethnicity) == nullptr) {
        findings.push_back(field_finding("field.choice", "sensitive.ethnicity"));
    }
    if (!form.religion.empty() && lists.get("religions").find(form.religion) == nullptr) {
        findings.push_back(field_finding("field.choice", "sensitive.religion"));
    }
    refuse_if(findings);
    return {form.national_id, form.ethnicity, form.religion};
}

PersonView view_of(db::Tx& tx, const Call& call, const Person& p) {
    PersonView v;
    v.id = p.id.value;
    v.code = p.code;
    v.name = p.name;
    v.other_name = p.other_name;
    v.sex = p.sex;
    v.born_on = p.born_on;
    v.born_on_as_written = p.born_on_as_written;
    v.org_id = p.org_id.value;
    v.org_name = org::get(tx, p.org_id).name;
    v.union_org_id = or_null(p.union_org_id.value);
    v.union_org_name = p.union_org_id.empty() ? "" : org::get(tx, p.union_org_id).name;
    v.home_place = p.home_place;
    v.residence = p.residence;
    v.phone = p.phone;
    v.position = p.position;
    v.occupation = p.occupation;
    v.education = p.education;
    v.professional_level = p.professional_level;
    v.political_theory_level = p.political_theory_level;
    v.standing = p.standing;
    v.standing_since = p.standing_since;
    v.union_joined_on = p.union_joined_on;
    v.joined_on = p.joined_on;
    v.official_on = p.official_on;
    v.note = p.note;
    const auto hidden = masked(tx, call.ctx, p.id);
    v.national_id = hidden.national_id;
    v.ethnicity = hidden.ethnicity;
    v.religion = hidden.religion;
    v.active = p.active;
    v.merged_from = p.merged_from;
    v.may_edit = p.active && can_edit(call.rights, call.ctx.actor, p);
    v.may_merge = p.active && may_merge(call.rights, call.ctx.actor, p);
    v.may_reveal = call.can(Action::person_reveal, p.object().of(auth::FieldClass::p2));
    v.version = p.version;
    return v;
}

Person readable(db::Tx& tx, const Call& call) {
    auto person = get(tx, PersonId{call.param("id")});
    auth::require_known(can_read(call.rights, call.ctx.actor, person));
    return person;
}

Query query_of(const PersonQuery& form) {
    Query query;
    query.text = form.text.value_or("");
    query.org_id = form.org_id.value_or("");
    query.standing = form.standing.value_or(std::vector<Standing>{});
    query.sex = form.sex.value_or("");
    query.sort = form.sort.value_or("name");
    query.descending = form.descending.value_or(false);
    query.cursor = form.cursor.value_or("");
    query.limit = form.limit.value_or(50);
    return query;
}

json::Page<PersonItem> list(Call& call, const PersonQuery& form) {
    const auto found = call.ctx.read(
        [&](db::Tx& tx) { return query(tx, call.scope(Action::person_read), query_of(form)); });
    json::Page<PersonItem> page;
    for (const auto& [p, org_name] : found.items) {
        page.items.push_back({p.id.value, p.name, p.born_on, p.born_on_as_written, p.sex,
                              p.org_id.value, org_name, p.position, p.standing, p.standing_since,
                              p.merged_from, p.version});
    }
    page.next = or_null(found.next);
    page.count = found.count;
    page.count_capped = found.count_capped;
    return page;
}

json::Page<HistoryItem> past(Call& call) {
    const auto entries = call.ctx.read([&](db::Tx& tx) {
        const auto person = readable(tx, call);
        auto found = people::history(tx, person.id);
        for (auto& entry : found) {
            entry.actor = auth::called(tx, entry.actor);
        }
        return found;
    });
    json::Page<HistoryItem> page;
    for (const auto& entry : entries) {
        HistoryItem item{entry.seq,
                         entry.at,
                         entry.actor,
                         entry.action,
                         call.messages.text("audit." + entry.action, call.language()),
                         {}};
        for (const auto& change : entry.changes) {
            item.changes.push_back({change.field, change.from, change.to});
        }
        page.items.push_back(std::move(item));
    }
    page.count = static_cast<std::int64_t>(page.items.size());
    return page;
}

PersonView saved(Call& call, const Person& person) {
    return call.ctx.read([&](db::Tx& tx) { return view_of(tx, call, person); });
}

PersonView edit(Call& call, const PersonForm& form, const lists::Lists& lists,
                const Renamed& renamed) {
    auto person = person_of(form);
    person.id = PersonId{call.param("id")};
    std::optional<Sensitive> sensitive;
    if (form.sensitive) {
        sensitive = sensitive_of(*form.sensitive, lists);
    }
    return saved(call, change(call.ctx, call.rights, person, sensitive, renamed));
}

SensitiveForm show(Call& call, const RevealForm& form) {
    call.answer_is_secret();
    const auto shown = reveal(call.ctx, call.rights, PersonId{call.param("id")}, form.reason);
    return {shown.national_id, shown.ethnicity, shown.religion};
}

}  // namespace

void add_routes(auth::Api& api, const lists::Lists& lists, Renamed renamed) {
    api.query<PersonQuery, json::Page<PersonItem>>(
        "/api/people/query", Action::person_read,
        "A page of the people that the filter lets through", list);
    api.get<PersonView>(
        "/api/people/{id}", Action::person_read, "One person; P2 values masked", [](Call& call) {
            return call.ctx.read([&](db::Tx& tx) { return view_of(tx, call, readable(tx, call)); });
        });
    api.get<json::Page<HistoryItem>>("/api/people/{id}/history", Action::person_read,
                                     "Who changed what, newest first", past);
    api.post<PersonForm, PersonView>(
        "/api/people", Action::person_edit, "Add a person",
        [&lists](Call& call, const PersonForm& form) {
            const auto sensitive =
                form.sensitive ? sensitive_of(*form.sensitive, lists) : Sensitive{};
            return saved(call, add(call.ctx, call.rights, person_of(form), sensitive));
        });
    api.put<PersonForm, PersonView>(
        "/api/people/{id}", Action::person_edit, "Change a person",
        [&lists, renamed = std::move(renamed)](Call& call, const PersonForm& form) {
            return edit(call, form, lists, renamed);
        });
    api.post<RevealForm, SensitiveForm>(
        "/api/people/{id}/reveal", Action::person_reveal,
        "Show P2 values for a stated reason; audited before the answer", show);
}

}  // namespace ketnap::people
