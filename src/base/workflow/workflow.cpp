// SPDX-License-Identifier: Apache-2.0
#include "base/workflow/workflow.h"

#include "base/audit/trace.h"
#include "base/org/org.h"
#include "base/workflow/store.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"

#include <algorithm>

namespace ketnap::workflow {
namespace {

constexpr std::size_t longest_text = 2000;

Finding at_task(std::string rule, std::size_t index, std::string_view field,
                std::vector<std::string> values = {}) {
    return field_finding(std::move(rule),
                         "tasks[" + std::to_string(index) + "]." + std::string{field},
                         std::move(values));
}

void check_task(const TaskForm& form, std::size_t index, Findings& findings) {
    for (const auto& [field, text] : {std::pair{"owner", &form.owner}, {"text", &form.text}}) {
        if (text::trim(*text).empty()) {
            findings.push_back(at_task("field.required", index, field));
        } else if (text::length(*text) > longest_text) {
            findings.push_back(
                at_task("field.too_long", index, field, {std::to_string(longest_text)}));
        }
    }
    if (form.due_as_written.empty()) {
        return;
    }
    if (const auto read = read_deadline(form.due_as_written); !read) {
        findings.push_back(
            at_task(read.error().key, index, "due_as_written", {form.due_as_written}));
    }
}

store::Row row_of(const Subject& subject, const TaskForm& form, std::int64_t position,
                  std::string id) {
    store::Row row;
    auto& task = row.task;
    task.id = std::move(id);
    task.subject_kind = subject.kind;
    task.subject_id = subject.id;
    task.position = position;
    task.owner = form.owner;
    task.owner_org_id = form.owner_org_id;
    task.owner_person_id = form.owner_person_id;
    task.owner_role = form.owner_role;
    task.text = form.text;
    task.due_as_written = form.due_as_written;
    task.version = 1;
    if (const auto due = read_deadline(form.due_as_written)) {
        task.due_on = due->date.iso();
        task.due_word = due->word;
        task.last_day_on = last_day(*due).iso();
        row.due_minute = due->minute_of_day;
    }
    return row;
}

// What was done stays done when the plan is edited around it.
void keep_state(store::Row& row, std::vector<Task>& before) {
    const auto same = std::find_if(before.begin(), before.end(), [&](const Task& old) {
        return old.owner == row.task.owner && old.text == row.task.text;
    });
    if (same != before.end()) {
        row.task.id = same->id;
        row.task.done_on = same->done_on;
        row.task.done_note = same->done_note;
        row.task.version = same->version + 1;
        before.erase(same);
    }
}

store::Owners owners_of(const audit::Actor& actor) {
    store::Owners owners;
    owners.person_id = actor.person_id;
    for (const auto& grant : actor.grants) {
        owners.org_ids.push_back(grant.org_id);
        owners.roles.push_back(grant.role);
    }
    return owners;
}

bool is_own(const audit::Actor& actor, const Task& task) {
    const auto own = owners_of(actor);
    const auto among = [](const std::vector<std::string>& all, const auto& one) {
        return one && std::find(all.begin(), all.end(), *one) != all.end();
    };
    return among(own.org_ids, task.owner_org_id) || among(own.roles, task.owner_role) ||
           (task.owner_person_id && *task.owner_person_id == actor.person_id);
}

auth::Object object_of(db::Tx& tx, const Task& task) {
    auto path = task.owner_org_id ? org::path_of(tx, *task.owner_org_id) : std::nullopt;
    if (!path) {
        const auto root = org::root(tx);
        path = root ? root->path : "/";
    }
    return {.org_path = *path, .campaign_id = {}, .persons = {}};
}

Findings check_done(const Done& done, const time::Date& today) {
    if (!done.done_on) {
        return {};
    }
    const auto day = time::Date::parse_iso(*done.done_on);
    if (!day) {
        return {field_finding("field.format", "done_on")};
    }
    if (*day > today) {
        return {field_finding("workflow.done_in_future", "done_on", {day->vn()})};
    }
    return {};
}

}  // namespace

Findings check_tasks(const std::vector<TaskForm>& forms) {
    Findings findings;
    for (std::size_t i = 0; i < forms.size(); ++i) {
        check_task(forms[i], i, findings);
    }
    return findings;
}

void put_tasks(db::Tx& tx, const Subject& subject, const std::vector<TaskForm>& forms) {
    refuse_if(check_tasks(forms));
    auto before = store::of_subject(tx, subject);
    store::remove_all(tx, subject);
    std::int64_t position = 0;
    for (const auto& form : forms) {
        auto row = row_of(subject, form, ++position, new_uuid(tx.now_ms()));
        keep_state(row, before);
        store::insert(tx, row);
    }
}

Task add_task(db::Tx& tx, const Subject& subject, const TaskForm& form) {
    refuse_if(check_tasks({form}));
    const auto row =
        row_of(subject, form, store::last_position(tx, subject) + 1, new_uuid(tx.now_ms()));
    store::insert(tx, row);
    return row.task;
}

std::vector<Task> tasks_of(db::Tx& tx, const Subject& subject) {
    return store::of_subject(tx, subject);
}

TaskForm form_of(const Task& task) {
    return {.owner = task.owner,
            .owner_org_id = task.owner_org_id,
            .owner_person_id = task.owner_person_id,
            .owner_role = task.owner_role,
            .text = task.text,
            .due_as_written = task.due_as_written};
}

Task mark_done(db::Tx& tx, const audit::Ctx& ctx, const TaskId& id, const Done& done) {
    const auto task = store::find(tx, id.value);
    if (!task) {
        throw NotFound{};
    }
    refuse_if(check_done(done, ctx.clock.today()));
    if (!store::set_done(tx, id.value, done)) {
        throw Conflict{};
    }
    audit::Changes changes;
    audit::add_change(changes, "done_on", task->done_on.value_or(""), done.done_on.value_or(""));
    audit::add_change(changes, "done_note", task->done_note, done.done_note);
    audit::trace(tx, ctx, done.done_on ? "task.done" : "task.reopened", "task", id.value, changes);
    return *store::find(tx, id.value);
}

Task mark_done(const audit::Ctx& ctx, const auth::Rights& rights, const TaskId& id,
               const Done& done) {
    return ctx.write([&](db::Tx& tx) {
        const auto task = store::find(tx, id.value);
        if (!task) {
            throw NotFound{};
        }
        const auto object = object_of(tx, *task);
        auth::require_known(is_own(ctx.actor, *task) ||
                            rights.can(ctx.actor, auth::Action::task_read, object));
        auth::require(is_own(ctx.actor, *task) ||
                      rights.can(ctx.actor, auth::Action::task_edit, object));
        return mark_done(tx, ctx, id, done);
    });
}

void complete(db::Tx& tx, const audit::Ctx& ctx, const Subject& subject, const std::string& org_id,
              const time::Date& done_on) {
    if (store::complete(tx, subject, org_id, done_on.iso()) > 0) {
        audit::trace(tx, ctx, "task.completed", subject.kind, subject.id,
                     {{"done_on", "", done_on.iso()}});
    }
}

TaskList open_tasks(db::Tx& tx, const audit::Ctx& ctx, const auth::Rights& rights,
                    const OpenTasks& which) {
    store::OpenFilter filter;
    if (which.mine) {
        filter.mine = owners_of(ctx.actor);
    }
    filter.reach = rights.reach(ctx.actor, auth::Action::task_read);
    filter.late_on = which.late_on ? which.late_on->iso() : "";
    filter.limit = which.limit;
    return store::open_tasks(tx, filter);
}

std::map<std::string, std::int64_t> open_counts(db::Tx& tx, std::string_view subject_kind) {
    return store::open_counts(tx, subject_kind);
}

}  // namespace ketnap::workflow
