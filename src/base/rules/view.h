// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/messages/messages.h"
#include "base/rules/rules.h"
#include "platform/json/describe.h"

#include <optional>
#include <string>
#include <vector>

/// Rule sets as people and programs read them: command line, HTTP, pages.
namespace ketnap::rules {

struct RuleView {
    std::string id;
    std::string group;
    std::string group_title;
    std::string title;
    std::string kind;
    std::string value;  ///< as the data writes it: "60", "≥ 2/3", "receipt"
    std::string words;
    Cite cite;
    std::string confidence;
    std::string confidence_text;
    bool known = true;
    std::string as_in;  ///< the set whose value stands in
    std::string level;
    std::string note;
    std::string set;  ///< the set that says it, own or inherited
    bool local = false;
};
BOOST_DESCRIBE_STRUCT(RuleView, (),
                      (id, group, group_title, title, kind, value, words, cite, confidence,
                       confidence_text, known, as_in, level, note, set, local))

struct ArguableView {
    std::string from;
    std::string until;
    std::string why;
};
BOOST_DESCRIBE_STRUCT(ArguableView, (), (from, until, why))

struct SetView {
    std::string code;
    std::string title;
    std::string from;
    std::optional<std::string> until;
    std::string confidence;
    std::string confidence_text;
    std::string note;
    bool local = false;
    bool overlay = false;
    std::vector<Cite> documents;
    std::vector<ArguableView> arguable;
    std::vector<RuleView> rules;
};
BOOST_DESCRIBE_STRUCT(SetView, (),
                      (code, title, from, until, confidence, confidence_text, note, local, overlay,
                       documents, arguable, rules))

struct DifferenceView {
    std::string id;
    std::string group;
    std::string group_title;
    std::string title;
    std::optional<RuleView> before;
    std::optional<RuleView> after;
};
BOOST_DESCRIBE_STRUCT(DifferenceView, (), (id, group, group_title, title, before, after))

/// Writes the views in one language.
class Viewer {
  public:
    Viewer(const Rules& rules, const messages::Catalogue& messages, messages::Language language)
        : m_rules(rules), m_messages(messages), m_language(language) {}

    SetView head(const RuleSet& set) const;
    /// Every rule that holds, by group; the office's own stand beside those they lie over.
    SetView whole(const RuleSet& set) const;
    std::vector<DifferenceView> differences(const RuleSet& before, const RuleSet& after) const;

  private:
    RuleView view(const Rule& rule, const RuleSet& set) const;
    std::string words(const Rule& rule) const;
    std::string number_words(const Rule& rule) const;
    std::string word(const std::string& key, const std::string& otherwise,
                     const std::vector<std::string>& values = {}) const;

    const Rules& m_rules;
    const messages::Catalogue& m_messages;
    messages::Language m_language;
};

}  // namespace ketnap::rules
