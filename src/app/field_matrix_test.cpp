// SPDX-License-Identifier: Apache-2.0
// ASVS 4.1.3 as a matrix that grows by itself: every output of every route for every role that has
// its right, unpacked where it is packed, is searched for values of the sealed classes. A value may
// stand only where this file says so.
#include "base/privacy/registers.h"
#include "platform/ooxml/zip_read.h"
#include "stage/dossier/opinions.h"
#include "support/poppler.h"
#include "support/whole_office.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <set>

using namespace ketnap;
using test::filled;
using test::is_public;
using test::object_for;
using test::WholeOffice;

namespace {

struct Canary {
    const char* field_class;
    std::string value;
};

const std::vector<Canary>& canaries() {
    static const std::vector<Canary> all{{"P2", test::canary},
                                         {"P3", "chim-hoang-yen-nhan-xet"},
                                         {"P3", "chim-hoang-yen-y-kien"},
                                         {"P3", "chim-hoang-yen-yeu-cau"}};
    return all;
}

/// Routes that show a sealed value on purpose: for a stated reason, audited before the answer.
const std::set<std::string>& shown_on_purpose() {
    static const std::set<std::string> all{
        "/api/people/{id}/reveal",
        "/api/privacy/own-data",
        "/api/privacy/requests",  // what was asked, to whoever keeps the register
        "/api/privacy/requests/{id}/answer",
        "/api/privacy/requests/{id}/extend",
        "/api/privacy/requests/{id}/close",
        "/api/dossiers/{id}/papers/{form}/remark",
        "/api/dossiers/{id}/consultations/{opinion_id}/text"};
    return all;
}

struct Filled : WholeOffice {
    Filled() {
        const auto ctx = office->cli_ctx();
        const dossier::Work work{ctx, shipped.rights, books->dossiers};
        const dossier::DossierId id{own.dossier};
        auto version = dossier_version();
        dossier::PaperRow paper;
        paper.form = "application";
        dossier::put_paper(work, id, paper, canaries()[1].value, version);
        version = dossier_version();
        dossier::ask_opinions(work, id,
                              {"Có ý kiến gì", "2026-01-20", {{other.body.id.value, {}}}, version});
        const auto opinion = ctx.read([&](db::Tx& tx) { return dossier::opinions(tx, id).at(0); });
        dossier::answer_opinion(
            work, id, opinion.id,
            {dossier::Answer::disagree, canaries()[2].value, {}, opinion.version});
        const privacy::Desk desk{shipped.privacy,
                                 *shipped.papers,
                                 shipped.calendar,
                                 shipped.messages,
                                 shipped.lists,
                                 office->shelf(),
                                 {}};
        privacy::add_request({ctx, shipped.rights, desk}, {own.person, privacy::RequestKind::object,
                                                           "2026-01-05", canaries()[3].value});
    }
    std::int64_t dossier_version() {
        return office->cli_ctx().read(
            [&](db::Tx& tx) { return dossier::get(tx, dossier::DossierId{own.dossier}).version; });
    }
};

Filled& house() {
    static Filled one;
    return one;
}

bool is_zip(const std::string& bytes) {
    return bytes.starts_with("PK\x03\x04");
}

/// What a person would see of an answer: of a workbook or document every part of it, of a PDF its
/// text.
std::string readable(const std::string& body) {
    if (body.starts_with("%PDF-")) {
        return support::pdf_text(body);
    }
    if (!is_zip(body)) {
        return body;
    }
    constexpr std::size_t most = 64U << 20U;
    auto zip = ooxml::ZipReader::open_bytes(body);
    REQUIRE(zip);
    std::string all;
    for (const auto& name : zip->names()) {
        all += zip->read(name, most).value_or("");
    }
    return all;
}

std::string value_for(const json::FieldShape& field, const std::string& as) {
    using Kind = json::Shape::Kind;
    const auto& h = house();
    const auto& name = field.name;
    switch (field.shape.kind) {
        case Kind::boolean:
            return "true";
        case Kind::integer:
            return "1";
        case Kind::choice:
            return "\"" + field.shape.choices.front() + "\"";
        case Kind::array:
            return name.ends_with("_ids") || name == "ids" ? "[\"" + h.own.person + "\"]" : "[]";
        case Kind::map:
        case Kind::object:
            return "{}";
        default:
            break;
    }
    if (name == "as" || name == "format") {
        return "\"" + as + "\"";
    }
    if (name.ends_with("person_id")) {
        return "\"" + h.own.person + "\"";
    }
    if (name.ends_with("dossier_id")) {
        return "\"" + h.own.dossier + "\"";
    }
    if (name.ends_with("org_id")) {
        return "\"" + h.own.body.id.value + "\"";
    }
    const bool day = name.ends_with("_on") || name == "on" || name == "dated";
    return day ? "\"2026-01-05\"" : "\"một lý do\"";
}

/// A body that a well-meaning caller would send: what is required, and how it is to come.
std::string body_for(const http::Route& route, const std::string& as) {
    if (route.body != http::BodyKind::json || !route.request_schema) {
        return "";
    }
    const auto& schema = *route.request_schema;
    const auto record = schema.objects.find(schema.root.name);
    std::string body;
    if (record != schema.objects.end()) {
        for (const auto& field : record->second) {
            if (field.required || field.name == "as" || field.name == "format") {
                body += fmt::format("{}\"{}\":{}", body.empty() ? "" : ",", field.name,
                                    value_for(field, as));
            }
        }
    }
    return "{" + body + "}";
}

struct Seen {
    int answers = 0;
    int documents = 0;
    int refusals = 0;
};

void look(const http::Route& route, const http::Response& response, Seen& seen) {
    const auto text = readable(response.body);
    seen.answers += response.status < 300 ? 1 : 0;
    seen.refusals += response.status >= 400 ? 1 : 0;
    seen.documents += text.size() != response.body.size() ? 1 : 0;
    for (const auto& canary : canaries()) {
        CAPTURE(canary.field_class);
        CAPTURE(canary.value);
        const bool there = text.find(canary.value) != std::string::npos;
        CHECK((!there || (response.status < 300 && shown_on_purpose().contains(route.path))));
    }
}

// What ends or changes the house of the others is left to its own tests.
bool leaves_the_house_standing(const http::Route& route) {
    const auto& path = route.path;
    return route.method != http::Method::del && path != "/api/sign-out" &&
           path.find("/password") == std::string::npos && !path.starts_with("/api/accounts");
}

}  // namespace

TEST_CASE("the canaries are there: each opens where it is shown on purpose") {
    auto& h = house();
    const auto ctx = h.office->cli_ctx();
    CHECK(people::reveal(ctx, h.shipped.rights, people::PersonId{h.own.person}, "đối chiếu")
              .national_id == canaries()[0].value);
    const dossier::Work work{ctx, h.shipped.rights, h.books->dossiers};
    const dossier::DossierId id{h.own.dossier};
    const auto opinion = ctx.read([&](db::Tx& tx) { return dossier::opinions(tx, id).at(0); });
    CHECK(dossier::open_opinion(work, id, opinion.id) == canaries()[2].value);
}

TEST_CASE("no output of any route holds a sealed value but where it is shown on purpose") {
    auto& h = house();
    Seen seen;
    for (const auto& route : h.router.routes()) {
        if (is_public(route) || !leaves_the_house_standing(route)) {
            continue;
        }
        const auto right = *auth::action_of(route.right);
        for (const auto& [role, token] : h.tokens) {
            const auto& may = h.shipped.rights.book().roles.at(role).may;
            if (right != auth::Action::signed_in && !may.contains(right)) {
                continue;
            }
            const auto object = object_for(route.path, h.own);
            const auto path = filled(
                route.path, object.empty() ? "01900000-0000-7000-8000-00000000eeee" : object);
            CAPTURE(role);
            CAPTURE(route.path);
            for (const auto* as : {"pdf", "docx", "xlsx", "csv", "json"}) {
                const auto body = body_for(route, as);
                look(route, h.call(route, path, token, body), seen);
                if (body.find("\"as\"") == std::string::npos &&
                    body.find("\"format\"") == std::string::npos) {
                    break;
                }
            }
        }
    }
    MESSAGE(fmt::format("{} answers, {} of them documents, {} refusals", seen.answers,
                        seen.documents, seen.refusals));
    CHECK(seen.answers > 200);
    CHECK(seen.refusals > 200);
}

TEST_CASE("search finds no sealed value, whoever searches") {
    auto& h = house();
    for (const auto& route : h.router.routes()) {
        if (route.path != "/api/people/query" && route.path != "/api/dossiers/query") {
            continue;
        }
        for (const auto& [role, token] : h.tokens) {
            for (const auto& canary : canaries()) {
                const auto body = fmt::format("{{\"text\":\"{}\"}}", canary.value);
                const auto response = h.call(route, route.path, token, body);
                CAPTURE(role);
                CHECK((response.status != 200 ||
                       response.body.find(h.own.person) == std::string::npos));
            }
        }
    }
}
