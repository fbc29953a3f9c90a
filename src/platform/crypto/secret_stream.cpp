// SPDX-License-Identifier: Apache-2.0
#include "platform/crypto/secret_stream.h"

#include "platform/crypto/crypto.h"
#include "platform/vocabulary/errors.h"

#include <sodium.h>

#include <array>
#include <cstdint>

namespace ketnap::crypto {
namespace {

// head = salt, passes, memory in KiB (both little endian), header of the stream
constexpr std::size_t salt_size = crypto_pwhash_SALTBYTES;
constexpr std::size_t stream_header_size = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr std::size_t passphrase_head_size = salt_size + 4 + 4;
constexpr std::size_t head_size = passphrase_head_size + stream_header_size;
constexpr std::size_t piece_size = 65'536;
constexpr std::size_t overhead = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr std::uint32_t passes = 3;
constexpr std::uint32_t memory_kib = 65'536;
constexpr std::uint32_t most_passes = 16;
constexpr std::uint32_t most_memory_kib = 1'048'576;
// the first piece is known, so that a wrong passphrase is told from a damaged file
constexpr std::string_view first_piece = "ketnap secret stream 1";

using Head = std::array<unsigned char, head_size>;
using Key = std::array<unsigned char, crypto_secretstream_xchacha20poly1305_KEYBYTES>;

const unsigned char* bytes_of(std::string_view text) {
    return static_cast<const unsigned char*>(static_cast<const void*>(text.data()));
}

unsigned char* bytes_of(std::string& text) {
    return static_cast<unsigned char*>(static_cast<void*>(text.data()));
}

std::string_view text_of(const unsigned char* bytes, std::size_t count) {
    return {static_cast<const char*>(static_cast<const void*>(bytes)), count};
}

void put_number(unsigned char* at, std::uint32_t number) {
    for (unsigned i = 0; i < 4; ++i) {
        at[i] = static_cast<unsigned char>(number >> (8U * i));
    }
}

std::uint32_t number_at(const unsigned char* at) {
    std::uint32_t number = 0;
    for (unsigned i = 0; i < 4; ++i) {
        number |= static_cast<std::uint32_t>(at[i]) << (8U * i);
    }
    return number;
}

Key key_of(std::string_view passphrase, const Head& head) {
    Key key{};
    const int failed = crypto_pwhash(key.data(), key.size(), passphrase.data(), passphrase.size(),
                                     head.data(), number_at(head.data() + salt_size),
                                     std::size_t{number_at(head.data() + salt_size + 4)} * 1024,
                                     crypto_pwhash_ALG_ARGON2ID13);
    KETNAP_CHECK(failed == 0);
    return key;
}

}  // namespace

struct SecretWriter::State {
    crypto_secretstream_xchacha20poly1305_state stream;
    Sink sink;
    std::string waiting;
    ~State() { sodium_memzero(&stream, sizeof stream); }
};

SecretWriter::SecretWriter(std::string_view passphrase, Sink sink)
    : m_state(std::make_unique<State>()) {
    init();
    m_state->sink = std::move(sink);
    Head head{};
    randombytes_buf(head.data(), salt_size);
    put_number(head.data() + salt_size, passes);
    put_number(head.data() + salt_size + 4, memory_kib);
    auto key = key_of(passphrase, head);
    begin(key.data(), std::string{text_of(head.data(), passphrase_head_size)});
    sodium_memzero(key.data(), key.size());
    push(first_piece, false);
}

SecretWriter::SecretWriter(const Blob& key, Sink sink) : m_state(std::make_unique<State>()) {
    init();
    KETNAP_CHECK(key.size() == Key{}.size());
    m_state->sink = std::move(sink);
    begin(key.data(), {});
}

/// The header of the stream behind what leads to its key.
void SecretWriter::begin(const unsigned char* key, std::string head) {
    std::array<unsigned char, stream_header_size> header{};
    crypto_secretstream_xchacha20poly1305_init_push(&m_state->stream, header.data(), key);
    m_state->sink(head.append(text_of(header.data(), header.size())));
}

SecretWriter::~SecretWriter() = default;
SecretWriter::SecretWriter(SecretWriter&&) noexcept = default;
SecretWriter& SecretWriter::operator=(SecretWriter&&) noexcept = default;

void SecretWriter::write(std::string_view bytes) {
    auto& waiting = m_state->waiting;
    while (!bytes.empty()) {
        const auto part = bytes.substr(0, piece_size - waiting.size());
        waiting += part;
        bytes.remove_prefix(part.size());
        if (waiting.size() == piece_size) {
            push(waiting, false);
            waiting.clear();
        }
    }
}

void SecretWriter::finish() {
    push(m_state->waiting, true);
}

// Every piece but the first and the last is full, so the reader knows how much to ask for; each is
// preceded by its length only through that rule.
void SecretWriter::push(std::string_view piece, bool last) {
    std::string out(piece.size() + overhead, '\0');
    crypto_secretstream_xchacha20poly1305_push(
        &m_state->stream, bytes_of(out), nullptr, bytes_of(piece), piece.size(), nullptr, 0,
        last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
             : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
    m_state->sink(out);
}

struct SecretReader::State {
    crypto_secretstream_xchacha20poly1305_state stream;
    Source source;
    bool ended = false;
    bool cut_off = false;
    ~State() { sodium_memzero(&stream, sizeof stream); }

    Result<std::string> pull(std::size_t most) {
        std::string sealed(most + overhead, '\0');
        sealed.resize(source(sealed.data(), sealed.size()));
        cut_off = sealed.size() < most + overhead;
        if (sealed.size() < overhead) {
            return problem("crypto.stream_damaged");
        }
        std::string piece(sealed.size() - overhead, '\0');
        unsigned char tag = 0;
        if (crypto_secretstream_xchacha20poly1305_pull(&stream, bytes_of(piece), nullptr, &tag,
                                                       bytes_of(sealed), sealed.size(), nullptr,
                                                       0) != 0) {
            return problem("crypto.stream_damaged");
        }
        ended = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
        char more = 0;
        if (ended && source(&more, 1) != 0) {
            return problem("crypto.stream_damaged");
        }
        return piece;
    }
};

SecretReader::SecretReader(std::unique_ptr<State> state) : m_state(std::move(state)) {}
SecretReader::~SecretReader() = default;
SecretReader::SecretReader(SecretReader&&) noexcept = default;
SecretReader& SecretReader::operator=(SecretReader&&) noexcept = default;

Result<SecretReader> SecretReader::open(std::string_view passphrase, Source source) {
    init();
    Head head{};
    char* into = static_cast<char*>(static_cast<void*>(head.data()));
    const auto found_passes = [&] { return number_at(head.data() + salt_size); };
    const auto found_memory = [&] { return number_at(head.data() + salt_size + 4); };
    // bounds before use: a foreign file must not choose how much memory we spend
    if (source(into, head.size()) != head.size() || found_passes() < 1 ||
        found_passes() > most_passes || found_memory() < 8 || found_memory() > most_memory_kib) {
        return problem("crypto.stream_damaged");
    }
    auto key = key_of(passphrase, head);
    auto state = std::make_unique<State>();
    state->source = std::move(source);
    const int failed = crypto_secretstream_xchacha20poly1305_init_pull(
        &state->stream, head.data() + salt_size + 8, key.data());
    sodium_memzero(key.data(), key.size());
    if (failed != 0) {
        return problem("crypto.stream_damaged");
    }
    const auto first = state->pull(first_piece.size());
    if (!first || *first != first_piece) {
        return problem(state->cut_off ? "crypto.stream_damaged" : "crypto.wrong_passphrase");
    }
    return SecretReader{std::move(state)};
}

Result<SecretReader> SecretReader::open(const Blob& key, Source source) {
    init();
    KETNAP_CHECK(key.size() == Key{}.size());
    std::array<unsigned char, stream_header_size> header{};
    auto state = std::make_unique<State>();
    state->source = std::move(source);
    char* into = static_cast<char*>(static_cast<void*>(header.data()));
    if (state->source(into, header.size()) != header.size() ||
        crypto_secretstream_xchacha20poly1305_init_pull(&state->stream, header.data(),
                                                        key.data()) != 0) {
        return problem("crypto.stream_damaged");
    }
    return SecretReader{std::move(state)};
}

Result<std::string> SecretReader::next() {
    if (m_state->ended) {
        return std::string{};
    }
    auto piece = m_state->pull(piece_size);
    if (piece && piece->empty() && !m_state->ended) {
        return problem("crypto.stream_damaged");
    }
    return piece;
}

}  // namespace ketnap::crypto
