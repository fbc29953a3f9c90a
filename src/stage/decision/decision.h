// SPDX-License-Identifier: Apache-2.0
// Decisions that meetings made (meeting.h), and what later stages ask of them.
#pragma once
#include "stage/decision/meeting.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::decision {

/// A decision that was issued. One person each.
struct Decision {
    DecisionId id;
    dossier::DossierId dossier_id;
    std::string person_id;
    std::string campaign_id;
    MeetingId meeting_id;
    documents::DocumentId document_id;
    std::int64_t number = 0;
    std::string number_text;  ///< "214-QĐ/ĐUK"
    std::string decided_on;
    std::string received_on;  ///< the day the cell got it; empty: not yet
    std::string signer_post;
    std::string signer_name;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Decision, (),
                      (id, dossier_id, person_id, campaign_id, meeting_id, document_id, number,
                       number_text, decided_on, received_on, signer_post, signer_name, version))

/// The day the cells received their decisions. Refused: a day before the decision or in the future.
void set_received(const Ctx& ctx, const auth::Rights& rights, const std::vector<DecisionId>& ids,
                  const std::string& received_on);

/// The agenda a dossier stands on, waiting or passed: what keeps an earlier step from being undone.
struct OnAgenda {
    std::string body_name;
    std::string held_on;
};
/// Persons on the agendas of meetings that are not over.
std::vector<std::string> on_open_agendas(db::Tx& tx);
std::optional<OnAgenda> on_agenda(db::Tx& tx, const dossier::DossierId& dossier);

// ---- For later stages and reports, inside their own transaction; the caller has decided who may.

/// Issued decisions of a campaign in the order of their numbers.
std::vector<Decision> decisions(db::Tx& tx, std::string_view campaign_id);
std::optional<Decision> decision_of(db::Tx& tx, const dossier::DossierId& dossier);
/// Throws NotFound.
Decision get(db::Tx& tx, const DecisionId& id);
/// 9-KNĐ, ready for to_docx() and to_pdf().
documents::Paper decision_paper(db::Tx& tx, const Ctx& ctx, const Desk& desk, const DecisionId& id);
/// Tờ trình of the organisation board with the list of the agenda; its number is left open.
documents::Paper proposal_paper(db::Tx& tx, const Ctx& ctx, const Desk& desk, const MeetingId& id);
/// The same on the order of a meeting whose caller decides who may: for the demo and imports.
Meeting make_meeting(db::Tx& tx, const Ctx& ctx, const Desk& desk, const MeetingForm& form,
                     const std::vector<dossier::DossierId>& agenda);
Decision decide(db::Tx& tx, const Ctx& ctx, const Desk& desk, const MeetingId& id,
                const dossier::DossierId& dossier, const Ballot& ballot);
void receive(db::Tx& tx, const Ctx& ctx, const DecisionId& id, const std::string& received_on);
void close_meeting(db::Tx& tx, const Ctx& ctx, const MeetingId& id);

}  // namespace ketnap::decision
