// SPDX-License-Identifier: Apache-2.0
#include "base/exchange/requests.h"

#include "base/audit/trace.h"
#include "base/exchange/request_store.h"
#include "platform/json/enum_text.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace ketnap::exchange {
namespace {

using auth::Action;
using json::text_of;
using request_store::Share;

constexpr std::size_t longest_text = 4000;
constexpr std::int64_t most_people = 100'000;

workflow::Subject task_subject(const std::string& request_id) {
    return {"request", request_id};
}

time::Date day(const std::string& iso) {
    const auto date = time::Date::parse_iso(iso);
    KETNAP_CHECK(date.has_value());
    return *date;
}

auth::Object office(db::Tx& tx, const Request& request) {
    const auto root = org::root(tx);
    return {.org_path = root ? root->path : "/",
            .campaign_id = request.subject_kind == "campaign" ? request.subject_id : std::string{},
            .persons = {}};
}

Request stored(db::Tx& tx, const RequestId& id) {
    auto request = request_store::find(tx, id);
    if (!request) {
        throw NotFound{};
    }
    return std::move(*request);
}

Request open_request(db::Tx& tx, const RequestId& id) {
    auto request = stored(tx, id);
    if (request.closed_on) {
        refuse("request.closed", "request_id");
    }
    return request;
}

Share share_of(db::Tx& tx, const RequestId& id, const std::string& org_id) {
    const auto shares = request_store::shares(tx, id);
    const auto found = std::find_if(shares.begin(), shares.end(),
                                    [&](const Share& share) { return share.org_id == org_id; });
    if (found == shares.end()) {
        refuse("request.not_asked", "org_id");
    }
    return *found;
}

void check_units(db::Tx& tx, const RequestForm& form, Findings& findings) {
    if (form.units.empty()) {
        findings.push_back(field_finding("field.required", "units"));
    }
    const auto names = org::names(tx);
    std::set<std::string> seen;
    for (std::size_t i = 0; i < form.units.size(); ++i) {
        const auto field = "units[" + std::to_string(i) + "].";
        const auto& unit = form.units[i];
        if (!names.contains(unit.org_id)) {
            findings.push_back(field_finding("field.reference", field + "org_id"));
        } else if (!seen.insert(unit.org_id).second) {
            findings.push_back(field_finding("field.repeated", field + "org_id"));
        }
        if (unit.asked_count < 0 || unit.asked_count > most_people) {
            findings.push_back(
                field_finding("field.number_range", field + "asked_count", {"0", "100.000"}));
        }
    }
}

Findings check_form(db::Tx& tx, const RequestForm& form) {
    Findings findings;
    if (text::trim(form.title).empty()) {
        findings.push_back(field_finding("field.required", "title"));
    }
    for (const auto& [field, text] : {std::pair{"title", &form.title}, {"text", &form.text}}) {
        if (text::length(*text) > longest_text) {
            findings.push_back(
                field_finding("field.too_long", field, {std::to_string(longest_text)}));
        }
    }
    if (const auto due = workflow::read_deadline(form.due_as_written); !due) {
        findings.push_back(field_finding(due.error().key, "due_as_written", {form.due_as_written}));
    }
    check_units(tx, form, findings);
    return findings;
}

Findings check_answer(const UnitAnswer& given, const time::Date& today) {
    Findings findings;
    const auto least = given.answer == Answer::given ? 1 : 0;
    const auto most = given.answer == Answer::given ? most_people : 0;
    if (given.answered_count < least || given.answered_count > most) {
        findings.push_back(field_finding("request.count_and_answer", "answered_count"));
    }
    const auto on = time::Date::parse_iso(given.answered_on.value_or(today.iso()));
    if (!on) {
        findings.push_back(field_finding("field.format", "answered_on"));
    } else if (*on > today) {
        findings.push_back(field_finding("workflow.done_in_future", "answered_on", {on->vn()}));
    }
    return findings;
}

time::Date last_day_of(const Request& request, const Share& share) {
    const auto last = day(request.last_day_on);
    return share.extended_to ? std::max(last, day(*share.extended_to)) : last;
}

BoardRow row_of(const Request& request, const Share& share, const rules::Calendar& calendar,
                const time::Date& today) {
    BoardRow row{
        .org_id = share.org_id,
        .org_name = share.org_name,
        .state = state_of(share.answer, share.asked_count, share.answered_count,
                          share.extended_to ? std::optional{day(*share.extended_to)} : std::nullopt,
                          day(request.last_day_on), today),
        .asked_count = share.asked_count,
        .answered_count = share.answered_count,
        .answered_on = share.answered_on,
        .late_days = 0,
        .extended_to = share.extended_to,
        .reminder_count = share.reminder_count,
        .reminded_on = share.reminded_on,
        .note = share.note,
        .version = share.version};
    const auto until = share.answered_on ? day(*share.answered_on) : today;
    const auto last = last_day_of(request, share);
    if (until > last) {
        // A holiday on which nothing could be handed in still ends late: at least one day.
        row.late_days = std::max(1, calendar.working_days_between(last, until));
    }
    return row;
}

void count(BoardCounts& counts, const BoardRow& row) {
    counts.people += row.answered_count;
    switch (row.state) {
        case ShareState::given:
            ++counts.given;
            break;
        case ShareState::partial:
            ++counts.partial;
            break;
        case ShareState::nil:
            ++counts.nil;
            break;
        case ShareState::extended:
            ++counts.extended;
            break;
        case ShareState::late:
            ++counts.late;
            break;
        case ShareState::waiting:
            ++counts.waiting;
            break;
    }
}

int urgency(ShareState state) {
    switch (state) {
        case ShareState::late:
            return 0;
        case ShareState::partial:
            return 1;
        case ShareState::extended:
            return 2;
        case ShareState::waiting:
            return 3;
        case ShareState::nil:
            return 4;
        case ShareState::given:
            return 5;
    }
    return 6;
}

// The order of names stays within each state.
std::vector<BoardRow> most_urgent_first(const std::vector<BoardRow>& rows) {
    std::vector<BoardRow> ordered;
    for (int step = 0; step <= 6; ++step) {
        for (const auto& row : rows) {
            if (urgency(row.state) == step) {
                ordered.push_back(row);
            }
        }
    }
    return ordered;
}

void put_answer(db::Tx& tx, const audit::Ctx& ctx, const Request& request, UnitAnswer given) {
    const auto today = ctx.clock.today();
    refuse_if(check_answer(given, today));
    const auto share = share_of(tx, RequestId{request.id}, given.org_id);
    given.answered_on = given.answered_on.value_or(today.iso());
    if (!request_store::set_answer(tx, RequestId{request.id}, given)) {
        throw Conflict{};
    }
    workflow::complete(tx, ctx, task_subject(request.id), given.org_id, day(*given.answered_on));
    audit::trace(tx, ctx, "request.answered", "request", request.id,
                 {{"org_id", "", share.org_name},
                  {"answer", share.answer ? text_of(*share.answer) : "", text_of(given.answer)},
                  {"answered_count", std::to_string(share.answered_count),
                   std::to_string(given.answered_count)}});
}

}  // namespace

ShareState state_of(std::optional<Answer> answer, std::int64_t asked, std::int64_t answered,
                    const std::optional<time::Date>& extended_to, const time::Date& last_day,
                    const time::Date& today) {
    if (answer == Answer::nil) {
        return ShareState::nil;
    }
    if (answer == Answer::given) {
        return answered < asked ? ShareState::partial : ShareState::given;
    }
    if (extended_to && *extended_to > last_day && today <= *extended_to) {
        return ShareState::extended;
    }
    return today > last_day ? ShareState::late : ShareState::waiting;
}

Request send(db::Tx& tx, const audit::Ctx& ctx, const workflow::Subject& subject,
             const RequestForm& form) {
    refuse_if(check_form(tx, form));
    const auto due = *workflow::read_deadline(form.due_as_written);
    const Request request{.id = new_uuid(tx.now_ms()),
                          .kind = form.kind,
                          .subject_kind = subject.kind,
                          .subject_id = subject.id,
                          .title = form.title,
                          .text = form.text,
                          .due_on = due.date.iso(),
                          .due_word = due.word,
                          .due_as_written = form.due_as_written,
                          .last_day_on = workflow::last_day(due).iso(),
                          .sent_on = ctx.clock.today().iso(),
                          .closed_on = {},
                          .version = 1};
    request_store::insert(tx, request, form.units);
    const auto names = org::names(tx);
    std::vector<workflow::TaskForm> tasks;
    for (const auto& unit : form.units) {
        tasks.push_back({.owner = names.at(unit.org_id),
                         .owner_org_id = unit.org_id,
                         .owner_person_id = {},
                         .owner_role = {},
                         .text = form.title,
                         .due_as_written = form.due_as_written});
    }
    workflow::put_tasks(tx, task_subject(request.id), tasks);
    audit::trace(tx, ctx, "request.sent", "request", request.id,
                 {{"title", "", form.title},
                  {"due_on", "", form.due_as_written},
                  {"units", "", std::to_string(form.units.size())}});
    return request;
}

Request send(const audit::Ctx& ctx, const auth::Rights& rights, const workflow::Subject& subject,
             const RequestForm& form) {
    return ctx.write([&](db::Tx& tx) {
        Request about;
        about.subject_kind = subject.kind;
        about.subject_id = subject.id;
        auth::require(rights.can(ctx.actor, Action::request_send, office(tx, about)));
        return send(tx, ctx, subject, form);
    });
}

void answer(db::Tx& tx, const audit::Ctx& ctx, const RequestId& id, const UnitAnswer& given) {
    put_answer(tx, ctx, open_request(tx, id), given);
}

void answer(const audit::Ctx& ctx, const auth::Rights& rights, const RequestId& id,
            const UnitAnswer& given) {
    ctx.write([&](db::Tx& tx) {
        const auto request = open_request(tx, id);
        auto object = office(tx, request);
        object.org_path = share_of(tx, id, given.org_id).org_path;
        auth::require_known(rights.can(ctx.actor, Action::request_answer, object));
        put_answer(tx, ctx, request, given);
    });
}

void count_answer(db::Tx& tx, const audit::Ctx& ctx, const RequestId& id, const org::OrgId& org,
                  std::int64_t answered_count, const time::Date& on) {
    open_request(tx, id);
    const auto share = share_of(tx, id, org.value);
    request_store::count_answer(tx, id, org.value, answered_count, on.iso());
    if (answered_count >= share.asked_count) {
        workflow::complete(tx, ctx, task_subject(id.value), org.value, on);
    }
}

void extend(const audit::Ctx& ctx, const auth::Rights& rights, const RequestId& id,
            const Extension& extension) {
    ctx.write([&](db::Tx& tx) {
        const auto request = open_request(tx, id);
        auth::require(rights.can(ctx.actor, Action::request_send, office(tx, request)));
        const auto share = share_of(tx, id, extension.org_id);
        const auto until = time::Date::parse_iso(extension.extended_to);
        if (!until) {
            refuse("field.format", "extended_to");
        }
        if (*until <= day(request.last_day_on)) {
            refuse("request.extension_too_short", "extended_to", {day(request.last_day_on).vn()});
        }
        if (!request_store::extend(tx, id, extension)) {
            throw Conflict{};
        }
        audit::trace(tx, ctx, "request.extended", "request", id.value,
                     {{"org_id", "", share.org_name},
                      {"extended_to", share.extended_to.value_or(""), extension.extended_to},
                      {"note", share.note, extension.note}});
    });
}

void remind(db::Tx& tx, const audit::Ctx& ctx, const RequestId& id, const Reminder& reminder) {
    open_request(tx, id);
    const auto shares = request_store::shares(tx, id);
    const std::set<std::string> chosen{reminder.org_ids.begin(), reminder.org_ids.end()};
    std::int64_t reminded = 0;
    for (const auto& share : shares) {
        if (chosen.contains(share.org_id)) {
            request_store::remind(tx, share.id, ctx.clock.today().iso(), reminder.channel);
            ++reminded;
        }
    }
    if (reminded != static_cast<std::int64_t>(chosen.size()) || chosen.empty()) {
        refuse("request.not_asked", "org_ids");
    }
    audit::trace(
        tx, ctx, "request.reminded", "request", id.value,
        {{"channel", "", text_of(reminder.channel)}, {"units", "", std::to_string(reminded)}});
}

void remind(const audit::Ctx& ctx, const auth::Rights& rights, const RequestId& id,
            const Reminder& reminder) {
    ctx.write([&](db::Tx& tx) {
        auth::require(
            rights.can(ctx.actor, Action::request_send, office(tx, open_request(tx, id))));
        remind(tx, ctx, id, reminder);
    });
}

void close(db::Tx& tx, const audit::Ctx& ctx, const RequestId& id, std::int64_t version) {
    open_request(tx, id);
    if (!request_store::close(tx, id, version, ctx.clock.today().iso())) {
        throw Conflict{};
    }
    audit::trace(tx, ctx, "request.closed", "request", id.value);
}

void close(const audit::Ctx& ctx, const auth::Rights& rights, const RequestId& id,
           std::int64_t version) {
    ctx.write([&](db::Tx& tx) {
        auth::require(rights.can(ctx.actor, Action::request_send, office(tx, stored(tx, id))));
        close(tx, ctx, id, version);
    });
}

std::optional<Request> find(db::Tx& tx, const RequestId& id) {
    return request_store::find(tx, id);
}

std::vector<Request> requests_of(db::Tx& tx, const workflow::Subject& subject) {
    return request_store::of_subject(tx, subject);
}

Board board(db::Tx& tx, const audit::Ctx& ctx, const auth::Rights& rights,
            const rules::Calendar& calendar, const RequestId& id) {
    const auto today = ctx.clock.today();
    Board board;
    board.request = stored(tx, id);
    auto object = office(tx, board.request);
    const auto of_office = rights.can(ctx.actor, Action::nomination_read, object);
    for (const auto& share : request_store::shares(tx, id)) {
        object.org_path = share.org_path;
        if (of_office || rights.can(ctx.actor, Action::nomination_read, object)) {
            board.rows.push_back(row_of(board.request, share, calendar, today));
            count(board.counts, board.rows.back());
        }
    }
    auth::require_known(of_office || !board.rows.empty());
    const auto last = day(board.request.last_day_on);
    board.days_left = calendar.working_days_between(today, last);
    board.rows = most_urgent_first(board.rows);
    return board;
}

}  // namespace ketnap::exchange
