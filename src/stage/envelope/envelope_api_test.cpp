// SPDX-License-Identifier: Apache-2.0
#include "base/attachments/attachments.h"
#include "base/audit/trace.h"
#include "base/documents/documents.h"
#include "stage/envelope/http.h"
#include "support/api_fixture.h"
#include "support/dossier_fixture.h"
#include "support/sample_files.h"
#include "support/temp_folder.h"

#include <fmt/format.h>

#include <fstream>

using namespace ketnap;
using http::Method;

namespace {

struct Desk : test::DossierOffice {
    test::TempFolder folder;
    std::unique_ptr<attachments::Shelf> shelf = attachments::folder_shelf(folder / "attachments");
    std::shared_ptr<const documents::Library> library = documents::library(data);
    test::ApiFixture api{rights};
    audit::Ctx committee = as("committee_member", root);
    audit::Ctx verifier = as("verifier", root);

    Desk() {
        auto table = api.api();
        envelope::add_routes(table, {book, *shelf, *library, folder / "work"});
    }
    http::Response send(const audit::Ctx& as, const std::string& path, const std::string& bytes,
                        const std::string& name) {
        api.who.emplace(as);
        http::Request request;
        request.method = Method::post;
        request.path = request.raw_path = path;
        request.headers.emplace_back("X-File-Name", http::percent_encode(name));
        request.upload_file = folder / "incoming";
        request.headers.emplace_back("X-Contains-Secret", "no");
        std::ofstream{request.upload_file, std::ios::binary} << bytes;
        return api.router.dispatch(request);
    }
    http::Response get(const audit::Ctx& as, const std::string& path) {
        return api.send(as, Method::get, path);
    }
};

std::string url(const dossier::Dossier& d, const std::string& rest) {
    return "/api/dossiers/" + d.id.value + rest;
}

bool has(const http::Response& answer, const std::string& text) {
    return answer.body.find(text) != std::string::npos;
}

/// The first "id" of the answer: the newest version of the first file.
std::string first_id(const http::Response& answer) {
    const auto at = answer.body.find("\"id\":\"") + 6;
    return answer.body.substr(at, 36);
}

}  // namespace

DB_TEST_CASE("a unit puts a scan to a paper, everyone who reads the dossier sees its pages") {
    Desk desk;
    const auto d = desk.opened();
    const auto sent = desk.send(desk.clerk, url(d, "/papers/application/attachments"),
                                test::sample_pdf(2), "đơn.pdf");
    INFO(sent.body);
    CHECK(sent.status == 200);
    CHECK(has(sent, "\"form\":\"application\""));
    CHECK(has(sent, "\"pages\":2"));
    const auto id = first_id(sent);
    desk.committee.actor.agenda = {d.person_id.value};
    const auto page = desk.get(desk.committee, url(d, "/attachments/" + id + "/pages/2"));
    CHECK(page.status == 200);
    CHECK(page.content_type == "image/jpeg");
    CHECK(!page.download_name.empty());  // attachment, nosniff, CSP sandbox: see platform/http
    CHECK(desk.get(desk.committee, url(d, "/attachments/" + id + "/pages/3")).status == 404);
    CHECK(desk.get(desk.committee, url(d, "/attachments/" + id + "/pages/x")).status == 404);
    const auto file = desk.get(desk.committee, url(d, "/attachments/" + id + "/file"));
    CHECK(file.body == test::sample_pdf(2));
    CHECK(file.content_type == "application/pdf");
    CHECK(file.download_name == "đơn.pdf");
    const auto rows =
        desk.cli().read([&](db::Tx& tx) { return audit::history(tx, "dossier", d.id.value); });
    CHECK(rows[0].action == "attachment.downloaded");
    CHECK(rows[1].action == "attachment.viewed");
}

DB_TEST_CASE("another unit learns nothing of a file, and puts none there") {
    Desk desk;
    const auto d = desk.opened();
    const auto sent = desk.send(desk.clerk, url(d, "/papers/application/attachments"),
                                test::sample_pdf(1), "đơn.pdf");
    const auto id = first_id(sent);
    CHECK(desk.get(desk.clerk_b, url(d, "/attachments")).status == 404);
    CHECK(desk.get(desk.clerk_b, url(d, "/attachments/" + id + "/file")).status == 404);
    CHECK(desk.get(desk.clerk_b, url(d, "/attachments/" + id + "/pages/1")).status == 404);
    CHECK(desk.send(desk.clerk_b, url(d, "/papers/application/attachments"), test::sample_pdf(1),
                    "x.pdf")
              .status == 404);
    desk.committee.actor.agenda = {d.person_id.value};
    CHECK(desk.send(desk.committee, url(d, "/papers/application/attachments"), test::sample_pdf(1),
                    "x.pdf")
              .status == 403);
    const auto other = desk.opened("Lê Thị Thùy");
    CHECK(desk.get(desk.clerk, url(other, "/attachments/" + id + "/file")).status == 404);
}

DB_TEST_CASE("papers of verification are closed to whoever only reads the dossier") {
    Desk desk;
    const auto d = desk.opened();
    const auto sent = desk.send(desk.clerk, url(d, "/papers/verification/attachments"),
                                test::sample_pdf(1), "thẩm tra.pdf");
    const auto id = first_id(sent);
    desk.committee.actor.agenda = {d.person_id.value};
    desk.verifier.actor.assigned = {d.person_id.value};
    CHECK(!has(desk.get(desk.committee, url(d, "/attachments")), id));
    CHECK(desk.get(desk.committee, url(d, "/attachments/" + id + "/file")).status == 404);
    CHECK(has(desk.get(desk.verifier, url(d, "/attachments")), id));
    CHECK(desk.get(desk.verifier, url(d, "/attachments/" + id + "/file")).status == 200);
}

DB_TEST_CASE("a fake, an unknown paper and a dossier on its way are refused with the reason") {
    Desk desk;
    auto d = desk.complete(desk.opened());
    const auto refusal = [&](const std::string& form, const std::string& bytes,
                             const std::string& name) {
        const auto answer =
            desk.send(desk.clerk, url(d, "/papers/" + form + "/attachments"), bytes, name);
        CHECK(answer.status == 422);
        return answer.body;
    };
    CHECK(refusal("application", "MZ program", "đơn.pdf").find("attachment.not_allowed") !=
          std::string::npos);
    CHECK(refusal("no_such_form", test::sample_pdf(1), "đơn.pdf").find("paper.unknown") !=
          std::string::npos);
    d = desk.moved(d, dossier::State::submitted, desk.clerk);
    CHECK(refusal("application", test::sample_pdf(1), "đơn.pdf").find("dossier.closed") !=
          std::string::npos);
}

DB_TEST_CASE("an office without a letter exports an empty register") {
    Desk desk;
    for (const auto* format : {"xlsx", "pdf"}) {
        const auto answer = desk.api.send(desk.officer, Method::post, "/api/letters/export",
                                          fmt::format(R"({{"format":"{}"}})", format));
        INFO(answer.body);
        CHECK(answer.status == 200);
        CHECK(!answer.download_name.empty());
    }
}

DB_TEST_CASE(
    "a better scan takes the place of the first, and a wrong file is taken out for a reason") {
    Desk desk;
    const auto d = desk.opened();
    const auto first = first_id(desk.send(desk.clerk, url(d, "/papers/application/attachments"),
                                          test::sample_pdf(1), "mờ.pdf"));
    const auto second = desk.send(desk.clerk, url(d, "/attachments/" + first + "/versions"),
                                  test::sample_jpeg(), "rõ.jpg");
    CHECK(second.status == 200);
    CHECK(has(second, "\"version_no\":2"));
    CHECK(has(second, "mờ.pdf"));
    const auto take_out = url(d, "/attachments/" + first + "/take-out");
    CHECK(desk.api.send(desk.clerk, Method::post, take_out, R"({"reason":" "})").status == 422);
    const auto out =
        desk.api.send(desk.clerk, Method::post, take_out, R"({"reason":"Nhầm hồ sơ"})");
    CHECK(has(out, "\"taken_out\":true"));
    CHECK(has(out, "Nhầm hồ sơ"));
}
