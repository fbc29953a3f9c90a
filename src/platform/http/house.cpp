// SPDX-License-Identifier: Apache-2.0
#include "platform/http/house.h"

#include "platform/http/ascii.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <random>

namespace ketnap::http {
namespace {

std::string last_hop(std::string_view list) {
    std::string_view last;
    each_element(list, [&](std::string_view one) { last = one; });
    return std::string{last};
}

// Only the proxy's own entry, the last one, is its word; what stands before came from the client.
void believe_proxy(Request& request) {
    const auto hop = last_hop(request.header("x-forwarded-for"));
    if (!hop.empty()) {
        request.remote_address = hop;
    }
    request.secure = same_word(last_hop(request.header("x-forwarded-proto")), "https");
}

void find_route(const House& house, const Head& head, Plan& plan) {
    const bool is_head = head.method == "HEAD";
    const auto method = is_head ? std::optional{Method::get} : method_of(head.method);
    plan.request.head = is_head;
    plan.request.method = method.value_or(Method::get);
    auto match = house.router.match(plan.request.method, plan.request.raw_path);
    if (match.route != nullptr && method) {
        plan.route = match.route;
        plan.request.path_params = std::move(match.params);
        return;
    }
    if (match.route == nullptr && match.allow.empty() && method) {
        plan.answer = house.pages.serve(plan.request);
        if (!plan.answer) {
            plan.answer = house.router.error(plan.request, 404, "not_found");
        }
        return;
    }
    plan.answer = house.router.error(plan.request, 405, "method_not_allowed");
    plan.answer->with("Allow", match.allow.empty() ? "GET, HEAD" : match.allow);
}

void check_body(const House& house, const Head& head, Plan& plan) {
    if (plan.answer || !head.has_body()) {
        plan.unread = plan.answer && head.has_body();
        plan.close = plan.unread;
        return;
    }
    if (plan.route->body == BodyKind::none) {
        plan.answer = house.router.error(plan.request, 400, "bad_request");
    } else if (head.content_length.value_or(0) > body_limit(house, plan.route)) {
        plan.answer = over_limit(house, plan);
    }
    plan.unread = plan.answer.has_value();
    plan.close = plan.unread;
}

}  // namespace

std::int64_t steady_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

House::House(ServerConfig settings, const Router& routes)
    : config(std::move(settings)),
      router(routes),
      workers(config.worker_threads, config.limits.waiting_requests) {
    if (!config.static_dir.empty()) {
        pages = StaticFiles{config.static_dir};
    }
}

bool House::enter(const std::shared_ptr<Connection>& connection) {
    const std::scoped_lock lock{m_mutex};
    if (stopping || m_connections.size() >= config.limits.connections) {
        return false;
    }
    m_connections.insert(connection.get());
    return true;
}

void House::leave(Connection* connection) {
    const std::scoped_lock lock{m_mutex};
    m_connections.erase(connection);
}

void House::sweep() {
    const auto now = steady_ms();
    const std::scoped_lock lock{m_mutex};
    for (auto* connection : m_connections) {
        if (connection->deadline() <= now) {
            connection->expire();
        }
    }
}

void House::stop_all() {
    const std::scoped_lock lock{m_mutex};
    stopping = true;
    for (auto* connection : m_connections) {
        connection->stop();
    }
}

std::size_t House::connections() const {
    const std::scoped_lock lock{m_mutex};
    return m_connections.size();
}

std::string House::new_request_id() {
    constexpr std::string_view letters = "0123456789abcdefghjkmnpqrstvwxyz";
    // allow(crypto): a number to find a log line by, no secret
    thread_local std::mt19937_64 numbers{std::random_device{}()};
    std::string out(10, '0');
    auto bits = numbers();
    for (auto& c : out) {
        c = letters[bits & 31U];
        bits >>= 5U;
    }
    return out;
}

Plan refused(const House& house, int status, std::string_view code) {
    Plan plan;
    plan.close = true;
    plan.unread = true;
    plan.request.request_id = House::new_request_id();
    plan.answer = house.router.error(plan.request, status, code);
    return plan;
}

Plan refused_head(const House& house, HeadProblem problem) {
    switch (problem) {
        case HeadProblem::too_many_fields:
            return refused(house, 431, "header_too_large");
        case HeadProblem::version:
            return refused(house, 505, "bad_request");
        case HeadProblem::expectation:
            return refused(house, 417, "bad_request");
        case HeadProblem::malformed:
            break;
    }
    return refused(house, 400, "bad_request");
}

Plan plan_request(const House& house, const Head& head, const std::string& peer, bool tls) {
    Plan plan;
    plan.request.remote_address = peer;
    plan.request.secure = tls;
    plan.request.request_id = House::new_request_id();
    if (!fill_request(head, plan.request)) {
        return refused_head(house, HeadProblem::malformed);
    }
    if (house.config.behind_proxy) {
        believe_proxy(plan.request);
    }
    find_route(house, head, plan);
    check_body(house, head, plan);
    plan.close = plan.close || !head.keep_alive;
    return plan;
}

std::int64_t body_limit(const House& house, const Route* route) {
    return route->body == BodyKind::upload ? route->upload_limit : house.config.limits.body_bytes;
}

Response over_limit(const House& house, const Plan& plan) {
    constexpr std::int64_t mega = 1024 * 1024;
    const bool is_file = plan.route->body == BodyKind::upload;
    Finding finding;
    finding.rule = is_file ? "http.file_over_limit" : "http.body_over_limit";
    finding.values = {std::to_string(
        std::max<std::int64_t>((body_limit(house, plan.route) + mega / 2) / mega, 1))};
    return house.router.error(plan.request, 413, "too_large", {finding});
}

UploadFile::UploadFile(const std::filesystem::path& folder) {
    auto name = (folder / "upload-XXXXXX").string();
    m_fd = mkostemp(name.data(), O_CLOEXEC);
    if (m_fd < 0) {
        m_trouble = {errno, std::generic_category()};
        return;
    }
    m_path = name;
}

UploadFile::~UploadFile() {
    close();
    if (!m_path.empty()) {
        std::error_code gone;
        std::filesystem::remove(m_path, gone);
    }
}

void UploadFile::append(std::string_view bytes) {
    while (!bytes.empty() && !m_trouble) {
        const auto written = ::write(m_fd, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) {
            m_trouble = {errno, std::generic_category()};
            return;
        }
        bytes.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
    }
}

void UploadFile::close() {
    if (m_fd >= 0) {
        ::close(m_fd);
        m_fd = -1;
    }
}

}  // namespace ketnap::http
