// SPDX-License-Identifier: Apache-2.0
// The bytes of one connection, the same for plain sockets and TLS: reading, writing, and the
// deadline that ends either. Only the files of a session include this.
#pragma once
#include "platform/http/house.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace ketnap::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using Socket = asio::ip::tcp::socket;
using TlsStream = asio::ssl::stream<Socket>;
using Code = boost::system::error_code;
template <class T = void>
using Task = asio::awaitable<T>;

inline constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

// g++ 12 miscompiles a co_await inside a condition or a discarded branch: each stands alone.
template <class Stream>
class Wire final : public Connection, public std::enable_shared_from_this<Wire<Stream>> {
  public:
    static constexpr bool tls = std::is_same_v<Stream, TlsStream>;

    template <class... Args>
    Wire(House& house, std::string peer_address, Args&&... args)
        : peer(std::move(peer_address)), stream(std::forward<Args>(args)...), m_house(house) {}

    void expire() override {
        asio::post(stream.get_executor(), [self = this->shared_from_this()] {
            if (steady_ms() >= self->deadline()) {
                self->no_deadline();
                self->m_timed_out = true;
                self->cancel();
            }
        });
    }
    void stop() override {
        asio::post(stream.get_executor(), [self = this->shared_from_this()] {
            if (self->m_idle) {
                self->cancel();
            }
        });
    }
    void close() {
        Code ignored;
        lowest().close(ignored);
    }

    void within(std::chrono::milliseconds time) { until(steady_ms() + time.count()); }
    void until(std::int64_t at) { set_deadline(at); }
    using Connection::no_deadline;
    /// Whether the deadline passed since this was last asked.
    bool take_timed_out() { return std::exchange(m_timed_out, false); }

    Task<bool> handshake() { return handshake_of(stream); }
    Task<> shutdown() { return shutdown_of(stream); }

    std::string_view buffered() const {
        const auto data = buffer.cdata();
        return {static_cast<const char*>(data.data()), data.size()};
    }
    /// More bytes into the buffer; a graceful stop ends an idle wait.
    Task<Code> fill(bool idle) {
        m_idle = idle;
        const auto [code, count] = co_await stream.async_read_some(buffer.prepare(8192), as_result);
        m_idle = false;
        buffer.commit(code ? 0 : count);
        co_return code;
    }
    template <class Buffers>
    Task<bool> write(const Buffers& buffers) {
        within(m_house.config.limits.idle_time);
        const auto [code, count] = co_await asio::async_write(stream, buffers, as_result);
        no_deadline();
        co_return !code;
    }

    /// The refusal must arrive although the rest of the request is never read: the sender gets two
    /// seconds to hear it before the reset.
    Task<> linger() {
        Code ignored;
        if constexpr (!tls) {
            lowest().shutdown(Socket::shutdown_send, ignored);
        }
        within(std::chrono::seconds{2});
        buffer.clear();
        std::string waste(16384, '\0');
        for (bool more = true; more;) {
            const auto [code, count] =
                co_await stream.async_read_some(asio::buffer(waste), as_result);
            more = !code && !m_house.stopping;
        }
    }

    const std::string peer;
    Stream stream;
    beast::flat_buffer buffer;

  private:
    static Task<bool> handshake_of(Socket&) { co_return true; }
    static Task<bool> handshake_of(TlsStream& secure) {
        const auto [code] =
            co_await secure.async_handshake(asio::ssl::stream_base::server, as_result);
        co_return !code;
    }
    static Task<> shutdown_of(Socket&) { co_return; }
    static Task<> shutdown_of(TlsStream& secure) { co_await secure.async_shutdown(as_result); }

    Socket& lowest() {
        if constexpr (tls) {
            return stream.next_layer();
        } else {
            return stream;
        }
    }
    void cancel() {
        Code ignored;
        lowest().cancel(ignored);
    }

    House& m_house;
    bool m_idle = false;
    bool m_timed_out = false;
};

}  // namespace ketnap::http
