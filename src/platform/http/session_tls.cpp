// SPDX-License-Identifier: Apache-2.0
#include "platform/http/session.h"

#include <boost/asio/ssl/context.hpp>

namespace ketnap::http {

void start_tls(House& house, Socket socket, std::string peer, asio::ssl::context& context) {
    std::make_shared<Session<TlsStream>>(house, std::move(peer), std::move(socket), context)
        ->start();
}

}  // namespace ketnap::http
