// SPDX-License-Identifier: Apache-2.0
// Letters that ask other bodies to verify a history: out, waiting, answered (C36).
#pragma once
#include "base/documents/paper.h"
#include "stage/envelope/envelope.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ketnap::envelope {

using LetterId = Id<struct LetterTag>;

enum class LetterState { draft, sent, answered, cancelled };
BOOST_DESCRIBE_ENUM(LetterState, draft, sent, answered, cancelled)

/// One letter. Whom it is about and what came back are P3: they are filled only for who may read
/// letters, which is asked before anything of a letter is given.
struct Letter {
    LetterId id;
    DossierId dossier_id;
    std::string dossier_code;
    std::string person_id;
    std::string person_name;
    std::string org_path;
    std::string campaign_id;  ///< of its dossier, as is the day it closed on
    std::string closed_on;
    std::string relative_id;  ///< of the dossier's table of relatives; may be empty
    std::string about;        ///< "Bố đẻ: ông …"; empty: the candidate
    std::string to_org_id;
    std::string to_name;
    std::string to_address;
    std::string ask;
    LetterState state = LetterState::draft;
    std::string number;
    std::string sent_on;
    std::string remind_on;
    std::string reminded_on;
    std::string answered_on;
    std::string answer_number;
    std::string outcome;  ///< "", "confirmed", "differs", "unknown"
    std::string answer;
    std::string made_by_name;
    std::int64_t version = 0;
};

struct LetterForm {
    std::string relative_id;
    std::string about;
    std::string to_org_id;
    std::string to_name;
    std::string to_address;
    std::string ask;
};
struct Sending {
    std::string number;        ///< as the sender's own book has it
    bool take_number = false;  ///< the next of the office's register of letters; needs number_take
    std::string sent_on;       ///< today when empty
    std::string remind_on;     ///< by the rule of that day when empty
};
struct Answer {
    std::string answered_on;
    std::string answer_number;
    std::string outcome;
    std::string words;
};

/// All need letter_edit on the dossier. Refused: a dossier that is decided or withdrawn; an empty
/// body or question; a step out of order. Conflict on a stale version.
Letter write_letter(const Work& work, const DossierId& id, const LetterForm& form);
Letter change_letter(const Work& work, const LetterId& id, const LetterForm& form,
                     std::int64_t version);
Letter send_letter(const Work& work, const LetterId& id, const Sending& sending,
                   std::int64_t version);
/// Notes that the body was reminded today.
Letter remind(const Work& work, const LetterId& id, std::int64_t version);
Letter answer_letter(const Work& work, const LetterId& id, const Answer& answer,
                     std::int64_t version);
Letter cancel_letter(const Work& work, const LetterId& id, std::int64_t version);

/// Needs letter_read; throws NotFound.
Letter letter(const Work& work, const LetterId& id);
std::vector<Letter> letters_of(const Work& work, const DossierId& id);

struct LetterQuery {
    std::string text;  ///< the asked body or the name without dấu, a number, or a dossier code
    std::string org_id;
    std::vector<LetterState> states;
    std::string remind_until;      ///< waiting ones whose day to remind has come
    std::string sort = "waiting";  ///< waiting (oldest first) | place
    std::string cursor;
    std::int64_t limit = 50;
};
struct LetterList {
    std::vector<Letter> items;
    std::string next;
    std::int64_t count = 0;
    bool count_capped = false;
};
LetterList query_letters(const Work& work, const LetterQuery& query);
/// Working days a letter waits, or waited, for its answer; none before it is sent.
std::optional<int> waiting_days(const Work& work, db::Tx& tx, const Letter& one);

/// The letter to sign, and the register of what a query lets through; `word` says a message key.
documents::Paper letter_paper(const Work& work, const LetterId& id);
using Word = std::function<std::string(const std::string&)>;
documents::Paper letter_register(const Work& work, const LetterQuery& query, const Word& word);

}  // namespace ketnap::envelope
