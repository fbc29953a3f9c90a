// SPDX-License-Identifier: Apache-2.0
#include "platform/crypto/secret_stream.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace ketnap;
using namespace ketnap::crypto;

namespace {

std::string sealed(std::string_view passphrase, std::string_view text, std::size_t step = 1'000) {
    std::string out;
    SecretWriter writer{passphrase, [&](std::string_view bytes) { out += bytes; }};
    for (std::size_t i = 0; i < text.size(); i += step) {
        writer.write(text.substr(i, step));
    }
    writer.finish();
    return out;
}

Result<std::string> opened(std::string_view passphrase, std::string_view stream) {
    auto reader = SecretReader::open(passphrase, [&](char* into, std::size_t most) {
        const auto part = stream.substr(0, most);
        std::copy(part.begin(), part.end(), into);
        stream.remove_prefix(part.size());
        return part.size();
    });
    if (!reader) {
        return tl::make_unexpected(reader.error());
    }
    std::string text;
    for (;;) {
        auto piece = reader->next();
        if (!piece) {
            return tl::make_unexpected(piece.error());
        }
        if (piece->empty()) {
            return text;
        }
        text += *piece;
    }
}

std::string long_text(std::size_t size) {
    std::string text(size, ' ');
    for (std::size_t i = 0; i < size; ++i) {
        text[i] = static_cast<char>(i * 31 + i / 256);
    }
    return text;
}

}  // namespace

TEST_CASE("a stream of any length comes back with its passphrase") {
    for (const std::size_t size : {0U, 1U, 65'535U, 65'536U, 65'537U, 200'000U, 131'072U}) {
        const auto text = long_text(size);
        const auto back = opened("mật khẩu", sealed("mật khẩu", text, 70'000));
        REQUIRE(back.has_value());
        CHECK(*back == text);
    }
}

TEST_CASE("a stream under a key comes back with that key only") {
    const auto key = random_bytes(32);
    const auto text = long_text(200'000);
    std::string stream;
    SecretWriter writer{key, [&](std::string_view bytes) { stream += bytes; }};
    writer.write(text);
    writer.finish();
    const auto read = [&](const Blob& with) -> Result<std::string> {
        std::string_view left{stream};
        auto reader = SecretReader::open(with, [&](char* into, std::size_t most) {
            const auto part = left.substr(0, most);
            std::copy(part.begin(), part.end(), into);
            left.remove_prefix(part.size());
            return part.size();
        });
        std::string out;
        for (auto piece = reader->next();; piece = reader->next()) {
            if (!piece || piece->empty()) {
                return piece ? Result<std::string>{out} : piece;
            }
            out += *piece;
        }
    };
    CHECK(read(key).value() == text);
    CHECK(read(random_bytes(32)).error().key == "crypto.stream_damaged");
    stream.resize(stream.size() - 1);
    CHECK(read(key).error().key == "crypto.stream_damaged");
}

TEST_CASE("another passphrase is told as such") {
    CHECK(opened("b", sealed("a", "text")).error().key == "crypto.wrong_passphrase");
}

TEST_CASE("a stream that was changed, cut, lengthened or shuffled is damaged") {
    const auto stream = sealed("a", long_text(200'000));
    auto changed = stream;
    changed[100'000] = static_cast<char>(changed[100'000] ^ 1);
    CHECK(opened("a", changed).error().key == "crypto.stream_damaged");
    for (const std::size_t keep : {0UL, 10UL, 47UL, 65'000UL, 131'258UL, stream.size() - 1}) {
        CHECK_FALSE(opened("a", stream.substr(0, keep)).has_value());
    }
    CHECK(opened("a", stream + "x").error().key == "crypto.stream_damaged");
    const std::size_t start = 48 + 39;
    const std::size_t piece = 65'536 + 17;
    auto shuffled = stream;
    std::swap_ranges(shuffled.begin() + start, shuffled.begin() + start + piece,
                     shuffled.begin() + start + piece);
    CHECK(opened("a", shuffled).error().key == "crypto.stream_damaged");
}

TEST_CASE("a foreign head cannot make us spend memory") {
    auto stream = sealed("a", "text");
    std::fill(stream.begin() + 16, stream.begin() + 24, '\xff');
    CHECK(opened("a", stream).error().key == "crypto.stream_damaged");
}
