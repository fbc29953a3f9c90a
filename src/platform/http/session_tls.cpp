// SPDX-License-Identifier: Apache-2.0
#include "platform/http/session.h"

#include <boost/asio/ssl/context.hpp>

namespace ketnap::http {

void start_tls(House& house, Socket socket, std::string peer, asio::ssl::context& context) {
    start(house,
          std::make_shared<Wire<TlsStream>>(house, std::move(peer), std::move(socket), context));
}

}  // namespace ketnap::http
