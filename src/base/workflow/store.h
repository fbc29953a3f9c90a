// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/workflow/reminders.h"
#include "base/workflow/stand_in.h"
#include "base/workflow/workflow.h"

namespace ketnap::workflow::store {

/// A task with its reading of the deadline, as it is stored.
struct Row {
    Task task;
    std::optional<std::int64_t> due_minute;
};

/// Whose tasks count as the actor's own.
struct Owners {
    std::string person_id;
    std::vector<std::string> org_ids;
    std::vector<std::string> roles;
};

struct OpenFilter {
    std::optional<Owners> mine;
    std::vector<std::string> reach;
    std::string late_on;
    std::int64_t limit = 50;
};

std::vector<Task> of_subject(db::Tx& tx, const Subject& subject);
std::optional<Task> find(db::Tx& tx, const std::string& id);
void insert(db::Tx& tx, const Row& row);
void remove_all(db::Tx& tx, const Subject& subject);
std::int64_t last_position(db::Tx& tx, const Subject& subject);
/// False when the version is not the stored one.
bool set_done(db::Tx& tx, const std::string& id, const Done& done);
std::int64_t complete(db::Tx& tx, const Subject& subject, const std::string& org_id,
                      const std::string& done_on);
TaskList open_tasks(db::Tx& tx, const OpenFilter& wanted);
std::map<std::string, std::int64_t> open_counts(db::Tx& tx, std::string_view subject_kind);

void insert(db::Tx& tx, const StandIn& one);
std::optional<StandIn> stand_in(db::Tx& tx, const std::string& id);
std::vector<StandIn> stand_ins(db::Tx& tx);
/// Accounts in whose stead that one may act on a day.
std::vector<std::string> principals_of(db::Tx& tx, const std::string& deputy,
                                       const std::string& on);
/// False when the version is not the stored one.
bool end_stand_in(db::Tx& tx, const StandIn& one);
std::vector<Reminder> reminders(db::Tx& tx, const Subject& subject);
void insert(db::Tx& tx, const Subject& subject, const Reminder& reminder);

}  // namespace ketnap::workflow::store
