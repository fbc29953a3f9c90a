// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/auth/api.h"
#include "base/documents/documents.h"
#include "base/workflow/reminders.h"
#include "stage/dossier/operations.h"

/// One list of what is to be done, by whom and by when, over dossiers, rounds, opinions and tasks
/// (C47, C48). Private to this slice.
namespace ketnap::dossier {

enum class WorkKind {
    prepare,     ///< at the unit, not sent yet
    receive,     ///< sent, to be taken in
    take_up,     ///< taken in, to be appraised
    appraise,    ///< being appraised
    mend,        ///< returned: the unit's
    look_again,  ///< came back
    held,        ///< set aside
    ready,       ///< qualified, to be brought to a meeting
    opinion,     ///< an opinion is awaited
    task         ///< of a plan, a request, a meeting …
};
BOOST_DESCRIBE_ENUM(WorkKind, prepare, receive, take_up, appraise, mend, look_again, held, ready,
                    opinion, task)

/// When it is due, by working days.
enum class WorkDue {
    late,
    today,
    week,  ///< within five working days
    later,
    undated
};
BOOST_DESCRIBE_ENUM(WorkDue, late, today, week, later, undated)

struct WorkQuery {
    std::optional<bool> mine;
    std::optional<bool> late;
    std::optional<std::vector<WorkKind>> kinds;
    std::optional<std::vector<WorkDue>> due;
    std::optional<std::string> campaign_id;
    std::optional<std::string> text;  ///< a name without dấu, or a code
};
BOOST_DESCRIBE_STRUCT(WorkQuery, (), (mine, late, kinds, due, campaign_id, text))

struct WorkRow {
    std::string id;
    WorkKind kind = WorkKind::appraise;
    std::string subject_kind;  ///< of a task: "campaign", "request" …
    std::string subject_id;
    std::string dossier_id;
    std::string code;
    std::string name;  ///< the person, or the words of a task
    std::string org_name;
    std::string who;  ///< whose it is: appraiser, unit, body asked
    std::optional<State> state;
    std::string since;
    std::string due_on;
    std::optional<std::int64_t> days_left;  ///< working days; negative is late
    WorkDue due = WorkDue::undated;
    bool mine = false;
    std::int64_t error_count = 0;
    std::int64_t warning_count = 0;
    std::int64_t round_no = 0;
    std::string step;        ///< of the ladder, reached by today
    std::string step_title;  ///< in the reader's language
    std::vector<workflow::Reminder> reminders;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(WorkRow, (),
                      (id, kind, subject_kind, subject_id, dossier_id, code, name, org_name, who,
                       state, since, due_on, days_left, due, mine, error_count, warning_count,
                       round_no, step, step_title, reminders, version))

/// The most pressing first; what has no day comes last. Only what the actor may read; at most
/// `work_cap` dossiers.
inline constexpr std::int64_t work_cap = 2000;
std::vector<WorkRow> work_list(db::Tx& tx, const auth::Call& call, const Book& book,
                               const WorkQuery& query);

/// How many of one stage are due then.
struct WorkGroup {
    WorkKind kind = WorkKind::appraise;
    WorkDue due = WorkDue::undated;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(WorkGroup, (), (kind, due, count))

/// By stage, then by day; groups without anything are left out.
std::vector<WorkGroup> groups_of(const std::vector<WorkRow>& rows);
/// Leaves those of the wanted kinds and days.
void narrow(std::vector<WorkRow>& rows, const WorkQuery& query);

struct RemindItem {
    WorkKind kind = WorkKind::mend;
    std::string id;
    std::string dossier_id;
    std::string step;
};
BOOST_DESCRIBE_STRUCT(RemindItem, (), (kind, id, dossier_id, step))

struct RemindForm {
    std::vector<RemindItem> items;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(RemindForm, (), (items, note))

/// Records that a step of the ladder was taken. Needs dossier_appraise on each.
void remind(const Work& work, const RemindForm& form);

/// What is late, by whom, how often reminded: to print.
documents::Paper overdue_paper(db::Tx& tx, const auth::Call& call, const Book& book,
                               WorkQuery query);

}  // namespace ketnap::dossier
