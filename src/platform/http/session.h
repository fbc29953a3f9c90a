// SPDX-License-Identifier: Apache-2.0
// One connection as a coroutine: request after request, each received, decided, answered and
// logged. Included by session_*.cpp and server.cpp only.
#pragma once
#include "platform/http/answer.h"
#include "platform/http/receive.h"
#include "platform/http/send.h"

#include <boost/asio/co_spawn.hpp>

#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace ketnap::http {

template <class Stream>
class Session {
  public:
    Session(House& house, std::shared_ptr<Wire<Stream>> wire)
        : m_house(house),
          m_wire(std::move(wire)),
          m_receive(house, *m_wire),
          m_send(house, *m_wire) {}
    ~Session() { m_house.leave(m_wire.get()); }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    Task<> run() {
        m_wire->within(m_house.config.limits.header_time);
        bool more = co_await m_wire->handshake();
        while (more) {
            more = co_await one_request();
        }
        m_wire->within(std::chrono::seconds{2});
        co_await m_wire->shutdown();
    }

  private:
    /// False when the connection must end.
    Task<bool> one_request() {
        std::size_t head_size = 0;
        std::optional<Plan> plan;
        const auto read = co_await m_receive.head(head_size, plan);
        if (read == Read::closed) {
            co_return false;
        }
        const auto started = std::chrono::steady_clock::now();
        std::optional<UploadFile> upload;
        if (read == Read::done) {
            auto head = parse_head(m_wire->buffered().substr(0, head_size),
                                   m_house.config.limits.header_fields);
            plan = head ? plan_request(m_house, *head, m_wire->peer, Wire<Stream>::tls)
                        : refused_head(m_house, head.error());
            if (head && !plan->answer && head->has_body()) {
                const auto body = co_await m_receive.body(*head, head_size, *plan, upload);
                if (body == Read::closed) {
                    co_return false;
                }
                if (body == Read::refused) {
                    upload.reset();  // not kept while the sender hears of it
                }
            } else {
                m_wire->buffer.consume(head_size);
            }
        }
        m_wire->no_deadline();
        if (!plan->answer) {
            co_await decide(*plan);
        }
        const bool more = co_await answer(*plan, started);
        co_return more;
    }

    Task<> decide(Plan& plan) {
        if (plan.route->run == Run::inline_on_io) {
            plan.answer = m_house.router.run(*plan.route, plan.request);
            co_return;
        }
        const std::function<Response()> run = [this, &plan] {
            return m_house.router.run(*plan.route, plan.request);
        };
        const auto executor = m_wire->stream.get_executor();
        plan.answer = co_await on_worker(m_house.workers, executor, run);
        if (!plan.answer) {
            plan.answer = m_house.router.error(plan.request, 503, "busy");
        }
    }

    Task<bool> answer(Plan& plan, std::chrono::steady_clock::time_point started) {
        auto& answer = *plan.answer;
        std::optional<OpenFile> file;
        if (!answer.file.empty()) {
            file.emplace(answer.file);
            if (file->size() < 0) {
                answer = m_house.router.error(plan.request, 500, "internal");
                file.reset();
            }
        }
        const auto frame = frame_of(plan, file);
        const bool sent =
            co_await m_send.answer(answer_head(answer, frame),
                                   plan.request.head ? nullptr : &answer, file ? &*file : nullptr);
        log(plan, frame.length, started);
        if (answer.remove_file) {
            std::error_code gone;
            std::filesystem::remove(answer.file, gone);
        }
        if (sent && answer.events && !plan.request.head) {
            co_await m_send.events(*answer.events);
            co_return false;
        }
        if (sent && plan.unread) {
            co_await m_wire->linger();
        }
        co_return sent&& frame.keep_alive;
    }

    AnswerFrame frame_of(const Plan& plan, const std::optional<OpenFile>& file) const {
        const auto& answer = *plan.answer;
        const auto size = file ? file->size() : static_cast<std::int64_t>(answer.body.size());
        return {.keep_alive = !plan.close && !m_house.stopping && !answer.events,
                .length = answer.events ? -1 : size,
                .path = plan.request.path,
                .request_id = plan.request.request_id,
                .hsts_seconds = m_house.config.hsts_seconds,
                .now_ms = m_house.config.now_ms ? m_house.config.now_ms() : -1};
    }

    void log(const Plan& plan, std::int64_t bytes, std::chrono::steady_clock::time_point started) {
        if (!m_house.config.access_log) {
            return;
        }
        const auto took = std::chrono::steady_clock::now() - started;
        m_house.config.access_log(
            {.method = plan.request.head ? "HEAD" : method_name(plan.request.method),
             .route = plan.route != nullptr ? std::string_view{plan.route->path} : "-",
             .status = plan.answer->status,
             .bytes = std::max<std::int64_t>(bytes, 0),
             .microseconds = std::chrono::duration_cast<std::chrono::microseconds>(took).count(),
             .request_id = plan.request.request_id});
    }

    House& m_house;
    std::shared_ptr<Wire<Stream>> m_wire;
    Receiver<Stream> m_receive;
    Sender<Stream> m_send;
};

/// What the coroutine throws (memory, a full disk) ends this connection only.
template <class Stream>
void start(House& house, std::shared_ptr<Wire<Stream>> wire) {
    if (!house.enter(wire)) {
        return;
    }
    const auto session = std::make_shared<Session<Stream>>(house, wire);
    asio::co_spawn(
        wire->stream.get_executor(), [session] { return session->run(); },
        [wire, session](const std::exception_ptr&) { wire->close(); });
}

/// Begins to serve a socket that was just accepted.
void start_plain(House& house, Socket socket, std::string peer);
void start_tls(House& house, Socket socket, std::string peer, asio::ssl::context& context);

}  // namespace ketnap::http
