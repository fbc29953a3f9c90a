// SPDX-License-Identifier: Apache-2.0
// A disk that fails under a request: the caller is told, nobody is told a lie, and the next
// request works.
#include "base/audit/trace.h"
#include "platform/db/open.h"
#include "platform/log/log.h"
#include "support/power_vfs.h"
#include "support/whole_office.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace ketnap;
using test::PowerVfs;
using test::WholeOffice;

namespace {

struct FailingDisk {
    PowerVfs vfs;  // before the office, which opens its files through it
    WholeOffice office;
    int number = 0;
    int told = 0;
    int full_told = 0;

    const http::Route& route(http::Method method, const std::string& path) {
        const auto match = office.router.match(method, path);
        REQUIRE(match.route != nullptr);
        return *match.route;
    }
    std::string next_name() {
        std::string letters;
        for (int rest = ++number; rest > 0; rest /= 26) {
            letters += static_cast<char>('a' + rest % 26);
        }
        return "Lê Thị X" + letters;
    }
    http::Response add(const std::string& name) {
        const auto& adding = route(http::Method::post, "/api/people");
        return office.call(
            adding, "/api/people", token_for(office, adding),
            fmt::format(R"({{"name":"{}","org_id":"{}"}})", name, office.own.body.id.value));
    }
    std::int64_t people_called(const std::string& name) {
        return office.office->db().read(office.office->tenant(), [&](db::Tx& tx) {
            return tx
                .one("SELECT count(*) FROM person WHERE tenant_id = ?1 AND name = ?2", {name},
                     [](const db::Row& row) { return row.big(0); })
                .value();
        });
    }

    /// One request that meets the failure; false when it needed no such operation any more.
    bool meets(std::int64_t operation, PowerVfs::Failure failure, std::int64_t lasting) {
        CAPTURE(operation);
        const auto name = next_name();
        vfs.fail_at(operation, failure, lasting);
        const auto answer = add(name);
        const bool met = vfs.failed();
        vfs.heal();
        if (answer.status == 200) {
            CHECK_MESSAGE(people_called(name) == 1, "said yes, and nobody is there");
        } else {
            ++told;
            const bool full = failure != PowerVfs::Failure::io;
            CHECK((answer.status == 503 || (full && answer.status == 507)));
            CHECK(answer.body.find(answer.status == 507
                                       ? "\"code\":\"full\""
                                       : "\"code\":\"busy\"") != std::string::npos);
            full_told += answer.status == 507 ? 1 : 0;
            CHECK(answer.body.find("\"request_id\":\"test\"") != std::string::npos);
            CHECK(answer.body.find("sqlite") == std::string::npos);
            CHECK_MESSAGE(people_called(name) == 0, "said no, and somebody is there");
        }
        CHECK(add(next_name()).status == 200);
        return met;
    }
};

}  // namespace

TEST_CASE("a disk that fails at any operation of a request is told, and the next request works") {
    log::open({.format = log::Format::text,
               .from = log::Level::off,
               .file = {}});  // every failure would be a line
    FailingDisk f;
    for (const auto failure :
         {PowerVfs::Failure::io, PowerVfs::Failure::full, PowerVfs::Failure::short_write}) {
        for (const std::int64_t lasting : {1, 3, 1'000'000}) {
            for (std::int64_t operation = 1; f.meets(operation, failure, lasting); ++operation) {
                REQUIRE(operation < 2'000);
            }
        }
    }
    CHECK(f.told > 20);
    CHECK(f.full_told > 20);
    const auto state =
        f.office.office->cli_ctx().read([](db::Tx& tx) { return audit::verify_chain(tx); });
    CHECK(state.first_bad == 0);
    CHECK_NOTHROW(db::check_sqlite_file(f.office.folder / "data" / "ketnap.db"));
    MESSAGE(f.number << " requests, " << f.told << " told of the disk");
}
