// SPDX-License-Identifier: Apache-2.0
// A request as it comes in: its head, then its body into memory or a file, under limits and
// deadlines.
#pragma once
#include "platform/http/wire.h"

#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>

#include <optional>
#include <tuple>

namespace ketnap::http {

enum class Read { done, closed, refused };

template <class Stream>
class Receiver {
  public:
    Receiver(House& house, Wire<Stream>& wire) : m_house(house), m_wire(wire) {}

    /// The size of the head at the front of the buffer, or the plan of a refusal.
    Task<Read> head(std::size_t& size, std::optional<Plan>& plan) {
        const auto& limits = m_house.config.limits;
        std::size_t seen = 0;
        m_wire.within(m_wire.buffer.size() == 0 ? limits.idle_time : limits.header_time);
        while (true) {
            const auto end = head_end(m_wire.buffered(), seen);
            seen = m_wire.buffer.size();
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
            if (seen == 0 && m_house.stopping) {
                co_return Read::closed;
            }
            const auto code = co_await m_wire.fill(seen == 0);
            if (m_wire.take_timed_out() && seen > 0) {
                plan = refused(m_house, 408, "timeout");
                co_return Read::refused;
            }
            if (code) {
                co_return Read::closed;
            }
            if (seen == 0) {
                m_wire.within(limits.header_time);
            }
        }
    }

    /// The body, into the request or a file of its own. Beast takes the chunks apart.
    Task<Read> body(const Head& head, std::size_t head_size, Plan& plan,
                    std::optional<UploadFile>& upload) {
        const bool to_file = plan.route->body == BodyKind::upload;
        const bool wants_go = head.expects_continue;
        Parser parser;
        if (!begin(parser, head_size, plan)) {
            co_return give_up(plan, 400, "bad_request");
        }
        if (wants_go) {
            static constexpr std::string_view go = "HTTP/1.1 100 Continue\r\n\r\n";
            co_await asio::async_write(m_wire.stream, asio::buffer(go), as_result);
        }
        if (to_file) {
            upload.emplace(m_house.config.upload_dir);
            if (upload->trouble()) {
                co_return no_room(plan, upload->trouble());
            }
            plan.request.upload_file = upload->path();
        }
        std::string piece(to_file ? 65536 : 16384, '\0');
        const auto began = steady_ms();
        std::int64_t received = 0;
        while (!parser.is_done()) {
            m_wire.until(began + m_house.config.limits.header_time.count() +
                         received * 1000 / m_house.config.limits.bytes_per_second);
            auto& into = parser.get().body();
            into.data = piece.data();
            into.size = piece.size();
            const auto [code, taken] = co_await beast::http::async_read_some(
                m_wire.stream, m_wire.buffer, parser, as_result);
            const std::string_view bytes{piece.data(), piece.size() - into.size};
            received += static_cast<std::int64_t>(bytes.size());
            if (to_file) {
                upload->append(bytes);
            } else {
                plan.request.body.append(bytes);
            }
            if (to_file && upload->trouble()) {
                co_return no_room(plan, upload->trouble());
            }
            if (code && code != beast::http::error::need_buffer) {
                co_return failed(plan, code);
            }
        }
        if (to_file) {
            upload->close();
        }
        plan.request.upload_size = to_file ? received : 0;
        co_return Read::done;
    }

  private:
    using Parser = beast::http::request_parser<beast::http::buffer_body>;

    /// The head once more, for Beast to know how the body is framed.
    bool begin(Parser& parser, std::size_t head_size, const Plan& plan) {
        Code code;
        parser.header_limit(static_cast<std::uint32_t>(2 * m_house.config.limits.header_bytes));
        parser.body_limit(static_cast<std::uint64_t>(body_limit(m_house, plan.route)));
        parser.put(asio::buffer(m_wire.buffered().substr(0, head_size)), code);
        m_wire.buffer.consume(head_size);
        return !code && parser.is_header_done();
    }

    Read failed(Plan& plan, const Code& code) {
        namespace bh = beast::http;
        if (m_wire.take_timed_out()) {
            return give_up(plan, 408, "timeout");
        }
        if (code == bh::error::body_limit) {
            return give_up(plan, over_limit(m_house, plan));
        }
        if (code.category() == bh::make_error_code(bh::error::bad_chunk).category() &&
            code != bh::error::end_of_stream && code != bh::error::partial_message) {
            return give_up(plan, 400, "bad_request");
        }
        return Read::closed;
    }

    /// Our own disk is full or fails.
    Read no_room(Plan& plan, const std::error_code& trouble) {
        const bool full = trouble == std::errc::no_space_on_device;
        return give_up(plan, full ? 507 : 500, full ? "full" : "internal");
    }

    Read give_up(Plan& plan, int status, std::string_view error) {
        return give_up(plan, m_house.router.error(plan.request, status, error));
    }
    Read give_up(Plan& plan, Response answer) {
        plan.answer = std::move(answer);
        plan.close = true;
        plan.unread = true;
        return Read::refused;
    }

    House& m_house;
    Wire<Stream>& m_wire;
};

}  // namespace ketnap::http
