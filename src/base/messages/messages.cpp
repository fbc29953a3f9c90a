// SPDX-License-Identifier: Apache-2.0
#include "base/messages/messages.h"

#include "platform/vocabulary/file.h"

#include <boost/json.hpp>

#include <stdexcept>

namespace ketnap::messages {
namespace {

std::string fill(const std::string& text, const std::vector<std::string>& values) {
    std::string out;
    out.reserve(text.size() + 32);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool place = i + 2 < text.size() && text[i] == '{' && text[i + 2] == '}' &&
                           text[i + 1] >= '0' && text[i + 1] <= '9';
        if (!place) {
            out += text[i];
            continue;
        }
        const auto index = static_cast<std::size_t>(text[i + 1] - '0');
        if (index < values.size()) {
            out += values[index];
        }
        i += 2;
    }
    return out;
}

constexpr char word_mark = '@';
constexpr char part_mark = '\x1f';

std::string member(const boost::json::object& object, const char* name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string{value->as_string()} : std::string{};
}

}  // namespace

Language language_of(std::string_view accept_language) {
    return accept_language.substr(0, 2) == "en" ? Language::en : Language::vi;
}

void Catalogue::load_file(const std::filesystem::path& file, Entries& into) {
    boost::json::error_code error;
    const auto parsed = boost::json::parse(read_own_file(file), error);
    if (error || !parsed.is_object()) {
        throw std::runtime_error{file.string() + ": " +
                                 (error ? error.message() : "not an object")};
    }
    for (const auto& pair : parsed.as_object()) {
        Entry entry;
        if (pair.value().is_string()) {
            entry.message = std::string{pair.value().as_string()};
        } else if (pair.value().is_object()) {
            entry.message = member(pair.value().as_object(), "message");
            entry.way_out = member(pair.value().as_object(), "way_out");
        }
        if (entry.message.empty()) {
            throw std::runtime_error{file.string() + ": no text at " + std::string{pair.key()}};
        }
        if (!into.emplace(std::string{pair.key()}, std::move(entry)).second) {
            throw std::runtime_error{file.string() + ": second text for " +
                                     std::string{pair.key()}};
        }
    }
}

Catalogue Catalogue::load(const std::filesystem::path& folder) {
    Catalogue catalogue;
    for (const auto& file : std::filesystem::directory_iterator{folder}) {
        const auto name = file.path().filename().string();
        if (name.ends_with(".vi.json")) {
            load_file(file.path(), catalogue.m_vi);
        } else if (name.ends_with(".en.json")) {
            load_file(file.path(), catalogue.m_en);
        }
    }
    return catalogue;
}

const Catalogue::Entry* Catalogue::find(std::string_view key, Language language) const {
    const auto& entries = language == Language::en ? m_en : m_vi;
    const auto it = entries.find(key);
    return it == entries.end() ? nullptr : &it->second;
}

bool Catalogue::has(std::string_view key, Language language) const {
    return find(key, language) != nullptr;
}

std::string Catalogue::text(std::string_view key, Language language,
                            const std::vector<std::string>& values) const {
    const auto* entry = find(key, language);
    return entry == nullptr ? std::string{key} : fill(entry->message, values);
}

std::string Catalogue::word(const std::string& value, Language language) const {
    if (!value.starts_with(word_mark)) {
        return value;
    }
    std::vector<std::string> parts;
    std::size_t from = 1;
    for (auto at = value.find(part_mark); at != std::string::npos;
         at = value.find(part_mark, from)) {
        parts.push_back(value.substr(from, at - from));
        from = at + 1;
    }
    parts.push_back(value.substr(from));
    const std::string key = std::move(parts.front());
    parts.erase(parts.begin());
    for (std::string& part : parts) {
        part = word(part, language);
    }
    return has(key, language) ? text(key, language, parts) : value;
}

void Catalogue::localize(Findings& findings, Language language) const {
    for (auto& finding : findings) {
        for (std::string& value : finding.values) {
            value = word(value, language);
        }
        const auto& key = finding.text.empty() ? finding.rule : finding.text;
        const auto* entry = find(key, language);
        finding.message = entry == nullptr ? key : fill(entry->message, finding.values);
        finding.way_out = entry == nullptr ? std::string{} : fill(entry->way_out, finding.values);
    }
}

std::vector<std::string> Catalogue::keys(Language language) const {
    std::vector<std::string> out;
    for (const auto& [key, entry] : language == Language::en ? m_en : m_vi) {
        out.push_back(key);
    }
    return out;
}

}  // namespace ketnap::messages
