// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/audit/ctx.h"
#include "base/auth/can.h"
#include "base/workflow/deadline.h"
#include "platform/json/describe.h"
#include "platform/time/date.h"
#include "platform/vocabulary/id.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::workflow {

using TaskId = Id<struct TaskTag>;

/// What a task is about: "campaign", "request", "dossier", "meeting", "ceremony" and its id.
struct Subject {
    std::string kind;
    std::string id;
};

/// A task as a form gives it. The deadline is the text of the paper ("trước ngày 01/8/2024");
/// empty when the paper sets none.
struct TaskForm {
    std::string owner;  ///< the body or person as the paper names it
    std::optional<std::string> owner_org_id;
    std::optional<std::string> owner_person_id;
    std::optional<std::string> owner_role;  ///< whose desk it is in the program: "office" …
    std::string text;
    std::string due_as_written;

    bool operator==(const TaskForm&) const = default;
};
BOOST_DESCRIBE_STRUCT(TaskForm, (),
                      (owner, owner_org_id, owner_person_id, owner_role, text, due_as_written))

struct Task {
    std::string id;
    std::string subject_kind;
    std::string subject_id;
    std::int64_t position = 0;
    std::string owner;
    std::optional<std::string> owner_org_id;
    std::optional<std::string> owner_person_id;
    std::optional<std::string> owner_role;
    std::string text;
    std::optional<std::string> due_on;  ///< as the paper names it, YYYY[-MM[-DD]]
    std::optional<DueWord> due_word;
    std::string due_as_written;
    std::optional<std::string> last_day_on;  ///< the last day in time
    std::optional<std::string> done_on;
    std::string done_note;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Task, (),
                      (id, subject_kind, subject_id, position, owner, owner_org_id, owner_person_id,
                       owner_role, text, due_on, due_word, due_as_written, last_day_on, done_on,
                       done_note, version))

/// What put_tasks() and add_task() refuse: no owner, no text, a deadline that cannot be read; at
/// tasks[n].<field>.
Findings check_tasks(const std::vector<TaskForm>& forms);

/// Makes the tasks of a subject what the forms say, in their order; a task whose owner and text
/// stay keeps its state, one that is left out goes. The caller has decided who may and has traced.
void put_tasks(db::Tx& tx, const Subject& subject, const std::vector<TaskForm>& forms);

/// One more task of the subject, at the end. The caller has decided who may and has traced.
Task add_task(db::Tx& tx, const Subject& subject, const TaskForm& form);

std::vector<Task> tasks_of(db::Tx& tx, const Subject& subject);
TaskForm form_of(const Task& task);

/// What is recorded when a task is done; without a day it is open again.
struct Done {
    std::optional<std::string> done_on;
    std::string done_note;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Done, (), (done_on, done_note, version))

/// Needs Action::task_edit on the owner's organisation, or the task to be the actor's own.
/// Refused: a day that is none or lies in the future.
Task mark_done(const audit::Ctx& ctx, const auth::Rights& rights, const TaskId& id,
               const Done& done);
/// The same inside an operation of the caller, who has decided who may.
Task mark_done(db::Tx& tx, const audit::Ctx& ctx, const TaskId& id, const Done& done);
/// For later stages whose own operation completes the task: every open task of the subject that
/// this organisation owns.
void complete(db::Tx& tx, const audit::Ctx& ctx, const Subject& subject, const std::string& org_id,
              const time::Date& done_on);

/// Which open tasks: the actor's own, or all within reach; only those late on a day.
struct OpenTasks {
    bool mine = false;
    std::optional<time::Date> late_on;
    std::int64_t limit = 50;
};

struct TaskList {
    std::vector<Task> items;
    std::int64_t count = 0;
};

/// The most pressing first; those without a day come last.
TaskList open_tasks(db::Tx& tx, const audit::Ctx& ctx, const auth::Rights& rights,
                    const OpenTasks& which);
/// How many tasks of each subject of that kind are open; subjects without one are left out.
std::map<std::string, std::int64_t> open_counts(db::Tx& tx, std::string_view subject_kind);

}  // namespace ketnap::workflow
