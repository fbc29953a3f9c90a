// SPDX-License-Identifier: Apache-2.0
#include "platform/http/session.h"

namespace ketnap::http {

void start_plain(House& house, Socket socket, std::string peer) {
    std::make_shared<Session<Socket>>(house, std::move(peer), std::move(socket))->start();
}

}  // namespace ketnap::http
