// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

namespace ketnap::test {

/// The parts of a PostgreSQL URL. `host` may be the folder of a socket.
struct PgAddress {
    std::string host;
    int port = 5432;
    std::string user;
    std::string database;

    static PgAddress parse(const std::string& url);
    std::string url() const;
    bool is_socket() const { return host.starts_with('/'); }
};

}  // namespace ketnap::test
