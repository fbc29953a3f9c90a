// SPDX-License-Identifier: Apache-2.0
#include "platform/crypto/crypto.h"

#include "platform/crypto/hashings.h"
#include "platform/vocabulary/errors.h"

#include <sodium.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <semaphore>

namespace ketnap::crypto {
namespace {

constexpr unsigned long long argon_passes = 3;
constexpr std::size_t argon_memory = 64ULL * 1024 * 1024;
constexpr std::ptrdiff_t hashes_at_once = 2;
constexpr int most_hashes = 24;  ///< running and waiting: the last waits about a second
constexpr std::int64_t seconds_later = 2;

const unsigned char* raw(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

// 64 MiB each: more at once would let sign-ins take the machine's memory, and a longer queue its
// workers.
class HashPlace {
  public:
    HashPlace() {
        if (here().fetch_add(1) >= most_hashes) {
            here().fetch_sub(1);
            throw TryLater{"sign_in_busy", seconds_later};
        }
        places().acquire();
        hashings().fetch_add(1);
    }
    ~HashPlace() {
        places().release();
        here().fetch_sub(1);
    }
    HashPlace(const HashPlace&) = delete;
    HashPlace& operator=(const HashPlace&) = delete;

    static std::atomic<std::int64_t>& hashings() {
        static std::atomic<std::int64_t> one{0};
        return one;
    }

  private:
    static std::atomic<int>& here() {
        static std::atomic<int> one{0};
        return one;
    }
    static std::counting_semaphore<hashes_at_once>& places() {
        static std::counting_semaphore<hashes_at_once> one{hashes_at_once};
        return one;
    }
};

}  // namespace

void init() {
    KETNAP_CHECK(sodium_init() >= 0);
}

std::int64_t password_hashings() {
    return HashPlace::hashings();
}

std::string password_hash(std::string_view password) {
    init();
    const HashPlace place;
    std::array<char, crypto_pwhash_STRBYTES> out{};
    if (crypto_pwhash_str(out.data(), password.data(), password.size(), argon_passes,
                          argon_memory) != 0) {
        throw std::bad_alloc{};
    }
    return out.data();
}

bool password_verify(const std::string& hash, std::string_view password) {
    init();
    const HashPlace place;
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

bool password_needs_rehash(const std::string& hash) {
    return crypto_pwhash_str_needs_rehash(hash.c_str(), argon_passes, argon_memory) != 0;
}

Blob random_bytes(std::size_t count) {
    init();
    Blob out(count);
    randombytes_buf(out.data(), out.size());
    return out;
}

std::string base64url(const unsigned char* bytes, std::size_t count) {
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string out(sodium_base64_encoded_len(count, variant), '\0');
    sodium_bin2base64(out.data(), out.size(), bytes, count, variant);
    out.pop_back();
    return out;
}

std::string random_token() {
    const auto bytes = random_bytes(32);
    return base64url(bytes.data(), bytes.size());
}

Hash sha256(std::string_view bytes) {
    Hash out{};
    crypto_hash_sha256(out.data(), raw(bytes), bytes.size());
    return out;
}

std::string hex(const unsigned char* bytes, std::size_t count) {
    std::string out(count * 2 + 1, '\0');
    sodium_bin2hex(out.data(), out.size(), bytes, count);
    out.pop_back();
    return out;
}

std::string sha256_hex(std::string_view bytes) {
    const auto hash = sha256(bytes);
    return hex(hash.data(), hash.size());
}

namespace {

crypto_hash_sha256_state* inside(void* state) {
    return static_cast<crypto_hash_sha256_state*>(state);
}

}  // namespace

Sha256::Sha256() : m_state{} {
    static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(State));
    static_assert(alignof(crypto_hash_sha256_state) <= alignof(State));
    crypto_hash_sha256_init(inside(&m_state));
}

void Sha256::add(std::string_view bytes) {
    crypto_hash_sha256_update(inside(&m_state), raw(bytes), bytes.size());
}

Hash Sha256::finish() {
    Hash out{};
    crypto_hash_sha256_final(inside(&m_state), out.data());
    return out;
}

Hash hmac(std::string_view key, std::string_view message) {
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, raw(key), key.size());
    crypto_auth_hmacsha256_update(&state, raw(message), message.size());
    Hash out{};
    crypto_auth_hmacsha256_final(&state, out.data());
    sodium_memzero(&state, sizeof state);
    return out;
}

bool same(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

SigningKey SigningKey::generate() {
    init();
    SigningKey key;
    crypto_sign_keypair(key.m_public.data(), key.m_secret.data());
    return key;
}

SigningKey SigningKey::from_seed(const Hash& seed) {
    SigningKey key;
    crypto_sign_seed_keypair(key.m_public.data(), key.m_secret.data(), seed.data());
    return key;
}

SigningKey::~SigningKey() {
    sodium_memzero(m_secret.data(), m_secret.size());
}

SigningKey::Signature SigningKey::sign(std::string_view message) const {
    Signature out{};
    crypto_sign_detached(out.data(), nullptr, raw(message), message.size(), m_secret.data());
    return out;
}

bool verify(const SigningKey::PublicKey& key, std::string_view message,
            const SigningKey::Signature& signature) {
    return crypto_sign_verify_detached(signature.data(), raw(message), message.size(),
                                       key.data()) == 0;
}

void wipe(std::string& secret) {
    sodium_memzero(secret.data(), secret.size());
    secret.clear();
}

void wipe(Blob& secret) {
    sodium_memzero(secret.data(), secret.size());
    secret.clear();
}

}  // namespace ketnap::crypto
