// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/vocabulary/finding.h"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::messages {

enum class Language { vi, en };

/// "en" or an Accept-Language header that prefers English gives en; everything else Vietnamese.
Language language_of(std::string_view accept_language);

/// Every user-facing text of the program: data/ui/messages/<slice>.{vi,en}.json, merged at load.
class Catalogue {
  public:
    /// Throws std::runtime_error with file and reason when a file is broken or a key appears twice.
    static Catalogue load(const std::filesystem::path& folder);

    /// The text with {0} {1} … replaced; the key itself when it has no text (a test lists those).
    std::string text(std::string_view key, Language language,
                     const std::vector<std::string>& values = {}) const;
    bool has(std::string_view key, Language language) const;

    /// Fills `message` and `way_out` of each finding. A value "@key" is itself a text of the
    /// catalogue, its own values after it behind U+001F.
    void localize(Findings& findings, Language language) const;

    std::vector<std::string> keys(Language language) const;

  private:
    struct Entry {
        std::string message;
        std::string way_out;
    };
    using Entries = std::map<std::string, Entry, std::less<>>;

    const Entry* find(std::string_view key, Language language) const;
    std::string word(const std::string& value, Language language) const;
    static void load_file(const std::filesystem::path& file, Entries& into);

    Entries m_vi;
    Entries m_en;
};

}  // namespace ketnap::messages
