// SPDX-License-Identifier: Apache-2.0
// An answer as it goes out: head and body in one write when small, files in pieces, and streams of
// events.
#pragma once
#include "platform/http/open_file.h"
#include "platform/http/wire.h"
#include "platform/http/worker_task.h"

#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <array>

namespace ketnap::http {

template <class Stream>
class Sender {
  public:
    Sender(House& house, Wire<Stream>& wire) : m_house(house), m_wire(wire) {}

    /// `body` is left out for HEAD; a file takes its place.
    Task<bool> answer(std::string head, const Response* body, const OpenFile* file) {
        const bool bare = body == nullptr || body->status == 204 || body->status == 304;
        const bool in_pieces = !bare && file != nullptr;
        constexpr std::size_t one_record = 16384;
        if (!bare && !in_pieces && body->body.size() < one_record) {
            head += body->body;
        } else if (!bare && !in_pieces) {
            const std::array both{asio::const_buffer{asio::buffer(head)},
                                  asio::const_buffer{asio::buffer(body->body)}};
            const bool sent = co_await m_wire.write(both);
            co_return sent;
        }
        bool sent = co_await m_wire.write(asio::buffer(head));
        if (sent && in_pieces) {
            sent = co_await pieces(*file);
        }
        co_return sent;
    }

    /// Until the listener is cut off, may not hear more, or goes away.
    Task<> events(const EventStream& stream) {
        constexpr std::chrono::seconds breath{15};
        const auto executor = m_wire.stream.get_executor();
        const auto wake = std::make_shared<asio::steady_timer>(executor);
        const auto listener =
            m_house.hub.subscribe(stream.topics, [executor, weak = std::weak_ptr{wake}] {
                asio::post(executor, [weak] {
                    if (const auto timer = weak.lock()) {
                        timer->cancel();
                    }
                });
            });
        std::string text = "retry: 2000\n\n";
        if (stream.missed) {
            const auto missed = co_await on_worker(m_house.workers, executor, stream.missed);
            text += missed.value_or("");
        }
        while (!listener->closed()) {
            if (stream.still_allowed) {
                const auto allowed =
                    co_await on_worker(m_house.workers, executor, stream.still_allowed);
                if (!allowed.value_or(false)) {
                    co_return;
                }
            }
            const bool sent = co_await m_wire.write(asio::buffer(text));
            if (!sent) {
                co_return;
            }
            text = listener->take();
            if (text.empty() && !listener->closed()) {
                wake->expires_after(breath);
                co_await wake->async_wait(as_result);
                text = listener->take();
            }
            if (text.empty()) {
                text = ":\n\n";
            }
        }
    }

  private:
    Task<bool> pieces(const OpenFile& file) {
        std::string piece(65536, '\0');
        for (std::int64_t left = file.size(); left > 0;) {
            const auto most = std::min<std::int64_t>(left, static_cast<std::int64_t>(piece.size()));
            const auto count = file.read(piece.data(), static_cast<std::size_t>(most));
            if (count == 0) {
                co_return false;
            }
            const bool sent = co_await m_wire.write(asio::buffer(piece.data(), count));
            if (!sent) {
                co_return false;
            }
            left -= static_cast<std::int64_t>(count);
        }
        co_return true;
    }

    House& m_house;
    Wire<Stream>& m_wire;
};

}  // namespace ketnap::http
