// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <map>
#include <string>

namespace ketnap::audit {

/// How a value of a trace is written for people; ids are looked up by who shows them.
enum class ValueKind { text, day, minute, flag, word, org, person, campaign, role, form, right };

/// What the fields of traces are called: data/audit/fields.json, read once at start.
class FieldBook {
  public:
    struct Field {
        std::string vi;
        std::string en;
        ValueKind kind = ValueKind::text;
        std::string field_class;  ///< "p0" … "p3"
    };
    struct Word {
        std::string vi;
        std::string en;
    };

    /// Throws std::runtime_error naming the file and what is wrong in it.
    static FieldBook load(const std::filesystem::path& file);

    /// Nothing for a field of the papers of a dossier that has no name here.
    const Field* find(std::string_view name) const;
    /// A stored word as people say it; the word itself when it is none.
    std::string word(const std::string& stored, bool english) const;
    const std::map<std::string, Field, std::less<>>& fields() const { return m_fields; }

  private:
    std::map<std::string, Field, std::less<>> m_fields;
    std::map<std::string, Word, std::less<>> m_words;
};

/// A value that needs no look-up: days as "26/03/2024", minutes as "07:30", yes and no.
std::string plain_value(const FieldBook& book, const FieldBook::Field& field,
                        const std::string& stored, bool english);

}  // namespace ketnap::audit
