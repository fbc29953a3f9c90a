// SPDX-License-Identifier: Apache-2.0
#include "platform/qr/qr.h"

#include <qrencode.h>

#include <algorithm>
#include <memory>

namespace ketnap::qr {
namespace {

struct FreeInput {
    void operator()(QRinput* input) const { QRinput_free(input); }
};
struct FreeCode {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

}  // namespace

std::vector<std::vector<bool>> modules(std::string_view digits_or_text) {
    const bool digits = std::all_of(digits_or_text.begin(), digits_or_text.end(),
                                    [](char c) { return c >= '0' && c <= '9'; });
    const std::unique_ptr<QRinput, FreeInput> input{QRinput_new2(0, QR_ECLEVEL_M)};
    const auto* bytes = reinterpret_cast<const unsigned char*>(digits_or_text.data());
    if (!input || digits_or_text.empty() || digits_or_text.size() > 7'089 ||
        QRinput_append(input.get(), digits ? QR_MODE_NUM : QR_MODE_8,
                       static_cast<int>(digits_or_text.size()), bytes) != 0) {
        return {};
    }
    const std::unique_ptr<QRcode, FreeCode> code{QRcode_encodeInput(input.get())};
    if (!code) {
        return {};
    }
    const auto width = static_cast<std::size_t>(code->width);
    std::vector<std::vector<bool>> rows(width, std::vector<bool>(width));
    for (std::size_t y = 0; y < width; ++y) {
        for (std::size_t x = 0; x < width; ++x) {
            rows[y][x] = (code->data[y * width + x] & 1U) != 0;
        }
    }
    return rows;
}

}  // namespace ketnap::qr
