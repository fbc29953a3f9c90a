// SPDX-License-Identifier: Apache-2.0
#include "platform/qr/qr.h"

#include <ZXing/BarcodeFormat.h>
#include <ZXing/DecodeHints.h>
#include <ZXing/ReadBarcode.h>
#include <doctest/doctest.h>

#include <string>

using namespace ketnap;

namespace {

constexpr std::size_t scale = 4;
constexpr std::size_t quiet = 4;

/// The code drawn and read again by another library; empty when it cannot be read.
std::string read_back(const std::vector<std::vector<bool>>& modules) {
    const auto side = (modules.size() + 2 * quiet) * scale;
    std::vector<std::uint8_t> image(side * side, 255);
    for (std::size_t y = 0; y < modules.size() * scale; ++y) {
        for (std::size_t x = 0; x < modules.size() * scale; ++x) {
            if (modules[y / scale][x / scale]) {
                image[(y + quiet * scale) * side + x + quiet * scale] = 0;
            }
        }
    }
    const auto width = static_cast<int>(side);
    ZXing::DecodeHints hints;
    hints.setFormats(ZXing::BarcodeFormat::QRCode);
    const auto result =
        ZXing::ReadBarcode({image.data(), width, width, ZXing::ImageFormat::Lum}, hints);
    const auto text = result.text();
    return result.isValid() ? std::string{text.begin(), text.end()} : std::string{};
}

}  // namespace

TEST_CASE("what is drawn can be read by another reader") {
    const std::string digits = "1" + std::string(190, '7') + "0042";
    CHECK(read_back(qr::modules(digits)) == digits);
    CHECK(read_back(qr::modules("000123")) == "000123");
    CHECK(read_back(qr::modules("ketnap 0042/x")) == "ketnap 0042/x");
}

TEST_CASE("digits take the numeric mode: a third fewer squares than bytes") {
    const std::string digits(200, '5');
    std::string letters = digits;
    letters[0] = 'a';
    CHECK(qr::modules(digits).size() < qr::modules(letters).size());
}

TEST_CASE("a code is square, and what does not fit gives none") {
    const auto code = qr::modules("12345");
    CHECK(code.size() == 21);
    for (const auto& row : code) {
        CHECK(row.size() == code.size());
    }
    CHECK(qr::modules("").empty());
    CHECK(qr::modules(std::string(8'000, '1')).empty());
    CHECK(qr::modules(std::string(3'000, 'a')).empty());
}

TEST_CASE("a code is found on a page, turned or upright, and an empty page has none") {
    constexpr std::size_t side = 400;
    const auto code = qr::modules("ketnap:1:KN24-0001:application");
    std::string page(side * side, '\xFF');
    std::string turned = page;
    for (std::size_t y = 0; y < code.size() * scale; ++y) {
        for (std::size_t x = 0; x < code.size() * scale; ++x) {
            if (code[y / scale][x / scale]) {
                page[(y + 120) * side + x + 90] = 0;
                turned[(x + 90) * side + side - 1 - (y + 120)] = 0;
            }
        }
    }
    const auto read = [&](const std::string& dots) {
        return qr::read(dots, static_cast<int>(side), static_cast<int>(side));
    };
    const std::vector<std::string> expected{"ketnap:1:KN24-0001:application"};
    CHECK(read(page) == expected);
    CHECK(read(turned) == expected);
    CHECK(read(std::string(side * side, '\xFF')).empty());
    CHECK(qr::read(page, 10, 10).empty());
}
