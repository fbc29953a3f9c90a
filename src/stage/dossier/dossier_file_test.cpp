// SPDX-License-Identifier: Apache-2.0
#include "stage/dossier/dossier_file.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace ketnap;
using namespace ketnap::dossier;

namespace {

std::vector<std::string> refused_fields(std::string_view json) {
    const auto read = read_dossier_file(json);
    REQUIRE(!read);
    std::vector<std::string> out;
    for (const auto& finding : read.error()) {
        out.push_back(finding.where.front().field);
    }
    return out;
}

struct Told {
    std::string rule;
    std::string field;
    std::int64_t line = 0;

    bool operator==(const Told&) const = default;
};

std::vector<Told> refusals(std::string_view json) {
    std::vector<Told> out;
    DossierStream stream{[&](const DossierStream::Item& item) {
        const auto read = read_item(item, true);
        if (!read.file) {
            for (const auto& finding : read.file.error()) {
                const auto& where = finding.where.front();
                out.push_back({finding.rule, where.field, where.line});
            }
        }
    }};
    stream.feed(json);
    stream.finish();
    return out;
}

}  // namespace

TEST_CASE("every wrong field of a dossier file is told at once") {
    CHECK(refused_fields(R"({"full_name": 1, "born_on": "30/02/1990", "nickname": "x",
                             "votes": [{"body": "cell", "base": 3, "in_favour": 2}]})") ==
          std::vector<std::string>{"full_name", "born_on", "votes[0].held_on", "nickname"});
    CHECK(refused_fields(R"({"full_name": "A", "stage": "later", "candidate_type": "x",
              "votes": [{"body": "all", "held_on": "2024-05-20", "base": 3, "in_favour": 2,
                         "rule": "vote.most"}]})") ==
          std::vector<std::string>{"candidate_type", "stage", "votes[0].body", "votes[0].rule"});
    CHECK(read_dossier_file("{").error().front().rule == "body.malformed");
}

TEST_CASE("the schema of a dossier file names its fields") {
    const std::string schema = dossier_file_schema();
    CHECK(schema.find("\"born_on\"") != std::string::npos);
    CHECK(schema.find("\"together_since\"") != std::string::npos);
}

TEST_CASE("an unreadable dossier among many is told with its place, and the others are read") {
    CHECK(
        refusals("[{\"full_name\": \"A\"},\n {\"full_name\": 1, \"votes\": [{\"body\": \"x\"}]},\n"
                 "{\"full_name\": \"B\",\n  nonsense},\n{\"full_name\": \"C\"}]") ==
        std::vector<Told>{{"field.type", "[1].full_name", 2},
                          {"field.choice", "[1].votes[0].body", 2},
                          {"field.required", "[1].votes[0].held_on", 2},
                          {"field.required", "[1].votes[0].base", 2},
                          {"field.required", "[1].votes[0].in_favour", 2},
                          {"body.malformed", "[2]", 4}});
}

TEST_CASE("a file that ends too early, and one that is too long, are told once") {
    CHECK(refusals("") == std::vector<Told>{{"body.malformed", "[0]", 1}});
    CHECK(refusals("[") == std::vector<Told>{{"body.malformed", "[0]", 1}});
    CHECK(refusals("[]").empty());
    CHECK(refusals("[{\"full_name\": \"A\"}").size() == 1);
    CHECK(refusals("[{\"full_name\": \"A").size() == 1);
    CHECK(refusals("{\"full_name\": \"" + std::string(2'000'000, 'x') + "\"}") ==
          std::vector<Told>{{"body.too_long", "[0]", 1}});
}

TEST_CASE("a date that the calendar does not have is kept, whatever is no date is refused") {
    const auto read = read_dossier_file(
        R"({"full_name": "A", "papers": [{"form": "application", "dates": {"dated_on": "30/02/2024"}}]})");
    REQUIRE(read.has_value());
    CHECK(read->dossier.papers.front().dates.empty());
    CHECK(read->dossier.papers.front().no_such_days.at("dated_on") == "30/02/2024");
    CHECK(
        refused_fields(
            R"({"full_name": "A", "papers": [{"form": "application", "dates": {"dated_on": "soon"}}]})") ==
        std::vector<std::string>{"papers[0].dates.dated_on"});
}
