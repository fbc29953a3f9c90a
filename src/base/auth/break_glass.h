// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/auth/accounts.h"

#include <array>

namespace ketnap::auth {

using GlassId = Id<struct GlassTag>;

/// The two who look at it afterwards.
inline constexpr std::array<std::string_view, 2> seats{"auditor", "head"};

struct GlassSign {
    std::string seat;
    std::string name;
    std::int64_t signed_at = 0;
    std::string note;
    std::string account_id;
};

/// A dossier opened outside the scope of whoever opened it, read for an hour.
struct Glass {
    GlassId id;
    AccountId account_id;
    std::string opened_by;  ///< name
    std::string dossier_id;
    std::string person_id;
    std::string role;
    std::string reason;
    std::int64_t opened_at = 0;
    std::int64_t until_at = 0;
    std::vector<GlassSign> signs;

    bool is_signed(std::string_view seat) const;
    std::int64_t sign_until() const;  ///< seven days
};

/// Opens it inside an operation of the caller, who read the dossier. Refused: a reason of less than
/// a few words, what the actor may read anyhow, an own dossier or that of a relative. `object` is
/// the dossier.
Glass open_glass(db::Tx& tx, const Ctx& ctx, const Rights& rights, const std::string& dossier_id,
                 const Object& object, const std::string& reason);
std::optional<Glass> glass(db::Tx& tx, const GlassId& id);
/// Newest first.
std::vector<Glass> glasses(db::Tx& tx);
/// What the actor has to look at: not theirs, and not yet signed from their seat.
std::vector<Glass> to_sign(db::Tx& tx, const Ctx& ctx, const Rights& rights);
/// Seats that the actor's roles give.
std::vector<std::string> seats_of(const Actor& actor, const Rights& rights);
/// Says that it was looked at. Refused: whoever opened it, a seat that signed, one who has signed.
void sign_glass(const Ctx& ctx, const Rights& rights, const GlassId& id, const std::string& note);

}  // namespace ketnap::auth
