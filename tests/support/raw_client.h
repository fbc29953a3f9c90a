// SPDX-License-Identifier: Apache-2.0
// A socket that sends exactly the bytes a test wants, and reads answers one by one.
#pragma once
#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <charconv>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace ketnap::test {

/// The whole number that begins there, 0 without one.
inline std::int64_t number_at(std::string_view text, std::size_t at) {
    std::int64_t number = 0;
    std::from_chars(text.data() + at, text.data() + text.size(), number);
    return number;
}

struct RawAnswer {
    int status = 0;  ///< 0: the connection ended instead
    std::string head;
    std::string body;

    bool has(std::string_view text) const { return head.find(text) != std::string::npos; }
};

class RawClient {
  public:
    explicit RawClient(std::uint16_t port) : m_fd(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        timeval limit{.tv_sec = 10, .tv_usec = 0};
        ::setsockopt(m_fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        ::setsockopt(m_fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
        const auto* address = static_cast<const sockaddr*>(static_cast<const void*>(&to));
        if (::connect(m_fd, address, sizeof to) != 0) {
            throw std::runtime_error("connect");
        }
    }
    ~RawClient() { ::close(m_fd); }
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    int descriptor() const { return m_fd; }

    /// False when the other side stopped listening.
    bool send(std::string_view bytes) const {
        while (!bytes.empty()) {
            const auto count = ::send(m_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (count <= 0) {
                return false;
            }
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
        return true;
    }

    RawAnswer read(bool head_only = false) {
        RawAnswer out;
        out.head = until("\r\n\r\n");
        if (out.head.size() < 12) {
            return out;
        }
        out.status = static_cast<int>(number_at(out.head, 9));
        const auto at = out.head.find("Content-Length: ");
        if (at != std::string::npos && !head_only && out.status != 304) {
            out.body = exactly(static_cast<std::size_t>(number_at(out.head, at + 16)));
        }
        return out;
    }

    RawAnswer ask(std::string_view bytes) {
        send(bytes);
        return read();
    }

    /// Up to and with the mark, or what came before the end.
    std::string until(std::string_view mark) {
        auto at = m_rest.find(mark);
        while (at == std::string::npos && fill()) {
            at = m_rest.find(mark);
        }
        return take(at == std::string::npos ? m_rest.size() : at + mark.size());
    }

    /// Everything until the other side closes.
    std::string all() {
        while (fill()) {
        }
        return take(m_rest.size());
    }

  private:
    std::string exactly(std::size_t count) {
        while (m_rest.size() < count && fill()) {
        }
        return take(count);
    }
    std::string take(std::size_t count) {
        auto out = m_rest.substr(0, count);
        m_rest.erase(0, out.size());
        return out;
    }
    bool fill() {
        char piece[16384];
        const auto count = ::recv(m_fd, piece, sizeof piece, 0);
        m_rest.append(piece, count > 0 ? static_cast<std::size_t>(count) : 0);
        return count > 0;
    }

    int m_fd;
    std::string m_rest;
};

}  // namespace ketnap::test
