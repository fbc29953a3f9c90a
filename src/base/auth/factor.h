// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/auth/accounts.h"

namespace ketnap::auth {

/// How strict the office is about the second factor (setting `second_factor`).
enum class Strictness {
    by_role,    ///< whoever holds a role that the role table names must have one (default)
    who_has_it  ///< asked only of those who set one up: offices without devices, the demo
};

/// What an actor lacks before the pages open.
enum class FactorNeed {
    nothing,
    code,    ///< has one, and has not given its code in this sign-in
    set_up,  ///< must have one, and has none
};
FactorNeed factor_need(const Actor& actor, const RoleBook& book);
/// True when the role table wants one of this actor, whatever the office's setting.
bool factor_by_role(const Actor& actor, const RoleBook& book);
/// Given within the last five minutes; who has none is not asked.
bool factor_is_fresh(const Actor& actor, std::int64_t now_ms);

/// What an authenticator is told: base32 as people type it, and the address its camera reads.
struct Enrolment {
    std::string secret;
    std::string address;
};
/// Begins to set one up; the one in use stays until the first code of the new one. `office` is what
/// the authenticator calls it.
Enrolment begin_enrolment(const Ctx& ctx, const std::string& office);

/// A new token of the sign-in, and, when a factor was set up, the codes for a lost device.
struct Confirmed {
    std::string token;
    std::vector<std::string> recovery_codes;
};
/// Its first code: from now on it is asked. Other sign-ins of the account end.
Confirmed confirm_enrolment(const Ctx& ctx, const std::string& code);
/// A code of the device or one for a lost device: the sign-in gets a new token. Throws
/// Refused(auth.factor_code), TryLater.
std::string give_factor(const Ctx& ctx, const std::string& code);
/// Ten new codes for a lost device; the old ones end.
std::vector<std::string> renew_recovery_codes(const Ctx& ctx);
/// Refused while a role wants it.
void drop_factor(const Ctx& ctx, const RoleBook& book);

struct FactorState {
    bool held = false;
    bool wanted = false;  ///< a role of the account wants one, and the office is strict
    std::int64_t since = 0;
    std::int64_t recovery_codes_left = 0;
    Strictness strictness = Strictness::by_role;
};
FactorState factor_state(const Ctx& ctx, const RoleBook& book);

Strictness strictness(db::Tx& tx);
void set_strictness(const Ctx& ctx, Strictness strictness);
std::string_view strictness_name(Strictness strictness);

/// Another token for the sign-in of the actor: its rights have changed.
std::string renew_token(db::Tx& tx, const Ctx& ctx,
                        std::optional<std::int64_t> factor_at = std::nullopt);

/// Someone who forgot the password and has the device and a code for its loss. Wrong: RequestError
/// ("wrong_recovery"), with the same work for unknown users; TryLater.
struct Recovery {
    std::string tenant;
    std::string user_name;
    std::string code;
    std::string recovery_code;
    std::string new_password;
    std::string ip;
    /// Names the office would guess: of the account's bodies.
    std::function<std::vector<std::string>(db::Tx&, const AccountId&)> known_words{};
};
void recover(const Ctx& ctx, const PasswordRules& rules, const Recovery& recovery);

}  // namespace ketnap::auth
