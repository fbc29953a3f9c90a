// SPDX-License-Identifier: Apache-2.0
#include "app/glass_routes.h"

#include "app/access_words.h"
#include "base/auth/break_glass.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"
#include "stage/dossier/dossier.h"

#include <algorithm>

namespace ketnap::app {
namespace {

using auth::Action;
using auth::Call;

struct SignView {
    std::string seat;
    std::string name;
    std::int64_t signed_at = 0;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(SignView, (), (seat, name, signed_at, note))

struct GlassView {
    std::string id;
    std::string dossier_id;  ///< empty: the reader may not open it now
    std::string dossier_code;
    std::string opened_by;
    std::string role;
    std::string reason;
    std::int64_t opened_at = 0;
    std::int64_t until_at = 0;
    std::int64_t sign_until = 0;
    bool overdue = false;
    bool may_sign = false;
    std::vector<SignView> signs;
};
BOOST_DESCRIBE_STRUCT(GlassView, (),
                      (id, dossier_id, dossier_code, opened_by, role, reason, opened_at, until_at,
                       sign_until, overdue, may_sign, signs))

struct GlassForm {
    std::string dossier_code;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(GlassForm, (), (dossier_code, reason))

struct NoteForm {
    std::string note;
};
BOOST_DESCRIBE_STRUCT(NoteForm, (), (note))

bool waits_for(const Call& call, const auth::Glass& one) {
    const auto mine = auth::seats_of(call.ctx.actor, call.rights);
    const auto& me = call.ctx.actor.account_id;
    return one.account_id.value != me &&
           std::ranges::count(one.signs, me, &auth::GlassSign::account_id) == 0 &&
           std::ranges::any_of(mine, [&](const std::string& seat) { return !one.is_signed(seat); });
}

GlassView view_of(db::Tx& tx, const Call& call, const auth::Glass& one) {
    GlassView view;
    const auto now = call.ctx.clock.now().ms;
    view.id = one.id.value;
    if (const auto found = dossier::find(tx, dossier::DossierId{one.dossier_id})) {
        view.dossier_code = found->code;
        const bool own_hour =
            one.account_id.value == call.ctx.actor.account_id && now < one.until_at;
        view.dossier_id = own_hour ? one.dossier_id : "";
    }
    view.opened_by = one.opened_by;
    view.role = role_title(call, one.role);
    view.reason = one.reason;
    view.opened_at = one.opened_at;
    view.until_at = one.until_at;
    view.sign_until = one.sign_until();
    view.overdue = one.signs.size() < auth::seats.size() && now > one.sign_until();
    view.may_sign = waits_for(call, one);
    for (const auto& sign : one.signs) {
        view.signs.push_back({sign.seat, sign.name, sign.signed_at, sign.note});
    }
    return view;
}

// Whoever has a seat sees all; whoever may open sees their own.
std::vector<GlassView> list(Call& call) {
    return call.ctx.read([&](db::Tx& tx) {
        std::vector<GlassView> out;
        const bool all = call.rights.may(call.ctx.actor, Action::break_glass_sign);
        for (const auto& one : auth::glasses(tx)) {
            if (all || one.account_id.value == call.ctx.actor.account_id) {
                out.push_back(view_of(tx, call, one));
            }
        }
        return out;
    });
}

GlassView open(Call& call, const GlassForm& form) {
    return call.ctx.write([&](db::Tx& tx) {
        const auto id = dossier::find_by_code(tx, text::upper(text::trim(form.dossier_code)));
        if (!id) {
            throw Refused{{field_finding("field.reference", "dossier_code")}};
        }
        const auto object = dossier::get(tx, *id).object();
        return view_of(tx, call,
                       auth::open_glass(tx, call.ctx, call.rights, id->value, object, form.reason));
    });
}

}  // namespace

void add_glass_routes(auth::Api& api) {
    api.get<std::vector<GlassView>>("/api/break-glass", Action::signed_in,
                                    "Dossiers opened outside the scope, newest first", list);
    api.fresh_factor().post<GlassForm, GlassView>(
        "/api/break-glass", Action::break_glass,
        "Open a dossier outside the scope for an hour, with a reason", open);
    api.post<NoteForm, auth::Nothing>(
        "/api/break-glass/{id}/sign", Action::break_glass_sign,
        "Say that an opening outside the scope was looked at",
        [](Call& call, const NoteForm& form) {
            auth::sign_glass(call.ctx, call.rights, auth::GlassId{call.param("id")}, form.note);
            return auth::Nothing{};
        });
}

}  // namespace ketnap::app
