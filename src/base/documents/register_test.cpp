// SPDX-License-Identifier: Apache-2.0
#include "base/documents/register.h"

#include "platform/vocabulary/errors.h"
#include "support/db_fixture.h"

#include <atomic>
#include <thread>

using namespace ketnap;
using namespace ketnap::documents;
using ketnap::test::TestDb;

namespace {

DocumentId a_draft(const TestDb& db, const std::string& type, const std::string& term,
                   const std::string& supersedes = {}) {
    return db.write([&](db::Tx& tx) {
        return draft(tx, {"decision_9knd", "decision", "x", type, term, supersedes});
    });
}

Document issued(const TestDb& db, const DocumentId& id) {
    return db.write([&](db::Tx& tx) { return issue(tx, id, "ĐUK", "2026-02-02"); });
}

}  // namespace

DB_TEST_CASE("numbers begin at 01 for every type and every term") {
    const TestDb db;
    CHECK(issued(db, a_draft(db, "QĐ", "2020-2025")).number_text == "01-QĐ/ĐUK");
    CHECK(issued(db, a_draft(db, "QĐ", "2020-2025")).number_text == "02-QĐ/ĐUK");
    CHECK(issued(db, a_draft(db, "TTr", "2020-2025")).number_text == "01-TTr/ĐUK");
    CHECK(issued(db, a_draft(db, "QĐ", "2025-2030")).number_text == "01-QĐ/ĐUK");
}

DB_TEST_CASE("an operation that fails gives its number back") {
    const TestDb db;
    const auto first = a_draft(db, "QĐ", "2025-2030");
    CHECK_THROWS_AS(db.write([&](db::Tx& tx) {
        (void)issue(tx, first, "ĐUK", "2026-02-02");
        throw Conflict();
    }),
                    Conflict);
    CHECK(issued(db, a_draft(db, "QĐ", "2025-2030")).number == 1);
    CHECK(issued(db, first).number == 2);
    const auto all = db.read([](db::Tx& tx) { return numbered(tx, "QĐ", "2025-2030"); });
    REQUIRE(all.size() == 2);
    CHECK(all[0].number == 1);
    CHECK(all[1].id == first);
}

DB_TEST_CASE("a paper is issued once and keeps its number") {
    const TestDb db;
    const auto id = a_draft(db, "QĐ", "2025-2030");
    const auto paper = issued(db, id);
    CHECK(paper.state == DocumentState::issued);
    CHECK(paper.dated == "2026-02-02");
    CHECK_THROWS_AS(issued(db, id), Conflict);
    CHECK(db.read([&](db::Tx& tx) { return load(tx, id); }).number == 1);
    CHECK_THROWS_AS(db.read([&](db::Tx& tx) { return load(tx, DocumentId{new_uuid(1)}); }),
                    NotFound);
}

DB_TEST_CASE("a corrected paper takes the place of the old one under a new number") {
    const TestDb db;
    const auto old = a_draft(db, "QĐ", "2025-2030");
    issued(db, old);
    const auto corrected = issued(db, a_draft(db, "QĐ", "2025-2030", old.value));
    CHECK(corrected.number == 2);
    CHECK(corrected.supersedes == old.value);
    const auto papers = db.read([](db::Tx& tx) { return of_object(tx, "decision", "x"); });
    REQUIRE(papers.size() == 2);
    CHECK(papers[0].state == DocumentState::superseded);
    CHECK_THROWS_AS(issued(db, a_draft(db, "QĐ", "2025-2030", old.value)), Conflict);
}

DB_TEST_CASE("an office goes on behind its paper register and never below it") {
    const TestDb db;
    db.write([](db::Tx& tx) { continue_after(tx, "QĐ", "2020-2025", 411); });
    CHECK(issued(db, a_draft(db, "QĐ", "2020-2025")).number_text == "412-QĐ/ĐUK");
    CHECK(db.read([](db::Tx& tx) { return last_number(tx, "QĐ", "2020-2025"); }) == 412);
    CHECK(db.read([](db::Tx& tx) { return last_number(tx, "TTr", "2020-2025"); }) == 0);
    CHECK_THROWS_AS(db.write([](db::Tx& tx) { continue_after(tx, "QĐ", "2020-2025", 400); }),
                    Conflict);
}

DB_TEST_CASE(
    "a number given on paper is taken as it is, once, and what it leaves out is explained") {
    const TestDb db;
    const auto as = [&](std::int64_t number, const std::string& reason) {
        const auto id = a_draft(db, "QĐ", "2025-2030");
        return db.write(
            [&](db::Tx& tx) { return issue_as(tx, id, {number, reason}, "ĐUK", "2026-02-02"); });
    };
    const auto refusal = [&](std::int64_t number, const std::string& reason) -> std::string {
        try {
            as(number, reason);
        } catch (const Refused& error) {
            return error.findings().at(0).rule;
        }
        return {};
    };
    CHECK(as(1, "").number_text == "01-QĐ/ĐUK");
    CHECK(refusal(4, " ") == "number.gap");
    CHECK(as(4, "Số 2, 3 cấp cho quyết định khác").number == 4);
    CHECK(refusal(4, "") == "number.taken");
    CHECK(refusal(1, "") == "number.taken");
    CHECK(refusal(0, "") == "number.range");
    CHECK(refusal(4000, "x") == "number.range");
    CHECK(issued(db, a_draft(db, "QĐ", "2025-2030")).number == 5);
    CHECK(as(3, "").number == 3);
    const auto left = db.read([](db::Tx& tx) { return gaps(tx, "QĐ", "2025-2030"); });
    REQUIRE(left.size() == 1);
    CHECK(left[0].number == 2);
    CHECK(left[0].reason == "Số 2, 3 cấp cho quyết định khác");
}

DB_TEST_CASE("numbers taken at one moment, some from paper, never meet") {
    const TestDb db;
    std::vector<std::thread> desks;
    std::atomic<int> refusals = 0;
    for (int desk = 0; desk < 4; ++desk) {
        desks.emplace_back([&, desk] {
            for (int i = 0; i < 5; ++i) {
                const auto id = a_draft(db, "QĐ", "2025-2030");
                if (desk % 2 == 0) {
                    issued(db, id);
                    continue;
                }
                try {
                    db.write([&](db::Tx& tx) {
                        const auto next = last_number(tx, "QĐ", "2025-2030") + 1;
                        return issue_as(tx, id, {next, ""}, "ĐUK", "2026-02-02");
                    });
                } catch (const Refused&) {
                    ++refusals;
                }
            }
        });
    }
    for (auto& desk : desks) {
        desk.join();
    }
    const auto all = db.read([](db::Tx& tx) { return numbered(tx, "QĐ", "2025-2030"); });
    CHECK(all.size() == 20 - static_cast<std::size_t>(refusals));
    for (std::size_t i = 0; i < all.size(); ++i) {
        CHECK(all[i].number == static_cast<std::int64_t>(i) + 1);
    }
}
