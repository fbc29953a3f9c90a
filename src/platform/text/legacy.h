// SPDX-License-Identifier: Apache-2.0
// Text of the years before Unicode: letters of a font on places of Latin letters.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace ketnap::text {

/// What a text was typed in. `unicode` means: it is read as it stands.
enum class Encoding { unicode, tcvn3, vni, cp1258 };
inline constexpr std::size_t encodings = 4;

/// What the name of a font says; fonts of TCVN3 ending in H show small letters as capitals.
struct FontHint {
    Encoding encoding = Encoding::unicode;
    bool capitals = false;
    bool operator==(const FontHint&) const = default;
};

/// Tables, fonts and syllables as they lie in data/text/legacy.json.
struct LegacyData {
    struct Table {
        Encoding encoding = Encoding::unicode;
        std::vector<std::pair<std::string, std::string>> letters;  ///< "61F9" → letter
    };
    struct Font {
        std::string begins;  ///< lower case
        std::string ends;
        FontHint hint;
    };
    std::vector<Table> tables;
    std::vector<Font> fonts;
    std::vector<std::string> onsets;
    std::vector<std::string> rimes;
};

/// Words with a letter outside ASCII, by whether they can be Vietnamese syllables.
struct Reading {
    std::int64_t good = 0;
    std::int64_t bad = 0;
};

/// Bytes as a Western program shows them: how legacy text arrives in workbooks and, by this, in
/// text files too.
std::string seen_text(std::string_view bytes);

class Legacy {
  public:
    /// Throws std::runtime_error for a table that contradicts itself.
    explicit Legacy(const LegacyData& data);

    FontHint of_font(std::string_view name) const;
    /// Legacy text as it is seen in a Unicode program → NFC. What the table does not hold stays.
    /// Text of TCVN3 without any small letter is all capitals: its table has none with a tone.
    std::string to_unicode(std::string_view seen, Encoding encoding, bool capitals = false) const;
    /// A name whose words begin with letters that the table has no capital of gets them: "ánh" →
    /// "Ánh".
    std::string with_starts(std::string_view text, Encoding encoding) const;
    /// The way back; nothing when a letter has no place in the table.
    std::optional<std::string> from_unicode(std::string_view text, Encoding encoding) const;
    /// Whether every letter could stand in a text of one byte a letter.
    bool is_seen(std::string_view text) const;
    Reading reading(std::string_view text) const;
    bool is_syllable(std::string_view word) const;

  private:
    struct Table {
        std::unordered_map<std::uint32_t, std::u32string> letters;  ///< one byte, or two
        std::unordered_map<char32_t, std::uint32_t> places;
    };
    const Table& table(Encoding encoding) const;
    bool put_back(std::string& out, char32_t point, const Table& table) const;

    std::array<Table, encodings> m_tables;
    std::vector<LegacyData::Font> m_fonts;
    std::unordered_set<std::string> m_syllables;
};

/// The encoding of one column of values, from fonts and statistics.
class Recogniser {
  public:
    explicit Recogniser(const Legacy& legacy) : m_legacy(legacy) {}

    void add(std::string_view seen, FontHint font = {});

    struct Verdict {
        Encoding encoding = Encoding::unicode;
        bool sure = true;         ///< false: somebody must look
        bool by_font = false;     ///< the fonts said so
        bool mixed = false;       ///< values of more than one encoding: each is read by itself
        std::int64_t marked = 0;  ///< values with letters outside ASCII
        std::int64_t of_it = 0;   ///< of those, what can only be of this encoding
        std::int64_t of_others = 0;
        std::int64_t decomposed = 0;  ///< letters and marks apart
    };
    Verdict verdict() const;

  private:
    const Legacy& m_legacy;
    std::array<Reading, encodings> m_readings{};
    std::array<std::int64_t, encodings> m_sure{};
    std::array<std::int64_t, encodings> m_fonts{};
    std::int64_t m_marked = 0;
    std::int64_t m_decomposed = 0;
};

/// One value by itself.
struct Guess {
    Encoding encoding = Encoding::unicode;
    bool sure = false;   ///< it can be nothing else
    bool legal = false;  ///< it reads as Vietnamese in this encoding
};
Guess guess(const Legacy& legacy, std::string_view seen, FontHint font = {});

}  // namespace ketnap::text
