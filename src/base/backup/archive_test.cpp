// SPDX-License-Identifier: Apache-2.0
#include "base/backup/archive.h"

#include "support/temp_folder.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <fstream>
#include <iterator>

using namespace ketnap;
using namespace ketnap::backup;
using ketnap::test::TempFolder;

namespace {

std::string content(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

void put(const std::filesystem::path& file, const std::string& text) {
    std::ofstream{file, std::ios::binary} << text;
}

/// An archive of two files, one of them long.
std::filesystem::path archive_in(const TempFolder& folder, const std::string& passphrase) {
    put(folder / "a", "short");
    put(folder / "b", std::string(200'000, 'b'));
    ArchiveWriter writer{folder / "archive", passphrase};
    CHECK(writer.add("x/a", folder / "a").sha256 == crypto::sha256_hex("short"));
    writer.add("b", folder / "b");
    writer.finish("{}");
    return folder / "archive";
}

/// "" when all of it reads well, else the problem.
std::string reading(const std::filesystem::path& file, const std::string& passphrase) {
    try {
        ArchiveReader reader{file, passphrase};
        while (const auto entry = reader.next()) {
            reader.read(*entry, [](std::string_view) {});
        }
        return {};
    } catch (const Broken& broken) {
        return broken.key;
    }
}

}  // namespace

TEST_CASE("an archive gives back names, bytes, hashes and the manifest") {
    for (const char* passphrase : {"", "một hai ba"}) {
        TempFolder folder;
        ArchiveReader reader{archive_in(folder, passphrase), passphrase};
        std::string text;
        const auto keep = [&](std::string_view piece) { text += piece; };
        auto entry = reader.next();
        REQUIRE(entry.has_value());
        CHECK(entry->name == "x/a");
        CHECK(reader.read(*entry, keep) == crypto::sha256_hex("short"));
        CHECK(text == "short");
        entry = reader.next();
        REQUIRE(entry.has_value());
        CHECK(entry->size == 200'000);
        text.clear();
        reader.read(*entry, keep);
        CHECK(text == std::string(200'000, 'b'));
        CHECK_FALSE(reader.next().has_value());
        CHECK(reader.manifest() == "{}");
    }
}

TEST_CASE("what is inside an encrypted archive cannot be seen from outside") {
    TempFolder folder;
    const auto bytes = content(archive_in(folder, "một hai ba"));
    CHECK(bytes.find("short") == std::string::npos);
    CHECK(bytes.find("x/a") == std::string::npos);
}

TEST_CASE("a missing or wrong passphrase and a foreign file are told apart") {
    TempFolder folder;
    const auto file = archive_in(folder, "right");
    CHECK(reading(file, "") == "backup.needs_passphrase");
    CHECK(reading(file, "wrong") == "backup.wrong_passphrase");
    put(folder / "foreign", "PK\x03\x04 something else entirely");
    CHECK(reading(folder / "foreign", "") == "backup.not_a_backup");
    CHECK(reading(folder / "missing", "") == "backup.not_a_backup");
}

TEST_CASE("an archive cut anywhere or lengthened is damaged, never half read as whole") {
    for (const char* passphrase : {"", "p"}) {
        TempFolder folder;
        const auto bytes = content(archive_in(folder, passphrase));
        for (const std::size_t keep : {20UL, 100UL, 66'000UL, 150'000UL, bytes.size() - 1}) {
            put(folder / "cut", bytes.substr(0, keep));
            CHECK(reading(folder / "cut", passphrase) == "backup.damaged");
        }
        put(folder / "longer", bytes + "x");
        CHECK(reading(folder / "longer", passphrase) == "backup.damaged");
    }
}

TEST_CASE("no bytes whatever make the reader do more than refuse") {
    TempFolder folder;
    const auto whole = content(archive_in(folder, ""));
    CHECK(rc::check([&](const std::string& noise, unsigned at) {
        auto bytes = whole.substr(0, 17) + noise;
        if (at % 2 == 0) {
            bytes = whole;
            bytes.replace(17 + at % 90, std::min<std::size_t>(noise.size(), 20),
                          noise.substr(0, 20));
        }
        put(folder / "noise", bytes);
        const auto problem = reading(folder / "noise", "");
        RC_ASSERT(problem.empty() || problem == "backup.damaged");
    }));
}

TEST_CASE("only names that stay inside the folder are taken") {
    for (const char* name : {"ketnap.db", "attachments/ab/cd", "tệp.pdf", "a..b", "...", ".x"}) {
        CHECK(is_safe_name(name));
    }
    for (const char* name :
         {"", "/etc/passwd", "..", "a/../b", "a//b", "a/", ".", "a\nb", "a\\b"}) {
        CHECK_FALSE(is_safe_name(name));
    }
}
