// SPDX-License-Identifier: Apache-2.0
#include "platform/crypto/crypto.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <fstream>
#include <set>
#include <string>
#include <thread>
#include <vector>

using namespace ketnap;

namespace {

std::string hex_of(const crypto::Hash& hash) {
    return crypto::hex(hash.data(), hash.size());
}

std::size_t resident_bytes() {
    std::ifstream in{"/proc/self/statm"};
    std::size_t pages = 0;
    in >> pages >> pages;
    return pages * 4096;
}

}  // namespace

TEST_CASE("passwords are stored as argon2id with 64 MiB, 3 passes and 1 lane") {
    const auto hash = crypto::password_hash("mật khẩu đủ dài");
    CHECK(hash.rfind("$argon2id$v=19$m=65536,t=3,p=1$", 0) == 0);
    CHECK(crypto::password_verify(hash, "mật khẩu đủ dài"));
    CHECK_FALSE(crypto::password_verify(hash, "mật khẩu đủ dài "));
    CHECK_FALSE(crypto::password_verify("", "mật khẩu đủ dài"));
    CHECK_FALSE(crypto::password_verify("$argon2id$broken", "x"));
    CHECK_FALSE(crypto::password_needs_rehash(hash));
    CHECK(
        crypto::password_needs_rehash("$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$"
                                      "HkLnE1sk1FNIvJNHGmqHxLdpW3X3Oy0mx8bWzVhRaMc"));
}

TEST_CASE("at most two passwords are hashed at once, however many wait") {
    constexpr std::size_t one_hash = 64ULL * 1024 * 1024;
    const auto before = resident_bytes();
    std::atomic<int> left{8};
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&left] {
            crypto::password_hash("mật khẩu đủ dài");
            --left;
        });
    }
    std::size_t most = 0;
    while (left > 0) {
        most = std::max(most, resident_bytes());
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    for (auto& thread : threads) {
        thread.join();
    }
    CHECK(most > before + one_hash / 2);  // it is the hashing that is seen
    CHECK(most < before + 5 * one_hash / 2);
}

TEST_CASE("the same password never has the same hash twice") {
    CHECK(crypto::password_hash("một mật khẩu") != crypto::password_hash("một mật khẩu"));
}

TEST_CASE("tokens carry 256 bits, fit a URL and never repeat") {
    std::set<std::string> seen;
    for (int i = 0; i < 10'000; ++i) {
        const auto token = crypto::random_token();
        CHECK(token.size() == 43);
        CHECK(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                      "0123456789-_") == std::string::npos);
        seen.insert(token);
    }
    CHECK(seen.size() == 10'000);
}

TEST_CASE("SHA-256 gives the published values, whole or in pieces") {
    CHECK(crypto::sha256_hex("abc") ==
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(crypto::sha256_hex("") ==
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    crypto::Sha256 pieces;
    pieces.add("a");
    pieces.add("");
    pieces.add("bc");
    CHECK(pieces.finish() == crypto::sha256("abc"));
}

TEST_CASE("HMAC-SHA-256 gives the value of RFC 4231 case 2") {
    CHECK(hex_of(crypto::hmac("Jefe", "what do ya want for nothing?")) ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST_CASE("one-time codes are those of RFC 6238") {
    const std::string secret = "12345678901234567890";
    const std::pair<std::int64_t, const char*> codes[] = {{59, "94287082"},
                                                          {1'111'111'109, "07081804"},
                                                          {1'111'111'111, "14050471"},
                                                          {1'234'567'890, "89005924"},
                                                          {2'000'000'000, "69279037"},
                                                          {20'000'000'000, "65353130"}};
    for (const auto& [seconds, code] : codes) {
        CHECK(crypto::totp_code(secret, seconds / 30, 8) == code);
    }
    CHECK(crypto::totp_code(secret, 59 / 30) == "287082");
}

TEST_CASE("a one-time code counts in its step and the ones beside it only") {
    const auto secret = crypto::totp_secret();
    CHECK(secret.size() == 20);
    const std::int64_t step = 1'000'000;
    CHECK(crypto::totp_match(secret, step, crypto::totp_code(secret, step)) == step);
    CHECK(crypto::totp_match(secret, step, crypto::totp_code(secret, step - 1)) == step - 1);
    CHECK(crypto::totp_match(secret, step, crypto::totp_code(secret, step + 1)) == step + 1);
    CHECK(crypto::totp_match("12345678901234567890", step,
                             crypto::totp_code("12345678901234567890", step + 2)) == -1);
    CHECK(crypto::totp_match(secret, step, "") == -1);
}

TEST_CASE("base32 is that of RFC 4648 without padding") {
    CHECK(crypto::base32("") == "");
    CHECK(crypto::base32("f") == "MY");
    CHECK(crypto::base32("foobar") == "MZXW6YTBOI");
}

TEST_CASE("a signature holds for its key and its words only") {
    const auto key = crypto::SigningKey::from_seed(crypto::sha256("seed"));
    const auto signature = key.sign("vé 17");
    CHECK(crypto::verify(key.public_key(), "vé 17", signature));
    CHECK_FALSE(crypto::verify(key.public_key(), "vé 18", signature));
    auto changed = signature;
    changed[5] ^= 1U;
    CHECK_FALSE(crypto::verify(key.public_key(), "vé 17", changed));
    CHECK_FALSE(crypto::verify(crypto::SigningKey::generate().public_key(), "vé 17", signature));
    CHECK(crypto::SigningKey::from_seed(crypto::sha256("seed")).public_key() == key.public_key());
}

TEST_CASE("secrets are compared by value and wiped in place") {
    CHECK(crypto::same("abc", "abc"));
    CHECK_FALSE(crypto::same("abc", "abd"));
    CHECK_FALSE(crypto::same("abc", "ab"));
    std::string secret = "a long secret that lies on the heap, not in the object";
    const auto* where = secret.data();
    crypto::wipe(secret);
    CHECK(secret.empty());
    CHECK(where[0] == '\0');
}
