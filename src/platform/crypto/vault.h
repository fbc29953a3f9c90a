// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/crypto/crypto.h"
#include "platform/vocabulary/result.h"

#include <filesystem>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ketnap::crypto {

/// An encrypted field as it lies in a column (XChaCha20-Poly1305). Empty bytes: no value.
struct Sealed {
    Blob bytes;
    bool empty() const { return bytes.empty(); }
    bool operator==(const Sealed&) const = default;
};

/// Keys that are outside the database. The key file holds the roots; a tenant's keys come from
/// them; each person has a random data key, wrapped by the tenant's key and kept in the person's
/// row. Whoever has only the database can read no sealed field; destroying a person's wrapped key
/// makes every sealed field of that person unreadable, in backups too once the key there is gone.
class Vault {
  public:
    /// Makes the key file (0600, never overwritten) when it does not exist. Problems:
    /// `crypto.key_unreadable`, `crypto.key_damaged`, `crypto.key_open_to_others`,
    /// `crypto.key_not_written`.
    static Result<Vault> open_or_create(const std::filesystem::path& key_file);
    /// For a folder that already holds data: a missing key file is `crypto.key_missing`.
    static Result<Vault> open(const std::filesystem::path& key_file);
    /// For tests: keys that die with the process.
    static Vault in_memory();

    Blob new_person_key(std::string_view tenant) const;
    /// The same person key under the newest root; unchanged when it already is.
    Result<Blob> rewrap(std::string_view tenant, const Blob& wrapped_key) const;
    /// What replaces a person's wrapped key on erasure.
    static Blob destroyed_key();

    /// Bound to its place: the bytes open only for the same tenant, table, column, id and key.
    /// Throws Refused (the same problems as open) when the key cannot be used.
    Sealed seal(std::string_view tenant, const Blob& wrapped_key, std::string_view table,
                std::string_view column, std::string_view id, std::string_view plaintext) const;
    /// Values of one row under one key, by column; an empty value stays empty.
    using Columns = std::initializer_list<std::pair<std::string_view, std::string_view>>;
    std::vector<Sealed> seal_row(std::string_view tenant, const Blob& wrapped_key,
                                 std::string_view table, std::string_view id,
                                 const Columns& values) const;
    /// Problems: `crypto.key_destroyed`, `crypto.key_lost` (wrapped by a root that is not in the
    /// key file), `crypto.not_authentic` (changed, moved, or of another person).
    Result<std::string> open(std::string_view tenant, const Blob& wrapped_key,
                             std::string_view table, std::string_view column, std::string_view id,
                             const Sealed& sealed) const;

    /// For finding a number without reading it (BLAKE2b-256 under a key of its own).
    Blob blind_index(std::string_view tenant, std::string_view value) const;
    /// For grouping by a coded field without showing the code (HMAC).
    Blob coded(std::string_view tenant, std::string_view code) const;
    /// A stable key pair of the tenant for a purpose ("audit", "ceremony").
    SigningKey signing_key(std::string_view tenant, std::string_view purpose) const;

    /// Adds a new root; person keys are then rewrapped at leisure. Other processes read the key
    /// file again when they meet a key under a root they do not know.
    Result<void> rotate();
    /// Forgets the roots of which the predicate says so, never the newest: what is still wrapped
    /// under them, in old backups too, opens no more.
    Result<void> retire(const std::function<bool(std::string_view root)>& unused);
    /// Ids of the roots, the newest last.
    std::vector<std::string> roots() const;
    /// Under which root a key is wrapped; empty for a destroyed one or bytes that are no key.
    static std::string root_of(const Blob& wrapped_key);

    Vault(Vault&&) noexcept;
    Vault& operator=(Vault&&) noexcept;
    ~Vault();

  private:
    struct Keys;
    struct State;
    explicit Vault(std::shared_ptr<const Keys> keys, std::filesystem::path file);
    std::shared_ptr<const Keys> keys() const;
    std::shared_ptr<const Keys> keys_of_today() const;
    std::shared_ptr<const Keys> keys_for(const Blob& wrapped_key) const;
    Result<void> replace(std::shared_ptr<const Keys> next);

    std::unique_ptr<State> m_state;
};

}  // namespace ketnap::crypto
