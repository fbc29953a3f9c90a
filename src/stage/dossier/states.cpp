// SPDX-License-Identifier: Apache-2.0
#include "stage/dossier/states.h"

#include "platform/json/read.h"
#include "platform/vocabulary/file.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <string>

namespace ketnap::dossier {

namespace file {

struct Move {
    State from = State::drafting;
    State to = State::drafting;
    std::string action;
    std::optional<bool> needs_reason;
};
BOOST_DESCRIBE_STRUCT(Move, (), (from, to, action, needs_reason))

struct States {
    std::string source;
    std::vector<Move> moves;
    std::map<std::string, std::string> edit;
    int return_days = 0;
    std::vector<HoldKind> holds;
    std::map<std::string, std::string> words;
};
BOOST_DESCRIBE_STRUCT(States, (), (source, moves, edit, return_days, holds, words))

}  // namespace file

namespace {

auth::Action right_of(const std::string& name, const std::string& where) {
    const auto action = auth::action_of(name);
    if (!action) {
        throw std::runtime_error{fmt::format("{}: unknown action {}", where, name)};
    }
    return *action;
}

}  // namespace

StateTable StateTable::load(const std::filesystem::path& path) {
    const std::string name = path.filename().string();
    auto read = json::read<file::States>(read_own_file(path));
    if (!read) {
        const Finding& first = read.error().front();
        const std::string field = first.where.empty() ? "" : first.where.front().field;
        throw std::runtime_error{fmt::format("{}: {} {}", name, first.rule, field)};
    }
    StateTable table;
    for (const file::Move& move : read->moves) {
        table.m_moves.push_back(
            {move.from, move.to, right_of(move.action, name), move.needs_reason.value_or(false)});
    }
    for (const auto& [state, action] : read->edit) {
        State value{};
        if (!boost::describe::enum_from_string(state.c_str(), value)) {
            throw std::runtime_error{fmt::format("{}: unknown state {}", name, state)};
        }
        table.m_edit.emplace(value, right_of(action, name));
    }
    table.m_holds = std::move(read->holds);
    table.m_return_days = read->return_days;
    table.m_words = std::move(read->words);
    return table;
}

const StateTable::Move* StateTable::find(State from, State to) const {
    const auto at = std::find_if(m_moves.begin(), m_moves.end(), [&](const Move& move) {
        return move.from == from && move.to == to;
    });
    return at == m_moves.end() ? nullptr : &*at;
}

std::vector<StateTable::Move> StateTable::from(State state) const {
    std::vector<Move> out;
    std::copy_if(m_moves.begin(), m_moves.end(), std::back_inserter(out),
                 [&](const Move& move) { return move.from == state; });
    return out;
}

const HoldKind* StateTable::hold(const std::string& kind) const {
    const auto at = std::find_if(m_holds.begin(), m_holds.end(),
                                 [&](const HoldKind& one) { return one.kind == kind; });
    return at == m_holds.end() ? nullptr : &*at;
}

std::optional<auth::Action> StateTable::edit_right(State state) const {
    const auto at = m_edit.find(state);
    return at == m_edit.end() ? std::nullopt : std::optional{at->second};
}

}  // namespace ketnap::dossier
