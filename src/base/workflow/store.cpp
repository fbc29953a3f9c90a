// SPDX-License-Identifier: Apache-2.0
#include "base/workflow/store.h"

#include "base/workflow/queries.h"
#include "platform/json/enum_text.h"

#include <fmt/format.h>

namespace ketnap::workflow::store {
namespace {

std::optional<DueWord> word_of(const std::optional<std::string>& text) {
    return text ? std::optional{json::enum_of<DueWord>(*text)} : std::nullopt;
}

std::optional<std::string> text_of(const std::optional<DueWord>& word) {
    return word ? std::optional{json::text_of(*word)} : std::nullopt;
}

Task task_of(const db::Row& row) {
    return {.id = row.text(0),
            .subject_kind = row.text(1),
            .subject_id = row.text(2),
            .position = row.big(3),
            .owner = row.text(4),
            .owner_org_id = row.maybe_text(5),
            .owner_person_id = row.maybe_text(6),
            .owner_role = row.maybe_text(7),
            .text = row.text(8),
            .due_on = row.maybe_text(9),
            .due_word = word_of(row.maybe_text(10)),
            .due_as_written = row.text(11),
            .last_day_on = row.maybe_text(12),
            .done_on = row.maybe_text(13),
            .done_note = row.text(14),
            .version = row.big(15)};
}

std::string sql(std::string_view first, std::string_view then, std::string_view last = {}) {
    return fmt::format("{}{}{}", first, then, last);
}

// "column IN (?5, ?6)" with its values appended; a fixed text of numbers, never of input.
std::string in_clause(std::string_view column, const std::vector<std::string>& ids,
                      std::vector<db::Value>& values) {
    std::string marks;
    for (const auto& id : ids) {
        values.emplace_back(id);
        marks += fmt::format("{}?{}", marks.empty() ? "" : ", ", values.size() + 1);
    }
    return marks.empty() ? "1 = 0" : fmt::format("{} IN ({})", column, marks);
}

std::string owner_clause(const Owners& owners, std::vector<db::Value>& values) {
    const std::vector<std::string> person =
        owners.person_id.empty() ? std::vector<std::string>{} : std::vector{owners.person_id};
    return fmt::format(" AND ({} OR {} OR {})", in_clause("t.owner_person_id", person, values),
                       in_clause("t.owner_org_id", owners.org_ids, values),
                       in_clause("t.owner_role", owners.roles, values));
}

// What belongs to no body of the tree belongs to the office: whoever reads tasks may read it.
std::string who_clause(const OpenFilter& filter, std::vector<db::Value>& values) {
    if (filter.mine) {
        return owner_clause(*filter.mine, values);
    }
    const auto scope =
        auth::scope_clause(filter.reach, "o.path", static_cast<int>(values.size()) + 2);
    values.insert(values.end(), scope.values.begin(), scope.values.end());
    return fmt::format(" AND (o.id IS NULL OR {})", scope.sql);
}

}  // namespace

std::vector<Task> of_subject(db::Tx& tx, const Subject& subject) {
    return tx.all(sql(queries::task_columns, queries::of_subject), {subject.kind, subject.id},
                  task_of);
}

std::optional<Task> find(db::Tx& tx, const std::string& id) {
    return tx.one(sql(queries::task_columns, queries::by_id), {id}, task_of);
}

void insert(db::Tx& tx, const Row& row) {
    const auto& t = row.task;
    tx.run(queries::insert,
           {t.id, t.subject_kind, t.subject_id, t.position, t.owner, t.owner_org_id,
            t.owner_person_id, t.owner_role, t.text, t.due_on, text_of(t.due_word), row.due_minute,
            t.due_as_written, t.last_day_on, t.done_on, t.done_note, t.version});
}

void remove_all(db::Tx& tx, const Subject& subject) {
    tx.run(queries::remove, {subject.kind, subject.id});
}

std::int64_t last_position(db::Tx& tx, const Subject& subject) {
    return tx
        .one(queries::last_position, {subject.kind, subject.id},
             [](const db::Row& row) { return row.big(0); })
        .value_or(0);
}

bool set_done(db::Tx& tx, const std::string& id, const Done& done) {
    return tx.run(queries::set_done, {id, done.version, done.done_on, done.done_note}) == 1;
}

std::int64_t complete(db::Tx& tx, const Subject& subject, const std::string& org_id,
                      const std::string& done_on) {
    return tx.run(queries::complete, {subject.kind, subject.id, org_id, done_on});
}

TaskList open_tasks(db::Tx& tx, const OpenFilter& filter) {
    TaskList list;
    std::vector<db::Value> values{filter.late_on, filter.limit};
    const auto who = who_clause(filter, values);
    list.items =
        tx.all(sql(queries::task_columns, queries::open_from, sql(who, queries::open_order)),
               values, task_of);
    if (static_cast<std::int64_t>(list.items.size()) < filter.limit) {
        list.count = static_cast<std::int64_t>(list.items.size());
        return list;
    }
    list.count = tx.one(sql(queries::open_count, queries::open_from, sql(who, queries::count_end)),
                        values, [](const db::Row& row) { return row.big(0); })
                     .value_or(0);
    return list;
}

std::map<std::string, std::int64_t> open_counts(db::Tx& tx, std::string_view subject_kind) {
    std::map<std::string, std::int64_t> counts;
    tx.each(queries::open_counts, {subject_kind},
            [&](const db::Row& row) { counts.emplace(row.text(0), row.big(1)); });
    return counts;
}

}  // namespace ketnap::workflow::store
