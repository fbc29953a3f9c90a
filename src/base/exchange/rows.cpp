// SPDX-License-Identifier: Apache-2.0
#include "base/exchange/rows.h"

#include "platform/ooxml/serial_day.h"
#include "platform/text/text.h"

#include <algorithm>
#include <charconv>

namespace ketnap::exchange {
namespace {

Finding finding(Level level, std::string rule, std::string_view field,
                std::vector<std::string> values = {}) {
    auto out = field_finding(std::move(rule), std::string{field}, std::move(values));
    out.level = level;
    return out;
}

// What spreadsheets and people put around a number: spaces, dots, the apostrophe that keeps a 0.
std::string bare_number(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c != ' ' && c != '.' && c != '\'' && c != '-') {
            out += c;
        }
    }
    return out;
}

void count(const Numbers& parts, DateProof& proof) {
    if (over_twelve(parts.first)) {
        ++proof.day_first;
    } else if (over_twelve(parts.second)) {
        ++proof.month_first;
    } else {
        ++proof.both_ways;
    }
}

// "NGUYỄN THỊ A" → "Nguyễn Thị A"; a name with any small letter is left alone.
std::string mended_capitals(const std::string& name) {
    std::string out;
    bool first = true;
    for (std::string_view rest = name; !rest.empty();) {
        std::size_t length = 1;
        while (length < rest.size() &&
               (static_cast<unsigned char>(rest[length]) & 0xC0U) == 0x80U) {
            ++length;
        }
        const auto letter = rest.substr(0, length);
        out += first ? std::string{letter} : text::lower(letter);
        first = letter == " " || letter == "-" || letter == "'";
        rest.remove_prefix(length);
    }
    return out;
}

// Numbers of the province codes 001 to 009 lose two zeros; the year of birth must then agree, for
// ten digits may be something else.
std::string with_zeros(const std::string& number, const std::string& born_on) {
    constexpr std::size_t whole = 12;
    if (number.size() == whole - 1) {
        return "0" + number;
    }
    const auto padded = "00" + number;
    const bool agrees = born_on.size() >= 4 && padded.substr(4, 2) == born_on.substr(2, 2);
    return number.size() == whole - 2 && agrees ? padded : std::string{};
}

bool has_letter(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               static_cast<unsigned char>(c) >= 0x80;
    });
}

bool says_yes(const std::string& folded) {
    return folded == "x" || folded == "1" || folded == "co" || folded == "nam" || folded == "nu";
}

}  // namespace

RowReader::RowReader(const Mapping& mapping, Units& units, const lists::Lists& lists,
                     time::Date today)
    : m_mapping(mapping), m_units(units), m_lists(lists), m_today(today) {
    for (const auto& choice : mapping.columns) {
        if (!choice.field.empty() && choice.column >= 0) {
            m_columns[choice.field] = static_cast<std::size_t>(choice.column);
        }
    }
}

const ooxml::Cell* RowReader::cell(std::string_view field) const {
    const auto found = m_columns.find(field);
    if (found == m_columns.end() || found->second >= m_cells->size()) {
        return nullptr;
    }
    const auto& one = (*m_cells)[found->second];
    return one.kind == ooxml::CellKind::empty ? nullptr : &one;
}

std::string RowReader::text(std::string_view field) const {
    const auto* one = cell(field);
    return one == nullptr ? std::string{} : text::trim(text::nfc(one->text));
}

// Headings ("I. Đảng bộ Bệnh viện"), sums and the line of column numbers are no people.
bool RowReader::is_person() const {
    const auto filled = std::count_if(m_cells->begin(), m_cells->end(), [](const auto& one) {
        return one.kind != ooxml::CellKind::empty;
    });
    const auto name = text("name") + text("family_name") + text("given_name");
    if (!name.empty() && !has_letter(name)) {
        return filled > 1 && std::any_of(m_cells->begin(), m_cells->end(),
                                         [](const auto& one) { return one.text.size() > 4; });
    }
    const bool told = !text("born_on").empty() || !text("born_male").empty() ||
                      !text("born_female").empty() || !text("national_id").empty();
    return told || (!name.empty() && filled > 2);
}

Row RowReader::read(std::int64_t line, const ooxml::Cells& cells, DateProof& proof) {
    m_cells = &cells;
    Row row;
    row.line = line;
    row.person = is_person();
    if (!row.person) {
        return row;
    }
    name(row);
    sex(row);
    born(row, proof);
    national_id(row);
    unit(row);
    auto& who = row.who;
    row.sensitive.ethnicity = coded(row, "ethnicity", "ethnic_groups");
    row.sensitive.religion = coded(row, "religion", "religions");
    who.other_name = text("other_name");
    code(row);
    who.home_place = text("home_place");
    who.residence = text("residence");
    who.phone = text("phone");
    who.position = text("position");
    who.occupation = text("occupation");
    who.education = text("education");
    who.professional_level = text("professional_level");
    who.political_theory_level = text("political_theory_level");
    who.note = text("note");
    who.union_joined_on = day(row, "union_joined_on", &who.union_joined_on_as_written, proof);
    who.joined_on = day(row, "joined_on", nullptr, proof);
    who.official_on = day(row, "official_on", nullptr, proof);
    who.standing = !who.official_on.empty()       ? people::Standing::official_member
                   : !who.joined_on.empty()       ? people::Standing::probationary_member
                   : !who.union_joined_on.empty() ? people::Standing::union_member
                                                  : people::Standing::outsider;
    for (auto& one : people::check(who, row.sensitive, m_today)) {
        const auto& field = one.where.front().field;
        const bool said = std::any_of(row.findings.begin(), row.findings.end(), [&](const auto& f) {
            return f.level == Level::error && f.where.front().field == field;
        });
        if (!said) {
            row.findings.push_back(std::move(one));
        }
    }
    return row;
}

void RowReader::name(Row& row) const {
    auto whole = text("name");
    if (whole.empty()) {
        whole = text::trim(text("family_name") + " " + text("given_name"));
    }
    for (auto& one : text::check_name(whole, "name")) {
        row.findings.push_back(std::move(one));
    }
    auto name = text::clean_name(whole);
    const bool shouted = text::length(name) > 3 && name == text::upper(name) && has_letter(name);
    if (shouted) {
        row.findings.push_back(finding(
            Level::hint, m_mapping.mend_capitals ? "import.capitals_mended" : "import.capitals",
            "name"));
        name = m_mapping.mend_capitals ? mended_capitals(name) : name;
    }
    row.who.name = std::move(name);
}

void RowReader::sex(Row& row) const {
    const auto said = text::fold(text("sex"));
    if (said == "nam" || said == "m" || said == "male") {
        row.who.sex = "male";
    } else if (said == "nu" || said == "f" || said == "female") {
        row.who.sex = "female";
    } else if (!said.empty()) {
        row.findings.push_back(finding(Level::error, "import.sex", "sex", {text("sex")}));
    }
    const bool male = says_yes(text::fold(text("sex_male"))) || !text("born_male").empty();
    const bool female = says_yes(text::fold(text("sex_female"))) || !text("born_female").empty();
    if (male && female) {
        row.findings.push_back(finding(Level::error, "import.both_sexes", "sex"));
    } else if (male || female) {
        row.who.sex = male ? "male" : "female";
    }
}

void RowReader::born(Row& row, DateProof& proof) const {
    for (const auto* field : {"born_on", "born_male", "born_female"}) {
        if (row.who.born_on.empty() && cell(field) != nullptr) {
            row.who.born_on = day(row, field, &row.who.born_on_as_written, proof);
        }
    }
    if (cell("born_on") == nullptr && cell("born_male") == nullptr &&
        cell("born_female") == nullptr) {
        row.findings.push_back(finding(Level::error, "field.required", "born_on"));
    } else if (row.who.born_on.size() == 4) {
        ++proof.year_only;
        row.findings.push_back(
            finding(Level::hint, "import.year_only", "born_on", {row.who.born_on}));
    }
}

std::string RowReader::day(Row& row, std::string_view field, std::string* as_written,
                           DateProof& proof) const {
    const auto* one = cell(field);
    if (one == nullptr) {
        return {};
    }
    const auto at = field.starts_with("born_") ? std::string_view{"born_on"} : field;
    const auto typed = typed_day(*one, field, at, row, proof);
    if (!typed) {
        row.findings.push_back(
            finding(Level::error, "import.date_either", at, {text::trim(one->text)}));
        return {};
    }
    const auto date = time::PartialDate::parse(*typed);
    if (as_written != nullptr) {
        *as_written = one->kind == ooxml::CellKind::text ? text::trim(one->text) : *typed;
    }
    if (!date) {
        row.findings.push_back(
            finding(Level::error, date.error().key, at, {text::trim(one->text)}));
        return {};
    }
    return date->iso();
}

const ColumnChoice* RowReader::choice(std::string_view field) const {
    const auto found = std::find_if(m_mapping.columns.begin(), m_mapping.columns.end(),
                                    [&](const ColumnChoice& one) { return one.field == field; });
    return found == m_mapping.columns.end() ? nullptr : &*found;
}

// The text a date is read from: serial numbers become the day they stand for, and a column that
// puts the month first is turned round.
std::optional<std::string> RowReader::typed_day(const ooxml::Cell& cell, std::string_view column,
                                                std::string_view field, Row& row,
                                                DateProof& proof) const {
    auto typed = text::trim(cell.text);
    constexpr std::size_t serial_digits = 5;
    if (all_digits(typed) && typed.size() == serial_digits) {
        double serial = 0;
        std::from_chars(typed.data(), typed.data() + typed.size(), serial);
        if (const auto iso = ooxml::iso_of_serial(serial, false)) {
            row.findings.push_back(
                finding(Level::warning, "import.serial_day", field, {typed, *iso}));
            return *iso;
        }
    }
    if (cell.kind == ooxml::CellKind::date) {
        const auto* said = choice(column);
        const bool turn = said != nullptr && said->turn_days.value_or(false);
        return turn ? typed.substr(0, 5) + typed.substr(8, 2) + "-" + typed.substr(5, 2)
                    : typed.substr(0, 10);
    }
    if (const auto parts = three_numbers(typed)) {
        count(*parts, proof);
        return in_order(*parts, column, typed);
    }
    return typed;
}

// A number over twelve is the day whatever the others say; where neither is and nobody said, it
// stays open.
std::optional<std::string> RowReader::in_order(const Numbers& parts, std::string_view column,
                                               const std::string& typed) const {
    const auto* said = choice(column);
    auto order = said != nullptr && said->date_order ? said->date_order : m_mapping.date_order;
    if (!order && over_twelve(parts.second) && !over_twelve(parts.first)) {
        order = DateOrder::month_first;
    }
    const bool told = order || over_twelve(parts.first) || parts.first == parts.second;
    if (!told) {
        return std::nullopt;
    }
    return order == DateOrder::month_first ? parts.second + "/" + parts.first + "/" + parts.year
                                           : typed;
}

void RowReader::national_id(Row& row) const {
    constexpr std::size_t old_card = 9;
    auto number = bare_number(text("national_id"));
    if (number.empty()) {
        return;
    }
    if (!all_digits(number)) {
        row.findings.push_back(finding(Level::error, "person.national_id_digits", "national_id"));
    } else if (auto padded = with_zeros(number, row.who.born_on); !padded.empty()) {
        const bool two = number.size() + 2 == padded.size();
        row.findings.push_back(
            m_mapping.add_lost_zero
                ? finding(Level::hint, two ? "import.zeros_added" : "import.zero_added",
                          "national_id")
                : finding(Level::error, two ? "import.lost_zeros" : "import.lost_zero",
                          "national_id"));
        number = m_mapping.add_lost_zero ? std::move(padded) : number;
    } else if (number.size() == old_card) {
        row.findings.push_back(finding(Level::error, "import.old_card", "national_id"));
    }
    row.sensitive.national_id = std::move(number);
}

// A code kept as a number among codes of one width lost its zeros.
void RowReader::code(Row& row) const {
    auto code = text("code");
    const auto* said = choice("code");
    const auto width = static_cast<std::size_t>(
        said == nullptr ? 0 : std::clamp(said->code_width.value_or(0), 0, 32));
    if (all_digits(code) && code.size() < width) {
        const auto padded = std::string(width - code.size(), '0') + code;
        row.findings.push_back(
            m_mapping.add_lost_zero
                ? finding(Level::hint, "import.code_zero_added", "code", {padded})
                : finding(Level::warning, "import.code_zero", "code", {code, padded}));
        code = m_mapping.add_lost_zero ? padded : code;
    }
    row.who.code = std::move(code);
}

std::string RowReader::coded(Row& row, std::string_view field, std::string_view list) {
    const auto written = text(field);
    if (written.empty()) {
        return {};
    }
    const auto key = std::string{list} + ":" + written;
    auto asked = m_matched.find(key);
    if (asked == m_matched.end()) {
        asked = m_matched.emplace(key, m_lists.get(list).match(written)).first;
    }
    const auto& found = asked->second;
    if (found.size() > 1) {
        row.findings.push_back(finding(Level::error, "import.several", field, {written}));
        return {};
    }
    if (found.empty()) {
        row.findings.push_back(finding(Level::error, "import.not_in_list", field, {written}));
        return {};
    }
    if (text::fold(found.front()->name) != text::fold(written)) {
        row.findings.push_back(
            finding(Level::hint, "import.other_name", field, {written, found.front()->name}));
    }
    return found.front()->code;
}

const org::Org* RowReader::body_for(const std::string& written, Row& row,
                                    std::string_view field) const {
    const auto chosen = m_mapping.units.find(written);
    if (chosen != m_mapping.units.end()) {
        return m_units.by_id(chosen->second);
    }
    const auto found =
        m_units.find(written, field == "org_id" ? org::System::party : org::System::youth_union);
    if (found.several) {
        row.findings.push_back(finding(Level::error, "import.unit_several", field, {written}));
    } else if (found.body == nullptr && found.nearest != nullptr) {
        row.findings.push_back(finding(Level::error, "import.unit_nearest", field,
                                       {written, found.nearest->name, found.nearest->id.value}));
    } else if (found.body == nullptr) {
        row.findings.push_back(finding(Level::error, "import.unit_unknown", field, {written}));
    }
    return found.body;
}

void RowReader::unit(Row& row) const {
    const auto written = text("unit");
    const auto* body =
        written.empty() ? m_units.by_id(m_mapping.org_id) : body_for(written, row, "org_id");
    if (body != nullptr) {
        row.who.org_id = body->id;
        row.who.org_path = body->path;
    }
    const auto union_written = text("union_unit");
    const auto* union_body =
        union_written.empty() ? nullptr : body_for(union_written, row, "union_org_id");
    if (union_body != nullptr) {
        row.who.union_org_id = union_body->id;
        row.who.union_org_path = union_body->path;
    }
}

std::string worst_level(const Findings& findings) {
    const auto worst =
        std::max_element(findings.begin(), findings.end(),
                         [](const auto& a, const auto& b) { return a.level < b.level; });
    if (worst == findings.end()) {
        return {};
    }
    return worst->level == Level::error     ? "error"
           : worst->level == Level::warning ? "warning"
                                            : "hint";
}

}  // namespace ketnap::exchange
