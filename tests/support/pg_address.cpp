// SPDX-License-Identifier: Apache-2.0
#include "support/pg_address.h"

#include <libpq-fe.h>

#include <charconv>
#include <cstring>
#include <stdexcept>
#include <string_view>

namespace ketnap::test {

PgAddress PgAddress::parse(const std::string& url) {
    auto* options = PQconninfoParse(url.c_str(), nullptr);
    if (options == nullptr) {
        throw std::runtime_error{"KETNAP_TEST_PG is no URL of a PostgreSQL"};
    }
    PgAddress address;
    for (auto* option = options; option->keyword != nullptr; ++option) {
        const std::string_view key = option->keyword;
        if (option->val == nullptr) {
            continue;
        }
        if (key == "host") {
            address.host = option->val;
        } else if (key == "port") {
            std::from_chars(option->val, option->val + std::strlen(option->val), address.port);
        } else if (key == "user") {
            address.user = option->val;
        } else if (key == "dbname") {
            address.database = option->val;
        }
    }
    PQconninfoFree(options);
    return address;
}

std::string PgAddress::url() const {
    return "postgresql:///" + database + "?host=" + host + "&port=" + std::to_string(port) +
           "&user=" + user;
}

}  // namespace ketnap::test
