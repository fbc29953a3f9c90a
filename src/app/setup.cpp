// SPDX-License-Identifier: Apache-2.0
#include "app/setup.h"

#include "app/store.h"
#include "base/auth/sign_in.h"
#include "base/org/org.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"

namespace ketnap::app {
namespace {

Findings check_form(const NewOffice& wanted, const auth::PasswordRules& passwords) {
    auto findings =
        passwords.check(wanted.password, {wanted.user, wanted.name, wanted.office_name});
    if (text::trim(wanted.office_name).empty()) {
        findings.push_back(field_finding("field.required", "office_name"));
    }
    return findings;
}

org::Org root_of(const NewOffice& wanted) {
    org::Org root;
    root.system = org::System::party;
    root.kind = "party_committee";
    root.code = "VP";
    root.name = text::clean_name(wanted.office_name);
    return root;
}

}  // namespace

void set_up_office(const audit::Ctx& ctx, Office& office, const NewOffice& wanted) {
    refuse_if(check_form(wanted, office.shipped().passwords));
    auto acting = ctx;
    acting.actor.user = "setup";
    acting.actor.all_rights = true;
    auth::set_up(acting, wanted.token, {wanted.user, wanted.name, "", wanted.password, false, 0},
                 [&](db::Tx& tx) {
                     std::vector<org::Org> roots{root_of(wanted)};
                     org::add_many(tx, acting, roots);
                     store::rename_tenant(tx, "vp", roots[0].name);
                     return roots[0].id.value;
                 },
                 {"organization_officer", "administrator"});
}

}  // namespace ketnap::app
