// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/auth/action.h"
#include "platform/json/describe.h"

#include <filesystem>
#include <map>
#include <optional>
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
    withdrawn
};
BOOST_DESCRIBE_ENUM(State, drafting, submitted, received, appraising, returned, resubmitted,
                    qualified, decided, admitted, withdrawn)

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

  private:
    std::vector<Move> m_moves;
    std::map<State, auth::Action> m_edit;
};

}  // namespace ketnap::dossier
