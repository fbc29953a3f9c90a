// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::crypto {

using Blob = std::vector<unsigned char>;
using Hash = std::array<unsigned char, 32>;

/// Call once before anything else of this slice (main, tests do it through first use as well).
void init();

/// argon2id, 64 MiB, 3 passes, 1 lane; at most two hashes run at once, some wait,
/// more are turned away: TryLater("sign_in_busy").
std::string password_hash(std::string_view password);
bool password_verify(const std::string& hash, std::string_view password);
bool password_needs_rehash(const std::string& hash);

/// 256 random bits in base64url (43 characters).
std::string random_token();
Blob random_bytes(std::size_t count);
std::string base64url(const unsigned char* bytes, std::size_t count);

Hash sha256(std::string_view bytes);
std::string hex(const unsigned char* bytes, std::size_t count);
std::string sha256_hex(std::string_view bytes);

/// SHA-256 of a stream fed in pieces (attachments, backups).
class Sha256 {
  public:
    Sha256();
    void add(std::string_view bytes);
    Hash finish();

  private:
    struct alignas(16) State {
        unsigned char bytes[128];
    };
    State m_state;
};

/// HMAC-SHA-256.
Hash hmac(std::string_view key, std::string_view message);

/// Compares in constant time.
bool same(std::string_view a, std::string_view b);

/// An Ed25519 key pair; the secret half is zeroed when it dies.
class SigningKey {
  public:
    using PublicKey = std::array<unsigned char, 32>;
    using Signature = std::array<unsigned char, 64>;

    static SigningKey generate();
    static SigningKey from_seed(const Hash& seed);
    SigningKey(const SigningKey&) = default;
    SigningKey& operator=(const SigningKey&) = default;
    ~SigningKey();

    const PublicKey& public_key() const { return m_public; }
    Signature sign(std::string_view message) const;

  private:
    SigningKey() = default;
    PublicKey m_public{};
    std::array<unsigned char, 64> m_secret{};
};

bool verify(const SigningKey::PublicKey& key, std::string_view message,
            const SigningKey::Signature& signature);

/// RFC 6238: HMAC-SHA-1, 30 seconds, 6 digits. `step` = unix seconds / 30; the caller keeps the
/// last step used so that each code works once.
std::string totp_code(std::string_view secret, std::int64_t step, int digits = 6);
/// The step whose code it is within ±1 of `step`, or -1.
std::int64_t totp_match(std::string_view secret, std::int64_t step, std::string_view code);
/// 160 random bits, and as people type them (base32).
std::string totp_secret();
std::string base32(std::string_view bytes);

/// Overwrites a secret before its memory is given back.
void wipe(std::string& secret);
void wipe(Blob& secret);

}  // namespace ketnap::crypto
