// SPDX-License-Identifier: Apache-2.0
// What can be wrong with a person as entered; pure. Sources: vietnamese-data conventions for the
// national id (Nghị định 137/2015 and Luật Căn cước 2023: 12 digits, century and sex in the 4th,
// year in the 5th and 6th).
#include "base/people/people.h"
#include "platform/text/text.h"

#include <algorithm>

namespace ketnap::people {
namespace {

constexpr std::size_t id_digits = 12;
constexpr std::size_t longest_name = 100;
constexpr std::size_t longest_text = 500;

bool all_digits(const std::string& text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Finding warning(std::string rule, std::string field, std::vector<std::string> values = {}) {
    auto finding = field_finding(std::move(rule), std::move(field), std::move(values));
    finding.level = Level::warning;
    return finding;
}

void check_national_id(const Person& person, const std::string& number, Findings& out) {
    if (number.empty()) {
        return;
    }
    if (!all_digits(number)) {
        out.push_back(field_finding("person.national_id_digits", "national_id"));
        return;
    }
    if (number.size() == id_digits - 1) {
        out.push_back(field_finding("person.national_id_lost_zero", "national_id"));
        return;
    }
    if (number.size() != id_digits) {
        out.push_back(field_finding("person.national_id_length", "national_id"));
        return;
    }
    const int fourth = number[3] - '0';
    if (!person.sex.empty() && (fourth % 2 == 1) != (person.sex == "female")) {
        out.push_back(warning("person.national_id_sex", "national_id"));
    }
    if (person.born_on.size() >= 4) {
        const auto year = number.substr(4, 2);
        const auto century = std::to_string(19 + fourth / 2);
        if (person.born_on.substr(0, 4) != century + year) {
            out.push_back(warning("person.national_id_year", "national_id"));
        }
    }
}

void check_day(const std::string& text, const char* field, const time::Date& today, Findings& out) {
    if (text.empty()) {
        return;
    }
    const auto date = time::PartialDate::parse(text);
    if (!date) {
        out.push_back(field_finding(date.error().key, field));
    } else if (date->earliest() > today) {
        out.push_back(field_finding("date.future", field));
    }
}

void check_texts(const Person& person, Findings& out) {
    const std::pair<const char*, const std::string*> fields[] = {{"home_place", &person.home_place},
                                                                 {"residence", &person.residence},
                                                                 {"position", &person.position},
                                                                 {"occupation", &person.occupation},
                                                                 {"note", &person.note}};
    for (const auto& [name, value] : fields) {
        if (text::length(*value) > longest_text) {
            out.push_back(field_finding("field.too_long", name, {std::to_string(longest_text)}));
        }
    }
}

}  // namespace

Findings check(const Person& person, const Sensitive& sensitive, const time::Date& today) {
    auto out = text::check_name(person.name, "name");
    if (person.name.empty()) {
        out.push_back(field_finding("field.required", "name"));
    } else if (text::length(person.name) > longest_name) {
        out.push_back(field_finding("field.too_long", "name", {std::to_string(longest_name)}));
    }
    if (person.org_id.empty()) {
        out.push_back(field_finding("field.required", "org_id"));
    }
    if (!person.sex.empty() && person.sex != "male" && person.sex != "female") {
        out.push_back(field_finding("field.choice", "sex"));
    }
    check_day(person.born_on, "born_on", today, out);
    check_day(person.standing_since, "standing_since", today, out);
    check_day(person.union_joined_on, "union_joined_on", today, out);
    check_day(person.joined_on, "joined_on", today, out);
    check_day(person.official_on, "official_on", today, out);
    check_texts(person, out);
    check_national_id(person, sensitive.national_id, out);
    return out;
}

}  // namespace ketnap::people
