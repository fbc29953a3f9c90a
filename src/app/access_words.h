// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/auth/api.h"

namespace ketnap::app {

/// What a right, a verdict and a role are called, in the reader's language.
std::string right_text(const auth::Call& call, const std::string& action);
std::string verdict_text(const auth::Call& call, auth::Verdict verdict);
std::string role_title(const auth::Call& call, const std::string& role);

}  // namespace ketnap::app
