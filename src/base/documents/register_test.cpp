// SPDX-License-Identifier: Apache-2.0
#include "base/documents/register.h"

#include "platform/vocabulary/errors.h"
#include "support/db_fixture.h"

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
