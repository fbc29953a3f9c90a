// SPDX-License-Identifier: Apache-2.0
#include "base/auth/can.h"

#include "platform/vocabulary/errors.h"

#include <algorithm>

namespace ketnap::auth {
namespace {

using Role = RoleBook::Role;

bool reaches_down(const audit::Grant& grant, const Object& object) {
    return object.org_path.starts_with(grant.org_path);
}

bool reaches_up(const audit::Grant& grant, const Object& object) {
    return grant.org_path.starts_with(object.org_path);
}

bool any_of(const std::vector<std::string>& some, const std::vector<std::string>& persons) {
    return std::ranges::find_first_of(some, persons) != some.end();
}

bool concerns_self(const Actor& actor, const Object& object) {
    return !actor.person_id.empty() &&
           std::ranges::find(object.persons, actor.person_id) != object.persons.end();
}

// Reading one's own data stays allowed; moving one's own dossier never is (access model, separation
// of duties).
bool changes_dossier(Action action) {
    switch (action) {
        case Action::dossier_edit:
        case Action::dossier_submit:
        case Action::dossier_appraise:
        case Action::dossier_return:
        case Action::ballot_record:
        case Action::decision_issue:
            return true;
        default:
            return false;
    }
}

// What is read outside the scope is read only; what changes it stays with whoever may.
bool is_read(Action action) {
    return action == Action::dossier_read || action == Action::letter_read ||
           action == Action::person_read;
}

Verdict relation(const Actor& actor, Action action, const Object& object) {
    if (!changes_dossier(action)) {
        return Verdict::allowed;
    }
    if (concerns_self(actor, object)) {
        return Verdict::own_dossier;
    }
    return any_of(actor.kin, object.persons) ? Verdict::relative : Verdict::allowed;
}

// A role that reaches some people only; what is about nobody is not narrowed by it.
Verdict judge_only(const Actor& actor, Only only, const Object& object) {
    if (object.persons.empty()) {
        return Verdict::allowed;
    }
    switch (only) {
        case Only::all:
            return Verdict::allowed;
        case Only::assigned:
            return any_of(actor.assigned, object.persons) ? Verdict::allowed
                                                          : Verdict::only_assigned;
        case Only::agenda:
            return any_of(actor.agenda, object.persons) || any_of(actor.assigned, object.persons)
                       ? Verdict::allowed
                       : Verdict::only_agenda;
        case Only::own:
            return concerns_self(actor, object) ? Verdict::allowed : Verdict::only_own;
    }
    return Verdict::only_own;
}

Verdict judge_field(const Role& role, const Object& object) {
    if (!role.sees.contains(object.field)) {
        return Verdict::field;
    }
    return object.field == FieldClass::p3 && !object.p3_open ? Verdict::field_stage
                                                             : Verdict::allowed;
}

bool is_over(const RoleBook& book, const Role& role, const Actor& actor, const Object& object) {
    if (role.keeps_closed || object.closed_on.empty()) {
        return false;
    }
    const auto since = book.closed_since(actor.today);
    return since.empty() || object.closed_on < since;
}

// Whom the role reaches, for lists.
std::vector<std::string> persons_of(const Actor& actor, Only only) {
    switch (only) {
        case Only::assigned:
            return actor.assigned;
        case Only::agenda: {
            auto persons = actor.agenda;
            persons.insert(persons.end(), actor.assigned.begin(), actor.assigned.end());
            return persons;
        }
        case Only::own:
            return actor.person_id.empty() ? std::vector<std::string>{}
                                           : std::vector{actor.person_id};
        case Only::all:
            break;
    }
    return {};
}

bool is_plain(const Scope::Term& term) {
    return term.campaign_id.empty() && !term.ends && !term.only;
}

// Plain terms that lie in another plain one say nothing new.
void keep_outermost(std::vector<Scope::Term>& terms) {
    std::ranges::sort(terms, [](const Scope::Term& a, const Scope::Term& b) {
        return a.path != b.path ? a.path < b.path : is_plain(a) && !is_plain(b);
    });
    std::vector<Scope::Term> kept;
    std::string outer;
    for (auto& term : terms) {
        if (!outer.empty() && term.path.starts_with(outer)) {
            continue;
        }
        if (is_plain(term)) {
            outer = term.path;
        }
        kept.push_back(std::move(term));
    }
    terms = std::move(kept);
}

// The alternatives of one term at one column of paths: as many as it has persons, else one.
void add_alternatives(std::vector<std::vector<db::Clause>>& any, const Scope& scope,
                      const Scope::Term& term, db::Fragment path, const ScopeColumns& columns) {
    std::vector<db::Clause> all;
    if (term.path != "/") {
        all.push_back({path, {term.path, path_end(term.path)}});
    }
    if (!term.campaign_id.empty()) {
        all.push_back({columns.campaign, {term.campaign_id}});
    }
    if (term.ends && !columns.closed.text.empty()) {
        all.push_back({columns.closed, {scope.closed_since}});
    }
    if (!term.only) {
        any.push_back(std::move(all));
        return;
    }
    for (const auto& person : term.persons) {
        any.push_back(all);
        any.back().push_back({columns.person, {person}});
    }
}

}  // namespace

bool is_decision(Action action) {
    return action == Action::decision_issue || action == Action::ballot_record;
}

Verdict Rights::judge(const Actor& actor, const audit::Grant& grant, Action action,
                      const Object& object) const {
    const auto* role = m_book.find(grant.role);
    if (role == nullptr || !role->may.contains(action)) {
        return Verdict::role;
    }
    if (!grant.campaign_id.empty() && grant.campaign_id != object.campaign_id) {
        return Verdict::campaign;
    }
    const bool reached = reaches_down(grant, object) ||
                         (role->reaches_above.contains(action) && reaches_up(grant, object));
    if (!reached) {
        return Verdict::subtree;
    }
    if (const auto only = judge_only(actor, role->only, object); only != Verdict::allowed) {
        return only;
    }
    if (const auto field = judge_field(*role, object); field != Verdict::allowed) {
        return field;
    }
    if (is_over(m_book, *role, actor, object)) {
        return Verdict::stage_over;
    }
    if (is_decision(action) && grant.decides_from > actor.at) {
        return Verdict::fresh;
    }
    return grant.lent_by.empty() ? Verdict::allowed : Verdict::lent;
}

const audit::OpenedDossier* Rights::opened_for(const Actor& actor, Action action,
                                               const Object& object) const {
    if (!is_read(action)) {
        return nullptr;
    }
    for (const auto& one : actor.opened) {
        const auto* role = m_book.find(one.role);
        const bool here = std::ranges::find(object.persons, one.person_id) != object.persons.end();
        if (here && actor.at < one.until && role != nullptr && role->may.contains(action) &&
            judge_field(*role, object) == Verdict::allowed) {
            return &one;
        }
    }
    return nullptr;
}

std::vector<Reason> Rights::why(const Actor& actor, Action action, const Object& object) const {
    if (actor.all_rights || action == Action::signed_in) {
        return {{Verdict::everyone}};
    }
    if (const auto related = relation(actor, action, object); related != Verdict::allowed) {
        return {{related}};
    }
    std::vector<Reason> against;
    const audit::Grant* lent = nullptr;
    for (const auto& grant : actor.grants) {
        const auto verdict = judge(actor, grant, action, object);
        if (verdict == Verdict::allowed) {
            return {{verdict, grant.role, grant.org_id}};
        }
        if (verdict == Verdict::lent) {
            lent = lent == nullptr ? &grant : lent;
        } else {
            against.push_back({verdict, grant.role, grant.org_id});
        }
    }
    if (lent != nullptr) {
        return {{Verdict::lent, lent->role, lent->org_id}};
    }
    if (const auto* one = opened_for(actor, action, object)) {
        return {{Verdict::opened, one->role}};
    }
    return against.empty() ? std::vector<Reason>{{Verdict::no_role}} : against;
}

bool Rights::can(const Actor& actor, Action action, const Object& object) const {
    if (actor.all_rights || action == Action::signed_in) {
        return true;
    }
    if (relation(actor, action, object) != Verdict::allowed) {
        return false;
    }
    const audit::Grant* lent = nullptr;
    for (const auto& grant : actor.grants) {
        const auto verdict = judge(actor, grant, action, object);
        if (verdict == Verdict::allowed) {
            return true;
        }
        if (verdict == Verdict::lent && lent == nullptr) {
            lent = &grant;
        }
    }
    const auto* opened = lent == nullptr ? opened_for(actor, action, object) : nullptr;
    if (actor.used && lent != nullptr) {
        actor.used->lent_by = lent->lent_by;
    }
    if (actor.used && opened != nullptr) {
        actor.used->opened = opened->id;
    }
    return lent != nullptr || opened != nullptr;
}

bool Rights::may(const Actor& actor, Action action) const {
    if (actor.all_rights || action == Action::signed_in) {
        return true;
    }
    return std::ranges::any_of(actor.grants, [&](const audit::Grant& grant) {
        const auto* role = m_book.find(grant.role);
        return role != nullptr && role->may.contains(action);
    });
}

Scope Rights::scope(const Actor& actor, Action action) const {
    Scope scope;
    scope.closed_since = m_book.closed_since(actor.today);
    if (scope.closed_since.empty()) {
        scope.closed_since = "9999";
    }
    if (actor.all_rights || action == Action::signed_in) {
        scope.terms.push_back({"/"});
        return scope;
    }
    for (const auto& grant : actor.grants) {
        const auto* role = m_book.find(grant.role);
        if (role != nullptr && role->may.contains(action)) {
            scope.terms.push_back({grant.org_path, grant.campaign_id, !role->keeps_closed,
                                   role->only != Only::all, persons_of(actor, role->only)});
        }
    }
    keep_outermost(scope.terms);
    return scope;
}

std::vector<std::string> Rights::reach(const Actor& actor, Action action) const {
    return scope(actor, action).paths();
}

std::vector<std::string> Scope::paths() const {
    std::vector<std::string> outermost;
    for (const auto& term : terms) {  // in the order of their paths
        if (outermost.empty() || !term.path.starts_with(outermost.back())) {
            outermost.push_back(term.path);
        }
    }
    return outermost;
}

bool Scope::is_whole() const {
    return std::ranges::all_of(terms, is_plain);
}

bool Scope::is_everything() const {
    return terms.size() == 1 && is_plain(terms.front()) && terms.front().path == "/";
}

void Scope::narrow(db::Filter& filter, const ScopeColumns& columns) const {
    std::vector<std::vector<db::Clause>> any;
    for (const auto& term : terms) {
        if (term.path == "/" && is_plain(term)) {
            return;
        }
        const bool no_such_rows = (!term.campaign_id.empty() && columns.campaign.text.empty()) ||
                                  (term.only && columns.person.text.empty());
        if (no_such_rows) {
            continue;
        }
        add_alternatives(any, *this, term, columns.path, columns);
        if (!columns.other_path.text.empty()) {
            add_alternatives(any, *this, term, columns.other_path, columns);
        }
    }
    filter.any_of(any);
}

void require(bool allowed) {
    if (!allowed) {
        throw Forbidden{};
    }
}

void require_known(bool allowed) {
    if (!allowed) {
        throw NotFound{};
    }
}

std::string path_end(std::string path) {
    if (!path.empty()) {
        path.back() = '0';  // the byte after '/'
    }
    return path;
}

std::vector<db::Range> ranges_of(const std::vector<std::string>& reach) {
    std::vector<db::Range> ranges;
    for (const auto& path : reach) {
        ranges.push_back({path, path_end(path)});
    }
    return ranges;
}

}  // namespace ketnap::auth
