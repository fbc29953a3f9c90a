// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace ketnap::text {

/// Compatibility composition: wide, small and joined forms become plain letters, so that a password
/// is the same on every keyboard. Only for what is compared and never shown.
std::string nfkc(std::string_view text);

}  // namespace ketnap::text
