// SPDX-License-Identifier: Apache-2.0
#include "base/backup/archive.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <functional>

namespace ketnap::backup {
namespace {

constexpr std::string_view magic = "ketnap backup 1\n";
constexpr char plain = 'P', secret = 'S', file_mark = 'F', manifest_mark = 'M';
constexpr std::size_t longest_name = 1'024;
constexpr std::uint64_t longest_manifest = 1U << 30U;
constexpr std::size_t piece_size = 65'536;

std::string number_bytes(std::uint64_t number) {
    std::string bytes;
    for (unsigned i = 0; i < 8; ++i) {
        bytes += static_cast<char>(number >> (8U * i));
    }
    return bytes;
}

std::string hex_of(const crypto::Hash& hash) {
    return crypto::hex(hash.data(), hash.size());
}

}  // namespace

bool is_safe_name(std::string_view name) {
    const bool plain_text = std::all_of(name.begin(), name.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f && c != '\\';
    });
    if (name.empty() || name.size() > longest_name || name.front() == '/' || name.back() == '/' ||
        !plain_text) {
        return false;
    }
    while (!name.empty()) {
        const auto end = std::min(name.find('/'), name.size());
        const auto part = name.substr(0, end);
        if (part.empty() || part == "." || part == "..") {
            return false;
        }
        name.remove_prefix(std::min(end + 1, name.size()));
    }
    return true;
}

OutFile::OutFile(const std::filesystem::path& path) : m_file(std::fopen(path.c_str(), "wxe")) {
    if (!m_file) {
        throw Broken{"backup.not_written", path.string()};
    }
    std::filesystem::permissions(
        path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

void OutFile::write(std::string_view bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), m_file.get()) != bytes.size()) {
        throw Broken{"backup.not_written", {}};
    }
}

void OutFile::close() {
    const bool durable = std::fflush(m_file.get()) == 0 && ::fsync(::fileno(m_file.get())) == 0;
    const bool closed = std::fclose(m_file.release()) == 0;
    if (!durable || !closed) {
        throw Broken{"backup.not_written", {}};
    }
}

void read_pieces(const std::filesystem::path& path,
                 const std::function<void(std::string_view)>& piece) {
    auto* in = std::fopen(path.c_str(), "rbe");
    if (in == nullptr) {
        throw Broken{"backup.not_written", path.string()};
    }
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> closes{in, &std::fclose};
    std::array<char, piece_size> buffer{};
    for (std::size_t n = 0; (n = std::fread(buffer.data(), 1, buffer.size(), in)) > 0;) {
        piece({buffer.data(), n});
    }
    if (std::ferror(in) != 0) {
        throw Broken{"backup.not_written", path.string()};
    }
}

ArchiveWriter::ArchiveWriter(const std::filesystem::path& path, const std::string& passphrase)
    : m_out(path) {
    m_out.write(magic);
    m_out.write({passphrase.empty() ? &plain : &secret, 1});
    if (!passphrase.empty()) {
        m_secret.emplace(passphrase, [this](std::string_view bytes) { m_out.write(bytes); });
    }
}

void ArchiveWriter::put(std::string_view bytes) {
    if (m_secret) {
        m_secret->write(bytes);
    } else {
        m_out.write(bytes);
    }
}

// A file that grows while it is read (a log) is kept at the size it had when its turn came; one
// that shrinks makes the backup fail.
ArchiveWriter::Added ArchiveWriter::add(const std::string& name,
                                        const std::filesystem::path& path) {
    const auto size = std::filesystem::file_size(path);
    put({&file_mark, 1});
    put(number_bytes(name.size()));
    put(name);
    put(number_bytes(size));
    crypto::Sha256 hash;
    std::uint64_t left = size;
    read_pieces(path, [&](std::string_view piece) {
        piece = piece.substr(0, left);
        left -= piece.size();
        hash.add(piece);
        put(piece);
    });
    if (left != 0) {
        throw Broken{"backup.not_written", path.string()};
    }
    return {static_cast<std::int64_t>(size), hex_of(hash.finish())};
}

void ArchiveWriter::finish(const std::string& manifest) {
    const auto hash = crypto::sha256(manifest);
    put({&manifest_mark, 1});
    put(number_bytes(manifest.size()));
    put(manifest);
    put(hex_of(hash));
    if (m_secret) {
        m_secret->finish();
    }
    m_out.close();
}

ArchiveReader::ArchiveReader(const std::filesystem::path& path, const std::string& passphrase)
    : m_file(std::fopen(path.c_str(), "rbe")) {
    std::array<char, magic.size() + 1> head{};
    if (!m_file || std::fread(head.data(), 1, head.size(), m_file.get()) != head.size() ||
        std::string_view{head.data(), magic.size()} != magic ||
        (head.back() != plain && head.back() != secret)) {
        throw Broken{"backup.not_a_backup", path.filename().string()};
    }
    if (head.back() == plain) {
        return;
    }
    if (passphrase.empty()) {
        throw Broken{"backup.needs_passphrase", {}};
    }
    auto opened =
        crypto::SecretReader::open(passphrase, [file = m_file.get()](char* into, std::size_t most) {
            return std::fread(into, 1, most, file);
        });
    if (!opened) {
        const bool wrong = opened.error().key == "crypto.wrong_passphrase";
        throw Broken{wrong ? "backup.wrong_passphrase" : "backup.damaged", {}};
    }
    m_secret.emplace(std::move(*opened));
}

void ArchiveReader::fill() {
    m_buffer.erase(0, m_used);
    m_used = 0;
    std::string piece;
    if (m_secret) {
        auto opened = m_secret->next();
        if (!opened) {
            throw Broken{"backup.damaged", {}};
        }
        piece = std::move(*opened);
    } else {
        piece.resize(piece_size);
        piece.resize(std::fread(piece.data(), 1, piece.size(), m_file.get()));
    }
    if (piece.empty()) {
        throw Broken{"backup.damaged", "cut off"};
    }
    m_buffer += piece;
}

std::string ArchiveReader::take(std::size_t count) {
    std::string bytes;
    while (bytes.size() < count) {
        if (m_used == m_buffer.size()) {
            fill();
        }
        const auto part = std::min(count - bytes.size(), m_buffer.size() - m_used);
        bytes.append(m_buffer, m_used, part);
        m_used += part;
    }
    return bytes;
}

std::uint64_t ArchiveReader::take_number() {
    std::uint64_t number = 0;
    const auto bytes = take(8);
    for (unsigned i = 0; i < 8; ++i) {
        number |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << (8U * i);
    }
    return number;
}

std::optional<ArchiveReader::Entry> ArchiveReader::next() {
    const auto mark = take(1)[0];
    if (mark == manifest_mark) {
        read_manifest();
        return std::nullopt;
    }
    const auto name_size = mark == file_mark ? take_number() : 0;
    if (name_size == 0 || name_size > longest_name) {
        throw Broken{"backup.damaged", {}};
    }
    Entry entry;
    entry.name = take(name_size);
    const auto size = take_number();
    if (!is_safe_name(entry.name) || size > static_cast<std::uint64_t>(INT64_MAX)) {
        throw Broken{"backup.damaged", {}};
    }
    entry.size = static_cast<std::int64_t>(size);
    return entry;
}

std::string ArchiveReader::read(const Entry& entry,
                                const std::function<void(std::string_view)>& piece) {
    crypto::Sha256 hash;
    for (auto left = static_cast<std::uint64_t>(entry.size); left > 0;) {
        const auto bytes = take(std::min<std::uint64_t>(left, piece_size));
        left -= bytes.size();
        hash.add(bytes);
        piece(bytes);
    }
    return hex_of(hash.finish());
}

void ArchiveReader::read_manifest() {
    const auto size = take_number();
    if (size > longest_manifest) {
        throw Broken{"backup.damaged", {}};
    }
    m_manifest = take(size);
    if (take(64) != hex_of(crypto::sha256(m_manifest)) || m_used != m_buffer.size()) {
        throw Broken{"backup.damaged", {}};
    }
}

}  // namespace ketnap::backup
