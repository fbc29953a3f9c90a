// SPDX-License-Identifier: Apache-2.0
#include "base/messages/messages.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

using namespace ketnap;
using messages::Catalogue;
using messages::Language;

namespace {
const std::filesystem::path shipped = std::filesystem::path{KETNAP_SOURCE_DIR} / "data/ui/messages";

struct Folder {
    std::filesystem::path path = std::filesystem::temp_directory_path() / "ketnap_messages_test";
    Folder() {
        std::filesystem::remove_all(path);
        std::filesystem::create_directories(path);
    }
    ~Folder() { std::filesystem::remove_all(path); }
    void add(const std::string& name, const std::string& text) const {
        std::ofstream{path / name} << text;
    }
};
}  // namespace

TEST_CASE("both languages have a text for every key that is shipped") {
    const auto catalogue = Catalogue::load(shipped);
    CHECK(catalogue.keys(Language::vi) == catalogue.keys(Language::en));
    CHECK(catalogue.keys(Language::vi).size() > 10);
}

TEST_CASE("values fill their places and a missing value leaves nothing behind") {
    const Folder folder;
    folder.add("a.vi.json", R"({"x": {"message": "{0} lớn hơn {1}{2}", "way_out": "bớt {0}"}})");
    const auto catalogue = Catalogue::load(folder.path);
    CHECK(catalogue.text("x", Language::vi, {"5", "3"}) == "5 lớn hơn 3");
    Findings findings{field_finding("x", "count", {"5", "3"})};
    catalogue.localize(findings, Language::vi);
    CHECK(findings[0].way_out == "bớt 5");
}

TEST_CASE("a broken file and a key given twice are refused with the file's name") {
    const Folder folder;
    folder.add("a.vi.json", R"({"x": "một"})");
    folder.add("b.vi.json", R"({"x": "hai"})");
    CHECK_THROWS_WITH_AS(Catalogue::load(folder.path), doctest::Contains("second text for x"),
                         std::runtime_error);
    folder.add("b.vi.json", "{");
    CHECK_THROWS_WITH_AS(Catalogue::load(folder.path), doctest::Contains("b.vi.json"),
                         std::runtime_error);
}
