// SPDX-License-Identifier: Apache-2.0
#include "platform/json/openapi.h"
#include "platform/json/read.h"
#include "platform/json/write.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace ketnap::sample {

enum class Colour { red, gold };
BOOST_DESCRIBE_ENUM(Colour, red, gold)

struct Relative {
    std::string name;
    std::optional<int> born_year;

    bool operator==(const Relative&) const = default;
};
BOOST_DESCRIBE_STRUCT(Relative, (), (name, born_year))

struct Person {
    Id<struct PersonTag> id;
    std::string name;
    bool active = false;
    std::int64_t money = 0;
    Colour colour = Colour::red;
    std::optional<time::Date> joined_on;
    std::vector<Relative> relatives;
    std::map<std::string, int> votes;
    json::Raw extra;

    bool operator==(const Person&) const = default;
};
BOOST_DESCRIBE_STRUCT(Person, (),
                      (id, name, active, money, colour, joined_on, relatives, votes, extra))

struct Branch {
    std::string name;
    std::vector<Branch> below;
};
BOOST_DESCRIBE_STRUCT(Branch, (), (name, below))

}  // namespace ketnap::sample

using namespace ketnap;
using sample::Person;

namespace {

Person sample_person() {
    return Person{.id = {"0190a0d0-0000-7000-8000-000000000000"},
                  .name = "Đặng \"Ánh\"\n\\",
                  .active = true,
                  .money = -61'500'000,
                  .colour = sample::Colour::gold,
                  .joined_on = time::Date::parse_iso("2024-03-26").value(),
                  .relatives = {{"Đặng A", 1960}, {"Trần B", std::nullopt}},
                  .votes = {{"cb-01", 12}},
                  .extra = {R"({"a":[1,2.5,null,true,"x"]})"}};
}

std::string rules_of(const Findings& findings) {
    std::string out;
    for (const auto& finding : findings) {
        out += finding.rule + "@" + finding.where.at(0).field + " ";
    }
    return out;
}

template <class T>
std::string refusals(std::string_view body) {
    const auto read = json::read<T>(body);
    return read ? "" : rules_of(read.error());
}

}  // namespace

TEST_CASE("a record is written field by field in the order of its declaration") {
    CHECK(json::write(sample_person()) ==
          R"({"id":"0190a0d0-0000-7000-8000-000000000000","name":"Đặng \"Ánh\"\n\\",)"
          R"("active":true,"money":-61500000,"colour":"gold","joined_on":"2024-03-26",)"
          R"("relatives":[{"name":"Đặng A","born_year":1960},{"name":"Trần B","born_year":null}],)"
          R"("votes":{"cb-01":12},"extra":{"a":[1,2.5,null,true,"x"]}})");
    CHECK(json::write(json::Page<int>{}) ==
          R"({"items":[],"next":null,"count":0,"count_capped":false})");
    CHECK(json::write(std::string{"\x01\x1f"}) == R"("\u0001\u001f")");
}

TEST_CASE("what was written is read back the same") {
    const auto read = json::read<Person>(json::write(sample_person()));
    REQUIRE(read);
    CHECK(*read == sample_person());
}

TEST_CASE("every wrong field is reported at once, with its path") {
    CHECK(
        refusals<Person>(R"({"id":"x","name":1,"active":"yes","colour":"blue",)"
                         R"("joined_on":"2023-02-29","relatives":[{"name":"A","born_year":"b"},)"
                         R"({"born_year":2,"age":3}],"votes":{"a":1.5},"extra":null,"more":0})") ==
        "field.format@id field.type@name field.type@active field.required@money "
        "field.choice@colour field.format@joined_on field.type@relatives[0].born_year "
        "field.required@relatives[1].name field.unknown@relatives[1].age field.type@votes.a "
        "field.unknown@more ");
}

TEST_CASE("only an optional may be left out or null") {
    CHECK(refusals<sample::Relative>(R"({"name":"A"})").empty());
    CHECK(refusals<sample::Relative>(R"({"name":"A","born_year":null})").empty());
    CHECK(refusals<sample::Relative>(R"({"name":null})") == "field.required@name ");
    CHECK(refusals<sample::Relative>("[]") == "field.type@ ");
}

TEST_CASE("a number that does not fit its field is refused, not cut") {
    CHECK(refusals<sample::Relative>(R"({"name":"A","born_year":3000000000})") ==
          "field.format@born_year ");
    CHECK(refusals<sample::Relative>(R"({"name":"A","born_year":18446744073709551615})") ==
          "field.type@born_year ");
}

TEST_CASE("a body that is not clean JSON is refused as a whole") {
    for (const std::string_view body :
         {"", "{", "{}{}", "{'a':1}", "{\"name\":\"\xff\"}", "{\"name\":\"\xed\xa0\x80\"}",
          R"({"name":"\ud800"})", R"({"name":"\u0000"})", "{\"name\":\"A\",}", "nul", "1e999",
          "// x\n{}"}) {
        CAPTURE(body);
        CHECK(refusals<sample::Relative>(body) == "body.malformed@ ");
    }
    CHECK(refusals<sample::Relative>(R"({"name":"A","n\u0061me":"B"})") == "body.repeated_field@ ");
    const auto deep = [](std::size_t n) { return std::string(n, '[') + std::string(n, ']'); };
    CHECK(refusals<json::Raw>(deep(32)).empty());
    CHECK(refusals<json::Raw>(deep(33)) == "body.too_deep@ ");
}

TEST_CASE("text comes out in NFC, however it was typed") {
    const auto read = json::read<sample::Relative>("{\"name\":\"A\xcc\x81nh\"}");
    REQUIRE(read);
    CHECK(read->name == "Ánh");
}

TEST_CASE("a hostile body of wrong elements gives a bounded number of findings") {
    std::string body = "[";
    for (int i = 0; i < 50'000; ++i) {
        body += i == 0 ? "1" : ",1";
    }
    const auto read = json::read<std::vector<std::string>>(body + "]");
    REQUIRE_FALSE(read);
    CHECK(read.error().size() == 200);
}

TEST_CASE("a schema names every record it reaches, also one that holds itself") {
    const auto schema = json::schema<json::Page<sample::Branch>>();
    CHECK(schema.root.name == "SampleBranchPage");
    REQUIRE(schema.objects.contains("SampleBranch"));
    CHECK(schema.objects.at("SampleBranch").at(1).shape.items->name == "SampleBranch");
    CHECK(json::schema_name("ketnap::Finding") == "Finding");
}

TEST_CASE("openapi.json follows the route table") {
    std::vector<json::Operation> operations{
        {.method = "PUT",
         .path = "/api/people/{id}",
         .right = "person_write",
         .summary = "Change one person",
         .request = json::schema<Person>(),
         .answer = json::schema<Person>()},
        {.method = "PUT", .path = "/api/imports", .right = "x", .summary = "s", .upload = true}};
    const auto text = json::openapi(operations, "0.1.0");
    CHECK(text.find(R"("/api/people/{id}":{"put":{"summary":"Change one person")") !=
          std::string::npos);
    CHECK(text.find(R"("name":"id","in":"path","required":true)") != std::string::npos);
    CHECK(text.find(R"("colour":{"type":"string","enum":["red","gold"]})") != std::string::npos);
    CHECK(
        text.find(R"("joined_on":{"anyOf":[{"type":"string","format":"date"},{"type":"null"}]})") !=
        std::string::npos);
    CHECK(json::read<json::Raw>(text));
    CHECK(json::read<json::Raw>(json::json_schema(json::schema<Person>(), "person")));
}
