// SPDX-License-Identifier: Apache-2.0
#include "base/rules/own_files.h"

#include "platform/vocabulary/errors.h"
#include "support/temp_folder.h"

#include <doctest/doctest.h>

#include <fstream>

using namespace ketnap;
using rules::OwnFiles;
using rules::Rules;
using time::Date;

namespace {

const std::filesystem::path shipped = std::filesystem::path{KETNAP_SOURCE_DIR} / "data/rules";

std::string text_of(const std::string& set, int months) {
    return R"({"set": ")" + set + R"(", "title": "Quy ước", "in_force": {"from": "2024-01-01",
 "confidence": "H"}, "rules": {"certificate.life": {"months": )" +
           std::to_string(months) +
           R"(, "cite": {"doc": "Công văn 1-CV/VP", "date": "2024-01-01", "point": "1"},
 "confidence": "H", "title": "Giấy chứng nhận"}}})";
}

int life(const Rules& rules) {
    return *rules.in_force_on({2026, 11, 24}).front()->months("certificate.life");
}

}  // namespace

TEST_CASE("what was put by somebody else is read anew when the folder has changed, and only then") {
    const test::TempFolder folder;
    const auto rules = Rules::load(shipped, folder.path()).value();
    OwnFiles here{rules, shipped, folder.path()};
    CHECK(!here.look());
    const auto there_rules = Rules::load(shipped, folder.path()).value();
    const OwnFiles there{there_rules, shipped, folder.path()};
    there.put("VP.json", text_of("VP", 36), 0, {2026, 11, 24});
    CHECK(life(rules) == 60);
    CHECK(here.look());
    CHECK(life(rules) == 36);
    CHECK(!here.look());
}

TEST_CASE("a judgement that began under the old rules ends under them") {
    const test::TempFolder folder;
    const auto rules = Rules::load(shipped, folder.path()).value();
    const auto before = rules.pinned();
    const auto& sets = rules.in_force_on({2026, 11, 24});
    const OwnFiles files{rules, shipped, folder.path()};
    files.put("VP.json", text_of("VP", 36), 0, {2026, 11, 24});
    CHECK(life(rules) == 36);
    CHECK(life(before) == 60);
    CHECK(sets.front()->months("certificate.life") == 60);
}

TEST_CASE("two files cannot claim one code, and a file may replace itself") {
    const test::TempFolder folder;
    const auto rules = Rules::load(shipped, folder.path()).value();
    const OwnFiles files{rules, shipped, folder.path()};
    files.put("A.json", text_of("VP", 36), 0, {2026, 11, 24});
    CHECK(files.check("B.json", text_of("VP", 24)).front().rule == "data.twice");
    CHECK(files.check("A.json", text_of("VP", 24)).empty());
    CHECK(files.put("A.json", text_of("VP", 24), 1, {2026, 11, 25}).version == 2);
    CHECK(files.text("A.json", 1) == text_of("VP", 36));
    CHECK_THROWS_AS(files.text("A.json", 7), NotFound);
    CHECK_THROWS_AS(files.take_back("A.json", 1, {2026, 11, 25}), Conflict);
}
