// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/audit/ctx.h"
#include "base/auth/can.h"
#include "base/org/org.h"
#include "platform/json/describe.h"

#include <cstdint>
#include <string>

namespace ketnap::documents {

class Library;

/// How a body writes itself at the head of its papers, and who signs them.
struct Letterhead {
    std::string superior;  ///< "ĐẢNG BỘ TỈNH VĨNH GIANG"; several lines are parted by \n
    std::string issuer;    ///< "ĐẢNG ỦY KHỐI CÁC CƠ QUAN"
    std::string agency;    ///< in numbers: "ĐUK"
    std::string place;     ///< "Vĩnh Giang"
    std::string term;      ///< "2020-2025": numbers begin again with the next one
    std::string layout;    ///< "dang_2018"
    std::string body;      ///< whom papers are signed for: "Ban Thường vụ"
    std::string signer_post;
    std::string signer_name;
    std::string signer_person_id;  ///< empty when the signer is no person of the office
    std::int64_t version = 0;      ///< 0: never saved, derived from the name of the body
};
BOOST_DESCRIBE_STRUCT(Letterhead, (),
                      (superior, issuer, agency, place, term, layout, body, signer_post,
                       signer_name, signer_person_id, version))

/// What was saved for the body, or what its name gives. Throws NotFound for an unknown body.
Letterhead letterhead(db::Tx& tx, const org::OrgId& org);
/// Needs settings_edit on the body. Refused: an empty issuer, agency, place or term, a layout that
/// does not exist. 409 on a stale version.
Letterhead put_letterhead(const audit::Ctx& ctx, const auth::Rights& rights, const Library& library,
                          const org::OrgId& org, const Letterhead& letterhead);
/// The same inside an operation of the caller (demo, set-up), who has decided who may.
Letterhead put_letterhead(db::Tx& tx, const audit::Ctx& ctx, const Library& library,
                          const org::OrgId& org, const Letterhead& letterhead);

}  // namespace ketnap::documents
