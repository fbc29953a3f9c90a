// SPDX-License-Identifier: Apache-2.0
#include "base/auth/sign_in.h"

#include "platform/crypto/crypto.h"
#include "platform/crypto/vault.h"
#include "platform/jobs/jobs.h"
#include "support/db_fixture.h"

#include <doctest/doctest.h>

using namespace ketnap;
using auth::AccountId;
using test::TestDb;

namespace {

constexpr std::int64_t minute = 60'000;
constexpr const char* password = "Đường xa nắng mới lên";

const std::string& hashed() {
    static const auto hash = crypto::password_hash(password);
    return hash;
}

/// `password` as a program with smaller parameters would have kept it (8 MiB, 1 pass).
constexpr const char* weak_hash =
    "$argon2id$v=19$m=8192,t=1,p=1$AldN+/y0eNIecZ9p6HR0tg$CoN2DGz"
    "QeSQ0ENLs4Y0K5Ajrac5rinaUOR3b672pfV0";

struct Bench {
    TestDb db;
    time::FixedClock clock{time::Date{2026, 1, 5}};
    crypto::Vault vault = crypto::Vault::in_memory();
    jobs::Jobs jobs{*db, clock};
    AccountId account;

    Bench() {
        account = ctx().write([&](db::Tx& tx) {
            const auto id = auth::insert_account(
                tx, ctx(), {"lan", "Trần Thị Lan", "", "", false, 72}, hashed());
            auth::insert_grant(tx, ctx(), {id, "unit_clerk", "org-a", "", 0});
            return id;
        });
    }
    audit::Ctx ctx() {
        audit::Actor actor;
        actor.tenant = TestDb::tenant;
        actor.user = "test";
        return {*db, clock, vault, jobs, actor, nullptr};
    }
    auth::NewSignIn sign_in(const std::string& user, const std::string& typed) {
        return auth::sign_in(ctx(), {TestDb::tenant, user, typed, "127.0.0.1", "test"});
    }
    std::optional<auth::Actor> actor(const std::string& token) {
        return auth::actor_of(*db, clock.now().ms, token, [](db::Tx&, const std::string& id) {
            return id == "org-a" ? std::optional<std::string>{"/r/a/"} : std::nullopt;
        });
    }
};

}  // namespace

DB_TEST_CASE("a sign-in carries the roles and their place in the tree") {
    Bench bench;
    const auto started = bench.sign_in("lan", password);
    CHECK(started.token.starts_with(std::string{TestDb::tenant} + "."));
    const auto actor = bench.actor(started.token);
    REQUIRE(actor);
    CHECK(actor->user == "lan");
    REQUIRE(actor->grants.size() == 1);
    CHECK(actor->grants[0].org_path == "/r/a/");
}

DB_TEST_CASE("a wrong password, an unknown user and a stopped account get the same answer") {
    Bench bench;
    const auto code_of = [&](const char* user, const char* typed) {
        try {
            bench.sign_in(user, typed);
        } catch (const RequestError& error) {
            return error.code();
        }
        return std::string{"none"};
    };
    CHECK(code_of("lan", "Đường xa nắng mới") == "wrong_sign_in");
    CHECK(code_of("ai-do", password) == "wrong_sign_in");
    auth::set_disabled(bench.ctx(), bench.account, true, 1);
    CHECK(code_of("lan", password) == "wrong_sign_in");
}

DB_TEST_CASE("the database holds no token, only its hash") {
    Bench bench;
    const auto started = bench.sign_in("lan", password);
    bench.ctx().read([&](db::Tx& tx) {
        tx.each("SELECT token_hash FROM sign_in WHERE tenant_id = ?1", {},
                [&](const db::Row& r) { CHECK(r.text(0) == crypto::sha256_hex(started.token)); });
    });
}

DB_TEST_CASE("a sign-in ends after 30 idle minutes and after 12 hours at the latest") {
    Bench bench;
    const auto token = bench.sign_in("lan", password).token;
    bench.clock.advance_ms(29 * minute);
    CHECK(bench.actor(token));
    bench.clock.advance_ms(29 * minute);
    CHECK(bench.actor(token));  // touched in between
    bench.clock.advance_ms(31 * minute);
    CHECK_FALSE(bench.actor(token));

    const auto busy = bench.sign_in("lan", password).token;
    for (int i = 0; i < 12 * 3 - 1; ++i) {
        bench.clock.advance_ms(20 * minute);
        CHECK(bench.actor(busy));
    }
    bench.clock.advance_ms(20 * minute);
    CHECK_FALSE(bench.actor(busy));
}

DB_TEST_CASE("a clock that is set back revives no sign-in that has ended by its hours") {
    Bench bench;
    const auto asked_for = bench.sign_in("lan", password).token;
    const auto forgotten = bench.sign_in("lan", password).token;
    bench.clock.advance_ms(31 * minute);
    CHECK_FALSE(bench.actor(asked_for));
    bench.clock.advance_ms(-20 * minute);
    CHECK_FALSE(bench.actor(asked_for));
    CHECK(bench.actor(forgotten));  // nobody knew that it had ended
    bench.clock.advance_ms(40 * minute);
    auth::end_stale_sign_ins(bench.ctx());  // as each minute of a serving office
    bench.clock.advance_ms(-40 * minute);
    CHECK_FALSE(bench.actor(forgotten));

    const auto busy = bench.sign_in("lan", password).token;
    for (int i = 0; i < 12 * 3; ++i) {
        bench.clock.advance_ms(20 * minute);
        bench.actor(busy);
    }
    CHECK_FALSE(bench.actor(busy));
    bench.clock.advance_ms(-60 * minute);
    CHECK_FALSE(bench.actor(busy));
}

DB_TEST_CASE("signing out, a stopped account and a taken role end the sign-in at once") {
    Bench bench;
    const auto signed_out = bench.sign_in("lan", password).token;
    auto ctx = bench.ctx();
    ctx.actor = *bench.actor(signed_out);
    auth::sign_out(ctx);
    CHECK_FALSE(bench.actor(signed_out));

    const auto with_role = bench.sign_in("lan", password).token;
    const auto grants =
        bench.ctx().read([&](db::Tx& tx) { return auth::grants_of(tx, bench.account); });
    auth::revoke_role(bench.ctx(), bench.account, grants.at(0).id);
    CHECK_FALSE(bench.actor(with_role));

    const auto stopped = bench.sign_in("lan", password).token;
    auth::set_disabled(bench.ctx(), bench.account, true, 1);
    CHECK_FALSE(bench.actor(stopped));
}

DB_TEST_CASE("a first password ends after 72 hours") {
    Bench bench;
    bench.clock.advance_ms(72LL * 60 * minute);
    CHECK_THROWS_AS(bench.sign_in("lan", password), RequestError);
}

DB_TEST_CASE("a new password ends the other sign-ins and wants the old one") {
    Bench bench;
    const auto rules = auth::PasswordRules::load(std::string{KETNAP_SOURCE_DIR} +
                                                 "/data/auth/common_passwords.txt");
    const auto other = bench.sign_in("lan", password).token;
    const auto mine = bench.sign_in("lan", password).token;
    auto ctx = bench.ctx();
    ctx.actor = *bench.actor(mine);
    CHECK_THROWS_AS(auth::change_password(ctx, rules, "không phải vậy", "mùa thu lá bay 26"),
                    Refused);
    const auto renewed = auth::change_password(ctx, rules, password, "mùa thu lá bay 26");
    CHECK(bench.actor(renewed));
    CHECK_FALSE(bench.actor(mine));
    CHECK_FALSE(bench.actor(other));
    CHECK_NOTHROW(bench.sign_in("lan", "mùa thu lá bay 26"));
}

DB_TEST_CASE("a set-up link works once and only for an office without accounts") {
    TestDb db;
    time::FixedClock clock{time::Date{2026, 1, 5}};
    auto vault = crypto::Vault::in_memory();
    jobs::Jobs jobs{*db, clock};
    audit::Actor actor;
    actor.tenant = TestDb::tenant;
    const audit::Ctx ctx{*db, clock, vault, jobs, actor, nullptr};
    const auto old = auth::new_setup_token(ctx);
    const auto token = auth::new_setup_token(ctx);
    const auto set_up = [&](const std::string& with) {
        auth::set_up(ctx, with, {"lan", "Trần Thị Lan", "", password, false, 0},
                     [](db::Tx&) { return std::string{"root"}; }, {"administrator"});
    };
    CHECK_THROWS_AS(set_up(old), Refused);
    CHECK_THROWS_AS(set_up("x"), Refused);
    set_up(token);
    CHECK_THROWS_AS(set_up(token), Refused);
}

DB_TEST_CASE("a password hashed with weaker parameters is hashed anew at the next sign-in") {
    Bench bench;
    const std::string weak{weak_hash};
    REQUIRE(crypto::password_needs_rehash(weak));
    const auto hash = [&] {
        return bench.ctx().read([&](db::Tx& tx) {
            return tx.one("SELECT password_hash FROM account WHERE tenant_id = ?1 AND id = ?2",
                          {bench.account}, [](const db::Row& row) { return row.text(0); });
        });
    };
    bench.db.write([&](db::Tx& tx) {
        tx.run("UPDATE account SET password_hash = ?3 WHERE tenant_id = ?1 AND id = ?2",
               {bench.account, weak});
    });
    CHECK_THROWS_AS(bench.sign_in("lan", "Đường xa nắng cũ"), RequestError);
    CHECK(*hash() == weak);
    bench.sign_in("lan", password);
    CHECK_FALSE(crypto::password_needs_rehash(*hash()));
    CHECK_NOTHROW(bench.sign_in("lan", password));
}

DB_TEST_CASE("a password is the same in every way of writing its letters (NFKC)") {
    Bench bench;
    bench.ctx().write([&](db::Tx& tx) {
        auth::insert_account(tx, bench.ctx(), {"wide", "Trần Thị Lan", "", "", false, 0},
                             crypto::password_hash("ket nap 2026 tre"));
    });
    CHECK_NOTHROW(bench.sign_in("wide", "ｋｅｔ ｎａｐ ２０２６ ｔｒｅ"));
    CHECK_NOTHROW(bench.sign_in("lan", "\xC4\x90\xC6\xB0\x6F\xCC\x9B\xCC\x80ng xa nắng mới lên"));
    CHECK_THROWS_AS(bench.sign_in("wide", "KET NAP 2026 TRE"), RequestError);
}

TEST_CASE("passwords: 12 to 128 characters of any kind, none that everyone tries first") {
    const auto rules = auth::PasswordRules::load(std::string{KETNAP_SOURCE_DIR} +
                                                 "/data/auth/common_passwords.txt");
    const auto first = [&](const std::string& typed) {
        const auto findings = rules.check(typed, {"lan.tran", "Đảng ủy Khối"});
        return findings.empty() ? std::string{} : findings[0].rule;
    };
    CHECK(first("mười hai chữ") == "");
    CHECK(first("mười một ch") == "field.too_short");
    CHECK(first(std::string(129, 'x')) == "field.too_long");
    CHECK(first("MatKhau123456") == "auth.password_common");
    CHECK(first("Đảng ủy khối 2026") == "auth.password_guessable");
    CHECK(first(std::string(12, 'q')) == "");
    CHECK(first(std::string(128, 'q')) == "");
    CHECK(first("ＭａｔＫｈａｕ１２３４５６") == "auth.password_common");
    CHECK(first("Mật khẩu @ 2026!") == "auth.password_common");
    CHECK(first("iloveyou-1234567") == "auth.password_common");
    CHECK(first("anhyeuemanhyeuem") == "auth.password_common");
    CHECK(first("danguykhoi@2026") == "auth.password_guessable");
    CHECK(first("số của tôi 001096012345") == "auth.password_number");
    CHECK(first("0010-9601.2345 của tôi") == "auth.password_number");
    CHECK(first("số của tôi 00109601234") == "");
    CHECK(first("Uykhoi@2026!!!") == "auth.password_guessable");
    CHECK(first("2026-lan.tran-26") == "auth.password_guessable");
    CHECK(first("🌾🌾🌾🌾🌾🌾🌾🌾🌾🌾🌾🌾") == "");
}

DB_TEST_CASE("whoever acted is called by the name of the account, a command by its own") {
    Bench bench;
    bench.ctx().read([](db::Tx& tx) {
        CHECK(auth::called(tx, "lan") == "Trần Thị Lan");
        CHECK(auth::called(tx, "cli:root") == "cli:root");
    });
}
