// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

namespace ketnap::text {

/// True for a text that carries a degree of secrecy as papers do: "TỐI MẬT", "tuyệt mật" and
/// "độ mật" anywhere, "MẬT" in capitals among other words or alone on its line. A name in capitals,
/// "bí mật" and "mật khẩu" do not.
bool has_secret_words(std::string_view text);

}  // namespace ketnap::text
