// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/crypto/vault.h"
#include "platform/json/describe.h"
#include "stage/dossier/operations.h"

/// Bodies and persons asked side by side for an opinion by a day (C41). Private to this slice.
namespace ketnap::dossier {

enum class Answer { agree, disagree, other };
BOOST_DESCRIBE_ENUM(Answer, agree, disagree, other)

struct Opinion {
    std::string id;
    std::string dossier_id;
    std::string asked_on;
    std::string asked_by;
    std::string question;
    std::string due_on;
    std::string name;  ///< the body or person asked
    std::string org_id;
    std::string account_id;
    std::optional<Answer> answer;  ///< filled only for who may read it: answer_of()
    crypto::Sealed sealed_answer;  ///< P3: it stands beside a name
    std::string answered_on;
    std::string answered_by;
    bool has_text = false;  ///< the text is P3, opened one by one
    std::string dropped_on;
    std::int64_t version = 0;
};

struct Asked {
    std::optional<std::string> org_id;
    std::optional<std::string> account_id;
};
BOOST_DESCRIBE_STRUCT(Asked, (), (org_id, account_id))

struct AskForm {
    std::string question;
    std::string due_on;
    std::vector<Asked> asked;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(AskForm, (), (question, due_on, asked, version))

struct AnswerForm {
    Answer answer = Answer::agree;
    std::string text;
    std::optional<std::string> on;
    std::int64_t version = 0;  ///< of the opinion
};
BOOST_DESCRIBE_STRUCT(AnswerForm, (), (answer, text, on, version))

/// Needs dossier_appraise. Refused: nobody asked, somebody who is still being asked, a day that is
/// not after today, no question.
Dossier ask_opinions(const Work& work, const DossierId& id, const AskForm& form);
/// By the one asked, by somebody of the body asked, or by who appraises (an answer on paper). A
/// disagreement or another answer needs its text. The dossier itself does not change.
Dossier answer_opinion(const Work& work, const DossierId& id, const std::string& opinion_id,
                       const AnswerForm& form);
/// Asks no longer; an answer that was given stays.
Dossier drop_opinion(const Work& work, const DossierId& id, const std::string& opinion_id,
                     std::int64_t version);
/// The text, for who appraises or decides and for who gave it; audited before it is given.
std::string open_opinion(const Work& work, const DossierId& id, const std::string& opinion_id);

/// What was answered, for who appraises or decides and for who gave it; nothing for others.
std::optional<Answer> answer_of(db::Tx& tx, const Work& work, const Dossier& dossier,
                                const Opinion& opinion);

bool may_answer(const Work& work, const Dossier& dossier, const Opinion& opinion);
/// In whose name the actor may answer: their own (empty) or that of one in whose stead they act.
std::optional<std::string> answers_for(db::Tx& tx, const Work& work, const Dossier& dossier,
                                       const Opinion& opinion);
std::vector<Opinion> opinions(db::Tx& tx, const DossierId& id);

}  // namespace ketnap::dossier
