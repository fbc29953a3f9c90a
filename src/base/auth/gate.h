// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/auth/api.h"
#include "base/auth/relations.h"
#include "base/auth/sign_in.h"

namespace ketnap::auth {

inline constexpr std::string_view sign_in_cookie = "__Host-ketnap";

/// What stands between a request and a handler: who is it, is the request really from our page, may
/// they at all.
struct GateKeeper {
    db::Database& db;
    const time::Clock& clock;
    const crypto::Vault& vault;
    jobs::Jobs& jobs;
    const Rights& rights;
    const messages::Catalogue& messages;
    BranchResolver branches;
    std::string default_tenant;  ///< the only tenant of an office PC
    Relations relations{};

    /// Throws NotSignedIn, Forbidden, RequestError: csrf, factor_wanted, password_must_change,
    /// factor_must_be_set_up, factor_not_fresh.
    Call admit(http::Request& request, const Wants& wants) const;

  private:
    void check_standing(const Actor& actor, const http::Request& request, const Wants& wants) const;
};

/// True when Origin (or, without one, Sec-Fetch-Site) says that the request comes from our own
/// pages.
bool same_origin(const http::Request& request);

std::string cookie_header(const std::string& token);
std::string ended_cookie_header();

}  // namespace ketnap::auth
