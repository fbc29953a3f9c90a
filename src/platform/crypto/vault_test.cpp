// SPDX-License-Identifier: Apache-2.0
#include "platform/crypto/vault.h"

#include "platform/vocabulary/errors.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

using namespace ketnap;
using crypto::Vault;

namespace {

/// A folder of its own that goes away with the test.
struct Folder {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("ketnap-vault-" + crypto::random_token());
    Folder() { std::filesystem::create_directories(path); }
    ~Folder() { std::filesystem::remove_all(path); }
    std::filesystem::path file() const { return path / "keys"; }
};

std::string read(const std::filesystem::path& file) {
    std::ifstream in{file};
    return {std::istreambuf_iterator<char>{in}, {}};
}

void write(const std::filesystem::path& file, const std::string& text) {
    std::ofstream{file} << text;
}

struct Place {
    const char* tenant = "t1";
    const char* table = "person";
    const char* column = "cccd";
    const char* id = "p1";
};

crypto::Sealed seal(const Vault& v, const crypto::Blob& key, const std::string& text,
                    const Place& p = {}) {
    return v.seal(p.tenant, key, p.table, p.column, p.id, text);
}

/// What was sealed, or the key of the problem in brackets.
std::string open(const Vault& v, const crypto::Blob& key, const crypto::Sealed& sealed,
                 const Place& p = {}) {
    const auto opened = v.open(p.tenant, key, p.table, p.column, p.id, sealed);
    return opened ? *opened : "[" + opened.error().key + "]";
}

const std::string not_authentic = "[crypto.not_authentic]";

}  // namespace

TEST_CASE("what is sealed opens in its place and shows nothing of the text") {
    const auto vault = Vault::in_memory();
    const auto key = vault.new_person_key("t1");
    for (const std::string& text :
         {std::string{}, std::string{"001099000017"}, std::string(5000, 'x')}) {
        const auto sealed = seal(vault, key, text);
        CHECK(open(vault, key, sealed) == text);
        const std::string bytes{sealed.bytes.begin(), sealed.bytes.end()};
        CHECK((text.empty() || bytes.find(text.substr(0, 8)) == std::string::npos));
    }
}

TEST_CASE("a sealed field opens nowhere but in its tenant, table, column, row and person") {
    const auto vault = Vault::in_memory();
    const auto key = vault.new_person_key("t1");
    const auto sealed = seal(vault, key, "001099000017");
    CHECK(open(vault, key, sealed, {.table = "relative"}) == not_authentic);
    CHECK(open(vault, key, sealed, {.column = "faith"}) == not_authentic);
    CHECK(open(vault, key, sealed, {.id = "p2"}) == not_authentic);
    CHECK(open(vault, key, sealed, {.tenant = "t2"}) == not_authentic);
    CHECK(open(vault, key, sealed, {.table = "person|c", .column = "ccd"}) == not_authentic);
    CHECK(open(vault, vault.new_person_key("t1"), sealed) == not_authentic);
    CHECK(open(Vault::in_memory(), key, sealed).rfind("[crypto.key_lost", 0) == 0);
}

TEST_CASE("any changed, cut or added byte of a sealed field is found") {
    const auto vault = Vault::in_memory();
    const auto key = vault.new_person_key("t1");
    const auto sealed = seal(vault, key, "001099000017");
    for (std::size_t i = 0; i < sealed.bytes.size(); ++i) {
        auto changed = sealed;
        changed.bytes[i] ^= 0x40U;
        CHECK(open(vault, key, changed) == not_authentic);
        auto cut = sealed;
        cut.bytes.resize(i);
        CHECK(open(vault, key, cut) == not_authentic);
    }
    auto longer = sealed;
    longer.bytes.push_back(0);
    CHECK(open(vault, key, longer) == not_authentic);
}

TEST_CASE("any changed byte of a wrapped key is found") {
    const auto vault = Vault::in_memory();
    const auto key = vault.new_person_key("t1");
    const auto sealed = seal(vault, key, "001099000017");
    for (std::size_t i = 0; i < key.size(); ++i) {
        auto changed = key;
        changed[i] ^= 1U;
        const auto said = open(vault, changed, sealed);
        CHECK((said == not_authentic || said == "[crypto.key_lost]"));
    }
    CHECK(open(vault, {}, sealed) == not_authentic);
}

TEST_CASE("nothing new is sealed under a destroyed key") {
    const auto vault = Vault::in_memory();
    CHECK_THROWS_AS(seal(vault, Vault::destroyed_key(), "x"), Refused);
}

TEST_CASE("no nonce repeats: the same text is never the same bytes") {
    const auto vault = Vault::in_memory();
    const auto key = vault.new_person_key("t1");
    constexpr std::size_t rounds = 1'000'000;
    std::vector<std::array<unsigned char, 24>> nonces(rounds);
    for (auto& nonce : nonces) {
        const auto sealed = seal(vault, key, "x");
        std::copy_n(sealed.bytes.begin() + 2, nonce.size(), nonce.begin());
    }
    std::sort(nonces.begin(), nonces.end());
    CHECK(std::adjacent_find(nonces.begin(), nonces.end()) == nonces.end());
}

TEST_CASE("destroying a person's key ends every sealed field of that person and of no other") {
    const auto vault = Vault::in_memory();
    const auto gone = vault.new_person_key("t1");
    const auto stays = vault.new_person_key("t1");
    const auto sealed = seal(vault, gone, "a");
    const auto other = seal(vault, stays, "b");
    CHECK(open(vault, Vault::destroyed_key(), sealed) == "[crypto.key_destroyed]");
    CHECK(open(vault, stays, other) == "b");
}

TEST_CASE("the key file is made once, for its owner only, and opens the same fields again") {
    const Folder folder;
    crypto::Blob key;
    crypto::Sealed sealed;
    {
        const auto vault = Vault::open_or_create(folder.file());
        REQUIRE(vault);
        key = vault->new_person_key("t1");
        sealed = seal(*vault, key, "001099000017");
    }
    struct stat info{};
    REQUIRE(::stat(folder.file().c_str(), &info) == 0);
    CHECK((info.st_mode & 0777U) == 0600U);
    const auto text = read(folder.file());
    const auto again = Vault::open_or_create(folder.file());
    REQUIRE(again);
    CHECK(read(folder.file()) == text);
    CHECK(open(*again, key, sealed) == "001099000017");
    CHECK(std::distance(std::filesystem::directory_iterator{folder.path}, {}) == 1);
}

TEST_CASE("a lost, damaged or open key file is a clear problem, never a new key") {
    const Folder folder;
    CHECK(Vault::open(folder.file()).error().key == "crypto.key_missing");
    REQUIRE(Vault::open_or_create(folder.file()));
    const auto text = read(folder.file());

    auto damaged = text;
    damaged[30] = damaged[30] == 'a' ? 'b' : 'a';
    for (const auto& broken :
         {damaged, text.substr(0, text.size() / 2), std::string{}, text + "x"}) {
        write(folder.file(), broken);
        CHECK(Vault::open_or_create(folder.file()).error().key == "crypto.key_damaged");
        CHECK(read(folder.file()) == broken);
    }
    write(folder.file(), text);
    CHECK(Vault::open(folder.file()).has_value());
    ::chmod(folder.file().c_str(), 0644);
    CHECK(Vault::open(folder.file()).error().key == "crypto.key_open_to_others");
    CHECK(Vault::open_or_create(folder.path / "no" / "such" / "keys").error().key ==
          "crypto.key_not_written");
    CHECK(Vault::open(folder.path).error().key == "crypto.key_unreadable");
}

TEST_CASE("after a rotation old keys open, new keys use the new root, rewrapping moves them") {
    const Folder folder;
    auto vault = *Vault::open_or_create(folder.file());
    const auto old_key = vault.new_person_key("t1");
    const auto sealed = seal(vault, old_key, "x");
    const auto index = vault.blind_index("t1", "001099000017");
    REQUIRE(vault.rotate());
    const auto again = *Vault::open(folder.file());
    CHECK(open(again, old_key, sealed) == "x");
    const auto moved = again.rewrap("t1", old_key);
    REQUIRE(moved);
    CHECK(*moved != old_key);
    CHECK(open(again, *moved, sealed) == "x");
    CHECK(*again.rewrap("t1", *moved) == *moved);
    CHECK(again.blind_index("t1", "001099000017") == index);
}

TEST_CASE("blind index, code and signing key are the same for the same tenant only") {
    const auto vault = Vault::in_memory();
    CHECK(vault.blind_index("t1", "1") == vault.blind_index("t1", "1"));
    CHECK(vault.blind_index("t1", "1") != vault.blind_index("t1", "2"));
    CHECK(vault.blind_index("t1", "1") != vault.blind_index("t2", "1"));
    CHECK(vault.blind_index("t1", "1").size() == 32);
    CHECK(vault.coded("t1", "04") == vault.coded("t1", "04"));
    CHECK(vault.coded("t1", "04") != vault.coded("t2", "04"));
    CHECK(vault.coded("t1", "04") != vault.blind_index("t1", "04"));
    CHECK(vault.signing_key("t1", "audit").public_key() ==
          vault.signing_key("t1", "audit").public_key());
    CHECK(vault.signing_key("t1", "audit").public_key() !=
          vault.signing_key("t1", "ceremony").public_key());
}

TEST_CASE("whoever holds the vault open learns of a rotation by another process") {
    const Folder folder;
    const auto serving = *Vault::open_or_create(folder.file());
    auto command = *Vault::open(folder.file());
    const auto key = serving.new_person_key("t1");
    const auto sealed = seal(serving, key, "001099000017");
    REQUIRE(command.rotate());
    const auto moved = *command.rewrap("t1", key);
    CHECK(open(serving, moved, sealed) == "001099000017");
    CHECK(Vault::root_of(serving.new_person_key("t1")) == command.roots().back());
    CHECK(open(serving, key, sealed) == "001099000017");
}

TEST_CASE("a root that is retired opens nothing any more, the newest stays") {
    const Folder folder;
    auto vault = *Vault::open_or_create(folder.file());
    const auto key = vault.new_person_key("t1");
    const auto sealed = seal(vault, key, "x");
    REQUIRE(vault.rotate());
    const auto moved = *vault.rewrap("t1", key);
    REQUIRE(vault.retire([](std::string_view) { return true; }));
    CHECK(vault.roots().size() == 1);
    CHECK(open(vault, key, sealed) == "[crypto.key_lost]");
    CHECK(open(*Vault::open(folder.file()), moved, sealed) == "x");
}
