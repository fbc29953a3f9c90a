// SPDX-License-Identifier: Apache-2.0
#include "platform/http/router.h"

#include "platform/json/write.h"
#include "platform/vocabulary/errors.h"

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>
#include <typeinfo>

namespace ketnap::http {

// A tree by path segment; under one node a written segment goes before a parameter.
struct Router::Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> words;
    std::unique_ptr<Node> param;
    std::map<Method, std::pair<std::size_t, std::vector<std::string>>> routes;

    const Node* find(std::string_view rest, std::vector<std::string>& params) const;
};

namespace {

// "/a/b" → "a" and "/b"; a trailing slash is a segment of its own (and so matches nothing).
std::pair<std::string_view, std::string_view> first_segment(std::string_view path) {
    path.remove_prefix(1);
    const auto end = std::min(path.find('/'), path.size());
    return {path.substr(0, end), path.substr(end)};
}

bool is_param(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

std::string default_body(const Request& request, std::string_view code, const Findings& findings) {
    return json::write(json::Problem{.code = std::string{code},
                                     .message = std::string{code},
                                     .findings = findings,
                                     .request_id = request.request_id});
}

struct CodeStatus {
    std::string_view code;
    int status;
};
constexpr std::array code_statuses{CodeStatus{"not_found", 404},
                                   CodeStatus{"forbidden", 403},
                                   CodeStatus{"csrf", 403},
                                   CodeStatus{"password_must_change", 403},
                                   CodeStatus{"factor_wanted", 403},
                                   CodeStatus{"factor_must_be_set_up", 403},
                                   CodeStatus{"factor_not_fresh", 403},
                                   CodeStatus{"not_signed_in", 401},
                                   CodeStatus{"wrong_sign_in", 401},
                                   CodeStatus{"wrong_recovery", 401},
                                   CodeStatus{"conflict", 409},
                                   CodeStatus{"already_done", 409},
                                   CodeStatus{"too_large", 413},
                                   CodeStatus{"unsupported_media_type", 415},
                                   CodeStatus{"too_many_tries", 429},
                                   CodeStatus{"busy", 503},
                                   CodeStatus{"sign_in_busy", 503},
                                   CodeStatus{"full", 507}};

// A body that could not be read at all is a bad request, not a refusal of the work.
bool unreadable(const RequestError& error) {
    return !error.findings().empty() && error.findings().front().rule.starts_with("body.");
}

int status_of(const RequestError& error) {
    if (error.code() == "refused") {
        return unreadable(error) ? 400 : 422;
    }
    for (const auto& one : code_statuses) {
        if (one.code == error.code()) {
            return one.status;
        }
    }
    return 400;
}

}  // namespace

const Router::Node* Router::Node::find(std::string_view rest,
                                       std::vector<std::string>& params) const {
    if (rest.empty()) {
        return routes.empty() ? nullptr : this;
    }
    const auto [segment, after] = first_segment(rest);
    const auto word = words.find(segment);
    if (word != words.end()) {
        if (const auto* found = word->second->find(after, params)) {
            return found;
        }
    }
    if (!param || segment.empty()) {
        return nullptr;
    }
    auto value = percent_decode(segment, false);
    if (!value) {
        return nullptr;
    }
    params.push_back(std::move(*value));
    const auto* found = param->find(after, params);
    if (found == nullptr) {
        params.pop_back();
    }
    return found;
}

Router::Router() : m_root(std::make_unique<Node>()), m_error_body(default_body) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

void Router::add(Route route) {
    const auto name = std::string{method_name(route.method)} + " " + route.path;
    if (route.right.empty() || !route.handler || !route.path.starts_with('/')) {
        throw std::logic_error("route without right, handler or path: " + name);
    }
    auto* node = m_root.get();
    std::vector<std::string> names;
    for (std::string_view rest = route.path; !rest.empty();) {
        const auto [segment, after] = first_segment(rest);
        rest = after;
        if (is_param(segment)) {
            names.emplace_back(segment.substr(1, segment.size() - 2));
        }
        auto& next = is_param(segment) ? node->param : node->words[std::string{segment}];
        if (!next) {
            next = std::make_unique<Node>();
        }
        node = next.get();
    }
    if (!node->routes.emplace(route.method, std::pair{m_routes.size(), names}).second) {
        throw std::logic_error("route declared twice: " + name);
    }
    m_routes.push_back(std::move(route));
}

Router::Match Router::match(Method method, std::string_view raw_path) const {
    Match out;
    std::vector<std::string> values;
    const auto* node = raw_path.starts_with('/') ? m_root->find(raw_path, values) : nullptr;
    if (node == nullptr) {
        return out;
    }
    const auto found = node->routes.find(method);
    if (found == node->routes.end()) {
        for (const auto& [one, route] : node->routes) {
            out.allow += (out.allow.empty() ? "" : ", ") + std::string{method_name(one)};
            out.allow += one == Method::get ? ", HEAD" : "";
        }
        return out;
    }
    const auto& [index, names] = found->second;
    out.route = &m_routes[index];
    for (std::size_t i = 0; i < names.size(); ++i) {
        out.params[names[i]] = values[i];
    }
    return out;
}

Response Router::dispatch(Request& request) const {
    auto match =
        this->match(request.method, request.raw_path.empty() ? request.path : request.raw_path);
    if (match.route == nullptr) {
        return match.allow.empty()
                   ? error(request, 404, "not_found")
                   : error(request, 405, "method_not_allowed").with("Allow", match.allow);
    }
    request.path_params = std::move(match.params);
    return run(*match.route, request);
}

// One of the three places where exceptions end. What went wrong inside goes to the log by its type
// and place, never to the reader.
Response Router::run(const Route& route, Request& request) const {
    const auto failed = [&](int status, std::string_view code, std::string_view detail) {
        if (m_failure_log) {
            m_failure_log(request, code, detail);
        }
        return error(request, status, code);
    };
    try {
        return route.handler(request);
    } catch (const TryLater& e) {
        return error(request, status_of(e), e.code(), e.findings())
            .with("Retry-After", std::to_string(e.after_seconds));
    } catch (const RequestError& e) {
        if (e.code() == "full") {  // whoever runs the machine must hear of it
            return failed(507, "full", "no space left");
        }
        return error(request, status_of(e), e.code(), e.findings());
    } catch (const DbError& e) {
        return failed(503, "busy", e.what());
    } catch (const BrokenAssumption& e) {
        return failed(500, "internal", e.what());
    } catch (const std::bad_alloc&) {
        return failed(503, "busy", "no memory left");
    } catch (const std::exception& e) {
        return failed(500, "internal", typeid(e).name());
    }
}

Response Router::error(const Request& request, int status, std::string_view code,
                       const Findings& findings) const {
    return json(m_error_body(request, code, findings), status);
}

const std::vector<Route>& Router::routes() const {
    return m_routes;
}

std::vector<json::Operation> Router::operations() const {
    std::vector<json::Operation> out;
    for (const auto& route : m_routes) {
        out.push_back(
            {.method = std::string{method_name(route.method)},
             .path = route.path,
             .right = route.right,
             .summary = route.summary,
             .upload = route.body == BodyKind::upload,
             .request = route.body == BodyKind::json ? route.request_schema : std::nullopt,
             .answer = route.answer_schema});
    }
    return out;
}

void Router::on_error(ErrorBody body, FailureLog log) {
    m_error_body = std::move(body);
    m_failure_log = std::move(log);
}

}  // namespace ketnap::http
