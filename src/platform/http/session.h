// SPDX-License-Identifier: Apache-2.0
// One connection as a coroutine, the same for plain sockets and TLS. Included by session_*.cpp
// only.
#pragma once
#include "platform/http/answer.h"
#include "platform/http/house.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>

namespace ketnap::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using Socket = asio::ip::tcp::socket;
using TlsStream = asio::ssl::stream<Socket>;
using Code = boost::system::error_code;

inline constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

/// A file being sent; closed with the answer.
class OpenFile {
  public:
    explicit OpenFile(const std::filesystem::path& path)
        : m_fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)) {
        struct stat info{};
        if (m_fd >= 0 && ::fstat(m_fd, &info) == 0 && S_ISREG(info.st_mode)) {
            m_size = info.st_size;
        }
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    ~OpenFile() {
        if (m_fd >= 0) {
            ::close(m_fd);
        }
    }
    std::int64_t size() const { return m_size; }  ///< -1: cannot be read
    /// Bytes read, 0 at the end or when the disk fails.
    std::size_t read(char* into, std::size_t most) const {
        return static_cast<std::size_t>(std::max<ssize_t>(::read(m_fd, into, most), 0));
    }

  private:
    int m_fd;
    std::int64_t m_size = -1;
};

template <class Stream>
class Session final : public Connection, public std::enable_shared_from_this<Session<Stream>> {
  public:
    template <class... Args>
    Session(House& house, std::string peer, Args&&... args)
        : m_house(house),
          m_peer(std::move(peer)),
          m_stream(std::forward<Args>(args)...),
          m_wake(m_stream.get_executor()) {}

    void start() {
        if (!m_house.enter(this->shared_from_this())) {
            return;
        }
        asio::co_spawn(
            m_stream.get_executor(), [self = this->shared_from_this()] { return self->run(); },
            [self = this->shared_from_this()](const std::exception_ptr&) {
                // What the coroutine threw (memory, a full disk) ends this connection only.
                Code ignored;
                self->lowest().close(ignored);
                self->m_house.leave(self.get());
            });
    }

    void expire() override {
        asio::post(m_stream.get_executor(), [self = this->shared_from_this()] {
            if (steady_ms() >= self->deadline()) {
                self->no_deadline();
                self->m_timed_out = true;
                self->cancel();
            }
        });
    }

    void stop() override {
        asio::post(m_stream.get_executor(), [self = this->shared_from_this()] {
            if (self->m_idle) {
                self->cancel();
            }
        });
    }

  private:
    static constexpr bool tls = std::is_same_v<Stream, TlsStream>;
    template <class T = void>
    using Task = asio::awaitable<T>;
    enum class Read { done, closed, refused };

    Socket& lowest() {
        if constexpr (tls) {
            return m_stream.next_layer();
        } else {
            return m_stream;
        }
    }
    void cancel() {
        Code ignored;
        lowest().cancel(ignored);
    }
    void within(std::chrono::milliseconds time) { set_deadline(steady_ms() + time.count()); }
    std::string_view buffered() const {
        const auto data = m_buffer.cdata();
        return {static_cast<const char*>(data.data()), data.size()};
    }

    // g++ 12 miscompiles a co_await inside a condition or a discarded branch: each stands alone.
    Task<> run() {
        within(m_house.config.limits.header_time);
        bool more = co_await handshake(m_stream);
        while (more) {
            more = co_await one_request();
        }
        within(std::chrono::seconds{2});
        co_await shutdown(m_stream);
    }

    static Task<bool> handshake(Socket&) { co_return true; }
    static Task<bool> handshake(TlsStream& stream) {
        const auto [code] =
            co_await stream.async_handshake(asio::ssl::stream_base::server, as_result);
        co_return !code;
    }
    static Task<> shutdown(Socket&) { co_return; }
    static Task<> shutdown(TlsStream& stream) { co_await stream.async_shutdown(as_result); }

    /// False when the connection must end.
    Task<bool> one_request() {
        std::size_t head_size = 0;
        std::optional<Plan> plan;
        const auto read = co_await read_head(head_size, plan);
        if (read == Read::closed) {
            co_return false;
        }
        const auto started = std::chrono::steady_clock::now();
        std::optional<UploadFile> upload;
        if (read == Read::done) {
            auto head =
                parse_head(buffered().substr(0, head_size), m_house.config.limits.header_fields);
            plan = head ? plan_request(m_house, *head, m_peer, tls)
                        : refused_head(m_house, head.error());
            if (head && !plan->answer && head->has_body()) {
                const auto body = co_await read_body(*head, head_size, *plan, upload);
                if (body == Read::closed) {
                    co_return false;
                }
            } else {
                m_buffer.consume(head_size);
            }
        }
        no_deadline();
        if (!plan->answer) {
            co_await decide(*plan);
        }
        const bool more = co_await send(*plan, started);
        co_return more;
    }

    Task<Read> read_head(std::size_t& size, std::optional<Plan>& plan) {
        const auto& limits = m_house.config.limits;
        std::size_t seen = 0;
        if (m_buffer.size() == 0) {
            within(limits.idle_time);
        } else {
            within(limits.header_time);
        }
        while (true) {
            const auto end = head_end(buffered(), seen);
            seen = m_buffer.size();
            if (!end) {
                plan = refused_head(m_house, HeadProblem::malformed);
                co_return Read::refused;
            }
            if ((*end == 0 ? seen : *end) > limits.header_bytes) {
                plan = refused(m_house, 431, "header_too_large");
                co_return Read::refused;
            }
            if (*end > 0) {
                size = *end;
                co_return Read::done;
            }
            m_idle = seen == 0;
            if (m_idle && m_house.stopping) {
                co_return Read::closed;
            }
            const auto [code, count] =
                co_await m_stream.async_read_some(m_buffer.prepare(8192), as_result);
            m_idle = false;
            if (std::exchange(m_timed_out, false) && seen > 0) {
                plan = refused(m_house, 408, "timeout");
                co_return Read::refused;
            }
            if (code) {
                co_return Read::closed;
            }
            m_buffer.commit(count);
            if (seen == 0) {
                within(limits.header_time);
            }
        }
    }

    /// The body, into the request or a file of its own. Beast takes the chunks apart.
    Task<Read> read_body(const Head& head, std::size_t head_size, Plan& plan,
                         std::optional<UploadFile>& upload) {
        namespace bh = beast::http;
        const bool to_file = plan.route->body == BodyKind::upload;
        const bool wants_go = head.expects_continue;
        bh::request_parser<bh::buffer_body> parser;
        parser.header_limit(static_cast<std::uint32_t>(2 * m_house.config.limits.header_bytes));
        parser.body_limit(static_cast<std::uint64_t>(body_limit(m_house, plan.route)));
        Code code;
        parser.put(asio::buffer(buffered().substr(0, head_size)), code);
        m_buffer.consume(head_size);
        if (code || !parser.is_header_done()) {
            co_return give_up(plan, 400, "bad_request");
        }
        if (wants_go) {
            static constexpr std::string_view go = "HTTP/1.1 100 Continue\r\n\r\n";
            co_await asio::async_write(m_stream, asio::buffer(go), as_result);
        }
        if (to_file) {
            upload.emplace(m_house.config.upload_dir);
            plan.request.upload_file = upload->path();
        }
        std::string piece(to_file ? 65536 : 16384, '\0');
        const auto began = steady_ms();
        std::int64_t received = 0;
        while (!parser.is_done()) {
            set_deadline(began + m_house.config.limits.header_time.count() +
                         received * 1000 / m_house.config.limits.bytes_per_second);
            auto& body = parser.get().body();
            body.data = piece.data();
            body.size = piece.size();
            std::tie(code, std::ignore) =
                co_await bh::async_read_some(m_stream, m_buffer, parser, as_result);
            const auto count = piece.size() - body.size;
            received += static_cast<std::int64_t>(count);
            const std::string_view bytes{piece.data(), count};
            if (to_file) {
                upload->append(bytes);
            } else {
                plan.request.body.append(bytes);
            }
            if (code && code != bh::error::need_buffer) {
                co_return body_failed(plan, code);
            }
        }
        if (to_file) {
            upload->close();
        }
        plan.request.upload_size = to_file ? received : 0;
        co_return Read::done;
    }

    Read body_failed(Plan& plan, const Code& code) {
        namespace bh = beast::http;
        if (std::exchange(m_timed_out, false)) {
            return give_up(plan, 408, "timeout");
        }
        if (code == bh::error::body_limit) {
            return give_up(plan, 413, "too_large");
        }
        if (code.category() == bh::make_error_code(bh::error::bad_chunk).category() &&
            code != bh::error::end_of_stream && code != bh::error::partial_message) {
            return give_up(plan, 400, "bad_request");
        }
        return Read::closed;
    }

    Read give_up(Plan& plan, int status, std::string_view error) {
        plan.answer = m_house.router.error(plan.request, status, error);
        plan.close = true;
        plan.unread = true;
        return Read::refused;
    }

    Task<> decide(Plan& plan) {
        if (plan.route->run == Run::inline_on_io) {
            plan.answer = m_house.router.run(*plan.route, plan.request);
            co_return;
        }
        const std::function<Response()> run = [this, &plan] {
            return m_house.router.run(*plan.route, plan.request);
        };
        plan.answer = co_await on_worker(run);
        if (!plan.answer) {
            plan.answer = m_house.router.error(plan.request, 503, "busy");
        }
    }

    /// Nothing when the pool is full or the task threw.
    template <class T>
    Task<std::optional<T>> on_worker(std::function<T()> task) {
        asio::use_awaitable_t<> token;
        co_return co_await asio::async_initiate<asio::use_awaitable_t<>, void(std::optional<T>)>(
            [this](auto handler, const std::function<T()>& work) {
                auto back = std::make_shared<decltype(handler)>(std::move(handler));
                auto executor = m_stream.get_executor();
                const bool taken = m_house.workers.run([work, back, executor]() mutable {
                    auto result = std::make_shared<std::optional<T>>(attempt<T>(work));
                    asio::post(executor, [back = std::move(back), result] {
                        std::move (*back)(std::move(*result));
                    });
                });
                if (!taken) {
                    asio::post(executor, [back] { std::move (*back)(std::optional<T>{}); });
                }
            },
            token, std::move(task));
    }

    template <class T>
    static std::optional<T> attempt(const std::function<T()>& work) {
        try {
            return work();
        } catch (const std::exception&) {
            return std::nullopt;
        }
    }

    Task<bool> send(Plan& plan, std::chrono::steady_clock::time_point started) {
        auto& answer = *plan.answer;
        std::optional<OpenFile> file;
        if (!answer.file.empty()) {
            file.emplace(answer.file);
            if (file->size() < 0) {
                answer = m_house.router.error(plan.request, 500, "internal");
                file.reset();
            }
        }
        const bool keep = !plan.close && !m_house.stopping && !answer.events;
        AnswerFrame frame{
            .keep_alive = keep,
            .length = file ? file->size() : static_cast<std::int64_t>(answer.body.size()),
            .path = plan.request.path,
            .request_id = plan.request.request_id,
            .hsts_seconds = m_house.config.hsts_seconds};
        frame.length = answer.events ? -1 : frame.length;
        frame.now_ms = m_house.config.now_ms ? m_house.config.now_ms() : -1;
        const bool sent =
            co_await send_parts(answer, answer_head(answer, frame),
                                plan.request.head ? nullptr : &answer, file ? &*file : nullptr);
        log(plan, frame.length, started);
        if (answer.remove_file) {
            std::error_code gone;
            std::filesystem::remove(answer.file, gone);
        }
        if (sent && answer.events && !plan.request.head) {
            co_await stream_events(*answer.events);
            co_return false;
        }
        if (sent && plan.unread) {
            co_await linger();
        }
        co_return sent&& keep;
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

    template <class Buffers>
    Task<bool> write(const Buffers& buffers) {
        within(m_house.config.limits.idle_time);
        const auto [code, count] = co_await asio::async_write(m_stream, buffers, as_result);
        no_deadline();
        co_return !code;
    }

    Task<bool> send_parts(const Response& answer, std::string head, const Response* body,
                          const OpenFile* file) {
        const bool bare = body == nullptr || answer.status == 204 || answer.status == 304;
        const bool in_pieces = !bare && file != nullptr;
        constexpr std::size_t one_record = 16384;
        if (!bare && !in_pieces && answer.body.size() < one_record) {
            head += answer.body;
        } else if (!bare && !in_pieces) {
            const std::array both{asio::const_buffer{asio::buffer(head)},
                                  asio::const_buffer{asio::buffer(answer.body)}};
            const bool sent = co_await write(both);
            co_return sent;
        }
        bool sent = co_await write(asio::buffer(head));
        if (sent && in_pieces) {
            sent = co_await send_file(*file);
        }
        co_return sent;
    }

    Task<bool> send_file(const OpenFile& file) {
        std::string piece(65536, '\0');
        for (std::int64_t left = file.size(); left > 0;) {
            const auto most = std::min<std::int64_t>(left, static_cast<std::int64_t>(piece.size()));
            const auto count = file.read(piece.data(), static_cast<std::size_t>(most));
            if (count == 0) {
                co_return false;
            }
            const bool sent = co_await write(asio::buffer(piece.data(), count));
            if (!sent) {
                co_return false;
            }
            left -= static_cast<std::int64_t>(count);
        }
        co_return true;
    }

    Task<> stream_events(const EventStream& stream) {
        constexpr std::chrono::seconds breath{15};
        const auto listener = m_house.hub.subscribe(
            stream.topics, [weak = this->weak_from_this(), executor = m_stream.get_executor()] {
                asio::post(executor, [weak] {
                    if (const auto self = weak.lock()) {
                        self->m_wake.cancel();
                    }
                });
            });
        std::string text = "retry: 2000\n\n";
        if (stream.missed) {
            const auto missed = co_await on_worker(stream.missed);
            text += missed.value_or("");
        }
        while (!listener->closed()) {
            if (stream.still_allowed) {
                const auto allowed = co_await on_worker(stream.still_allowed);
                if (!allowed.value_or(false)) {
                    co_return;
                }
            }
            const bool sent = co_await write(asio::buffer(text));
            if (!sent) {
                co_return;
            }
            text = listener->take();
            if (text.empty() && !listener->closed()) {
                m_wake.expires_after(breath);
                co_await m_wake.async_wait(as_result);
                text = listener->take();
            }
            if (text.empty()) {
                text = ":\n\n";
            }
        }
    }

    /// The refusal must arrive although the rest of the request is never read: the sender gets two
    /// seconds to hear it before the reset.
    Task<> linger() {
        Code ignored;
        if constexpr (!tls) {
            lowest().shutdown(Socket::shutdown_send, ignored);
        }
        within(std::chrono::seconds{2});
        m_buffer.clear();
        std::string waste(16384, '\0');
        for (bool more = true; more;) {
            const auto [code, count] =
                co_await m_stream.async_read_some(asio::buffer(waste), as_result);
            more = !code && !m_house.stopping;
        }
    }

    House& m_house;
    std::string m_peer;
    Stream m_stream;
    beast::flat_buffer m_buffer;
    asio::steady_timer m_wake;
    bool m_idle = false;
    bool m_timed_out = false;
};

/// Begins to serve a socket that was just accepted.
void start_plain(House& house, Socket socket, std::string peer);
void start_tls(House& house, Socket socket, std::string peer, asio::ssl::context& context);

}  // namespace ketnap::http
