// SPDX-License-Identifier: Apache-2.0
#include "platform/http/answer.h"
#include "platform/http/router.h"
#include "platform/http/sse.h"
#include "platform/vocabulary/errors.h"

#include <doctest/doctest.h>

#include <stdexcept>

using namespace ketnap;
using namespace ketnap::http;

namespace {

Route route(Method method, std::string path, std::string answer) {
    Route out;
    out.method = method;
    out.path = std::move(path);
    out.right = "test";
    out.handler = [answer](Request& request) {
        std::string text = answer;
        for (const auto& [name, value] : request.path_params) {
            text += " " + name + "=" + value;
        }
        return http::text(text);
    };
    return out;
}

Router sample_router() {
    Router router;
    router.add(route(Method::get, "/api/people", "list"));
    router.add(route(Method::post, "/api/people", "create"));
    router.add(route(Method::get, "/api/people/{id}", "one"));
    router.add(route(Method::get, "/api/people/export", "export"));
    router.add(route(Method::get, "/api/people/{id}/relatives/{no}", "relative"));
    return router;
}

Response call(const Router& router, Method method, std::string path) {
    Request request;
    request.method = method;
    request.path = std::move(path);
    return router.dispatch(request);
}

template <class E>
int status_when_thrown(const E& error) {
    Router router;
    auto throwing = route(Method::get, "/x", "");
    throwing.handler = [error](Request&) -> Response { throw E{error}; };
    router.add(std::move(throwing));
    const auto answer = call(router, Method::get, "/x");
    CHECK(answer.content_type == "application/json");
    CHECK(answer.body.find("secret") == std::string::npos);
    return answer.status;
}

std::string head_of(const Response& response, std::string_view path) {
    return answer_head(response, {.length = 3, .path = path, .request_id = "r1"});
}

}  // namespace

TEST_CASE("dispatch finds the route, written words before parameters") {
    const auto router = sample_router();
    struct Case {
        Method method;
        const char* path;
        int status;
        const char* body;
    };
    for (const auto& one :
         {Case{Method::get, "/api/people", 200, "list"},
          Case{Method::post, "/api/people", 200, "create"},
          Case{Method::get, "/api/people/7", 200, "one id=7"},
          Case{Method::get, "/api/people/export", 200, "export"},
          Case{Method::get, "/api/people/a%2Fb", 200, "one id=a/b"},
          Case{Method::get, "/api/people/7/relatives/2", 200, "relative id=7 no=2"},
          Case{Method::get, "/api/people/export/relatives/2", 200, "relative id=export no=2"}}) {
        CAPTURE(one.path);
        const auto answer = call(router, one.method, one.path);
        CHECK(answer.status == one.status);
        CHECK(answer.body == one.body);
    }
    for (const auto* path : {"/api/people/", "/api//people", "/api", "/", "", "/api/people/%ff",
                             "/api/people/7/relatives", "/API/people"}) {
        CAPTURE(path);
        CHECK(call(router, Method::get, path).status == 404);
    }
}

TEST_CASE("a known path with another method says which it takes") {
    const auto answer = call(sample_router(), Method::del, "/api/people");
    CHECK(answer.status == 405);
    CHECK(answer.headers == Fields{{"Allow", "GET, HEAD, POST"}});
}

TEST_CASE("a route without a right, or declared twice, does not start") {
    Router router = sample_router();
    auto rightless = route(Method::get, "/api/more", "");
    rightless.right.clear();
    CHECK_THROWS_AS(router.add(std::move(rightless)), std::logic_error);
    CHECK_THROWS_AS(router.add(route(Method::get, "/api/people/{code}", "")), std::logic_error);
    CHECK(router.operations().at(2).path == "/api/people/{id}");
}

TEST_CASE("every exception becomes an answer of one shape that says nothing of the inside") {
    CHECK(status_when_thrown(NotFound{}) == 404);
    CHECK(status_when_thrown(Forbidden{}) == 403);
    CHECK(status_when_thrown(NotSignedIn{}) == 401);
    CHECK(status_when_thrown(Conflict{}) == 409);
    CHECK(status_when_thrown(Refused{{field_finding("field.required", "name")}}) == 422);
    CHECK(status_when_thrown(Refused{{field_finding("body.malformed", "")}}) == 400);
    CHECK(status_when_thrown(RequestError{"csrf", {}}) == 403);
    CHECK(status_when_thrown(RequestError{"something", {}}) == 400);
    CHECK(status_when_thrown(DbError{"secret"}) == 503);
    CHECK(status_when_thrown(BrokenAssumption{"secret"}) == 500);
    CHECK(status_when_thrown(std::runtime_error{"secret"}) == 500);
}

TEST_CASE("every answer carries the policy, and the gate page alone has wasm and the camera") {
    const auto page = head_of(text("abc"), "/people");
    CHECK(page.find("Content-Security-Policy: default-src 'none'; script-src 'self'; style-src "
                    "'self'; img-src 'self' blob:; connect-src 'self'; font-src 'self'; worker-src "
                    "'self'; manifest-src 'self'; media-src 'self'; form-action 'self'; base-uri "
                    "'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
                    "trusted-types svelte-trusted-html ketnap-url\r\n") != std::string::npos);
    for (const auto* field :
         {"X-Content-Type-Options: nosniff\r\n", "Referrer-Policy: no-referrer\r\n",
          "Cross-Origin-Opener-Policy: same-origin\r\n",
          "Cross-Origin-Resource-Policy: same-origin\r\n", "Permissions-Policy: camera=(),",
          "Cache-Control: no-store\r\n", "X-Request-Id: r1\r\n", "Content-Length: 3\r\n"}) {
        CAPTURE(field);
        CHECK(page.find(field) != std::string::npos);
    }
    CHECK(page.find("Server:") == std::string::npos);
    CHECK(page.find("Strict-Transport") == std::string::npos);
    const auto gate = head_of(text("abc"), "/gate");
    CHECK(gate.find("script-src 'self' 'wasm-unsafe-eval';") != std::string::npos);
    CHECK(gate.find("Permissions-Policy: camera=(self),") != std::string::npos);
    CHECK(head_of(text("abc"), "/gateway").find("wasm") == std::string::npos);
}

TEST_CASE("a download keeps its Vietnamese name and runs nothing") {
    const auto head = head_of(download("abc", "text/csv", "Kết \"nạp\".csv"), "/api/x");
    CHECK(head.find("Content-Disposition: attachment; filename=\"K_t _n_p_.csv\"; "
                    "filename*=UTF-8''K%E1%BA%BFt%20%22n%E1%BA%A1p%22.csv\r\n") !=
          std::string::npos);
    CHECK(head.find("ketnap-url; sandbox\r\n") != std::string::npos);
}

TEST_CASE("a redirect goes to a path of our own and nowhere else") {
    for (const auto* path :
         {"//evil.example", "/\\evil.example", "https://evil.example", "", "evil", "/a\tb",
          "/a\r\nSet-Cookie: x=1", "/\t/evil.example", "/ a", "\\\\evil"}) {
        CAPTURE(path);
        CHECK_FALSE(is_own_path(path));
        CHECK_THROWS_AS(redirect(path), BrokenAssumption);
    }
    CHECK(redirect("/people/7?x=1").status == 303);
    CHECK_THROWS_AS(text("").with("X", "a\r\nb"), BrokenAssumption);
}

TEST_CASE("cookies are found by their whole name") {
    Request request;
    request.headers = {{"Cookie", "a=1; __Host-s=t.secret=x;b=2"}, {"cookie", "c=3"}};
    CHECK(request.cookie("__Host-s") == "t.secret=x");
    CHECK(request.cookie("b") == "2");
    CHECK(request.cookie("c") == "3");
    CHECK(request.cookie("s").empty());
}

TEST_CASE("the date of an answer is the protocol's own form") {
    CHECK(http_date(1711413000000) == "Tue, 26 Mar 2024 00:30:00 GMT");
    CHECK(http_date(0) == "Thu, 01 Jan 1970 00:00:00 GMT");
}

TEST_CASE("an event keeps its line breaks inside its own frame") {
    CHECK(event_text({7, "scan", "a\nb\r\nc"}) ==
          "id: 7\nevent: scan\ndata: a\ndata: b\ndata: c\n\n");
    CHECK(event_text({8, "", ""}) == "id: 8\ndata: \n\n");
}

TEST_CASE("the hub gives each listener its topics, and cuts off one that never reads") {
    EventHub hub;
    int woken = 0;
    auto board = hub.subscribe({"gate", "queue"}, [&] { ++woken; });
    auto other = hub.subscribe({"jobs"}, [] {});
    hub.publish("gate", {1, "scan", "{}"});
    hub.publish("queue", {2, "call", "{}"});
    CHECK(woken == 2);
    CHECK(board->take() == "id: 1\nevent: scan\ndata: {}\n\nid: 2\nevent: call\ndata: {}\n\n");
    CHECK(board->take().empty());
    CHECK(other->take().empty());
    hub.publish("gate", {3, "scan", std::string(300 * 1024, 'x')});
    CHECK(board->closed());
    board.reset();
    hub.publish("gate", {4, "scan", ""});
    hub.publish("queue", {5, "call", ""});
    CHECK(hub.listeners() == 1);
    hub.close();
    CHECK(other->closed());
    CHECK(hub.subscribe({"late"}, [] {})->closed());
}
