// SPDX-License-Identifier: Apache-2.0
// A wrapped person key: 'K' version, 8 bytes root id, 16 bytes key id, nonce, box of the 32 bytes.
// A sealed field:       'S' version, nonce, box. Its associated data is
//                       tenant|table|column|id|key id, each part with its length before it.
#include "platform/crypto/vault.h"

#include "platform/crypto/key_file.h"
#include "platform/vocabulary/errors.h"

#include <fmt/format.h>
#include <sodium.h>
#include <sys/stat.h>

#include <algorithm>
#include <mutex>
#include <optional>

namespace ketnap::crypto {

/// Tells a key file from the one that was renamed over it.
struct FileMark {
    std::uint64_t inode = 0;
    std::int64_t seconds = 0;
    std::int64_t nanoseconds = 0;
    bool operator==(const FileMark&) const = default;
};

namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t root_id_size = 8;
constexpr std::size_t key_id_size = 16;
constexpr std::size_t wrapped_head = 2 + root_id_size + key_id_size;
constexpr std::size_t wrapped_size = wrapped_head + nonce_size + 32 + tag_size;
constexpr std::size_t sealed_head = 2;
constexpr unsigned char format_version = 1;

using Bytes = std::basic_string_view<unsigned char>;

Bytes bytes_of(std::string_view text) {
    return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

Bytes bytes_of(const Blob& blob) {
    return {blob.data(), blob.size()};
}

std::string_view text_of(Bytes bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// 32 secret bytes that do not outlive their scope.
struct SecretKey {
    Key bytes{};
    SecretKey() = default;
    SecretKey(const SecretKey&) = default;
    SecretKey& operator=(const SecretKey&) = default;
    ~SecretKey() { sodium_memzero(bytes.data(), bytes.size()); }
};

SecretKey derive(const Key& from, std::string_view purpose, std::string_view tenant) {
    const auto label = fmt::format("ketnap|{}|{}", purpose, tenant);
    SecretKey out;
    crypto_generichash(out.bytes.data(), out.bytes.size(), bytes_of(label).data(), label.size(),
                       from.data(), from.size());
    return out;
}

std::string bound_to(std::initializer_list<std::string_view> parts) {
    std::string out;
    for (const auto part : parts) {
        out += std::to_string(part.size());
        out += ':';
        out += part;
        out += '|';
    }
    return out;
}

void append_box(Blob& out, Bytes plain, std::string_view bound, const Key& key) {
    std::array<unsigned char, nonce_size> nonce{};
    randombytes_buf(nonce.data(), nonce.size());
    out.insert(out.end(), nonce.begin(), nonce.end());
    const auto at = out.size();
    out.resize(at + plain.size() + tag_size);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + at, nullptr, plain.data(), plain.size(),
                                               bytes_of(bound).data(), bound.size(), nullptr,
                                               nonce.data(), key.data());
}

// `out` has room for box.size() - nonce - tag bytes.
bool open_box(unsigned char* out, Bytes box, std::string_view bound, const Key& key) {
    const auto cipher = box.substr(nonce_size);
    return crypto_aead_xchacha20poly1305_ietf_decrypt(out, nullptr, nullptr, cipher.data(),
                                                      cipher.size(), bytes_of(bound).data(),
                                                      bound.size(), box.data(), key.data()) == 0;
}

struct Wrapped {
    std::string root_id;
    std::string key_id;
    Bytes box;
};

Result<Wrapped> take_apart(const Blob& wrapped_key) {
    if (wrapped_key == Vault::destroyed_key()) {
        return problem("crypto.key_destroyed");
    }
    if (wrapped_key.size() != wrapped_size || wrapped_key[0] != 'K' ||
        wrapped_key[1] != format_version) {
        return problem("crypto.not_authentic");
    }
    const auto all = bytes_of(wrapped_key);
    return Wrapped{hex(all.data() + 2, root_id_size),
                   std::string{text_of(all.substr(2 + root_id_size, key_id_size))},
                   all.substr(wrapped_head)};
}

Blob wrap(const Root& root, std::string_view tenant, std::string_view key_id, const Key& key) {
    Blob out{'K', format_version};
    std::array<unsigned char, root_id_size> id{};
    KETNAP_CHECK(sodium_hex2bin(id.data(), id.size(), root.id.data(), root.id.size(), nullptr,
                                nullptr, nullptr) == 0);
    out.insert(out.end(), id.begin(), id.end());
    out.insert(out.end(), key_id.begin(), key_id.end());
    append_box(out, {key.data(), key.size()}, bound_to({"person-key", tenant, key_id}),
               derive(root.key, "tenant", tenant).bytes);
    return out;
}

struct PersonKey {
    SecretKey key;
    std::string id;
    std::string root_id;
};

Result<PersonKey> unwrap(const KeyRing& ring, std::string_view tenant, const Blob& wrapped_key) {
    const auto wrapped = take_apart(wrapped_key);
    if (!wrapped) {
        return tl::make_unexpected(wrapped.error());
    }
    const auto root = std::find_if(ring.roots.begin(), ring.roots.end(),
                                   [&](const Root& r) { return r.id == wrapped->root_id; });
    if (root == ring.roots.end()) {
        return problem("crypto.key_lost", wrapped->root_id);
    }
    PersonKey out{{}, wrapped->key_id, wrapped->root_id};
    if (!open_box(out.key.bytes.data(), wrapped->box,
                  bound_to({"person-key", tenant, wrapped->key_id}),
                  derive(root->key, "tenant", tenant).bytes)) {
        return problem("crypto.not_authentic");
    }
    return out;
}

Blob keyed_hash(const Key& key, std::string_view value) {
    Blob out(32);
    crypto_generichash(out.data(), out.size(), bytes_of(value).data(), value.size(), key.data(),
                       key.size());
    return out;
}

FileMark mark_of(const std::filesystem::path& file) {
    struct stat found{};
    if (file.empty() || stat(file.c_str(), &found) != 0) {
        return {};
    }
    return {found.st_ino, found.st_mtim.tv_sec, found.st_mtim.tv_nsec};
}

}  // namespace

struct Vault::Keys {
    KeyRing ring;
    bool knows(std::string_view root) const {
        return std::any_of(ring.roots.begin(), ring.roots.end(),
                           [&](const Root& one) { return one.id == root; });
    }
};

/// The keys may be read again while others use them: each operation holds what it began with.
struct Vault::State {
    std::filesystem::path file;
    std::mutex mutex;
    std::shared_ptr<const Keys> keys;
    FileMark mark;
};

Vault::Vault(std::shared_ptr<const Keys> keys, std::filesystem::path file)
    : m_state(std::make_unique<State>()) {
    m_state->file = std::move(file);
    m_state->keys = std::move(keys);
    m_state->mark = mark_of(m_state->file);
}
Vault::Vault(Vault&&) noexcept = default;
Vault& Vault::operator=(Vault&&) noexcept = default;
Vault::~Vault() = default;

Result<Vault> Vault::open_or_create(const std::filesystem::path& key_file) {
    init();
    if (!key_file_exists(key_file)) {
        KeyRing ring;
        fill_new(ring);
        const auto written = write_key_file(key_file, ring, false);
        // Another start may have been faster: then its file counts.
        if (!written && !key_file_exists(key_file)) {
            return tl::make_unexpected(written.error());
        }
    }
    return open(key_file);
}

Result<Vault> Vault::open(const std::filesystem::path& key_file) {
    init();
    if (!key_file_exists(key_file)) {
        return problem("crypto.key_missing", key_file.string());
    }
    auto keys = std::make_shared<Keys>();
    if (const auto read = read_key_file(key_file, keys->ring); !read) {
        return tl::make_unexpected(read.error());
    }
    return Vault{std::move(keys), key_file};
}

Vault Vault::in_memory() {
    auto keys = std::make_shared<Keys>();
    fill_new(keys->ring);
    return Vault{std::move(keys), {}};
}

std::shared_ptr<const Vault::Keys> Vault::keys() const {
    const std::scoped_lock lock{m_state->mutex};
    return m_state->keys;
}

// A file that cannot be read now leaves the keys as they are.
std::shared_ptr<const Vault::Keys> Vault::keys_of_today() const {
    const auto mark = mark_of(m_state->file);
    const std::scoped_lock lock{m_state->mutex};
    if (mark != m_state->mark) {
        auto fresh = std::make_shared<Keys>();
        if (read_key_file(m_state->file, fresh->ring)) {
            m_state->keys = std::move(fresh);
            m_state->mark = mark;
        }
    }
    return m_state->keys;
}

std::shared_ptr<const Vault::Keys> Vault::keys_for(const Blob& wrapped_key) const {
    auto known = keys();
    const auto root = root_of(wrapped_key);
    return root.empty() || known->knows(root) ? known : keys_of_today();
}

std::string Vault::root_of(const Blob& wrapped_key) {
    const auto parts = take_apart(wrapped_key);
    return parts ? parts->root_id : std::string{};
}

std::vector<std::string> Vault::roots() const {
    std::vector<std::string> out;
    for (const auto& root : keys_of_today()->ring.roots) {
        out.push_back(root.id);
    }
    return out;
}

Blob Vault::new_person_key(std::string_view tenant) const {
    SecretKey key;
    randombytes_buf(key.bytes.data(), key.bytes.size());
    const auto id = random_bytes(key_id_size);
    return wrap(keys_of_today()->ring.roots.back(), tenant, text_of(bytes_of(id)), key.bytes);
}

Result<Blob> Vault::rewrap(std::string_view tenant, const Blob& wrapped_key) const {
    const auto known = keys_of_today();
    const auto key = unwrap(known->ring, tenant, wrapped_key);
    if (!key) {
        return tl::make_unexpected(key.error());
    }
    const auto& newest = known->ring.roots.back();
    return key->root_id == newest.id ? wrapped_key : wrap(newest, tenant, key->id, key->key.bytes);
}

Blob Vault::destroyed_key() {
    return {'K', 0};
}

Sealed Vault::seal(std::string_view tenant, const Blob& wrapped_key, std::string_view table,
                   std::string_view column, std::string_view id, std::string_view plaintext) const {
    const auto key = unwrap(keys_for(wrapped_key)->ring, tenant, wrapped_key);
    if (!key) {
        throw Refused{{field_finding(key.error().key, std::string{column})}};
    }
    Sealed out{{'S', format_version}};
    append_box(out.bytes, bytes_of(plaintext), bound_to({tenant, table, column, id, key->id}),
               key->key.bytes);
    return out;
}

std::vector<Sealed> Vault::seal_row(std::string_view tenant, const Blob& wrapped_key,
                                    std::string_view table, std::string_view id,
                                    const Columns& values) const {
    std::vector<Sealed> out(values.size());
    std::optional<PersonKey> key;
    auto* sealed = out.data();
    for (const auto& [column, plaintext] : values) {
        if (!plaintext.empty() && !key) {
            auto found = unwrap(keys_for(wrapped_key)->ring, tenant, wrapped_key);
            if (!found) {
                throw Refused{{field_finding(found.error().key, std::string{column})}};
            }
            key = std::move(*found);
        }
        if (!plaintext.empty()) {
            sealed->bytes = {'S', format_version};
            append_box(sealed->bytes, bytes_of(plaintext),
                       bound_to({tenant, table, column, id, key->id}), key->key.bytes);
        }
        ++sealed;
    }
    return out;
}

Result<std::string> Vault::open(std::string_view tenant, const Blob& wrapped_key,
                                std::string_view table, std::string_view column,
                                std::string_view id, const Sealed& sealed) const {
    const auto key = unwrap(keys_for(wrapped_key)->ring, tenant, wrapped_key);
    if (!key) {
        return tl::make_unexpected(key.error());
    }
    const auto all = bytes_of(sealed.bytes);
    if (all.size() < sealed_head + nonce_size + tag_size || all[0] != 'S' ||
        all[1] != format_version) {
        return problem("crypto.not_authentic");
    }
    std::string out(all.size() - sealed_head - nonce_size - tag_size, '\0');
    if (!open_box(reinterpret_cast<unsigned char*>(out.data()), all.substr(sealed_head),
                  bound_to({tenant, table, column, id, key->id}), key->key.bytes)) {
        return problem("crypto.not_authentic");
    }
    return out;
}

Blob Vault::blind_index(std::string_view tenant, std::string_view value) const {
    return keyed_hash(derive(keys()->ring.index, "blind-index", tenant).bytes, value);
}

Blob Vault::coded(std::string_view tenant, std::string_view code) const {
    const auto key = derive(keys()->ring.index, "coded", tenant);
    const auto mac = hmac(text_of({key.bytes.data(), key.bytes.size()}), code);
    return {mac.begin(), mac.end()};
}

SigningKey Vault::signing_key(std::string_view tenant, std::string_view purpose) const {
    const auto seed = derive(keys()->ring.index, "sign-" + std::string{purpose}, tenant);
    return SigningKey::from_seed(seed.bytes);
}

Result<void> Vault::replace(std::shared_ptr<const Keys> next) {
    if (!m_state->file.empty()) {
        if (const auto written = write_key_file(m_state->file, next->ring, true); !written) {
            return written;
        }
    }
    const auto mark = mark_of(m_state->file);
    const std::scoped_lock lock{m_state->mutex};
    m_state->keys = std::move(next);
    m_state->mark = mark;
    return {};
}

Result<void> Vault::rotate() {
    const auto known = keys_of_today();
    auto next = std::make_shared<Keys>();
    next->ring.roots = known->ring.roots;
    next->ring.index = known->ring.index;
    next->ring.roots.push_back(new_root());
    return replace(std::move(next));
}

Result<void> Vault::retire(const std::function<bool(std::string_view root)>& unused) {
    const auto known = keys_of_today();
    auto next = std::make_shared<Keys>();
    next->ring.index = known->ring.index;
    const auto& newest = known->ring.roots.back().id;
    for (const auto& root : known->ring.roots) {
        if (root.id == newest || !unused(root.id)) {
            next->ring.roots.push_back(root);
        }
    }
    return replace(std::move(next));
}

}  // namespace ketnap::crypto
