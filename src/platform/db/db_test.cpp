// SPDX-License-Identifier: Apache-2.0
// The one suite of storage promises, run on both engines.
#include "platform/db/db.h"

#include "platform/db/filter.h"
#include "platform/db/once.h"
#include "support/db_fixture.h"

#include <rapidcheck.h>

#include <atomic>
#include <latch>
#include <mutex>
#include <thread>

using namespace ketnap;
using namespace ketnap::db;
using ketnap::test::TestDb;

namespace {

void put(const TestDb& db, const std::string& id, const std::string& value) {
    db.write([&](Tx& tx) {
        tx.run("INSERT INTO setting (tenant_id, id, value) VALUES (?1, ?2, ?3)", {id, value});
    });
}

std::optional<std::string> get(const TestDb& db, const std::string& id) {
    return db.read([&](Tx& tx) {
        return tx.one("SELECT value FROM setting WHERE tenant_id = ?1 AND id = ?2", {id},
                      [](const Row& row) { return row.text(0); });
    });
}

template <class F>
void in_parallel(int count, const F& work) {
    std::latch start{count};
    std::vector<std::jthread> threads;
    for (int i = 0; i < count; ++i) {
        threads.emplace_back([&, i] {
            start.arrive_and_wait();
            work(i);
        });
    }
}

struct Stop : std::runtime_error {
    Stop() : std::runtime_error("stop") {}
};

}  // namespace

DB_TEST_CASE("what was written is read, by its own tenant only") {
    TestDb db;
    put(db, "name", "Chi bộ 1");
    CHECK(get(db, "name") == "Chi bộ 1");
    CHECK(get(db, "nothing") == std::nullopt);
    const auto seen = db->read(TestDb::other_tenant, [](Tx& tx) {
        return tx.all("SELECT value FROM setting WHERE tenant_id = ?1", {},
                      [](const Row& row) { return row.text(0); });
    });
    CHECK(seen.empty());
}

DB_TEST_CASE("an exception undoes its operation and comes back to the caller") {
    TestDb db;
    CHECK_THROWS_AS(db.write([](Tx& tx) {
        tx.run("INSERT INTO setting (tenant_id, id, value) VALUES (?1, ?2, ?3)", {"a", "b"});
        throw Stop{};
    }),
                    Stop);
    CHECK(get(db, "a") == std::nullopt);
}

DB_TEST_CASE("an operation that swallows a failed statement is undone all the same") {
    TestDb db;
    put(db, "a", "1");
    CHECK_THROWS_AS(db.write([](Tx& tx) {
        tx.run("INSERT INTO setting (tenant_id, id, value) VALUES (?1, ?2, ?3)", {"b", "1"});
        try {
            tx.run("INSERT INTO setting (tenant_id, id, value) VALUES (?1, ?2, ?3)", {"a", "2"});
        } catch (const DbError&) {
        }
    }),
                    DbError);
    CHECK(get(db, "b") == std::nullopt);
    CHECK(get(db, "a") == "1");
}

DB_TEST_CASE("a key that is taken is told apart from other errors, without values in the text") {
    TestDb db;
    put(db, "a", "SECRETVALUE");
    try {
        put(db, "a", "SECRETVALUE");
        FAIL("taken twice");
    } catch (const UniqueViolation& error) {
        CHECK(std::string{error.what()}.find("SECRETVALUE") == std::string::npos);
    }
    CHECK_THROWS_AS(db->write("no-such-tenant", 1, [](Tx& tx) { tx.next_number("n"); }), DbError);
}

DB_TEST_CASE("operations of one batch do not harm each other") {
    TestDb db;
    std::atomic<int> refused = 0;
    in_parallel(60, [&](int i) {
        try {
            db.write([&](Tx& tx) {
                tx.run("INSERT INTO setting (tenant_id, id, value) VALUES (?1, ?2, ?3)",
                       {std::to_string(i), "x"});
                if (i % 3 == 0) {
                    throw Stop{};
                }
                if (i % 3 == 1) {
                    tx.run("INSERT INTO setting (tenant_id, id) VALUES (?1, ?2)", {"half"});
                }
            });
        } catch (const Stop&) {
            ++refused;
        } catch (const DbError&) {
            ++refused;
        }
    });
    CHECK(refused == 40);
    for (int i = 0; i < 60; ++i) {
        CHECK(get(db, std::to_string(i)).has_value() == (i % 3 == 2));
    }
}

DB_TEST_CASE("of 50 parallel saves of one version exactly one wins") {
    TestDb db;
    put(db, "a", "0");
    std::atomic<int> won = 0;
    in_parallel(50, [&](int i) {
        const auto version = db.write([&](Tx& tx) {
            return tx.one(
                "UPDATE setting SET value = ?2, version = version + 1"
                " WHERE tenant_id = ?1 AND id = ?3 AND version = ?4 RETURNING version",
                {std::to_string(i), "a", 1}, [](const Row& row) { return row.big(0); });
        });
        won += version ? 1 : 0;
    });
    CHECK(won == 1);
}

DB_TEST_CASE("a counter has no gaps and no repeats, whatever is undone") {
    TestDb db;
    std::mutex mutex;
    std::vector<std::int64_t> taken;
    in_parallel(40, [&](int i) {
        try {
            const auto number = db.write([&](Tx& tx) {
                const auto n = tx.next_number("decision");
                if (i % 2 == 0) {
                    throw Stop{};
                }
                return n;
            });
            const std::scoped_lock lock{mutex};
            taken.push_back(number);
        } catch (const Stop&) {
        }
    });
    std::sort(taken.begin(), taken.end());
    REQUIRE(taken.size() == 20);
    for (std::size_t i = 0; i < taken.size(); ++i) {
        CHECK(taken[i] == static_cast<std::int64_t>(i) + 1);
    }
}

DB_TEST_CASE("keys sort by their bytes on every engine") {
    TestDb db;
    for (const char* id : {"b", "A", "a", "B", "a b", "ab", "á", "z", "đ", "-x", "_x"}) {
        put(db, id, "");
    }
    const auto ids = db.read([](Tx& tx) {
        return tx.all("SELECT id FROM setting WHERE tenant_id = ?1 ORDER BY id", {},
                      [](const Row& row) { return row.text(0); });
    });
    CHECK(std::is_sorted(ids.begin(), ids.end()));
    CHECK(ids.size() == 11);
}

DB_TEST_CASE("a search finds beginnings of syllables in any order, for its tenant and kind only") {
    TestDb db;
    db.write([](Tx& tx) {
        tx.search_put("person", "1", "le thi an");
        tx.search_put("person", "2", "dang van lan");
        tx.search_put("person", "3", "nguyen le dang");
        tx.search_put("org", "4", "chi bo an phu");
        tx.search_put("person", "5", "tran an");
        tx.search_put("person", "5", "tran binh");  // renamed
        tx.search_put("person", "6", "le an");
        tx.search_drop("person", "6");
    });
    db->write(TestDb::other_tenant, 1, [](Tx& tx) { tx.search_put("person", "7", "le an"); });
    const auto found = [&](const std::string& typed) {
        return db.read([&](Tx& tx) {
            return tx.all("SELECT d.id FROM search_doc d WHERE d.tenant_id = ?1 AND " +
                              tx.search_clause("person", "d.id", 2) + " ORDER BY d.id",
                          {search_query(tx.engine(), typed)},
                          [](const Row& row) { return row.text(0); });
        });
    };
    using Ids = std::vector<std::string>;
    CHECK(found("an") == Ids{"1"});
    CHECK(found("le") == Ids{"1", "3"});
    CHECK(found("dang") == Ids{"2", "3"});
    CHECK(found("da le") == Ids{"3"});
    CHECK(found("l") == Ids{"1", "2", "3"});
    CHECK(found("binh") == Ids{"5"});
    CHECK(found("ang").empty());
    CHECK(found("").empty());
}

namespace {

/// 6,000 rows of which 12 say "hoa", all say "dang", and one in 40 is "rare".
void put_words(Tx& tx) {
    for (int i = 0; i < 6'000; ++i) {
        const auto id = std::to_string(10'000 + i);
        tx.run("INSERT INTO setting (tenant_id, id, value) VALUES (?1, ?2, ?3)",
               {id, i % 40 == 0 ? "rare" : "usual"});
        tx.search_put("setting", id, i % 500 == 0 ? "dang hoa an" : "dang van binh");
    }
}

struct Asked {
    std::vector<std::string> ids;
    Count count;
};

Asked ask(Tx& tx, const std::string& typed, const char* value, std::optional<Words::Way> way) {
    Filter filter;
    filter.where("s.value = ?", {value});
    tx.search(filter, "setting", "s.id", typed);
    Asked out;
    out.count = count_up_to(tx, filter, 100,
                            "SELECT count(*) FROM (SELECT 1 FROM setting s WHERE s.tenant_id = ?1");
    if (way) {
        filter.ask_by(*way);
    }
    const auto sql = filter.sql("SELECT s.id FROM setting s WHERE s.tenant_id = ?1",
                                "ORDER BY s.id LIMIT ?", {6'000});
    out.ids = tx.all(sql, filter.values(), [](const Row& row) { return row.text(0); });
    return out;
}

}  // namespace

DB_TEST_CASE("a filter finds and counts the same whether few or many match") {
    TestDb db;
    db.write(put_words);
    const auto found = [&](const std::string& typed, const char* value) {
        return db.read([&](Tx& tx) { return ask(tx, typed, value, {}); });
    };
    CHECK(found("hoa", "rare").ids.size() == 6);
    CHECK(found("ho da", "usual").count.count == 6);
    CHECK(found("hoa", "none").ids.empty());
    CHECK(found("da", "usual").ids.size() == 5'850);
    CHECK(found("da", "usual").count.capped);
    const auto rare = found("d", "rare");  // frequent words, and a filter that lets few through
    CHECK(rare.ids.size() == 150);
    CHECK(rare.count.capped);
    CHECK(found("van", "rare").count.count == 100);
    CHECK(found("da", "none").count.count == 0);
    CHECK(found("", "usual").ids.empty());
}

DB_TEST_CASE("the words of a search find the same in whatever way they are asked for") {
    TestDb db;
    db.write(put_words);
    db.read([](Tx& tx) {
        for (const char* typed : {"hoa", "da ho", "a hoa dang", "oa", "ng"}) {
            const auto expected = ask(tx, typed, "rare", Words::Way::set).ids;
            CHECK(ask(tx, typed, "rare", Words::Way::tested).ids == expected);
            CHECK(ask(tx, typed, "rare", {}).ids == expected);
        }
    });
}

DB_TEST_CASE("whatever is typed into a search or stored as words, the engine takes it") {
    TestDb db;
    for (const char* typed :
         {"' OR 1=1 --", "\"", "an\" OR \"le", "a & b | !c", "a:*", "NEAR(a b)", "*", "^a",
          "words:an", "(((", "\\", "a\nb", "<->", "-an", "{an}", ";DROP TABLE tenant;"}) {
        CHECK_NOTHROW(db.read([&](Tx& tx) {
            tx.each("SELECT d.id FROM search_doc d WHERE d.tenant_id = ?1 AND " +
                        tx.search_clause("person", "d.id", 2),
                    {search_query(tx.engine(), typed)}, [](const Row&) {});
        }));
    }
    CHECK(rc::check([&](const std::string& words, const std::string& typed) {
        db.write([&](Tx& tx) { tx.search_put("person", "1", words); });
        db.read([&](Tx& tx) {
            tx.each("SELECT d.id FROM search_doc d WHERE d.tenant_id = ?1 AND " +
                        tx.search_clause("person", "d.id", 2),
                    {search_query(tx.engine(), typed)}, [](const Row&) {});
        });
    }));
}

DB_TEST_CASE("an id that is no plain name never becomes SQL") {
    TestDb db;
    db.read([](Tx& tx) {
        CHECK_THROWS_AS(tx.search_clause("person' OR '1'='1", "id", 2), BrokenAssumption);
        CHECK_THROWS_AS(tx.search_clause("person", "id) OR (1", 2), BrokenAssumption);
    });
}

DB_TEST_CASE("a NULL keeps its type where no column gives it one") {
    TestDb db;
    put(db, "a", "x");
    const auto count = [&](const Value& id, const Value& version) {
        return db.read([&](Tx& tx) {
            return tx
                .one(
                    "SELECT count(*) FROM setting WHERE tenant_id = ?1"
                    " AND (?2 IS NULL OR id = ?2) AND (?3 IS NULL OR version = ?3)",
                    {id, version}, [](const Row& row) { return row.big(0); })
                .value();
        });
    };
    const std::optional<std::string> no_id;
    const std::optional<std::int64_t> no_version;
    CHECK(count(no_id, no_version) == 1);
    CHECK(count("a", no_version) == 1);
    CHECK(count("b", no_version) == 0);
    CHECK(count(no_id, 2) == 0);
}

DB_TEST_CASE("bytes, numbers, NULLs and texts come back as they went in") {
    TestDb db;
    Blob every_byte;
    for (int i = 0; i < 256; ++i) {
        every_byte.push_back(static_cast<unsigned char>(i));
    }
    const auto back = [&](const Blob& bytes, std::int64_t number, const std::string& text) {
        db.write([&](Tx& tx) {
            tx.run("DELETE FROM audit WHERE tenant_id = ?1", {});
            tx.run(
                "INSERT INTO audit (tenant_id, seq, at, actor, session, ip, action, object_kind,"
                " object_id, detail, prev_hash, hash)"
                " VALUES (?1, 1, ?2, '', '', '', '', '', '', ?3, ?4, ?4)",
                {number, text, bytes});
        });
        db.read([&](Tx& tx) {
            tx.each("SELECT prev_hash, at, detail, NULL FROM audit WHERE tenant_id = ?1", {},
                    [&](const Row& row) {
                        CHECK(row.blob(0) == bytes);
                        CHECK(row.big(1) == number);
                        CHECK(row.text(2) == text);
                        CHECK(row.is_null(3));
                        CHECK(row.maybe_text(3) == std::nullopt);
                        CHECK(row.maybe_big(1) == number);
                        CHECK_THROWS_AS(row.text(3), BrokenAssumption);
                        CHECK_THROWS_AS(row.text(4), BrokenAssumption);
                    });
        });
    };
    back(every_byte, INT64_MAX, "Đặng Thị Ánh 'và' \"người\" \\ ?1 $1");
    back({}, INT64_MIN, "");
    back({0}, 0, std::string(70'000, 'x'));
}

DB_TEST_CASE("a text with U+0000 is refused, not cut") {
    TestDb db;
    CHECK_THROWS_AS(put(db, "a", std::string("a\0b", 3)), DbError);
}

DB_TEST_CASE("a comparison is 1 or 0 and a sum is a number") {
    TestDb db;
    put(db, "a", "");
    put(db, "b", "");
    db.read([](Tx& tx) {
        tx.each("SELECT sum(version), count(*) = 2, count(*) > 2 FROM setting WHERE tenant_id = ?1",
                {}, [](const Row& row) {
                    CHECK(row.big(0) == 2);
                    CHECK(row.flag(1));
                    CHECK_FALSE(row.flag(2));
                });
    });
}

DB_TEST_CASE("one() refuses a second row, and values must fit the statement") {
    TestDb db;
    put(db, "a", "");
    put(db, "b", "");
    CHECK_THROWS_AS(db.read([](Tx& tx) {
        return tx.one("SELECT id FROM setting WHERE tenant_id = ?1", {},
                      [](const Row& row) { return row.text(0); });
    }),
                    BrokenAssumption);
    CHECK_THROWS_AS(
        db.write([](Tx& tx) { tx.run("DELETE FROM setting WHERE tenant_id = ?1", {"a"}); }),
        BrokenAssumption);
}

DB_TEST_CASE("statements count the rows they change") {
    TestDb db;
    put(db, "a", "");
    put(db, "b", "");
    db.write([](Tx& tx) {
        CHECK(tx.run("UPDATE setting SET value = ?2 WHERE tenant_id = ?1", {"x"}) == 2);
        CHECK(tx.run("UPDATE setting SET value = ?2 WHERE tenant_id = ?1 AND id = 'c'", {"x"}) ==
              0);
        CHECK(tx.run("DELETE FROM setting WHERE tenant_id = ?1 AND id = 'a'") == 1);
    });
}

DB_TEST_CASE("a read sees one picture, cannot write and has no moment") {
    TestDb db;
    put(db, "a", "1");
    const auto value = [](Tx& tx) {
        return tx.one("SELECT value FROM setting WHERE tenant_id = ?1 AND id = 'a'", {},
                      [](const Row& row) { return row.text(0); });
    };
    db.read([&](Tx& tx) {
        CHECK(value(tx) == "1");
        std::jthread{[&] {
            db.write([](Tx& w) { w.run("UPDATE setting SET value = '2' WHERE tenant_id = ?1"); });
        }}.join();
        CHECK(value(tx) == "1");
        CHECK_THROWS_AS(tx.now_ms(), BrokenAssumption);
    });
    CHECK_THROWS_AS(
        db.read([](Tx& tx) { tx.run("UPDATE setting SET value = '3' WHERE tenant_id = ?1"); }),
        DbError);
    CHECK(get(db, "a") == "2");
}

DB_TEST_CASE("a transaction inside another is refused at once") {
    TestDb db;
    db.read([&](Tx&) { CHECK_THROWS_AS(get(db, "a"), BrokenAssumption); });
    db.write([&](Tx&) { CHECK_THROWS_AS(put(db, "a", ""), BrokenAssumption); });
    db.read([&](Tx&) { CHECK_THROWS_AS(put(db, "a", ""), BrokenAssumption); });
}

DB_TEST_CASE("a statement may be used again inside its own rows") {
    TestDb db;
    for (const char* id : {"a", "b", "c"}) {
        put(db, id, id);
    }
    const std::string sql = "SELECT id FROM setting WHERE tenant_id = ?1 AND id >= ?2 ORDER BY id";
    int rows = 0;
    db.read([&](Tx& tx) {
        tx.each(sql, {"a"}, [&](const Row& outer) {
            tx.each(sql, {outer.view(0)}, [&](const Row&) { ++rows; });
        });
    });
    CHECK(rows == 6);
}

DB_TEST_CASE("a command runs once under its key, also when many send it at once") {
    TestDb db;
    std::atomic<int> answers = 0;
    const auto send = [&](const std::string& key) {
        return db.write([&](Tx& tx) {
            return once(tx, key, [&] { return std::to_string(tx.next_number("ran")); });
        });
    };
    in_parallel(20, [&](int) { answers += send("key-1") == "1" ? 1 : 0; });
    CHECK(answers == 20);
    CHECK(send("key-2") == "2");
    db.reopen();
    CHECK(send("key-1") == "1");
    CHECK(db.write([](Tx& tx) { return forget_results(tx, TestDb::now_ms + 1); }) == 2);
    CHECK(send("key-1") == "3");
}

DB_TEST_CASE("a refused command is not remembered") {
    TestDb db;
    CHECK_THROWS_AS(db.write([](Tx& tx) {
        return once(tx, "key", [&]() -> std::string {
            tx.next_number("ran");
            throw Stop{};
        });
    }),
                    Stop);
    CHECK(db.write([](Tx& tx) {
        return once(tx, "key", [&] { return std::to_string(tx.next_number("ran")); });
    }) == "1");
}

DB_TEST_CASE("nudges come after the commit, and only for what was kept") {
    TestDb db;
    bool seen = false;
    db.write([&](Tx& tx) {
        tx.run("INSERT INTO setting (tenant_id, id, value) VALUES (?1, 'a', 'x')");
        tx.after_commit([&] { seen = get(db, "a") == "x"; });
    });
    CHECK(seen);
    bool nudged = false;
    CHECK_THROWS_AS(db.write([&](Tx& tx) {
        tx.after_commit([&] { nudged = true; });
        throw Stop{};
    }),
                    Stop);
    CHECK_FALSE(nudged);
}
