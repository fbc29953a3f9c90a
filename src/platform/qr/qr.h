// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::qr {

/// The squares of a QR code, row by row, true = dark, without the quiet zone (draw 4 light squares
/// around). Digits alone are written in numeric mode, which a keyboard reader types as digits only.
/// Empty when the text does not fit a code (over 5,596 digits or 2,331 bytes) or is empty.
std::vector<std::vector<bool>> modules(std::string_view digits_or_text);

/// The texts of the QR codes in a picture of grey dots, row by row, one byte a dot; as they are
/// found.
std::vector<std::string> read(std::string_view dots, int width, int height);

}  // namespace ketnap::qr
