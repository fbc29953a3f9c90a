// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>

namespace ketnap::crypto {

/// How many passwords this process has hashed or compared: the costly work of a sign-in, counted,
/// so that a test can say that two answers cost the same without a watch.
std::int64_t password_hashings();

}  // namespace ketnap::crypto
