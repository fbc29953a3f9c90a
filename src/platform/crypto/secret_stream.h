// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/crypto/crypto.h"
#include "platform/vocabulary/result.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace ketnap::crypto {

/// A stream that only its passphrase opens (argon2id, then XChaCha20-Poly1305 in chained pieces): a
/// change, a piece moved or left out, and a missing end are all found.
class SecretWriter {
  public:
    using Sink = std::function<void(std::string_view)>;

    SecretWriter(std::string_view passphrase, Sink sink);
    /// Under a key of 32 random bytes instead of a passphrase.
    SecretWriter(const Blob& key, Sink sink);
    ~SecretWriter();
    SecretWriter(SecretWriter&&) noexcept;
    SecretWriter& operator=(SecretWriter&&) noexcept;

    void write(std::string_view bytes);
    /// Without it the stream reads as cut off.
    void finish();

  private:
    struct State;
    void begin(const unsigned char* key, std::string head);
    void push(std::string_view piece, bool last);

    std::unique_ptr<State> m_state;
};

class SecretReader {
  public:
    /// Fills as much of the buffer as there is; less only at the end.
    using Source = std::function<std::size_t(char*, std::size_t)>;

    /// Problems: `crypto.stream_damaged`, `crypto.wrong_passphrase`.
    static Result<SecretReader> open(std::string_view passphrase, Source source);
    /// What a writer made under that key. Problem: `crypto.stream_damaged`, also for a wrong key.
    static Result<SecretReader> open(const Blob& key, Source source);
    ~SecretReader();
    SecretReader(SecretReader&&) noexcept;
    SecretReader& operator=(SecretReader&&) noexcept;

    /// The next piece, empty after the last. Problem: `crypto.stream_damaged`.
    Result<std::string> next();

  private:
    struct State;
    explicit SecretReader(std::unique_ptr<State> state);

    std::unique_ptr<State> m_state;
};

}  // namespace ketnap::crypto
