// SPDX-License-Identifier: Apache-2.0
#include "base/exchange/request_http.h"

#include "base/auth/api.h"
#include "base/exchange/requests.h"
#include "base/rules/office_days.h"

namespace ketnap::exchange {

struct Close {
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Close, (), (version))

namespace {

using auth::Action;
using auth::Call;

RequestId id_of(const Call& call) {
    return {call.param("id")};
}

Board shown(Call& call, const rules::Calendar& calendar) {
    return call.ctx.read([&](db::Tx& tx) {
        return board(tx, call.ctx, call.rights, rules::office_calendar(tx, calendar), id_of(call));
    });
}

}  // namespace

void add_request_routes(auth::Api& api, const rules::Calendar& calendar) {
    api.get<Board>("/api/requests/{id}", Action::nomination_read,
                   "A request and where each unit stands",
                   [&calendar](Call& call) { return shown(call, calendar); });
    api.put<UnitAnswer, Board>("/api/requests/{id}/answer", Action::request_answer,
                               "Records what a unit answered, or that it has nobody",
                               [&calendar](Call& call, const UnitAnswer& body) {
                                   answer(call.ctx, call.rights, id_of(call), body);
                                   return shown(call, calendar);
                               });
    api.put<Extension, Board>("/api/requests/{id}/extension", Action::request_send,
                              "Gives a unit longer",
                              [&calendar](Call& call, const Extension& body) {
                                  extend(call.ctx, call.rights, id_of(call), body);
                                  return shown(call, calendar);
                              });
    api.post<Reminder, Board>("/api/requests/{id}/reminders", Action::request_send,
                              "Notes that units were reminded",
                              [&calendar](Call& call, const Reminder& body) {
                                  remind(call.ctx, call.rights, id_of(call), body);
                                  return shown(call, calendar);
                              });
    api.put<Close, Board>("/api/requests/{id}/close", Action::request_send,
                          "Takes no answers any more", [&calendar](Call& call, const Close& body) {
                              close(call.ctx, call.rights, id_of(call), body.version);
                              return shown(call, calendar);
                          });
}

}  // namespace ketnap::exchange
