// SPDX-License-Identifier: Apache-2.0
#include "base/audit/words.h"

#include "platform/json/describe.h"
#include "platform/time/date.h"
#include "platform/vocabulary/file.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <charconv>
#include <stdexcept>

namespace ketnap::audit {

BOOST_DESCRIBE_ENUM(ValueKind, text, day, minute, flag, word, org, person, campaign, role, form,
                    right)

namespace {

std::string text_at(const boost::json::object& from, const char* name) {
    return std::string{from.at(name).as_string()};
}

FieldBook::Field field_of(const std::string& name, const boost::json::object& from) {
    FieldBook::Field field{text_at(from, "vi"), text_at(from, "en"), ValueKind::text,
                           text_at(from, "class")};
    if (!boost::describe::enum_from_string(text_at(from, "kind").c_str(), field.kind)) {
        throw std::runtime_error{fmt::format("{}: unknown kind", name)};
    }
    return field;
}

std::string minute_text(const std::string& stored) {
    constexpr int hour = 60;
    int minutes = 0;
    const auto end = stored.data() + stored.size();
    const auto read = std::from_chars(stored.data(), end, minutes);
    return read.ec == std::errc{} && read.ptr == end
               ? fmt::format("{:02}:{:02}", minutes / hour, minutes % hour)
               : stored;
}

}  // namespace

FieldBook FieldBook::load(const std::filesystem::path& file) {
    try {
        FieldBook book;
        const auto parsed = boost::json::parse(read_own_file(file));
        for (const auto& one : parsed.as_object().at("fields").as_object()) {
            const std::string name{one.key()};
            book.m_fields.emplace(name, field_of(name, one.value().as_object()));
        }
        for (const auto& one : parsed.as_object().at("words").as_object()) {
            const auto& word = one.value().as_object();
            book.m_words.emplace(std::string{one.key()},
                                 Word{text_at(word, "vi"), text_at(word, "en")});
        }
        return book;
    } catch (const std::exception& error) {
        throw std::runtime_error{fmt::format("{}: {}", file.string(), error.what())};
    }
}

const FieldBook::Field* FieldBook::find(std::string_view name) const {
    const auto found = m_fields.find(name);
    return found == m_fields.end() ? nullptr : &found->second;
}

std::string FieldBook::word(const std::string& stored, bool english) const {
    const auto found = m_words.find(stored);
    if (found == m_words.end()) {
        return stored;
    }
    return english ? found->second.en : found->second.vi;
}

std::string plain_value(const FieldBook& book, const FieldBook::Field& field,
                        const std::string& stored, bool english) {
    switch (field.kind) {
        case ValueKind::day: {
            const auto day = time::Date::parse_iso(stored);
            return day ? day->vn() : stored;
        }
        case ValueKind::minute:
            return minute_text(stored);
        case ValueKind::flag:
            return stored.empty() ? stored : book.word(stored == "1" ? "yes" : "no", english);
        case ValueKind::word:
            return book.word(stored, english);
        default:
            return stored;
    }
}

}  // namespace ketnap::audit
