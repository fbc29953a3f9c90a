// SPDX-License-Identifier: Apache-2.0
#include "stage/dossier/work_list.h"

#include "base/rules/office_days.h"
#include "base/workflow/workflow.h"
#include "platform/json/enum_text.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"
#include "stage/dossier/inside.h"
#include "stage/dossier/slips.h"
#include "stage/dossier/work_store.h"

#include <algorithm>
#include <map>
#include <utility>

namespace ketnap::dossier {

namespace {

using auth::Action;
using auth::Call;
using workflow::Subject;

WorkKind kind_of(State state) {
    switch (state) {
        case State::drafting:
            return WorkKind::prepare;
        case State::submitted:
            return WorkKind::receive;
        case State::received:
            return WorkKind::take_up;
        case State::returned:
            return WorkKind::mend;
        case State::resubmitted:
            return WorkKind::look_again;
        case State::held:
            return WorkKind::held;
        case State::qualified:
            return WorkKind::ready;
        default:
            return WorkKind::appraise;
    }
}

bool is_units(WorkKind kind) {
    return kind == WorkKind::prepare || kind == WorkKind::mend;
}

bool is_mine(const Call& call, WorkKind kind, const store::WorkDossier& row) {
    const auth::Object object{row.org_path, row.campaign_id, {row.person_id}};
    const bool office = call.can(Action::dossier_appraise, object);
    if (is_units(kind)) {
        return !office && call.can(Action::dossier_edit, object);
    }
    if (kind == WorkKind::ready) {
        return call.can(Action::meeting_edit, object);
    }
    return office && (row.desk_account.empty() || row.desk_account == call.ctx.actor.account_id);
}

WorkRow row_of(const Call& call, const store::WorkDossier& d) {
    WorkRow row;
    row.kind = kind_of(d.state);
    row.id = d.id;
    row.subject_kind = "dossier";
    row.subject_id = d.id;
    row.dossier_id = d.id;
    row.code = d.code;
    row.name = d.person_name;
    row.org_name = d.org_name;
    row.who = is_units(row.kind) ? d.org_name : d.desk_name;
    row.state = d.state;
    row.since = d.state_since;
    row.due_on = row.kind == WorkKind::mend && !d.round_due_on.empty() ? d.round_due_on : d.due_on;
    row.mine = is_mine(call, row.kind, d);
    row.error_count = d.error_count;
    row.warning_count = d.warning_count;
    row.round_no = d.round_no;
    row.version = d.version;
    return row;
}

WorkRow row_of(const Call& call, const store::WorkOpinion& one) {
    WorkRow row;
    row.kind = WorkKind::opinion;
    row.id = one.id;
    row.subject_kind = "opinion";
    row.subject_id = one.id;
    row.dossier_id = one.dossier_id;
    row.code = one.code;
    row.name = one.person_name;
    row.org_name = one.org_name;
    row.who = one.name;
    row.due_on = one.due_on;
    const auto& me = call.ctx.actor;
    row.mine = one.account_id == me.account_id ||
               std::any_of(me.grants.begin(), me.grants.end(), [&](const auto& grant) {
                   return !one.org_id.empty() && grant.org_id == one.org_id;
               });
    return row;
}

WorkRow row_of(const workflow::Task& task, bool mine) {
    WorkRow row;
    row.kind = WorkKind::task;
    row.id = task.id;
    row.subject_kind = task.subject_kind;
    row.subject_id = task.subject_id;
    row.name = task.text;
    row.who = task.owner;
    row.due_on = task.last_day_on.value_or("");
    row.mine = mine;
    row.version = task.version;
    return row;
}

void add_tasks(db::Tx& tx, const Call& call, const WorkQuery& query, std::vector<WorkRow>& rows) {
    constexpr std::int64_t most = 200;
    if (!call.rights.may(call.ctx.actor, Action::task_read)) {
        return;
    }
    workflow::OpenTasks which{.mine = true, .late_on = {}, .limit = most};
    const auto mine = workflow::open_tasks(tx, call.ctx, call.rights, which);
    for (const auto& task : mine.items) {
        rows.push_back(row_of(task, true));
    }
    if (query.mine.value_or(false)) {
        return;
    }
    which.mine = false;
    for (const auto& task : workflow::open_tasks(tx, call.ctx, call.rights, which).items) {
        const bool own = std::any_of(mine.items.begin(), mine.items.end(),
                                     [&](const auto& one) { return one.id == task.id; });
        if (!own) {
            rows.push_back(row_of(task, false));
        }
    }
}

template <class T>
bool lists(const std::optional<std::vector<T>>& wanted, T one) {
    return !wanted || wanted->empty() ||
           std::find(wanted->begin(), wanted->end(), one) != wanted->end();
}

bool wanted(const WorkQuery& query, const WorkRow& row) {
    if (query.mine.value_or(false) && !row.mine) {
        return false;
    }
    const auto words = text::fold(query.text.value_or(""));
    return words.empty() ||
           text::fold(row.name + " " + row.code + " " + row.org_name).find(words) !=
               std::string::npos;
}

constexpr std::int64_t days_of_week = 5;

/// Working days to the day: 0 on the day itself; a day off that has passed is late by one.
void count_days(const rules::Calendar& calendar, time::Date today, WorkRow& row) {
    const auto due = time::Date::parse_iso(row.due_on);
    if (!due) {
        return;
    }
    const std::int64_t left = calendar.working_days_between(today, *due);
    row.days_left = *due < today ? std::min<std::int64_t>(left, -1) : left;
    row.due = *row.days_left < 0               ? WorkDue::late
              : *row.days_left == 0            ? WorkDue::today
              : *row.days_left <= days_of_week ? WorkDue::week
                                               : WorkDue::later;
}

Subject subject_of(const WorkRow& row) {
    const auto kind = json::text_of(row.kind);
    return {"work." + std::string{kind}, row.id};
}

void add_ladder(db::Tx& tx, const Call& call, const Book& book, WorkRow& row) {
    if (book.ladder == nullptr || !row.days_left || row.kind == WorkKind::task) {
        return;
    }
    if (const auto* step = book.ladder->reached(*row.days_left)) {
        const bool english = call.language() == messages::Language::en;
        row.step = step->step;
        row.step_title = english ? step->title_en : step->title_vi;
        row.reminders = workflow::reminders_of(tx, subject_of(row));
    }
}

bool sooner(const WorkRow& a, const WorkRow& b) {
    const auto key = [](const WorkRow& row) {
        return row.due_on.empty() ? std::string{"9999"} : row.due_on;
    };
    return key(a) != key(b) ? key(a) < key(b) : a.id < b.id;
}

}  // namespace

std::vector<WorkRow> work_list(db::Tx& tx, const Call& call, const Book& book,
                               const WorkQuery& query) {
    std::vector<WorkRow> rows;
    const auto campaign = query.campaign_id.value_or("");
    if (call.rights.may(call.ctx.actor, Action::dossier_read)) {
        const auto reach = call.scope(Action::dossier_read);
        for (const auto& one : store::work_dossiers(tx, reach, campaign, work_cap)) {
            rows.push_back(row_of(call, one));
        }
        for (const auto& one : store::work_opinions(tx, reach, campaign)) {
            rows.push_back(row_of(call, one));
        }
    }
    add_tasks(tx, call, query, rows);
    const auto calendar = rules::office_calendar(tx, book.basis.calendar);
    for (auto& row : rows) {
        count_days(calendar, call.ctx.clock.today(), row);
    }
    std::erase_if(rows, [&](const WorkRow& row) { return !wanted(query, row); });
    narrow(rows, query);
    for (auto& row : rows) {
        add_ladder(tx, call, book, row);
    }
    std::sort(rows.begin(), rows.end(), sooner);
    return rows;
}

std::vector<WorkGroup> groups_of(const std::vector<WorkRow>& rows) {
    std::map<std::pair<WorkKind, WorkDue>, std::int64_t> counts;
    for (const auto& row : rows) {
        ++counts[{row.kind, row.due}];
    }
    std::vector<WorkGroup> out;
    for (const auto& [group, count] : counts) {
        out.push_back({group.first, group.second, count});
    }
    return out;
}

void narrow(std::vector<WorkRow>& rows, const WorkQuery& query) {
    std::erase_if(rows, [&](const WorkRow& row) {
        const bool late = query.late.value_or(false);
        return (late && row.due != WorkDue::late) || !lists(query.kinds, row.kind) ||
               !lists(query.due, row.due);
    });
}

void remind(const Work& work, const RemindForm& form) {
    work.ctx.write([&](db::Tx& tx) {
        Findings findings;
        if (form.items.empty()) {
            findings.push_back(field_finding("dossier.bulk_empty", "items"));
        }
        for (std::size_t i = 0; i < form.items.size(); ++i) {
            const auto& item = form.items[i];
            const auto& steps = work.book.ladder->steps();
            const bool known = std::any_of(steps.begin(), steps.end(), [&](const auto& step) {
                return step.step == item.step;
            });
            if (!known || item.kind == WorkKind::task) {
                findings.push_back(
                    field_finding("field.choice", "items[" + std::to_string(i) + "].step"));
            }
        }
        refuse_if(findings);
        const auto today = work.ctx.clock.today().iso();
        for (const auto& item : form.items) {
            const auto dossier = get(tx, DossierId{item.dossier_id});
            auth::require_known(
                work.rights.can(work.ctx.actor, Action::dossier_read, dossier.object()));
            auth::require(
                work.rights.can(work.ctx.actor, Action::dossier_appraise, dossier.object()));
            const auto kind = std::string{json::text_of(item.kind)};
            workflow::put_reminder(tx, {"work." + kind, item.id},
                                   {item.step, today, work.ctx.actor.name, text::trim(form.note)});
            audit::trace(tx, work.ctx, "dossier.reminded", "dossier", item.dossier_id,
                         {{"step", "", item.step}, {"kind", "", kind}});
        }
        return 0;
    });
}

namespace {

std::string reminded_text(const std::vector<workflow::Reminder>& reminders) {
    if (reminders.empty()) {
        return {};
    }
    return std::to_string(reminders.size()) + "; " + vn_day(reminders.back().reminded_on);
}

}  // namespace

documents::Paper overdue_paper(db::Tx& tx, const Call& call, const Book& book, WorkQuery query) {
    query.late = true;
    documents::Fields fields;
    auto& lines = fields.lists["lines"];
    for (const auto& row : work_list(tx, call, book, query)) {
        const auto kind = std::string{json::text_of(row.kind)};
        lines.push_back({{"order", std::to_string(lines.size() + 1)},
                         {"what", call.messages.text("work." + kind, call.language())},
                         {"code", row.code},
                         {"full_name", row.name},
                         {"who", row.who.empty() ? row.org_name : row.who},
                         {"due_on", vn_day(row.due_on)},
                         {"days_late", std::to_string(-row.days_left.value_or(0))},
                         {"step", row.step_title},
                         {"reminded", reminded_text(row.reminders)}});
    }
    auto& v = fields.values;
    put_office(tx, v);
    v["dated"] = call.ctx.clock.today().iso();
    v["dated_vn"] = call.ctx.clock.today().vn();
    v["count"] = std::to_string(lines.size());
    KETNAP_CHECK(book.papers != nullptr);
    return documents::fill(*book.papers, "overdue_list", fields);
}

}  // namespace ketnap::dossier
