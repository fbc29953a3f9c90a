// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/exchange/requests.h"

namespace ketnap::exchange::request_store {

struct Share {
    std::string id;
    std::string org_id;
    std::string org_name;
    std::string org_path;
    std::int64_t asked_count = 0;
    std::optional<Answer> answer;
    std::int64_t answered_count = 0;
    std::optional<std::string> answered_on;
    std::optional<std::string> extended_to;
    std::string note;
    std::int64_t version = 0;
    std::int64_t reminder_count = 0;
    std::optional<std::string> reminded_on;
};

std::optional<Request> find(db::Tx& tx, const RequestId& id);
std::vector<Request> of_subject(db::Tx& tx, const workflow::Subject& subject);
void insert(db::Tx& tx, const Request& request, const std::vector<Asked>& units);
std::vector<Share> shares(db::Tx& tx, const RequestId& id);
/// Each false when the version is not the stored one.
bool close(db::Tx& tx, const RequestId& id, std::int64_t version, const std::string& on);
bool set_answer(db::Tx& tx, const RequestId& id, const UnitAnswer& given);
bool count_answer(db::Tx& tx, const RequestId& id, const std::string& org_id, std::int64_t count,
                  const std::string& on);
bool extend(db::Tx& tx, const RequestId& id, const Extension& extension);
void remind(db::Tx& tx, const std::string& share_id, const std::string& on, Channel channel);

}  // namespace ketnap::exchange::request_store
