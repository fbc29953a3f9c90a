// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/crypto/crypto.h"
#include "platform/vocabulary/result.h"

#include <filesystem>
#include <string>
#include <vector>

namespace ketnap::crypto {

using Key = std::array<unsigned char, 32>;

/// A root under which person keys are wrapped; the newest is the last.
struct Root {
    std::string id;  ///< 16 hex digits
    Key key{};
};

/// What the key file holds. `index` never rotates: blind indexes and codes in the database come
/// from it.
struct KeyRing {
    std::vector<Root> roots;
    Key index{};

    KeyRing() = default;
    KeyRing(const KeyRing&) = delete;
    KeyRing& operator=(const KeyRing&) = delete;
    ~KeyRing();
};

Root new_root();
void fill_new(KeyRing& ring);

bool key_file_exists(const std::filesystem::path& file);
Result<void> read_key_file(const std::filesystem::path& file, KeyRing& ring);
/// Written beside, synced and renamed; `replace` false refuses an existing file.
Result<void> write_key_file(const std::filesystem::path& file, const KeyRing& ring, bool replace);

}  // namespace ketnap::crypto
