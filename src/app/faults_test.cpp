// SPDX-License-Identifier: Apache-2.0
// ASVS 7.4.1: whatever breaks inside, on whatever route and at whatever moment, the caller gets one
// clean answer with a number to name it by, nothing of the inside, and nothing is half saved.
#include "support/faulty_db.h"
#include "support/sqlite_picture.h"
#include "support/whole_office.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <new>
#include <set>

using namespace ketnap;
using test::FaultyDatabase;
using test::WholeOffice;

namespace {

constexpr const char* inside = "INNER sqlite 11: SELECT secret FROM /src/platform/db/x.cpp";

struct Kind {
    const char* name;
    int status;
    std::function<void()> fail;
};

const std::vector<Kind>& kinds() {
    static const std::vector<Kind> all{{"database", 503, [] { throw DbError{inside}; }},
                                       {"assumption", 500, [] { throw BrokenAssumption{inside}; }},
                                       {"library", 500, [] { throw std::runtime_error{inside}; }},
                                       {"memory", 503, [] { throw std::bad_alloc{}; }}};
    return all;
}

struct Failing {
    FaultyDatabase* db = nullptr;
    WholeOffice office;

    Failing()
        : office{[this](std::unique_ptr<db::Database> inner) {
                     auto faulty = std::make_unique<FaultyDatabase>(std::move(inner));
                     db = faulty.get();
                     return faulty;
                 },
                 time::Date{2026, 11, 24}} {}

    const http::Route& route(http::Method method, const std::string& path) {
        const auto match = office.router.match(method, path);
        REQUIRE_MESSAGE(match.route != nullptr, path);
        return *match.route;
    }
};

bool holds_inner_words(const std::string& text) {
    for (const auto* word : {"INNER", "sqlite", "SELECT", "/src/", "std::", ".cpp", "bad_alloc",
                             "runtime_error", "what()"}) {
        if (text.find(word) != std::string::npos) {
            return true;
        }
    }
    return false;
}

void check_clean(const http::Response& answer, int status) {
    CHECK(answer.status == status);
    CHECK(answer.content_type == "application/json");
    CHECK(answer.file.empty());
    CHECK_FALSE(answer.events);
    const auto code = status == 503 ? "busy" : "internal";
    CHECK(answer.body.find(fmt::format("{{\"code\":\"{}\",\"message\":\"", code)) == 0);
    CHECK(answer.body.find(fmt::format("\"message\":\"error.{}", code)) == std::string::npos);
    CHECK(answer.body.find("\"message\":\"\"") == std::string::npos);
    CHECK(answer.body.find(R"("findings":[],"request_id":"test"})") != std::string::npos);
    CHECK_FALSE(holds_inner_words(answer.body));
    for (const auto& [name, value] : answer.headers) {
        CHECK_MESSAGE(name != "Set-Cookie", "a failed sign-in that gives a cookie");
        CHECK_FALSE(holds_inner_words(value));
    }
}

/// One call made again and again with a fault at each of its moments, each time on the same office.
struct Attempt {
    Failing& f;
    const http::Route& route;
    std::string path;
    std::string token;
    std::string body;
    int faults = 0;

    http::Response go() {
        const auto file = f.office.folder / "data" / "ketnap.db";
        const auto kept = f.office.folder / "kept.db";
        test::copy_sqlite(file, kept);
        const test::SqlitePicture before{kept};
        for (int operation = 1;; ++operation) {
            for (const auto& kind : kinds()) {
                for (const auto when :
                     {FaultyDatabase::When::before, FaultyDatabase::When::after}) {
                    CAPTURE(route.path);
                    CAPTURE(operation);
                    f.db->arm({operation, when, kind.fail});
                    const auto answer = f.office.call(route, path, token, body);
                    const bool fired = f.db->fired();
                    f.db->arm({});
                    if (!fired) {
                        return answer;
                    }
                    ++faults;
                    check_clean(answer, kind.status);
                    const bool untouched = before == test::SqlitePicture{file};
                    CHECK_MESSAGE(untouched, route.path << " saved something and says it failed");
                    if (!untouched) {
                        test::copy_sqlite(kept, file);
                    }
                }
            }
        }
    }
};

std::string plain_value(const json::FieldShape& field, const WholeOffice& office) {
    using Shape = json::Shape::Kind;
    switch (field.shape.kind) {
        case Shape::boolean:
            return "true";
        case Shape::integer:
            return "1";
        case Shape::array:
            return "[]";
        case Shape::object:
        case Shape::map:
            return "{}";
        case Shape::choice:
            return "\"" + field.shape.choices.at(0) + "\"";
        default:
            break;
    }
    if (field.name == "org_id" || field.name == "parent_id") {
        return "\"" + office.own.body.id.value + "\"";
    }
    if (field.name == "person_id") {
        return "\"" + office.own.person + "\"";
    }
    return field.shape.format == "date" ? "\"2026-11-02\"" : "\"abc\"";
}

/// A body of the right shape: every required field with a plain value.
std::string plain_body(const http::Route& route, const WholeOffice& office) {
    if (route.body != http::BodyKind::json) {
        return {};
    }
    std::string body;
    const auto& schema = *route.request_schema;
    const auto found = schema.objects.find(schema.root.name);
    if (found != schema.objects.end()) {
        for (const auto& field : found->second) {
            if (field.required) {
                body += fmt::format("{}\"{}\":{}", body.empty() ? "" : ",", field.name,
                                    plain_value(field, office));
            }
        }
    }
    return "{" + body + "}";
}

// ---- a day's work, each step with real values

struct Day {
    Failing& f;
    std::string officer;
    int faults = 0;
    std::set<std::string> routes{};

    /// The step fails at each of its moments in turn; then it succeeds.
    std::string step(http::Method method, const std::string& path, const std::string& body) {
        Attempt attempt{f, f.route(method, path), path, officer, body};
        routes.insert(std::string{http::method_name(method)} + " " + attempt.route.path);
        const auto answer = attempt.go();
        faults += attempt.faults;
        REQUIRE_MESSAGE((answer.status == 200 || answer.status == 204),
                        path << ": " << answer.status << " " << answer.body);
        return answer.body;
    }
    std::string get(const std::string& path) { return step(http::Method::get, path, {}); }
    std::string post(const std::string& path, const std::string& body) {
        return step(http::Method::post, path, body);
    }
    std::string put(const std::string& path, const std::string& body) {
        return step(http::Method::put, path, body);
    }
};

std::string field(const std::string& json, const std::string& name) {
    const auto mark = "\"" + name + "\":";
    const auto at = json.find(mark);
    REQUIRE_MESSAGE(at != std::string::npos, name << " in " << json);
    auto from = at + mark.size();
    const bool quoted = json[from] == '"';
    from += quoted ? 1 : 0;
    return json.substr(from, json.find_first_of(quoted ? "\"" : ",}", from) - from);
}

std::string with_version(const std::string& fields, const std::string& answer) {
    return fields + ",\"version\":" + field(answer, "version") + "}";
}

void people_and_bodies(Day& day) {
    const auto& office = day.f.office;
    const auto root = office.root.id.value;
    const auto org = fmt::format(
        R"({{"parent_id":"{}","system":"party","kind":"sub_cell","code":"X","name":"Chi bộ X")",
        root);
    const auto body = day.post("/api/orgs", org + "}");
    day.put("/api/orgs/" + field(body, "id"), with_version(org, body));
    const auto person = fmt::format(
        R"({{"name":"Đinh Thị Mơ","org_id":"{}","sensitive":{{"national_id":"001196000029","ethnicity":"","religion":""}})",
        field(body, "id"));
    const auto made = day.post("/api/people", person + "}");
    day.put("/api/people/" + field(made, "id"), with_version(person, made));
    day.post("/api/people/" + field(made, "id") + "/reveal", R"({"reason":"kiểm tra"})");
    day.post("/api/people/query", "{}");
    day.put("/api/calendar/2026-12-07",
            R"({"working":false,"name":"nghỉ bù","basis":"thông báo"})");
    day.post("/api/me/language", R"({"language":"en"})");
}

void campaign_and_dossier(Day& day) {
    const auto& office = day.f.office;
    const auto campaign = day.post(
        "/api/campaigns",
        R"({"code":"KN-1","title":"Kế hoạch tổ chức Lễ kết nạp","short_title":"Lễ kết nạp","event_kind":"admission_ceremony","bodies":[{"name":"Đảng ủy","org_id":")" +
            office.root.id.value +
            R"(","authority":"ĐẢNG ỦY","post":"BÍ THƯ","signer":"Hoàng Văn Yên"}],"plan_number":"14-KH/ĐU","plan_on":"2026-05-04","issued_at":"Hà Nội","bases":[],"purposes":[],"requirements":[],"contents":[],"methods":[],"audience":"","target_kind":"exact","target_count":3,"target_as_written":"3 quần chúng","window_as_written":"","event_as_written":"26/12/2026","place":"Hội trường A","place_tentative":false,"expected_count":20,"expected_approximate":true,"groups":[],"dossier_due_as_written":"trước ngày 20/12/2026","list_voted_year":null,"list_cutoff_as_written":"","funding_source":"","tasks":[],"recipients":[]})");
    const auto at = "/api/campaigns/" + field(campaign, "id");
    auto state = day.put(at + "/state", with_version(R"({"state":"approved")", campaign));
    state = day.put(at + "/state", with_version(R"({"state":"running")", state));
    day.post(at + "/quota/allot",
             fmt::format(R"({{"units":[{{"org_id":"{}","weight":100,"source_count":3}}]}})",
                         office.own.body.id.value));
    const auto request = day.post(
        at + "/requests",
        R"({"kind":"nominate","title":"Giới thiệu quần chúng","text":"","due_as_written":"20/12/2026","units":[]})");
    day.post(at + "/nominations", fmt::format(R"({{"person_id":"{}","request_id":"{}","note":""}})",
                                              office.own.person, field(request, "id")));
    const auto dossier = "/api/dossiers/" + office.own.dossier;
    const auto paper = [&](const std::string& form, const std::string& version) {
        return day.put(
            dossier + "/papers/" + form,
            R"({"received":true,"received_on":null,"is_signed":true,"is_sealed":true,"dates":{},"facts":{},"version":)" +
                version + "}");
    };
    auto row = paper("application", field(day.get(dossier), "version"));
    row = paper("life_history", field(row, "version"));
    row = day.post(
        dossier + "/votes",
        with_version(
            R"({"body":"cell","held_on":"2026-06-15","base":4,"present":4,"in_favour":4,"against":0)",
            row));
    day.post(dossier + "/move", with_version(R"({"to":"submitted")", row));
}

void meeting(Day& day) {
    const auto made = day.post(
        "/api/meetings",
        fmt::format(
            R"({{"org_id":"{}","campaign_id":"","kind":"held","body_kind":"standing_board","body_name":"Ban Thường vụ","held_on":"2026-11-20","starts_at":"","venue":"","member_count":13,"present_count":12,"absent_note":"","chair_name":"Hoàng Văn Yên","secretary_name":"Trần Thị Thu","tellers":"","decided_on":"2026-11-20","signer_post":"BÍ THƯ","signer_name":"Hoàng Văn Yên","signer_person_id":"","paper":"","sent_on":"","closes_on":""}})",
            day.f.office.root.id.value));
    CHECK(field(made, "id").size() == 36);
}

}  // namespace

TEST_CASE("whatever fails inside, on every route and at every moment, gives one clean answer") {
    Failing f;
    int faults = 0;
    for (const auto& route : f.office.router.routes()) {
        const auto token = test::token_for(f.office, route);
        const auto object = test::object_for(route.path, f.office.own);
        const auto path = test::filled(
            route.path, object.empty() ? "01900000-0000-7000-8000-00000000eeee" : object);
        Attempt attempt{f, route, path, token, plain_body(route, f.office)};
        CAPTURE(route.path);
        CHECK(attempt.go().status < 500);
        CHECK((attempt.faults > 0 || test::is_public(route)));
        faults += attempt.faults;
    }
    MESSAGE(fmt::format("{} failures", faults));
    CHECK(faults > 1000);
}

TEST_CASE("a day's work that fails at each moment of each step leaves nothing half saved") {
    Failing f;
    Day day{f, f.office.account("can-bo", "organization_officer", f.office.root.id,
                                crypto::password_hash(test::office_password))};
    people_and_bodies(day);
    campaign_and_dossier(day);
    meeting(day);
    MESSAGE(fmt::format("{} failures over {} routes", day.faults, day.routes.size()));
    CHECK(day.routes.size() >= 18);
}

TEST_CASE("a command that fails again and again under one key is done once in the end") {
    Failing f;
    const auto token = f.office.account("can-bo", "organization_officer", f.office.root.id,
                                        crypto::password_hash(test::office_password));
    const auto& route = f.route(http::Method::post, "/api/people");
    const auto body =
        fmt::format(R"({{"name":"Đinh Thị Mơ","org_id":"{}"}})", f.office.own.body.id.value);
    const auto count = [&] {
        return f.office.office->cli_ctx().read([](db::Tx& tx) {
            return *tx.one("SELECT count(*) FROM person WHERE tenant_id = ?1", {},
                           [](const db::Row& row) { return row.big(0); });
        });
    };
    const auto send = [&] {
        http::Request request;
        request.method = http::Method::post;
        request.path = "/api/people";
        request.body = body;
        request.request_id = "test";
        request.headers.emplace_back("Cookie", std::string{auth::sign_in_cookie} + "=" + token);
        request.headers.emplace_back("X-CSRF-Token", auth::csrf_token_of(token));
        request.headers.emplace_back("Idempotency-Key", "01900000-0000-7000-8000-0000000000aa");
        return f.office.router.run(route, request);
    };
    const auto before = count();
    int operation = 1;
    for (int status = 0; status != 200 && operation < 20; ++operation) {
        f.db->arm({operation, FaultyDatabase::When::before, kinds()[0].fail});
        const auto answer = send();
        f.db->arm({});
        status = answer.status;
        CHECK((status == 503 || status == 200));
        CHECK(count() == before + (status == 200 ? 1 : 0));
    }
    CHECK(operation > 2);
    CHECK(count() == before + 1);
}
