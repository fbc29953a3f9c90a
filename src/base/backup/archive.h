// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/crypto/crypto.h"
#include "platform/crypto/secret_stream.h"
#include "platform/vocabulary/result.h"

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace ketnap::backup {

/// Ends the work on one file; turned into a Result at the slice's edge.
struct Broken {
    std::string key;
    std::string detail;
};

/// A new file, durable after close(). Throws Broken `backup.not_written`.
class OutFile {
  public:
    explicit OutFile(const std::filesystem::path& path);
    void write(std::string_view bytes);
    void close();

  private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::unique_ptr<std::FILE, Close> m_file;
};

/// Reads pieces of any file. Throws Broken `backup.not_written` when it cannot be read: it is only
/// used on our own files while a backup is made.
void read_pieces(const std::filesystem::path& path, const std::function<void(std::string_view)>&);

/// Files one after another and a manifest at the end, encrypted as a whole when there is a
/// passphrase.
class ArchiveWriter {
  public:
    ArchiveWriter(const std::filesystem::path& path, const std::string& passphrase);

    /// Size and SHA-256 are those of the bytes that went in.
    struct Added {
        std::int64_t size = 0;
        std::string sha256;
    };
    Added add(const std::string& name, const std::filesystem::path& path);
    void finish(const std::string& manifest);

  private:
    void put(std::string_view bytes);

    OutFile m_out;
    std::optional<crypto::SecretWriter> m_secret;
};

/// Every entry in order. Throws Broken with `backup.not_a_backup`, `backup.damaged`,
/// `backup.needs_passphrase`, `backup.wrong_passphrase`.
class ArchiveReader {
  public:
    ArchiveReader(const std::filesystem::path& path, const std::string& passphrase);

    struct Entry {
        std::string name;
        std::int64_t size = 0;
    };
    /// The next file, or nothing when the manifest was reached.
    std::optional<Entry> next();
    /// The bytes of the entry just given; must be read before the next one. Returns the SHA-256.
    std::string read(const Entry& entry, const std::function<void(std::string_view)>& piece);
    const std::string& manifest() const { return m_manifest; }

  private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };

    std::string take(std::size_t count);
    std::uint64_t take_number();
    void fill();
    void read_manifest();

    std::unique_ptr<std::FILE, Close> m_file;
    std::optional<crypto::SecretReader> m_secret;
    std::string m_buffer;
    std::size_t m_used = 0;
    std::string m_manifest;
};

/// A relative path that stays inside the folder.
bool is_safe_name(std::string_view name);

}  // namespace ketnap::backup
