// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/auth/action.h"
#include "platform/json/describe.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ketnap::dossier {

enum class State {
    drafting,     ///< being made at the unit
    submitted,    ///< on its way to the office
    received,     ///< taken in at the counter
    appraising,   ///< being appraised
    returned,     ///< back at the unit to be mended
    resubmitted,  ///< mended and sent again
    qualified,    ///< ready for the meeting
    decided,
    admitted,  ///< ceremony held
    withdrawn,
    held  ///< set aside for a while; comes back to where it was
};
BOOST_DESCRIBE_ENUM(State, drafting, submitted, received, appraising, returned, resubmitted,
                    qualified, decided, admitted, withdrawn, held)

/// Why a dossier may be held, and whether the clock of decision stands still meanwhile.
struct HoldKind {
    std::string kind;
    std::string title_vi;
    std::string title_en;
    bool stops_clock = false;
    std::string source;
    std::string confidence;
};
BOOST_DESCRIBE_STRUCT(HoldKind, (), (kind, title_vi, title_en, stops_clock, source, confidence))

/// Which step may be taken and by what right: data/dossier/states.json.
class StateTable {
  public:
    struct Move {
        State from = State::drafting;
        State to = State::drafting;
        auth::Action action = auth::Action::dossier_edit;
        bool needs_reason = false;
    };

    /// Throws std::runtime_error with file and reason.
    static StateTable load(const std::filesystem::path& file);

    /// Null: there is no such step.
    const Move* find(State from, State to) const;
    std::vector<Move> from(State state) const;
    /// The right that may change papers, votes and supports in that state; none: nobody.
    std::optional<auth::Action> edit_right(State state) const;
    const std::vector<HoldKind>& holds() const { return m_holds; }
    /// Null: there is no such kind.
    const HoldKind* hold(const std::string& kind) const;
    /// Working days that a return usually leaves the unit.
    int return_days() const { return m_return_days; }
    /// Words of the register's remarks: "again", "late", "struck".
    const std::map<std::string, std::string>& words() const { return m_words; }

  private:
    std::vector<Move> m_moves;
    std::map<State, auth::Action> m_edit;
    std::vector<HoldKind> m_holds;
    int m_return_days = 0;
    std::map<std::string, std::string> m_words;
};

}  // namespace ketnap::dossier
