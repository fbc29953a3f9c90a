// SPDX-License-Identifier: Apache-2.0
#include "platform/db/filter.h"
#include "platform/db/local_disk.h"
#include "platform/db/pg_sql.h"
#include "platform/db/session.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace ketnap::db;

namespace {

constexpr std::string_view mountinfo =
    "22 27 0:21 / /proc rw,relatime - proc proc rw\n"
    "27 1 254:0 / / rw,relatime - ext4 /dev/vda rw\n"
    "40 27 0:50 / /srv/office rw,relatime shared:9 - nfs4 nas:/office rw\n"
    "41 27 8:2 / /srv/office/local rw,relatime - xfs /dev/sdb rw\n"
    "42 27 0:51 / /mnt/d\\303\\241n\\040chung rw - cifs //nas/chung rw\n";

bool is_safe_query(Engine engine, const std::string& query) {
    const std::string_view allowed = engine == Engine::sqlite ? "\"* " : ":*& ";
    return std::all_of(query.begin(), query.end(), [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               allowed.find(c) != std::string_view::npos;
    });
}

}  // namespace

TEST_CASE("?n becomes $n, but not inside quotes and comments") {
    const auto text = to_postgres(
        "SELECT '?1', \"a?2\", x -- ?3\n FROM t /* ?4 */ WHERE a = ?1 AND b = ?12 AND c ? 'k'");
    CHECK(text.sql ==
          "SELECT '?1', \"a?2\", x -- ?3\n FROM t /* ?4 */ WHERE a = $1 AND b = $12 AND c ? 'k'");
    CHECK(text.highest_param == 12);
    CHECK(to_postgres("SELECT 'it''s ?1' , ?1").sql == "SELECT 'it''s ?1' , $1");
    CHECK(to_postgres("SELECT 'open ?1").sql == "SELECT 'open ?1");
}

TEST_CASE("only work that the server undid or never began is tried again") {
    for (const char* state : {"40001", "40P01", "57P01", "57P03", "25006", "08006", "08003"}) {
        CHECK(worth_another_try(state));
    }
    for (const char* state : {"23505", "57014", "42601", "53100", "22P02", ""}) {
        CHECK_FALSE(worth_another_try(state));
    }
}

TEST_CASE("the file system of a folder is that of the nearest mount above it") {
    CHECK(file_system_of(mountinfo, "/home/an/ketnap") == "ext4");
    CHECK(file_system_of(mountinfo, "/srv/office/data") == "nfs4");
    CHECK(file_system_of(mountinfo, "/srv/office-two") == "ext4");
    CHECK(file_system_of(mountinfo, "/srv/office/local/x") == "xfs");
    CHECK(file_system_of(mountinfo, "/mnt/dán chung/x") == "cifs");
}

TEST_CASE("network file systems are refused, local ones are not") {
    for (const char* type : {"nfs", "nfs4", "cifs", "smb3", "fuse.sshfs"}) {
        CHECK(is_network_file_system(type));
    }
    for (const char* type : {"ext4", "xfs", "btrfs", "zfs", "tmpfs", "overlay", "fuseblk", ""}) {
        CHECK_FALSE(is_network_file_system(type));
    }
    CHECK_NOTHROW(require_local_disk(std::filesystem::temp_directory_path()));
}

TEST_CASE("a search asks for words that begin like those typed") {
    CHECK(search_query(Engine::sqlite, "ng van") == "\"ng\"* \"van\"*");
    CHECK(search_query(Engine::postgres, "ng van") == "ng:* & van:*");
    CHECK(search_query(Engine::sqlite, "  ") == "\"\"");
    CHECK(search_query(Engine::postgres, "  ") == "");
    CHECK(search_query(Engine::postgres, "an OR NEAR(le*)") == "an:* & or:* & near:* & le:*");
}

TEST_CASE("no text typed into a search reaches the engine as an operator") {
    CHECK(rc::check([](const std::string& typed) {
        for (const auto engine : {Engine::sqlite, Engine::postgres}) {
            RC_ASSERT(is_safe_query(engine, search_query(engine, typed)));
        }
    }));
}

TEST_CASE("a filter numbers its values after the tenant and keeps their order") {
    Filter filter;
    filter.where("o.path >= ? AND o.path < ?", {"/a/", "/a0"});
    CHECK(filter.next_param() == 4);
    filter.search("o.id IN (SELECT ?4)", "an");
    const auto sql =
        filter.sql("SELECT o.id FROM org o WHERE o.tenant_id = ?1", "ORDER BY o.id LIMIT ?", {50});
    CHECK(sql ==
          "SELECT o.id FROM org o WHERE o.tenant_id = ?1 AND (o.path >= ?2 AND o.path < ?3)"
          " AND (o.id IN (SELECT ?4)) ORDER BY o.id LIMIT ?5");
    REQUIRE(filter.values().size() == 4);
    CHECK(filter.values()[3].big() == 50);
}

TEST_CASE("a filter that lets much through stays on the index of the order, on SQLite") {
    const auto text = [](Engine engine, bool many) {
        Filter filter;
        filter.where("o.kind = ?", {"cell"});
        filter.many(engine, many);
        filter.after("(o.name_sort, o.id) > (?, ?)", {"an", "1"});
        return filter.sql("SELECT 1 FROM org o WHERE o.tenant_id = ?1",
                          "ORDER BY o.name_sort, o.id");
    };
    const std::string plain =
        "SELECT 1 FROM org o WHERE o.tenant_id = ?1 AND (o.kind = ?2)"
        " AND ((o.name_sort, o.id) > (?3, ?4)) ORDER BY o.name_sort, o.id";
    CHECK(text(Engine::sqlite, false) == plain);
    CHECK(text(Engine::postgres, true) == plain);
    CHECK(text(Engine::sqlite, true).find("AND +(o.kind = ?2) AND ((o.name_sort") !=
          std::string::npos);
}

TEST_CASE("a filter refuses a fragment with a value missing") {
    Filter filter;
    CHECK_THROWS_AS(filter.where("a = ? AND b = ?", {1}), ketnap::BrokenAssumption);
}

TEST_CASE("an empty optional is a NULL that knows its type") {
    CHECK(Value{std::optional<std::int64_t>{}}.type() == Value::Type::big);
    CHECK(Value{std::optional<std::string>{}}.type() == Value::Type::text);
    CHECK(Value{std::optional<Blob>{}}.type() == Value::Type::blob);
    CHECK(Value{nullptr}.type() == Value::Type::unknown);
    CHECK(Value{true}.big() == 1);
}
