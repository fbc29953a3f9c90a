// SPDX-License-Identifier: Apache-2.0
#include "base/auth/factor.h"

#include "base/auth/access.h"
#include "base/auth/notices.h"
#include "base/auth/resets.h"
#include "base/auth/sign_in.h"
#include "platform/crypto/crypto.h"
#include "platform/crypto/hashings.h"
#include "platform/crypto/vault.h"
#include "platform/jobs/jobs.h"
#include "platform/text/fold.h"
#include "support/db_fixture.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using namespace ketnap;
using auth::AccountId;
using test::TestDb;

namespace {

constexpr const char* password = "Đường xa nắng mới lên";

const std::string& hashed() {
    static const auto hash = crypto::password_hash(password);
    return hash;
}

std::string from_base32(const std::string& text) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string out;
    unsigned bits = 0;
    unsigned count = 0;
    for (const char c : text) {
        bits = (bits << 5U) | static_cast<unsigned>(letters.find(c));
        count += 5;
        if (count >= 8) {
            count -= 8;
            out += static_cast<char>((bits >> count) & 0xFFU);
        }
    }
    return out;
}

std::string code_of(const RequestError& error) {
    return error.findings().empty() ? error.code() : error.findings()[0].rule;
}

template <class F>
std::string refusal(F&& run) {
    try {
        run();
    } catch (const RequestError& error) {
        return code_of(error);
    }
    return "";
}

struct Bench {
    TestDb db;
    time::FixedClock clock{time::Date{2026, 1, 5}};
    crypto::Vault vault = crypto::Vault::in_memory();
    jobs::Jobs jobs{*db, clock};
    auth::RoleBook book =
        auth::RoleBook::load(std::string{KETNAP_SOURCE_DIR} + "/data/auth/roles.json");
    auth::PasswordRules rules = auth::PasswordRules::load(std::string{KETNAP_SOURCE_DIR} +
                                                          "/data/auth/common_passwords.txt");
    AccountId lan = account("lan", "Trần Thị Lan", "administrator");
    std::string secret;

    AccountId account(const std::string& user, const std::string& name, const std::string& role) {
        return ctx().write([&](db::Tx& tx) {
            const auto id =
                auth::insert_account(tx, ctx(), {user, name, "", "", false, 0}, hashed());
            auth::insert_grant(tx, ctx(), {id, role, "org-a", "", 0});
            return id;
        });
    }
    audit::Ctx ctx() {
        audit::Actor actor;
        actor.tenant = TestDb::tenant;
        actor.user = "test";
        return {*db, clock, vault, jobs, actor, nullptr};
    }
    std::string sign_in(const std::string& user = "lan", const std::string& typed = password,
                        const std::string& ip = "127.0.0.1") {
        return auth::sign_in(ctx(), {TestDb::tenant, user, typed, ip, "test"}).token;
    }
    std::optional<auth::Actor> actor(const std::string& token) {
        return auth::actor_of(*db, clock.now().ms, token, [](db::Tx&, const std::string&) {
            return std::optional<std::string>{"/r/a/"};
        });
    }
    audit::Ctx as(const std::string& token) {
        auto acting = ctx();
        acting.actor = actor(token).value();
        return acting;
    }
    std::string code(int steps_ahead = 0) {
        return crypto::totp_code(secret, clock.now().ms / 30'000 + steps_ahead);
    }
    auth::Confirmed set_up(const std::string& token) {
        secret = from_base32(auth::begin_enrolment(as(token), "VP").secret);
        auto done = auth::confirm_enrolment(as(token), code());
        clock.advance_ms(30'000);
        return done;
    }
};

}  // namespace

DB_TEST_CASE("a role that wants a second factor opens nothing until one is set up") {
    Bench bench;
    const auto token = bench.sign_in();
    CHECK(auth::factor_need(*bench.actor(token), bench.book) == auth::FactorNeed::set_up);
    const auto done = bench.set_up(token);
    CHECK_FALSE(bench.actor(token));
    CHECK(auth::factor_need(*bench.actor(done.token), bench.book) == auth::FactorNeed::nothing);
    CHECK(auth::factor_need(*bench.actor(bench.sign_in()), bench.book) == auth::FactorNeed::code);
    bench.account("minh", "Lê Văn Minh", "unit_clerk");
    CHECK(auth::factor_need(*bench.actor(bench.sign_in("minh")), bench.book) ==
          auth::FactorNeed::nothing);
}

DB_TEST_CASE("an office without devices asks only those who have one") {
    Bench bench;
    auth::set_strictness(bench.ctx(), auth::Strictness::who_has_it);
    const auto token = bench.sign_in();
    CHECK(auth::factor_need(*bench.actor(token), bench.book) == auth::FactorNeed::nothing);
    CHECK(auth::factor_is_fresh(*bench.actor(token), bench.clock.now().ms));
    const auto held = bench.set_up(token).token;
    CHECK(auth::factor_need(*bench.actor(bench.sign_in()), bench.book) == auth::FactorNeed::code);
    auth::drop_factor(bench.as(held), bench.book);
    CHECK(auth::factor_need(*bench.actor(bench.sign_in()), bench.book) ==
          auth::FactorNeed::nothing);
}

DB_TEST_CASE("the roles that decide, verify, keep the books and the keys want a second factor") {
    Bench bench;
    for (const auto* role : {"organization_officer", "verifier", "approver", "auditor",
                             "administrator", "data_protection_officer"}) {
        CAPTURE(role);
        CHECK(bench.book.roles.at(role).second_factor);
    }
}

DB_TEST_CASE("a code works once, one step early or late, and no further") {
    Bench bench;
    bench.set_up(bench.sign_in());
    const auto give = [&](const std::string& code) {
        const auto token = bench.sign_in();
        return refusal([&] { auth::give_factor(bench.as(token), code); });
    };
    const auto now = bench.code();
    CHECK(give(now) == "");
    CHECK(give(now) == "auth.factor_code");
    CHECK(give(bench.code(1)) == "");
    CHECK(give(now) == "auth.factor_code");
    CHECK(give(bench.code(2)) == "auth.factor_code");
    bench.clock.advance_ms(120'000);
    CHECK(give(bench.code(-2)) == "auth.factor_code");
    CHECK(give(bench.code(-1)) == "");
    CHECK(give(bench.code()) == "");
    CHECK(give("12345") == "auth.factor_code");
}

DB_TEST_CASE("ten codes for a lost device work once each, and new ones end them") {
    Bench bench;
    auto done = bench.set_up(bench.sign_in());
    REQUIRE(done.recovery_codes.size() == 10);
    CHECK(std::set<std::string>(done.recovery_codes.begin(), done.recovery_codes.end()).size() ==
          10);
    const auto give = [&](const std::string& code) {
        const auto token = bench.sign_in();
        return refusal([&] { auth::give_factor(bench.as(token), code); });
    };
    CHECK(give(done.recovery_codes[0]) == "");
    CHECK(give(done.recovery_codes[0]) == "auth.factor_code");
    auto typed = done.recovery_codes[1];
    std::erase(typed, '-');
    typed = text::fold(typed);
    CHECK(give(typed) == "");
    CHECK(auth::factor_state(bench.as(done.token), bench.book).recovery_codes_left == 8);
    const auto renewed = auth::renew_recovery_codes(bench.as(done.token));
    CHECK(give(done.recovery_codes[2]) == "auth.factor_code");
    CHECK(give(renewed[0]) == "");
}

DB_TEST_CASE("the database holds neither the secret nor a recovery code") {
    Bench bench;
    const auto done = bench.set_up(bench.sign_in());
    bench.ctx().read([&](db::Tx& tx) {
        tx.each("SELECT secret, next_secret FROM second_factor WHERE tenant_id = ?1", {},
                [&](const db::Row& r) {
                    const auto sealed = r.blob(0);
                    CHECK(std::string(sealed.begin(), sealed.end()).find(bench.secret) ==
                          std::string::npos);
                    CHECK(r.blob(1).empty());
                });
        tx.each("SELECT code_hash FROM recovery_code WHERE tenant_id = ?1", {},
                [&](const db::Row& r) {
                    for (const auto& code : done.recovery_codes) {
                        CHECK(r.text(0).find(code) == std::string::npos);
                    }
                });
    });
}

DB_TEST_CASE("the second factor stays fresh for five minutes, and each giving has a new token") {
    Bench bench;
    auto token = bench.set_up(bench.sign_in()).token;
    CHECK(auth::factor_is_fresh(*bench.actor(token), bench.clock.now().ms));
    bench.clock.advance_ms(5LL * 60'000);
    CHECK_FALSE(auth::factor_is_fresh(*bench.actor(token), bench.clock.now().ms));
    const auto given = auth::give_factor(bench.as(token), bench.code());
    CHECK(given != token);
    CHECK_FALSE(bench.actor(token));
    CHECK(auth::factor_is_fresh(*bench.actor(given), bench.clock.now().ms));
}

DB_TEST_CASE("the device in use stays until the new one has shown its first code") {
    Bench bench;
    const auto token = bench.set_up(bench.sign_in()).token;
    const auto old = bench.secret;
    bench.secret = from_base32(auth::begin_enrolment(bench.as(token), "VP").secret);
    const auto wrong = refusal([&] { auth::confirm_enrolment(bench.as(token), "000000"); });
    CHECK(wrong == "auth.factor_code");
    const auto by_old =
        auth::give_factor(bench.as(token), crypto::totp_code(old, bench.clock.now().ms / 30'000));
    const auto other = bench.sign_in();
    const auto changed = auth::confirm_enrolment(bench.as(by_old), bench.code()).token;
    CHECK_FALSE(bench.actor(other));
    bench.clock.advance_ms(30'000);
    CHECK(refusal([&] {
              auth::give_factor(bench.as(changed),
                                crypto::totp_code(old, bench.clock.now().ms / 30'000));
          }) == "auth.factor_code");
    CHECK(refusal([&] { auth::give_factor(bench.as(changed), bench.code()); }) == "");
}

DB_TEST_CASE("a role that wants a second factor does not let it go") {
    Bench bench;
    const auto token = bench.set_up(bench.sign_in()).token;
    CHECK(refusal([&] { auth::drop_factor(bench.as(token), bench.book); }) ==
          "auth.factor_wanted_by_role");
}

DB_TEST_CASE("wrong passwords wait from the fifth on, longer each time, and never for good") {
    Bench bench;
    const auto tried = [&](const char* user, const char* typed, const char* ip) {
        try {
            bench.sign_in(user, typed, ip);
        } catch (const TryLater& later) {
            return later.after_seconds;
        } catch (const RequestError&) {
            return std::int64_t{0};
        }
        return std::int64_t{-1};
    };
    for (const auto* user : {"lan", "ai-do"}) {  // who is there and who is not: the same
        CAPTURE(user);
        std::int64_t wanted = 1;
        for (int i = 0; i < 5; ++i) {
            CHECK(tried(user, "sai", ("10.0.0." + std::to_string(i)).c_str()) == 0);
        }
        for (; wanted < 900; wanted *= 2) {
            CHECK(tried(user, password, "10.0.1.1") == wanted);
            bench.clock.advance_ms(wanted * 1000);
            CHECK(tried(user, "sai", ("10.0.2." + std::to_string(wanted)).c_str()) == 0);
        }
        CHECK(tried(user, password, "10.0.1.1") == 900);
        bench.clock.advance_ms(900'000);
    }
    CHECK(tried("lan", password, "10.0.1.1") == -1);
    CHECK(tried("lan", "sai", "10.0.1.2") == 0);
    CHECK(tried("lan", password, "10.0.1.2") == -1);  // the count began anew
}

// Counted, not timed: hashing a password is all the work that a watch could tell.
DB_TEST_CASE("a name that is there and one that is not cost the same work, try by try") {
    Bench bench;
    const auto minh = bench.account("minh", "Lê Văn Minh", "unit_clerk");
    auth::set_disabled(bench.ctx(), minh, true, 1);
    const auto hashings = [&](const auto& run, const std::string& refused) {
        const auto before = crypto::password_hashings();
        CHECK(refusal(run) == refused);
        return crypto::password_hashings() - before;
    };
    const auto recovery = [&](const std::string& user) {
        auth::recover(bench.ctx(), bench.rules,
                      {TestDb::tenant, user, "000000", "AAAA-BBBB-CCCC-DDDD", "mùa thu lá bay 26",
                       "10.0.0." + user});
    };
    bench.sign_in();
    bench.clock.advance_ms(60'000);
    refusal([&] { bench.sign_in("ai-do", "sai hẳn rồi"); });  // hashes nobody's password, once
    bench.clock.advance_ms(24 * 3'600'000);
    for (int i = 0; i < 5; ++i) {
        const auto from = std::to_string(i);
        for (const auto* user : {"lan", "ai-do", "minh"}) {
            CAPTURE(user);
            CHECK(hashings([&] { bench.sign_in(user, "sai hẳn rồi", user + from); },
                           "wrong_sign_in") == 1);
        }
    }
    for (const auto* user : {"lan", "ai-do", "minh"}) {
        CAPTURE(user);
        CHECK_THROWS_AS(bench.sign_in(user, "sai hẳn rồi", "10.1.1.1"), TryLater);
        CHECK(hashings([&] { bench.sign_in(user, password, "10.1.1.1"); }, "too_many_tries") == 0);
    }
    bench.clock.advance_ms(24 * 3'600'000);
    for (const auto* user : {"lan", "ai-do", "minh"}) {
        CAPTURE(user);
        CHECK(hashings([&] { recovery(user); }, "wrong_recovery") == 1);
    }
}

DB_TEST_CASE("one address waits too, half a minute at most, whoever is tried from there") {
    Bench bench;
    const auto later = [&](const std::string& user, const char* typed) {
        try {
            bench.sign_in(user, typed, "10.9.9.9");
        } catch (const TryLater& wait) {
            return wait.after_seconds;
        } catch (const RequestError&) {
        }
        return std::int64_t{0};
    };
    for (int i = 0; i < 5; ++i) {
        CHECK(later("nguoi" + std::to_string(i), "sai") == 0);
    }
    CHECK(later("lan", password) == 1);
    CHECK_NOTHROW(bench.sign_in("lan", password, "10.9.9.8"));
    for (int i = 5; i < 30; ++i) {
        bench.clock.advance_ms(30'000);
        CHECK(later("nguoi" + std::to_string(i), "sai") == 0);
    }
    CHECK(later("lan", password) <= 30);
    bench.clock.advance_ms(30'000);
    CHECK_NOTHROW(bench.sign_in("lan", password, "10.9.9.9"));
}

DB_TEST_CASE("wrong codes wait like wrong passwords") {
    Bench bench;
    bench.set_up(bench.sign_in());
    const auto token = bench.sign_in();
    for (int i = 0; i < 5; ++i) {
        CHECK(refusal([&] { auth::give_factor(bench.as(token), "000000"); }) == "auth.factor_code");
    }
    CHECK_THROWS_AS(auth::give_factor(bench.as(token), bench.code()), TryLater);
    bench.clock.advance_ms(1000);
    CHECK_NOTHROW(auth::give_factor(bench.as(token), bench.code()));
}

DB_TEST_CASE("one sees one's own sign-ins and ends them, and no one else's") {
    Bench bench;
    auth::set_strictness(bench.ctx(), auth::Strictness::who_has_it);
    bench.account("minh", "Lê Văn Minh", "unit_clerk");
    const auto first = bench.sign_in("lan", password, "10.0.0.1");
    const auto second = bench.sign_in("lan", password, "10.0.0.2");
    const auto third = bench.sign_in("lan", password, "10.0.0.3");
    const auto others = bench.sign_in("minh");
    const auto rows = auth::own_sign_ins(bench.as(first));
    REQUIRE(rows.size() == 3);
    for (const auto& row : rows) {
        CHECK(row.current == (row.ip == "10.0.0.1"));
        if (row.ip == "10.0.0.2") {
            auth::end_own_sign_ins(bench.as(first), row.id);
        }
    }
    CHECK_FALSE(bench.actor(second));
    CHECK(bench.actor(third));
    const auto theirs = auth::own_sign_ins(bench.as(others)).at(0).id;
    CHECK_THROWS_AS(auth::end_own_sign_ins(bench.as(first), theirs), NotFound);
    auth::end_own_sign_ins(bench.as(first), "");
    CHECK(bench.actor(first));
    CHECK_FALSE(bench.actor(third));
    CHECK(bench.actor(others));
}

DB_TEST_CASE("a new first password takes two people, and its owner is told") {
    Bench bench;
    auth::set_strictness(bench.ctx(), auth::Strictness::who_has_it);
    const auto minh = bench.account("minh", "Lê Văn Minh", "unit_clerk");
    bench.account("hoa", "Phạm Thị Hoa", "auditor");
    const auto owner = bench.sign_in("minh");
    const auto asker = bench.sign_in("lan");
    auth::Reset wanted;
    wanted.account_id = minh;
    CHECK(refusal([&] { auth::ask_reset(bench.as(asker), wanted); }) == "field.required");
    wanted.reason = "quên mật khẩu";
    const auto id = auth::ask_reset(bench.as(asker), wanted);
    CHECK(refusal([&] { auth::ask_reset(bench.as(asker), wanted); }) == "auth.reset_open");
    auth::Reset own = wanted;
    own.account_id = bench.lan;
    CHECK(refusal([&] { auth::ask_reset(bench.as(asker), own); }) == "auth.reset_own");
    CHECK(refusal([&] { auth::give_reset(bench.as(asker), id); }) == "auth.reset_second_person");
    CHECK(refusal([&] { auth::give_reset(bench.as(owner), id); }) == "auth.reset_second_person");
    CHECK(bench.actor(owner));

    const auto first = auth::give_reset(bench.as(bench.sign_in("hoa")), id);
    CHECK_FALSE(bench.actor(owner));
    CHECK(refusal([&] { bench.sign_in("minh"); }) == "wrong_sign_in");
    const auto token = bench.sign_in("minh", first);
    CHECK(bench.actor(token)->must_change_password);
    const auto notices =
        bench.ctx().read([&](db::Tx& tx) { return auth::unseen_notices(tx, minh); });
    REQUIRE(notices.size() == 1);
    CHECK(notices[0].kind == "password_reset");
    CHECK(notices[0].by_names == "Trần Thị Lan, Phạm Thị Hoa");
    auth::see_notices(bench.as(token));
    CHECK(bench.ctx().read([&](db::Tx& tx) { return auth::unseen_notices(tx, minh); }).empty());
    CHECK_THROWS_AS(auth::give_reset(bench.as(bench.sign_in("hoa")), id), NotFound);
}

DB_TEST_CASE("a reset that nobody gave lapses after 72 hours; one for a lost device drops it") {
    Bench bench;
    auth::set_strictness(bench.ctx(), auth::Strictness::who_has_it);
    const auto hoa = bench.account("hoa", "Phạm Thị Hoa", "auditor");
    bench.account("minh", "Lê Văn Minh", "administrator");
    bench.set_up(bench.sign_in("hoa"));
    auth::Reset wanted;
    wanted.account_id = hoa;
    wanted.reason = "mất điện thoại";
    wanted.drops_factor = true;
    const auto late = auth::ask_reset(bench.as(bench.sign_in("lan")), wanted);
    bench.clock.advance_ms(72LL * 3'600'000);
    CHECK_THROWS_AS(auth::give_reset(bench.as(bench.sign_in("minh")), late), NotFound);
    const auto id = auth::ask_reset(bench.as(bench.sign_in("lan")), wanted);
    const auto first = auth::give_reset(bench.as(bench.sign_in("minh")), id);
    CHECK_FALSE(bench.actor(bench.sign_in("hoa", first))->factor_held);
}

DB_TEST_CASE(
    "who forgot the password sets one with the device and a code for its loss, not with one of "
    "them") {
    Bench bench;
    const auto done = bench.set_up(bench.sign_in());
    const auto recover = [&](const std::string& user, const std::string& code,
                             const std::string& paper) {
        return refusal([&] {
            auth::recover(bench.ctx(), bench.rules,
                          {TestDb::tenant, user, code, paper, "mùa thu lá bay 26", "10.0.0.7"});
        });
    };
    CHECK(recover("lan", "000000", done.recovery_codes[0]) == "wrong_recovery");
    CHECK(recover("lan", bench.code(), "AAAA-BBBB-CCCC-DDDD") == "wrong_recovery");
    CHECK(recover("ai-do", bench.code(), done.recovery_codes[0]) == "wrong_recovery");
    bench.clock.advance_ms(30'000);
    CHECK(refusal([&] {
              auth::recover(bench.ctx(), bench.rules,
                            {TestDb::tenant, "lan", bench.code(), done.recovery_codes[0],
                             "Truong Minh Khai 26", "10.0.0.7", [](db::Tx&, const AccountId&) {
                                 return std::vector<std::string>{"Trường Nguyễn Thị Minh Khai",
                                                                 "Chi bộ Trường Minh Khai"};
                             }});
          }) == "auth.password_guessable");  // and the codes stay good
    bench.clock.advance_ms(30'000);
    CHECK(recover("lan", bench.code(), done.recovery_codes[0]) == "");
    CHECK_FALSE(bench.actor(done.token));
    CHECK_NOTHROW(bench.sign_in("lan", "mùa thu lá bay 26"));
    const auto notices =
        bench.ctx().read([&](db::Tx& tx) { return auth::unseen_notices(tx, bench.lan); });
    REQUIRE(notices.size() == 1);
    CHECK(notices[0].kind == "password_recovered");
}

DB_TEST_CASE(
    "where nobody is left to ask and give, the machine gives a first password, for all to see") {
    Bench bench;
    const auto done = bench.set_up(bench.sign_in());
    for (int i = 0; i < 5; ++i) {
        refusal([&] { bench.sign_in("lan", "sai hẳn rồi", "10.0.0." + std::to_string(i)); });
    }
    auto at_machine = bench.ctx();
    at_machine.actor.user = at_machine.actor.name = "cli:root";
    const auto reset = [&](const std::string& user, const std::string& reason) {
        return auth::reset_on_machine(at_machine, user, reason);
    };
    CHECK(refusal([&] { reset("lan", " "); }) == "field.required");
    CHECK(refusal([&] { reset("ai-do", "mất điện thoại"); }) == "auth.no_such_user");
    const auto minh = bench.account("minh", "Lê Văn Minh", "unit_clerk");
    auth::set_disabled(bench.ctx(), minh, true, 1);
    CHECK(refusal([&] { reset("minh", "mất điện thoại"); }) == "auth.stopped_account");
    CHECK(bench.actor(done.token));

    const auto first = reset("lan", "mất điện thoại và mã dự phòng");
    CHECK_FALSE(bench.actor(done.token));
    CHECK(refusal([&] { bench.sign_in(); }) == "wrong_sign_in");
    const auto token = bench.sign_in("lan", first);  // does not wait any more
    const auto actor = bench.actor(token).value();
    CHECK(actor.must_change_password);
    CHECK(auth::factor_need(actor, bench.book) == auth::FactorNeed::set_up);
    bench.ctx().read([&](db::Tx& tx) {
        const auto notices = auth::unseen_notices(tx, bench.lan);
        REQUIRE(notices.size() == 1);
        CHECK(notices[0].by_names == "cli:root");
        const auto alerts = auth::access_alerts(tx);
        REQUIRE(alerts.size() == 1);
        CHECK(alerts[0].kind == "machine_reset");
        const auto said = tx.one(
            "SELECT detail FROM audit WHERE tenant_id = ?1 AND action = 'account.reset_on_machine'",
            {}, [](const db::Row& r) { return r.text(0); });
        REQUIRE(said);
        CHECK(said->find("mất điện thoại và mã dự phòng") != std::string::npos);
    });
    bench.clock.advance_ms(72LL * 3'600'000);
    CHECK(refusal([&] { bench.sign_in("lan", first); }) == "wrong_sign_in");
}

DB_TEST_CASE("more than 50 dossiers or 5 exports within an hour raise one alert") {
    Bench bench;
    auth::set_strictness(bench.ctx(), auth::Strictness::who_has_it);
    const auto ctx = bench.as(bench.sign_in());
    const auto alerts = [&] {
        return bench.ctx().read([](db::Tx& tx) { return auth::access_alerts(tx); });
    };
    for (int round = 0; round < 2; ++round) {
        for (int i = 0; i < 50; ++i) {
            auth::note_access(ctx, auth::Watched::dossier, "d" + std::to_string(i));
        }
    }
    CHECK(alerts().empty());
    for (int i = 50; i < 60; ++i) {
        auth::note_access(ctx, auth::Watched::dossier, "d" + std::to_string(i));
    }
    REQUIRE(alerts().size() == 1);
    CHECK(alerts()[0].kind == "dossier");
    CHECK(alerts()[0].user_name == "lan");
    for (int i = 0; i < 5; ++i) {
        auth::note_access(ctx, auth::Watched::exports, "");
    }
    CHECK(alerts().size() == 1);
    auth::note_access(ctx, auth::Watched::exports, "");
    REQUIRE(alerts().size() == 2);
    auth::see_alert(ctx, alerts()[0].id);
    CHECK(alerts()[0].seen_by == "lan");
    bench.clock.advance_ms(3'600'000);
    for (int i = 0; i < 50; ++i) {
        auth::note_access(ctx, auth::Watched::dossier, "e" + std::to_string(i));
    }
    CHECK(alerts().size() == 2);
    auth::note_access(ctx, auth::Watched::dossier, "e50");
    CHECK(alerts().size() == 3);
}
