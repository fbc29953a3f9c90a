// SPDX-License-Identifier: Apache-2.0
#include "platform/qr/qr.h"

#include <ZXing/BarcodeFormat.h>
#include <ZXing/DecodeHints.h>
#include <ZXing/ReadBarcode.h>

namespace ketnap::qr {

std::vector<std::string> read(std::string_view dots, int width, int height) {
    if (width <= 0 || height <= 0 ||
        dots.size() != static_cast<std::size_t>(width) * static_cast<std::size_t>(height)) {
        return {};
    }
    ZXing::DecodeHints hints;
    hints.setFormats(ZXing::BarcodeFormat::QRCode);
    hints.setTryRotate(true);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(dots.data());
    std::vector<std::string> out;
    for (const auto& found :
         ZXing::ReadBarcodes({bytes, width, height, ZXing::ImageFormat::Lum}, hints)) {
        if (found.isValid()) {
            const auto& text = found.bytes();
            out.emplace_back(text.begin(), text.end());
        }
    }
    return out;
}

}  // namespace ketnap::qr
