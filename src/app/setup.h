// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/office.h"

namespace ketnap::app {

struct NewOffice {
    std::string token;
    std::string office_name;
    std::string user;
    std::string name;
    std::string password;
};

/// The first start: names the office, makes the root of its tree and one account that is
/// administrator and organisation officer. Refused: a used, old or wrong link; a weak password.
void set_up_office(const audit::Ctx& ctx, Office& office, const NewOffice& wanted);

}  // namespace ketnap::app
