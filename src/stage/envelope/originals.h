// SPDX-License-Identifier: Apache-2.0
// Hand-written originals (C34): typed once, then read twice by different people against the paper.
#pragma once
#include "stage/envelope/envelope.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ketnap::envelope {

using Values = std::map<std::string, std::string>;

enum class OriginalState { missing, received, transcribed, compared_once, compared_twice };
BOOST_DESCRIBE_ENUM(OriginalState, missing, received, transcribed, compared_once, compared_twice)

/// What one person read on the paper.
struct Reading {
    std::int64_t pass_no = 1;
    std::string by_account;
    std::string by_person;
    std::string by_name;
    std::int64_t read_at = 0;
    Values fields;
};

/// A field on which the readings and what was typed do not agree.
struct Difference {
    std::string field;
    std::string typed;
    std::string first;
    std::string second;

    bool operator==(const Difference&) const = default;
};

struct Original {
    std::string form;
    OriginalState state = OriginalState::missing;
    Values typed;  ///< dates and facts of the paper as they were entered
    std::vector<Reading> readings;
    std::vector<Difference> differences;
};

/// Papers that are written by hand.
const std::vector<std::string>& handwritten_forms();
/// Pure: where an original stands. Twice means by two people and without a difference left.
OriginalState state_of(bool received, const Values& typed, const std::vector<Reading>& readings);
std::vector<Difference> differences_of(const Values& typed, const std::vector<Reading>& readings);

/// The hand-written papers of a dossier.
std::vector<Original> originals_of(const Work& work, const DossierId& id);
/// Keeps what was read in pass 1 or 2; a new reading takes the place of the person's earlier one.
/// Needs the right to edit. Refused: nothing typed yet; the person of the other pass; pass 2
/// before 1.
Original read_original(const Work& work, const DossierId& id, const std::string& form,
                       std::int64_t pass_no, const Values& fields);

// ---- Opinions asked (C37)

using OpinionId = Id<struct OpinionTag>;
enum class OpinionKind { residence, mass_organisation };
BOOST_DESCRIBE_ENUM(OpinionKind, residence, mass_organisation)

/// What a body says, with its counts. Words are P3: only for who may read letters.
struct Opinion {
    OpinionId id;
    OpinionKind kind = OpinionKind::residence;
    std::string body;
    std::string asked_on;
    std::string answered_on;
    std::optional<std::int64_t> asked;
    std::optional<std::int64_t> agreed;
    std::optional<std::int64_t> disagreed;
    std::string words;
    std::int64_t version = 0;
};

/// What 5-KNĐ sums up: bodies asked and answered, people asked, for and against.
struct OpinionSum {
    OpinionKind kind = OpinionKind::residence;
    std::int64_t bodies = 0;
    std::int64_t answered = 0;
    std::int64_t asked = 0;
    std::int64_t agreed = 0;
    std::int64_t disagreed = 0;

    bool operator==(const OpinionSum&) const = default;
};
std::vector<OpinionSum> sums_of(const std::vector<Opinion>& opinions);

std::vector<Opinion> opinions_of(const Work& work, const DossierId& id);
/// A new one, or a change by id and version. Refused: no body; counts that do not fit; an answer
/// before it was asked.
Opinion put_opinion(const Work& work, const DossierId& id, const Opinion& opinion);
void drop_opinion(const Work& work, const DossierId& id, const OpinionId& which);

}  // namespace ketnap::envelope
