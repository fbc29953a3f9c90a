// SPDX-License-Identifier: Apache-2.0
#include "base/exchange/legacy_file.h"

#include "platform/json/read.h"
#include "platform/vocabulary/file.h"

#include <stdexcept>

namespace ketnap::exchange {

struct LegacyTable {
    std::string encoding;
    std::string source;
    std::string confidence;
    std::vector<std::vector<std::string>> letters;
};
BOOST_DESCRIBE_STRUCT(LegacyTable, (), (encoding, source, confidence, letters))

struct LegacyFont {
    std::string begins;
    std::string ends;
    std::string encoding;
    bool capitals = false;
};
BOOST_DESCRIBE_STRUCT(LegacyFont, (), (begins, ends, encoding, capitals))

struct Syllables {
    std::string source;
    std::string confidence;
    std::vector<std::string> onsets;  ///< lines of words
    std::vector<std::string> rimes;
};
BOOST_DESCRIBE_STRUCT(Syllables, (), (source, confidence, onsets, rimes))

struct LegacyFile {
    std::string version;
    std::vector<LegacyTable> tables;
    std::vector<LegacyFont> fonts;
    std::string fonts_source;
    Syllables syllables;
};
BOOST_DESCRIBE_STRUCT(LegacyFile, (), (version, tables, fonts, fonts_source, syllables))

namespace {

text::Encoding encoding_of(const std::string& name) {
    return name == "tcvn3"    ? text::Encoding::tcvn3
           : name == "vni"    ? text::Encoding::vni
           : name == "cp1258" ? text::Encoding::cp1258
                              : throw std::runtime_error{"no such encoding: " + name};
}

std::vector<std::string> words(const std::vector<std::string>& lines) {
    std::vector<std::string> out;
    for (std::string_view line : lines) {
        while (!line.empty()) {
            const auto end = std::min(line.find(' '), line.size());
            out.emplace_back(line.substr(0, end));
            line.remove_prefix(std::min(end + 1, line.size()));
        }
    }
    return out;
}

text::LegacyData data_of(const LegacyFile& file) {
    text::LegacyData out;
    for (const auto& table : file.tables) {
        auto& to = out.tables.emplace_back();
        to.encoding = encoding_of(table.encoding);
        for (const auto& pair : table.letters) {
            to.letters.emplace_back(pair.at(0), pair.at(1));
        }
    }
    for (const auto& font : file.fonts) {
        out.fonts.push_back({font.begins, font.ends, {encoding_of(font.encoding), font.capitals}});
    }
    out.onsets = words(file.syllables.onsets);
    out.rimes = words(file.syllables.rimes);
    return out;
}

}  // namespace

text::Legacy load_legacy(const std::filesystem::path& file) {
    const auto read = json::read<LegacyFile>(read_own_file(file));
    if (!read) {
        throw std::runtime_error(file.string() + ": " + read.error().front().rule + " " +
                                 read.error().front().where.front().field);
    }
    return text::Legacy{data_of(*read)};
}

}  // namespace ketnap::exchange
