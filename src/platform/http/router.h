// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/http/message.h"
#include "platform/json/openapi.h"
#include "platform/json/schema.h"
#include "platform/vocabulary/finding.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::http {

enum class BodyKind { none, json, upload };
/// Cheap answers that never block may run on the io thread.
enum class Run { on_worker, inline_on_io };

struct Route {
    Method method = Method::get;
    std::string path;   ///< "/api/people/{id}"
    std::string right;  ///< never empty: "public" says that nobody needs to be signed in
    std::string summary;
    BodyKind body = BodyKind::none;
    std::optional<json::Schema> request_schema;
    std::optional<json::Schema> answer_schema;
    std::function<Response(Request&)> handler;
    Run run = Run::on_worker;
    std::int64_t upload_limit = 25LL * 1024 * 1024;
    bool fresh_factor = false;  ///< wants the second factor given within the last minutes
};

/// Makes the body of an error answer: {code, message, findings[], request_id} in the reader's
/// language. Given by the app; without one the code alone is sent.
using ErrorBody =
    std::function<std::string(const Request&, std::string_view code, const Findings&)>;
/// A failure of ours, for the log: event and detail without personal data.
using FailureLog = std::function<void(const Request&, std::string_view event, std::string_view)>;

/// The one table of what the server answers. A route that is not in it does not exist.
class Router {
  public:
    struct Match {
        const Route* route = nullptr;
        Params params;
        std::string allow;  ///< with no route but a known path: the methods it takes
    };

    Router();
    ~Router();
    Router(Router&&) noexcept;
    Router& operator=(Router&&) noexcept;

    /// Throws std::logic_error for a route without right or handler, or a second one of its kind.
    void add(Route route);
    Match match(Method method, std::string_view raw_path) const;
    /// Runs the handler; every exception becomes an error answer here. 404 and 405 for no route.
    Response dispatch(Request& request) const;
    Response run(const Route& route, Request& request) const;
    /// An error answer in the one shape.
    Response error(const Request& request, int status, std::string_view code,
                   const Findings& findings = {}) const;

    const std::vector<Route>& routes() const;
    std::vector<json::Operation> operations() const;
    void on_error(ErrorBody body, FailureLog log = {});

  private:
    struct Node;
    const Node* find(std::string_view path, std::vector<std::string>& params) const;

    std::vector<Route> m_routes;
    std::unique_ptr<Node> m_root;
    ErrorBody m_error_body;
    FailureLog m_failure_log;
};

}  // namespace ketnap::http
