// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/audit/ctx.h"
#include "base/auth/can.h"
#include "base/org/org.h"
#include "base/rules/calendar.h"
#include "base/workflow/workflow.h"
#include "platform/json/describe.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ketnap::exchange {

using RequestId = Id<struct RequestTag>;

enum class RequestKind { nominate, other };
BOOST_DESCRIBE_ENUM(RequestKind, nominate, other)

/// Where a unit stands. `given`: as many as asked; `partial`: fewer; `nil`: "không có".
enum class ShareState { given, partial, nil, extended, late, waiting };
BOOST_DESCRIBE_ENUM(ShareState, given, partial, nil, extended, late, waiting)

enum class Answer { given, nil };
BOOST_DESCRIBE_ENUM(Answer, given, nil)

enum class Channel { letter, mail, message, call };
BOOST_DESCRIBE_ENUM(Channel, letter, mail, message, call)

/// What is asked of one unit.
struct Asked {
    std::string org_id;
    std::int64_t asked_count = 0;
};
BOOST_DESCRIBE_STRUCT(Asked, (), (org_id, asked_count))

struct RequestForm {
    RequestKind kind = RequestKind::nominate;
    std::string title;
    std::string text;
    std::string due_as_written;
    std::vector<Asked> units;
};
BOOST_DESCRIBE_STRUCT(RequestForm, (), (kind, title, text, due_as_written, units))

struct Request {
    std::string id;
    RequestKind kind = RequestKind::nominate;
    std::string subject_kind;
    std::string subject_id;
    std::string title;
    std::string text;
    std::string due_on;
    workflow::DueWord due_word = workflow::DueWord::on;
    std::string due_as_written;
    std::string last_day_on;
    std::string sent_on;
    std::optional<std::string> closed_on;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Request, (),
                      (id, kind, subject_kind, subject_id, title, text, due_on, due_word,
                       due_as_written, last_day_on, sent_on, closed_on, version))

/// One unit on the board. `late_days` are working days after its last day: of the answer, or today.
struct BoardRow {
    std::string org_id;
    std::string org_name;
    ShareState state = ShareState::waiting;
    std::int64_t asked_count = 0;
    std::int64_t answered_count = 0;
    std::optional<std::string> answered_on;
    std::int64_t late_days = 0;
    std::optional<std::string> extended_to;
    std::int64_t reminder_count = 0;
    std::optional<std::string> reminded_on;
    std::string note;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(BoardRow, (),
                      (org_id, org_name, state, asked_count, answered_count, answered_on, late_days,
                       extended_to, reminder_count, reminded_on, note, version))

struct BoardCounts {
    std::int64_t given = 0;
    std::int64_t partial = 0;
    std::int64_t nil = 0;
    std::int64_t extended = 0;
    std::int64_t late = 0;
    std::int64_t waiting = 0;
    std::int64_t people = 0;  ///< sum of what was answered
};
BOOST_DESCRIBE_STRUCT(BoardCounts, (), (given, partial, nil, extended, late, waiting, people))

struct Board {
    Request request;
    std::int64_t days_left = 0;  ///< working days to the last day; negative when it has passed
    BoardCounts counts;
    std::vector<BoardRow> rows;  ///< the late first, then short, extended, waiting, nil, given
};
BOOST_DESCRIBE_STRUCT(Board, (), (request, days_left, counts, rows))

/// Pure: where one unit stands on a day.
ShareState state_of(std::optional<Answer> answer, std::int64_t asked, std::int64_t answered,
                    const std::optional<time::Date>& extended_to, const time::Date& last_day,
                    const time::Date& today);

/// Sends one request to the units and gives each a task with the same deadline.
/// Needs Action::request_send on the office. Refused: no title, unreadable deadline, no unit, an
/// unknown or repeated one.
Request send(const audit::Ctx& ctx, const auth::Rights& rights, const workflow::Subject& subject,
             const RequestForm& form);
Request send(db::Tx& tx, const audit::Ctx& ctx, const workflow::Subject& subject,
             const RequestForm& form);

struct UnitAnswer {
    std::string org_id;
    Answer answer = Answer::given;
    std::int64_t answered_count = 0;
    std::optional<std::string> answered_on;  ///< absent: today
    std::string note;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(UnitAnswer, (), (org_id, answer, answered_count, answered_on, note, version))

/// Records what a unit answered. Needs Action::request_answer on the unit. Refused: the request is
/// closed, was not sent to that unit; "given" with nobody; a day in the future.
void answer(const audit::Ctx& ctx, const auth::Rights& rights, const RequestId& id,
            const UnitAnswer& given);
void answer(db::Tx& tx, const audit::Ctx& ctx, const RequestId& id, const UnitAnswer& given);
/// For a stage that counts itself what has come (nomination): sets the count, answered that day.
void count_answer(db::Tx& tx, const audit::Ctx& ctx, const RequestId& id, const org::OrgId& org,
                  std::int64_t answered_count, const time::Date& on);

struct Extension {
    std::string org_id;
    std::string extended_to;
    std::string note;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Extension, (), (org_id, extended_to, note, version))

/// Gives one unit longer. Needs request_send.
void extend(const audit::Ctx& ctx, const auth::Rights& rights, const RequestId& id,
            const Extension& extension);

struct Reminder {
    std::vector<std::string> org_ids;
    Channel channel = Channel::message;
};
BOOST_DESCRIBE_STRUCT(Reminder, (), (org_ids, channel))

/// Notes that the units were reminded (C104). Needs request_send.
void remind(const audit::Ctx& ctx, const auth::Rights& rights, const RequestId& id,
            const Reminder& reminder);
void remind(db::Tx& tx, const audit::Ctx& ctx, const RequestId& id, const Reminder& reminder);

/// No answers are taken any more. Needs request_send.
void close(const audit::Ctx& ctx, const auth::Rights& rights, const RequestId& id,
           std::int64_t version);
void close(db::Tx& tx, const audit::Ctx& ctx, const RequestId& id, std::int64_t version);

std::optional<Request> find(db::Tx& tx, const RequestId& id);
std::vector<Request> requests_of(db::Tx& tx, const workflow::Subject& subject);
/// The units the actor may see: the office all of them, a unit its own. NotFound for a request of
/// which none is within reach.
Board board(db::Tx& tx, const audit::Ctx& ctx, const auth::Rights& rights,
            const rules::Calendar& calendar, const RequestId& id);

}  // namespace ketnap::exchange
