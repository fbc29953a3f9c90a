// SPDX-License-Identifier: Apache-2.0
#include "base/privacy/incidents.h"

#include "base/audit/trace.h"
#include "base/auth/accounts.h"
#include "base/privacy/store.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace ketnap::privacy {

using auth::Action;

namespace {

constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::int64_t most_rows = 20'000;

Incident with_clock(const Work& work, Incident one) {
    const auto day = time::date_in_vietnam(time::Moment{one.discovered_at});
    one.notify_by = one.discovered_at + work.desk.book.periods(day).notice_hours * hour_ms;
    return one;
}

Incident filled(Incident one, const Work& work, const IncidentForm& form) {
    const auto now = work.ctx.clock.now().ms;
    Findings findings;
    if (text::trim(form.title).empty()) {
        findings.push_back(field_finding("field.required", "title"));
    }
    if (form.discovered_at <= 0 || form.discovered_at > now) {
        findings.push_back(field_finding("privacy.future", "discovered_at"));
    }
    if (form.from_at <= 0 || form.until_at < form.from_at) {
        findings.push_back(field_finding("privacy.stretch", "until_at"));
    }
    refuse_if(findings);
    one.title = text::trim(form.title);
    one.discovered_at = form.discovered_at;
    one.from_at = form.from_at;
    one.until_at = form.until_at;
    one.actor = text::trim(form.actor);
    one.grave = form.grave;
    one.what = text::trim(form.what);
    one.harm = text::trim(form.harm);
    one.measures = text::trim(form.measures);
    return one;
}

void trace_incident(db::Tx& tx, const Work& work, const char* action, const Incident& one) {
    audit::trace(tx, work.ctx, action, "data_incident", one.id,
                 {{"number", "", std::to_string(one.number)}});
}

struct Marks {
    std::set<std::string> fields;
    std::set<std::string> actors;
    std::int64_t first_at = 0;
    std::int64_t last_at = 0;
    std::int64_t times = 0;
};

void mark(Marks& marks, const audit::Entry& entry, const std::string& sentence) {
    marks.actors.insert(entry.actor);
    marks.first_at = marks.times == 0 ? entry.at : std::min(marks.first_at, entry.at);
    marks.last_at = std::max(marks.last_at, entry.at);
    ++marks.times;
    marks.fields.insert(sentence);
}

bool about_many(const std::string& action) {
    return action.find("export") != std::string::npos ||
           action.find("print") != std::string::npos ||
           action.find("import") != std::string::npos ||
           action.find("backup") != std::string::npos || action.find("pack") != std::string::npos;
}

Touched touched_of(db::Tx& tx, const std::string& person, const Marks& marks) {
    Touched out;
    out.person_id = person;
    if (const auto found = people::find(tx, PersonId{person})) {
        out.name = found->name;
        out.org_name = org::get(tx, found->org_id).name;
    }
    out.fields.assign(marks.fields.begin(), marks.fields.end());
    for (const auto& actor : marks.actors) {
        out.actors.push_back(auth::called(tx, actor));
    }
    out.first_at = marks.first_at;
    out.last_at = marks.last_at;
    out.times = marks.times;
    return out;
}

}  // namespace

std::vector<Incident> incidents(db::Tx& tx, const Work& work) {
    require_office(tx, work, Action::privacy_read);
    auto found = store::incidents(tx, "");
    for (auto& one : found) {
        one = with_clock(work, std::move(one));
    }
    return found;
}

Incident incident(db::Tx& tx, const Work& work, const std::string& id) {
    require_office(tx, work, Action::privacy_read);
    auto found = store::incidents(tx, id);
    if (id.empty() || found.empty()) {
        throw NotFound{};
    }
    return with_clock(work, std::move(found.front()));
}

Incident add_incident(const Work& work, const IncidentForm& form) {
    return work.ctx.write([&](db::Tx& tx) {
        require_office(tx, work, Action::privacy_edit);
        auto one = filled({}, work, form);
        one.id = new_uuid(tx.now_ms());
        one.number = tx.next_number("data_incident");
        one.recorded_by = work.ctx.actor.name;
        one.version = 1;
        store::insert(tx, one);
        trace_incident(tx, work, "privacy.incident_opened", one);
        return with_clock(work, one);
    });
}

Incident change_incident(const Work& work, const std::string& id, const IncidentForm& form) {
    return work.ctx.write([&](db::Tx& tx) {
        require_office(tx, work, Action::privacy_edit);
        auto one = filled(incident(tx, work, id), work, form);
        one.version = form.version;
        if (!store::update(tx, one)) {
            throw Conflict{};
        }
        trace_incident(tx, work, "privacy.incident_changed", one);
        return incident(tx, work, id);
    });
}

Incident mark_notified(const Work& work, const std::string& id, std::int64_t version) {
    return work.ctx.write([&](db::Tx& tx) {
        require_office(tx, work, Action::privacy_edit);
        const auto one = incident(tx, work, id);
        if (!store::notify(tx, id, version)) {
            throw Conflict{};
        }
        trace_incident(tx, work, "privacy.incident_notified", one);
        return incident(tx, work, id);
    });
}

Incident close_incident(const Work& work, const std::string& id, std::int64_t version) {
    return work.ctx.write([&](db::Tx& tx) {
        require_office(tx, work, Action::privacy_edit);
        const auto one = incident(tx, work, id);
        if (one.grave && !one.notified_at) {
            refuse("privacy.notify_first", "id");
        }
        if (!store::close_incident(tx, id, version)) {
            throw Conflict{};
        }
        trace_incident(tx, work, "privacy.incident_closed", one);
        return incident(tx, work, id);
    });
}

TouchedList touched(db::Tx& tx, const Work& work, const Incident& incident,
                    messages::Language language) {
    require_office(tx, work, Action::privacy_read);
    TouchedList out;
    std::map<std::string, Marks> by_person;
    std::set<std::string> lists;
    const auto entries =
        audit::between(tx, {incident.from_at, incident.until_at, incident.actor}, most_rows + 1);
    out.rows = std::min<std::int64_t>(static_cast<std::int64_t>(entries.size()), most_rows);
    out.capped = static_cast<std::int64_t>(entries.size()) > most_rows;
    for (const auto& entry : entries) {
        const auto sentence = work.desk.texts.text("audit." + entry.action, language);
        for (const auto& person :
             work.desk.neighbours.about(tx, entry.object_kind, entry.object_id)) {
            mark(by_person[person], entry, sentence);
        }
        if (about_many(entry.action)) {
            lists.insert(fmt::format("{} {}, {}", moment_text(entry.at),
                                     auth::called(tx, entry.actor), sentence));
        }
    }
    for (const auto& [person, marks] : by_person) {
        out.people.push_back(touched_of(tx, person, marks));
    }
    std::sort(out.people.begin(), out.people.end(),
              [](const Touched& a, const Touched& b) { return a.first_at < b.first_at; });
    out.lists.assign(lists.begin(), lists.end());
    return out;
}

documents::Paper notice(db::Tx& tx, const Work& work, const Incident& incident) {
    auto fields = letter_fields(tx, work);
    const auto list = touched(tx, work, incident, {});
    auto& values = fields.values;
    values["number"] = std::to_string(incident.number);
    values["title"] = incident.title;
    values["discovered_at"] = moment_text(incident.discovered_at);
    values["from_at"] = moment_text(incident.from_at);
    values["until_at"] = moment_text(incident.until_at);
    values["notify_by"] = moment_text(incident.notify_by);
    values["what"] = incident.what;
    values["harm"] = incident.harm;
    values["measures"] = incident.measures;
    values["count"] = std::to_string(list.people.size());
    std::set<std::string> kinds;
    auto& rows = fields.lists["people"];
    for (const auto& one : list.people) {
        kinds.insert(one.fields.begin(), one.fields.end());
        rows.push_back({{"order", std::to_string(rows.size() + 1)},
                        {"name", one.name},
                        {"unit", one.org_name},
                        {"fields", fmt::format("{}", fmt::join(one.fields, "; "))},
                        {"actors", fmt::format("{}", fmt::join(one.actors, ", "))},
                        {"when", moment_text(one.first_at)}});
    }
    values["kinds"] = fmt::format("{}", fmt::join(kinds, "; "));
    return documents::fill(work.desk.papers, "incident_notice", fields);
}

}  // namespace ketnap::privacy
