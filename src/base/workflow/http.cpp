// SPDX-License-Identifier: Apache-2.0
#include "base/workflow/http.h"

#include "base/auth/api.h"
#include "base/workflow/stand_in.h"
#include "base/workflow/workflow.h"

namespace ketnap::workflow {

/// A date or deadline as it stands on paper.
struct WrittenDate {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(WrittenDate, (), (text))

/// How the program understands it; `finding` says why it does not.
struct ReadDate {
    std::optional<std::string> on;
    std::optional<DueWord> word;
    std::optional<std::string> last_day_on;
    std::optional<std::int64_t> minute_of_day;
    bool tentative = false;
    std::optional<Finding> finding;
};
BOOST_DESCRIBE_STRUCT(ReadDate, (), (on, word, last_day_on, minute_of_day, tentative, finding))

struct StandInVersion {
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(StandInVersion, (), (version))

namespace {

ReadDate read_written(const std::string& text) {
    ReadDate answer;
    const auto date = read_planned_date(text);
    if (!date) {
        answer.finding = field_finding(date.error().key, "text", {text});
        return answer;
    }
    answer.on = date->date.iso();
    answer.tentative = date->tentative;
    answer.minute_of_day = date->minute_of_day;
    if (const auto deadline = read_deadline(text)) {
        answer.word = deadline->word;
        answer.last_day_on = last_day(*deadline).iso();
    }
    return answer;
}

ReadDate read_date(auth::Call& call, const WrittenDate& body) {
    auto answer = read_written(body.text);
    if (answer.finding) {
        Findings one{*answer.finding};
        call.localize(one);
        answer.finding = one.front();
    }
    return answer;
}

json::Page<Task> list_tasks(auth::Call& call) {
    OpenTasks which{.mine = call.query("mine") == "true", .late_on = {}, .limit = 200};
    if (call.query("late") == "true") {
        which.late_on = call.ctx.clock.today();
    }
    auto list =
        call.ctx.read([&](db::Tx& tx) { return open_tasks(tx, call.ctx, call.rights, which); });
    return {.items = std::move(list.items), .next = {}, .count = list.count};
}

template <class T>
json::Page<T> page_of(std::vector<T> items) {
    json::Page<T> page;
    page.count = static_cast<std::int64_t>(items.size());
    page.items = std::move(items);
    return page;
}

void add_stand_in_routes(auth::Api& api) {
    using auth::Action;
    api.get<json::Page<StandIn>>("/api/stand-ins", Action::task_read,
                                 "Who acts in whose stead: mine, or all", [](auth::Call& call) {
                                     return call.ctx.read([&](db::Tx& tx) {
                                         return page_of(stand_ins(tx, call.ctx, call.rights));
                                     });
                                 });
    api.get<json::Page<Colleague>>(
        "/api/stand-ins/colleagues", Action::task_read, "Accounts that may stand in",
        [](auth::Call& call) {
            return call.ctx.read([&](db::Tx& tx) { return page_of(colleagues(tx, call.ctx)); });
        });
    api.post<StandInForm, StandIn>("/api/stand-ins", Action::task_read,
                                   "Lets a colleague act in one's stead until a day",
                                   [](auth::Call& call, const StandInForm& form) {
                                       return add_stand_in(call.ctx, call.rights, form);
                                   });
    api.post<StandInVersion, StandIn>(
        "/api/stand-ins/{id}/end", Action::task_read, "Ends it today",
        [](auth::Call& call, const StandInVersion& body) {
            return end_stand_in(call.ctx, call.rights, StandInId{call.param("id")}, body.version);
        });
}

}  // namespace

void add_routes(auth::Api& api) {
    using auth::Action;
    add_stand_in_routes(api);
    api.get<json::Page<Task>>("/api/tasks", Action::task_read,
                              "Open tasks, the most pressing first; ?mine=true, ?late=true",
                              list_tasks);
    api.put<Done, Task>("/api/tasks/{id}/done", Action::task_read,
                        "Records that a task was done, or without a day that it is open again",
                        [](auth::Call& call, const Done& done) {
                            return mark_done(call.ctx, call.rights, TaskId{call.param("id")}, done);
                        });
    api.query<WrittenDate, ReadDate>("/api/dates/read", Action::signed_in,
                                     "Reads a date or deadline as a plan writes it", read_date);
}

}  // namespace ketnap::workflow
