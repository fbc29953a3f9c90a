// SPDX-License-Identifier: Apache-2.0
#include "base/workflow/store.h"

#include "base/workflow/queries.h"
#include "platform/db/filter.h"
#include "platform/json/enum_text.h"

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

std::string listed(const std::vector<std::string>& codes) {
    std::string text = "|";
    for (const auto& code : codes) {
        text += code + "|";
    }
    return text;
}

db::Filter filter_of(const OpenFilter& wanted) {
    db::Filter filter;
    if (!wanted.late_on.empty()) {
        filter.where("t.last_day_on < ?", {wanted.late_on});
    }
    if (wanted.mine) {
        const auto orgs = listed(wanted.mine->org_ids);
        const auto roles = listed(wanted.mine->roles);
        filter.where(queries::owned, {wanted.mine->person_id, orgs, orgs, roles, roles});
        return filter;
    }
    // What belongs to no body of the tree belongs to the office: whoever reads tasks may read it.
    auto ranges = auth::ranges_of(wanted.reach);
    ranges.push_back({"", "/"});
    filter.ranges("COALESCE(o.path, '')", ranges);
    return filter;
}

}  // namespace

std::vector<Task> of_subject(db::Tx& tx, const Subject& subject) {
    return tx.all(queries::of_subject, {subject.kind, subject.id}, task_of);
}

std::optional<Task> find(db::Tx& tx, const std::string& id) {
    return tx.one(queries::by_id, {id}, task_of);
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

TaskList open_tasks(db::Tx& tx, const OpenFilter& wanted) {
    TaskList list;
    auto filter = filter_of(wanted);
    auto counting = filter_of(wanted);
    const auto sql = filter.sql(queries::open_tasks, queries::open_order, {wanted.limit});
    list.items = tx.all(sql, filter.values(), task_of);
    list.count = static_cast<std::int64_t>(list.items.size());
    if (list.count == wanted.limit) {
        const auto count_sql = counting.sql(queries::count_open);
        list.count = tx.one(count_sql, counting.values(), [](const db::Row& row) {
                           return row.big(0);
                       }).value_or(0);
    }
    return list;
}

std::map<std::string, std::int64_t> open_counts(db::Tx& tx, std::string_view subject_kind) {
    std::map<std::string, std::int64_t> counts;
    tx.each(queries::open_counts, {subject_kind},
            [&](const db::Row& row) { counts.emplace(row.text(0), row.big(1)); });
    return counts;
}

namespace {

StandIn stand_in_of(const db::Row& r) {
    StandIn one;
    one.id = r.text(0);
    one.principal_account_id = r.text(1);
    one.principal_name = r.text(2);
    one.deputy_account_id = r.text(3);
    one.deputy_name = r.text(4);
    one.from_on = r.text(5);
    one.until_on = r.text(6);
    one.reason = r.text(7);
    one.made_by = r.text(8);
    one.ended_on = r.maybe_text(9).value_or("");
    one.version = r.big(10);
    return one;
}

}  // namespace

void insert(db::Tx& tx, const StandIn& one) {
    tx.run(queries::insert_stand_in,
           {one.id, one.principal_account_id, one.principal_name, one.deputy_account_id,
            one.deputy_name, one.from_on, one.until_on, one.reason, one.made_by});
}

std::optional<StandIn> stand_in(db::Tx& tx, const std::string& id) {
    return tx.one(queries::stand_in_by_id, {id}, stand_in_of);
}

std::vector<StandIn> stand_ins(db::Tx& tx) {
    return tx.all(queries::stand_ins, {}, stand_in_of);
}

std::vector<std::string> principals_of(db::Tx& tx, const std::string& deputy,
                                       const std::string& on) {
    return tx.all(queries::principals_of, {deputy, on}, [](const db::Row& r) { return r.text(0); });
}

bool end_stand_in(db::Tx& tx, const StandIn& one) {
    return tx.run(queries::end_stand_in, {one.id, one.version, one.ended_on}) == 1;
}

std::vector<Reminder> reminders(db::Tx& tx, const Subject& subject) {
    return tx.all(queries::reminders, {subject.kind, subject.id}, [](const db::Row& r) {
        return Reminder{r.text(0), r.text(1), r.text(2), r.text(3)};
    });
}

void insert(db::Tx& tx, const Subject& subject, const Reminder& reminder) {
    tx.run(queries::insert_reminder,
           {new_uuid(tx.now_ms()), subject.kind, subject.id, reminder.step, reminder.reminded_on,
            reminder.by_name, reminder.note});
}

}  // namespace ketnap::workflow::store
