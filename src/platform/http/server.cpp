// SPDX-License-Identifier: Apache-2.0
#include "platform/http/server.h"

#include "platform/http/house.h"
#include "platform/http/session.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/strand.hpp>
#include <openssl/ssl.h>

#include <csignal>
#include <new>
#include <thread>
#include <vector>

namespace ketnap::http {
namespace {

using Acceptor = asio::ip::tcp::acceptor;

asio::ip::tcp::endpoint endpoint_of(const ServerConfig& config) {
    Code code;
    const auto text = config.address == "localhost" ? std::string{"127.0.0.1"} : config.address;
    const auto address = asio::ip::make_address(text, code);
    if (code) {
        throw StartError("http.address", config.address);
    }
    if (!address.is_loopback() && config.tls_cert.empty() && !config.behind_proxy) {
        throw StartError("http.plain_refused", config.address);
    }
    return {address, config.port};
}

std::unique_ptr<asio::ssl::context> tls_context(const ServerConfig& config) {
    if (config.tls_cert.empty() && config.tls_key.empty()) {
        return nullptr;
    }
    auto context = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
    auto* raw = context->native_handle();
    SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION);
    SSL_CTX_set_options(raw, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION |
                                 SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_IGNORE_UNEXPECTED_EOF);
    SSL_CTX_set_cipher_list(raw, "ECDHE+AESGCM:ECDHE+CHACHA20");
    Code code;
    context->use_certificate_chain_file(config.tls_cert.string(), code);
    if (code) {
        throw StartError("http.certificate", config.tls_cert.string());
    }
    context->use_private_key_file(config.tls_key.string(), asio::ssl::context::pem, code);
    if (code || SSL_CTX_check_private_key(raw) != 1) {
        throw StartError("http.certificate", config.tls_key.string());
    }
    return context;
}

std::string peer_of(const Socket& socket) {
    Code code;
    auto address = socket.remote_endpoint(code).address();
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
        address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
    }
    return code ? std::string{} : address.to_string();
}

ServerConfig with_checked_folders(ServerConfig config) {
    std::error_code code;
    if (!config.static_dir.empty() && !std::filesystem::is_directory(config.static_dir, code)) {
        throw StartError("http.static_dir", config.static_dir.string());
    }
    if (config.upload_dir.empty()) {
        config.upload_dir = std::filesystem::temp_directory_path();
    }
    return config;
}

}  // namespace

class Server::Impl {
  public:
    Impl(ServerConfig config, const Router& router)
        : house(with_checked_folders(std::move(config)), router),
          m_tls(tls_context(house.config)),
          m_acceptor(m_io),
          m_signals(m_io),
          m_sweeper(m_io) {
        listen(endpoint_of(house.config));
    }

    // Handlers may still run and want to give their answer back: they end before Asio does.
    ~Impl() { house.workers.join(); }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    void run() {
        if (house.config.stop_on_signals) {
            m_signals.add(SIGINT);
            m_signals.add(SIGTERM);
            m_signals.async_wait([this](const Code& code, int) {
                if (!code) {
                    stop();
                }
            });
        }
        std::vector<std::thread> threads;
        for (std::size_t i = 1; i < house.config.io_threads; ++i) {
            threads.emplace_back([this] { serve(); });
        }
        serve();
        for (auto& thread : threads) {
            thread.join();
        }
    }

    void stop() {
        house.stopping = true;
        asio::post(m_io, [this] {
            m_stop_by = steady_ms() + house.config.limits.stop_time.count();
            Code ignored;
            m_acceptor.close(ignored);
            m_signals.cancel(ignored);
            house.hub.close();
            house.stop_all();
        });
    }

    std::uint16_t port() const { return m_port; }

    House house;

  private:
    void listen(const asio::ip::tcp::endpoint& endpoint) {
        Code code;
        m_acceptor.open(endpoint.protocol(), code);
        if (!code) {
            m_acceptor.set_option(asio::socket_base::reuse_address{true}, code);
        }
        if (!code) {
            m_acceptor.bind(endpoint, code);
        }
        if (!code) {
            m_acceptor.listen(asio::socket_base::max_listen_connections, code);
        }
        if (code) {
            throw StartError("http.address",
                             house.config.address + " " + std::to_string(house.config.port));
        }
        m_port = m_acceptor.local_endpoint().port();
    }

    // Without memory a coroutine may be gone in the middle: what must always run begins again.
    void serve() {
        while (true) {
            try {
                begin(m_accepting, &Impl::accept);
                begin(m_sweeping, &Impl::sweep);
                m_io.run();
                return;
            } catch (const std::bad_alloc&) {
                std::this_thread::sleep_for(std::chrono::milliseconds{1});
            }
        }
    }

    void begin(std::atomic<bool>& runs, asio::awaitable<void> (Impl::*what)()) {
        if (runs.exchange(true)) {
            return;
        }
        const auto mark = std::shared_ptr<void>{nullptr, [&runs](void*) { runs = false; }};
        asio::co_spawn(
            m_io, [this, what, mark] { return (this->*what)(); },
            [mark](const std::exception_ptr&) {});
    }

    asio::awaitable<void> accept() {
        while (m_acceptor.is_open()) {
            auto [code, socket] =
                co_await m_acceptor.async_accept(asio::make_strand(m_io), as_result);
            if (house.stopping) {
                co_return;
            }
            if (code) {  // out of descriptors, most likely: give others time to close theirs
                asio::steady_timer pause{m_io, std::chrono::milliseconds{50}};
                co_await pause.async_wait(as_result);
                continue;
            }
            try {
                start(std::move(socket));
            } catch (const std::bad_alloc&) {
                continue;  // this one is closed; there may be room for the next
            }
        }
    }

    void start(Socket socket) {
        Code ignored;
        socket.set_option(asio::ip::tcp::no_delay{true}, ignored);
        auto peer = peer_of(socket);
        if (m_tls) {
            start_tls(house, std::move(socket), std::move(peer), *m_tls);
        } else {
            start_plain(house, std::move(socket), std::move(peer));
        }
    }

    asio::awaitable<void> sweep() {
        while (true) {
            m_sweeper.expires_after(std::chrono::milliseconds{100});
            co_await m_sweeper.async_wait(as_result);
            house.sweep();
            if (house.stopping && (house.connections() == 0 || steady_ms() > m_stop_by)) {
                m_io.stop();
                co_return;
            }
        }
    }

    std::atomic<bool> m_accepting{false};
    std::atomic<bool> m_sweeping{false};
    asio::io_context m_io;
    std::unique_ptr<asio::ssl::context> m_tls;
    Acceptor m_acceptor;
    asio::signal_set m_signals;
    asio::steady_timer m_sweeper;
    std::atomic<std::int64_t> m_stop_by{INT64_MAX};
    std::uint16_t m_port = 0;
};

Server::Server(ServerConfig config, const Router& router)
    : m_impl(std::make_unique<Impl>(std::move(config), router)) {}

Server::~Server() = default;

void Server::run() {
    m_impl->run();
}

void Server::stop() {
    m_impl->stop();
}

std::uint16_t Server::port() const {
    return m_impl->port();
}

std::size_t Server::connections() const {
    return m_impl->house.connections();
}

EventHub& Server::hub() {
    return m_impl->house.hub;
}

}  // namespace ketnap::http
