// SPDX-License-Identifier: Apache-2.0
#include "platform/http/session.h"

namespace ketnap::http {

void start_plain(House& house, Socket socket, std::string peer) {
    start(house, std::make_shared<Wire<Socket>>(house, std::move(peer), std::move(socket)));
}

}  // namespace ketnap::http
