// SPDX-License-Identifier: Apache-2.0
#include "base/rules/data_file.h"

#include "platform/vocabulary/file.h"

#include <algorithm>

namespace ketnap::rules {

Finding data_finding(std::string_view reason, const std::string& file, std::int64_t line,
                     std::string_view field, std::string_view detail) {
    Finding finding;
    finding.rule = std::string{reason};
    finding.level = Level::error;
    finding.where = {Where{file, std::string{field}, line, std::string{detail}}};
    finding.values = {file, std::to_string(line), std::string{field}, std::string{detail}};
    return finding;
}

std::string read_text(const std::filesystem::path& file, Findings& findings) {
    auto text = read_file(file);
    if (!text) {
        findings.push_back(data_finding("data.unreadable", file.filename().string(), 0, {}, {}));
        return {};
    }
    return std::move(*text);
}

std::vector<std::filesystem::path> data_files(const std::filesystem::path& folder,
                                              std::string_view ending, Findings& findings) {
    std::vector<std::filesystem::path> files;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator{folder, ignored}) {
        if (entry.path().extension() == ending) {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    if (files.empty()) {
        findings.push_back(data_finding("data.no_files", folder.string(), 0, {}, ending));
    }
    return files;
}

DataFile::DataFile(const std::filesystem::path& file, Findings& findings)
    : DataFile(file.filename().string(), read_text(file, findings), findings) {}

DataFile::DataFile(std::string name, std::string text, Findings& findings)
    : m_name(std::move(name)), m_text(std::move(text)), m_findings(findings) {
    if (m_text.empty()) {
        complain("data.json", {});
        return;
    }
    boost::json::stream_parser parser;
    boost::system::error_code error;
    const std::size_t read = parser.write_some(m_text, error);
    if (!error && !parser.done()) {
        parser.finish(error);
    }
    if (error) {
        const auto at = m_text.begin() + static_cast<std::ptrdiff_t>(std::min(read, m_text.size()));
        const auto line = 1 + std::count(m_text.begin(), at, '\n');
        m_findings.push_back(data_finding("data.json", m_name, line, {}, error.message()));
        return;
    }
    m_root = parser.release();
    if (!m_root.is_object()) {
        complain("data.type", {}, "object");
    }
}

int DataFile::times(std::string_view key) const {
    const std::string quoted = "\"" + std::string{key} + "\":";
    int count = 0;
    for (auto at = m_text.find(quoted); at != std::string::npos;
         at = m_text.find(quoted, at + quoted.size())) {
        ++count;
    }
    return count;
}

std::int64_t DataFile::line_of(std::string_view key, std::string_view then) const {
    auto at = m_text.find("\"" + std::string{key} + "\"");
    if (key.empty() || at == std::string::npos) {
        at = 0;
    }
    if (!then.empty()) {
        const auto inside = m_text.find("\"" + std::string{then} + "\"", at);
        at = inside == std::string::npos ? at : inside;
    }
    return 1 + std::count(m_text.begin(), m_text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
}

void DataFile::complain(std::string_view reason, std::string_view key, std::string_view detail) {
    m_findings.push_back(data_finding(reason, m_name, line_of(key), key, detail));
}

void DataFile::complain_of_field(std::string_view reason, std::string_view place,
                                 std::string_view field) {
    m_findings.push_back(data_finding(reason, m_name, line_of(place, field), place, field));
}

std::string DataFile::text(const boost::json::object& from, std::string_view key,
                           std::string_view place, bool required) {
    const auto* value = from.if_contains(key);
    if (value == nullptr) {
        if (required) {
            complain("data.missing", place, key);
        }
        return {};
    }
    if (!value->is_string()) {
        complain("data.type", place, key);
        return {};
    }
    const auto& found = value->get_string();
    return {found.data(), found.size()};
}

std::optional<time::Date> DataFile::date(const boost::json::object& from, std::string_view key,
                                         std::string_view place, bool required) {
    const std::string written = text(from, key, place, required);
    if (written.empty()) {
        return std::nullopt;
    }
    const auto parsed = time::Date::parse_iso(written);
    if (!parsed) {
        complain("data.date", place, written);
        return std::nullopt;
    }
    return *parsed;
}

Cite DataFile::cite(const boost::json::object& from, std::string_view place) {
    const auto* value = from.if_contains("cite");
    if (value == nullptr || !value->is_object()) {
        complain("data.no_cite", place);
        return {};
    }
    return cited(value->get_object(), place);
}

Cite DataFile::cited(const boost::json::object& document, std::string_view place) {
    Cite cite{text(document, "doc", place), text(document, "date", place),
              text(document, "point", place, false)};
    for (const auto& member : document) {
        const std::string_view key{member.key().data(), member.key().size()};
        if (key != "doc" && key != "date" && key != "point") {
            complain_of_field("data.field", place, key);
        }
    }
    if (!cite.date.empty() && !time::Date::parse_iso(cite.date)) {
        complain("data.date", place, cite.date);
    }
    return cite;
}

std::vector<std::string> DataFile::texts(const boost::json::object& from, std::string_view key,
                                         std::string_view place) {
    std::vector<std::string> out;
    const auto* value = from.if_contains(key);
    if (value == nullptr) {
        return out;
    }
    if (!value->is_array()) {
        complain("data.type", place, key);
        return out;
    }
    for (const auto& item : value->get_array()) {
        if (!item.is_string()) {
            complain("data.type", place, key);
            continue;
        }
        out.emplace_back(item.get_string().c_str());
    }
    return out;
}

}  // namespace ketnap::rules
