// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/audit/ctx.h"
#include "base/auth/access.h"
#include "base/auth/can.h"
#include "base/messages/messages.h"
#include "platform/http/message.h"
#include "platform/http/router.h"
#include "platform/json/openapi.h"
#include "platform/json/read.h"
#include "platform/json/write.h"

#include <functional>
#include <string>

namespace ketnap::auth {

/// One call of a signed-in (or, for open routes, not signed-in) user.
struct Call {
    audit::Ctx ctx;
    const Rights& rights;
    const messages::Catalogue& messages;
    http::Request& request;
    http::Fields answer_headers{};  ///< added to the answer (the cookie of a new sign-in)

    const std::string& param(std::string_view name) const;  ///< {name} of the path
    std::string query(std::string_view name) const;         ///< ?name=, empty when absent
    messages::Language language() const;
    /// The answer holds what must not lie in the database (P2 values, a first password).
    void answer_is_secret() const;
    bool can(Action action, const Object& object) const {
        return rights.can(ctx.actor, action, object);
    }
    std::vector<std::string> reach(Action action) const { return rights.reach(ctx.actor, action); }
    Scope scope(Action action) const { return rights.scope(ctx.actor, action); }
    void localize(Findings& findings) const { messages.localize(findings, language()); }
};

/// How a command meets the database.
enum class Commits {
    once,    ///< the handler is one transaction, the answer kept with it; nothing slow in it
    itself,  ///< it does slow things (password hashes, files) and writes beside them
    never,   ///< it only asks
};

/// What a route wants of whoever calls it.
struct Wants {
    Action action;
    bool open = false;          ///< nobody needs to be signed in
    bool fresh_factor = false;  ///< the second factor, given within the last five minutes
    Watched counts = Watched::nothing;
};

/// An answer without content: 204.
struct Nothing {};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

/// The route table that slices fill in their http.cpp. A route that is not here does not exist, and
/// each names its right. Handlers get values and give values; JSON, sign-in, CSRF, idempotency and
/// errors are done here.
class Api {
  public:
    /// Turns a request and what its route wants into a Call; throws NotSignedIn, Forbidden. Set by
    /// app/wiring.
    using Gate = std::function<Call(http::Request&, const Wants&)>;

    Api(http::Router& router, Gate gate) : m_router(router), m_gate(std::move(gate)) {}

    /// The same table; what is added by it wants the second factor anew: decisions, roles, exports,
    /// keys. `api.fresh_factor().post<…>(…)`.
    Api fresh_factor() const {
        Api same{*this};
        same.m_fresh_factor = true;
        return same;
    }

    /// The same table; what is added by it counts towards the alerts of an hour.
    Api counted(Watched kind) const {
        Api same{*this};
        same.m_counts = kind;
        return same;
    }

    template <class Answer, class F>
    void get(std::string path, Action action, std::string summary, F fn) {
        add<Answer>({http::Method::get, std::move(path), action, std::move(summary), false},
                    [fn](Call& call) { return fn(call); });
    }
    template <class Answer, class F>
    void del(std::string path, Action action, std::string summary, F fn) {
        add<Answer>({http::Method::del, std::move(path), action, std::move(summary), false},
                    [fn](Call& call) { return fn(call); });
    }
    template <class Body, class Answer, class F>
    void post(std::string path, Action action, std::string summary, F fn,
              Commits commits = Commits::once) {
        with_body<Body, Answer>(
            {http::Method::post, std::move(path), action, std::move(summary), false, commits}, fn);
    }
    /// A question that needs a body (a filter, a form to be checked): it changes nothing.
    template <class Body, class Answer, class F>
    void query(std::string path, Action action, std::string summary, F fn) {
        post<Body, Answer>(std::move(path), action, std::move(summary), fn, Commits::never);
    }
    template <class Body, class Answer, class F>
    void put(std::string path, Action action, std::string summary, F fn) {
        with_body<Body, Answer>(
            {http::Method::put, std::move(path), action, std::move(summary), false}, fn);
    }
    /// A route for people who have not signed in (sign-in itself, set-up): Origin is checked,
    /// nothing else.
    template <class Body, class Answer, class F>
    void open_post(std::string path, std::string summary, F fn) {
        with_body<Body, Answer>({http::Method::post, std::move(path), Action::signed_in,
                                 std::move(summary), true, Commits::itself},
                                fn);
    }
    template <class Answer, class F>
    void open_get(std::string path, std::string summary, F fn) {
        add<Answer>(
            {http::Method::get, std::move(path), Action::signed_in, std::move(summary), true},
            [fn](Call& call) { return fn(call); });
    }
    /// The body is streamed to call.request.upload_file; the handler removes or keeps it.
    template <class Answer, class F>
    void upload(std::string path, Action action, std::string summary, F fn) {
        add<Answer>(
            {http::Method::put, std::move(path), action, std::move(summary), false,
             Commits::itself},
            [fn](Call& call) { return fn(call); }, http::BodyKind::upload);
    }
    /// The same for a new file among others: POST, with the most bytes it may have.
    template <class Answer, class F>
    void upload_new(std::string path, Action action, std::string summary, std::int64_t most, F fn) {
        add<Answer>(
            {http::Method::post, std::move(path), action, std::move(summary), false,
             Commits::itself, most},
            [fn](Call& call) { return fn(call); }, http::BodyKind::upload);
    }
    /// The handler answers whole responses: files, pages to print.
    void download(std::string path, Action action, std::string summary,
                  std::function<http::Response(Call&)> fn);
    /// A download that needs a body (a filter); POST, so that no personal data stands in an
    /// address.
    template <class Body>
    void post_download(std::string path, Action action, std::string summary,
                       std::function<http::Response(Call&, const Body&)> fn) {
        raw({http::Method::post, std::move(path), action, std::move(summary), false},
            http::BodyKind::json, json::schema<Body>(), std::nullopt,
            [fn](Call& call) { return fn(call, body_of<Body>(call)); });
    }

  private:
    struct Head {
        http::Method method;
        std::string path;
        Action action;
        std::string summary;
        bool open = false;
        Commits commits = Commits::once;
        std::int64_t upload_limit = http::Route{}.upload_limit;
    };
    using Run = std::function<http::Response(Call&)>;
    template <class Answer>
    static constexpr bool has_content = !std::is_same_v<Answer, Nothing>;

    template <class Body>
    static Body body_of(Call& call) {
        auto body = json::read<Body>(call.request.body);
        if (!body) {
            throw Refused{std::move(body.error())};
        }
        return std::move(*body);
    }
    template <class Answer, class F>
    void add(Head head, F fn, http::BodyKind kind = http::BodyKind::none) {
        const auto commits = head.method == http::Method::get ? Commits::never : head.commits;
        raw(std::move(head), kind, std::nullopt, schema_of<Answer>(), [fn, commits](Call& call) {
            return carry_out(call, commits, has_content<Answer>,
                             [&] { return answer<Answer>(fn(call)); });
        });
    }
    template <class Body, class Answer, class F>
    void with_body(Head head, F fn) {
        const auto commits = head.commits;
        raw(std::move(head), http::BodyKind::json, json::schema<Body>(), schema_of<Answer>(),
            [fn, commits](Call& call) {
                const auto body = body_of<Body>(call);
                return carry_out(call, commits, has_content<Answer>,
                                 [&] { return answer<Answer>(fn(call, body)); });
            });
    }
    template <class Answer>
    static std::optional<json::Schema> schema_of() {
        return has_content<Answer> ? std::optional{json::schema<Answer>()} : std::nullopt;
    }
    static http::Response carry_out(Call& call, Commits commits, bool has_content,
                                    const std::function<http::Response()>& run);
    template <class Answer>
    static http::Response answer(const Answer& value) {
        if constexpr (has_content<Answer>) {
            return http::json(json::write(value));
        } else {
            return http::no_content();
        }
    }
    void raw(Head head, http::BodyKind kind, std::optional<json::Schema> body,
             std::optional<json::Schema> answer, Run run);

    http::Router& m_router;
    Gate m_gate;
    bool m_fresh_factor = false;
    Watched m_counts = Watched::nothing;
};

}  // namespace ketnap::auth
