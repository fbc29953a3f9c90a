// SPDX-License-Identifier: Apache-2.0
#include "support/tcp_relay.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace ketnap::test {
namespace {

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

const sockaddr* generic(const void* address) {
    return static_cast<const sockaddr*>(address);
}

int connected(int family, const void* address, socklen_t size) {
    const int fd = ::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::connect(fd, generic(address), size) != 0) {
        ::close(fd);
        return -1;
    }
    return fd;
}

int connect_to(const PgAddress& server) {
    if (!server.is_socket()) {
        const auto address = loopback(server.port);
        return connected(AF_INET, &address, sizeof address);
    }
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const auto path = server.host + "/.s.PGSQL." + std::to_string(server.port);
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    return connected(AF_UNIX, &address, sizeof address);
}

/// Reads what is there; empty at the end of the stream.
std::string_view receive(int fd, std::array<char, 65536>& buffer) {
    const auto n = ::recv(fd, buffer.data(), buffer.size(), 0);
    return n > 0 ? std::string_view{buffer.data(), static_cast<std::size_t>(n)}
                 : std::string_view{};
}

void send_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto n = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (n <= 0) {
            return;
        }
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
}

}  // namespace

TcpRelay::TcpRelay(const std::string& url) : m_server(PgAddress::parse(url)) {
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto address = loopback(0);
    socklen_t size = sizeof address;
    if (::bind(m_listener, generic(&address), size) != 0 || ::listen(m_listener, 64) != 0 ||
        ::getsockname(m_listener, static_cast<sockaddr*>(static_cast<void*>(&address)), &size) !=
            0) {
        throw std::runtime_error{"the relay cannot listen"};
    }
    m_port = ntohs(address.sin_port);
    m_acceptor = std::thread{[this] { accept_loop(); }};
}

TcpRelay::~TcpRelay() {
    m_stop = true;
    m_acceptor.join();
    for (auto& pump : m_pumps) {
        pump.join();
    }
    ::close(m_listener);
}

std::string TcpRelay::url() const {
    auto address = m_server;
    address.host = "127.0.0.1";
    address.port = m_port;
    return address.url();
}

// Returns when every connection of before is closed, so the next operation surely meets a dead one.
void TcpRelay::cut_all() {
    ++m_generation;
    std::this_thread::sleep_for(std::chrono::milliseconds{60});
}

void TcpRelay::cut_after_request(const std::string& text) {
    const std::scoped_lock lock{m_mutex};
    m_swallow = text;
}

bool TcpRelay::swallows(std::string_view request) {
    const std::scoped_lock lock{m_mutex};
    if (m_swallow.empty() || request.find(m_swallow) == std::string_view::npos) {
        return false;
    }
    m_swallow.clear();
    return true;
}

void TcpRelay::accept_loop() {
    while (!m_stop) {
        pollfd socket{m_listener, POLLIN, 0};
        if (::poll(&socket, 1, 20) == 1) {
            const int client = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
            m_pumps.emplace_back([this, client] { pump(client); });
        }
    }
}

void TcpRelay::pump(int client) {
    const int generation = m_generation;
    const int server = connect_to(m_server);
    std::array<char, 65536> buffer{};
    bool swallowed = false;
    bool open = server >= 0;
    while (open && !m_stop && generation == m_generation) {
        std::array<pollfd, 2> sockets{{{client, POLLIN, 0}, {server, POLLIN, 0}}};
        if (m_frozen) {
            std::this_thread::sleep_for(std::chrono::milliseconds{20});
            continue;
        }
        ::poll(sockets.data(), sockets.size(), 20);
        if (sockets[0].revents != 0) {
            const auto request = receive(client, buffer);
            open = !request.empty();
            swallowed = swallowed || swallows(request);
            send_all(server, request);
        }
        if (sockets[1].revents != 0) {
            const auto answer = receive(server, buffer);
            open = open && !answer.empty() && !swallowed;
            if (open) {
                send_all(client, answer);
            }
        }
    }
    ::close(client);
    if (server >= 0) {
        ::close(server);
    }
}

}  // namespace ketnap::test
