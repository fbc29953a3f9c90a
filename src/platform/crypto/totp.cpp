// SPDX-License-Identifier: Apache-2.0
#include "platform/crypto/crypto.h"
#include "platform/vocabulary/errors.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace ketnap::crypto {

std::string totp_code(std::string_view secret, std::int64_t step, int digits) {
    std::array<unsigned char, 8> counter{};
    for (std::size_t i = 0; i < counter.size(); ++i) {
        counter[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (56U - 8U * i));
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned size = 0;
    KETNAP_CHECK(HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter.data(),
                      counter.size(), mac.data(), &size) != nullptr);
    const unsigned at = mac[size - 1] & 0x0FU;
    const std::uint32_t number = ((mac[at] & 0x7FU) << 24U) |
                                 (static_cast<std::uint32_t>(mac[at + 1]) << 16U) |
                                 (static_cast<std::uint32_t>(mac[at + 2]) << 8U) | mac[at + 3];
    std::uint32_t modulus = 1;
    for (int i = 0; i < digits; ++i) {
        modulus *= 10;
    }
    return fmt::format("{:0{}}", number % modulus, digits);
}

std::int64_t totp_match(std::string_view secret, std::int64_t step, std::string_view code) {
    std::int64_t found = -1;
    for (const auto near : {step - 1, step, step + 1}) {
        if (same(totp_code(secret, near), code)) {
            found = near;
        }
    }
    return found;
}

std::string totp_secret() {
    const auto bytes = random_bytes(20);
    return {bytes.begin(), bytes.end()};
}

std::string base32(std::string_view bytes) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string out;
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (const char c : bytes) {
        bits = (bits << 8U) | static_cast<unsigned char>(c);
        for (count += 8; count >= 5; count -= 5) {
            out += letters[(bits >> (count - 5)) & 0x1FU];
        }
    }
    if (count > 0) {
        out += letters[(bits << (5 - count)) & 0x1FU];
    }
    return out;
}

}  // namespace ketnap::crypto
