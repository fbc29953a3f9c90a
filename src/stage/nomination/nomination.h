// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/audit/ctx.h"
#include "base/auth/can.h"
#include "base/exchange/requests.h"
#include "platform/json/describe.h"
#include "stage/campaign/campaign.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ketnap::nomination {

using NominationId = Id<struct NominationTag>;

enum class NominationState { proposed, withdrawn };
BOOST_DESCRIBE_ENUM(NominationState, proposed, withdrawn)

/// A person whom a unit proposes for admission: the source of a dossier.
struct Nomination {
    std::string id;
    std::string campaign_id;
    std::optional<std::string> request_id;
    std::string person_id;
    std::string person_name;
    std::string born_on;
    std::string org_id;  ///< the grassroots Party unit that proposes
    std::string org_name;
    std::string nominated_on;
    bool in_time = true;  ///< by the deadline of the plan, or of the request
    NominationState state = NominationState::proposed;
    std::string note;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Nomination, (),
                      (id, campaign_id, request_id, person_id, person_name, born_on, org_id,
                       org_name, nominated_on, in_time, state, note, version))

struct NominationForm {
    std::string person_id;
    std::optional<std::string> request_id;
    std::optional<std::string> nominated_on;  ///< absent: today
    std::string note;
};
BOOST_DESCRIBE_STRUCT(NominationForm, (), (person_id, request_id, nominated_on, note))

/// What was recorded, and what the office should look at (late, more than the unit's places).
struct Proposed {
    Nomination nomination;
    Findings findings;
};
BOOST_DESCRIBE_STRUCT(Proposed, (), (nomination, findings))

/// Proposes a person for admission in a campaign and counts it as an answer to the request.
/// Needs Action::nomination_edit on the person's unit. Refused: a Party member already; proposed
/// in this campaign already; a campaign that is over; a day in the future.
Proposed propose(const audit::Ctx& ctx, const auth::Rights& rights,
                 const campaign::CampaignId& campaign, const NominationForm& form);
Proposed propose(db::Tx& tx, const audit::Ctx& ctx, const campaign::CampaignId& campaign,
                 const NominationForm& form);

struct Withdrawal {
    std::string reason;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Withdrawal, (), (reason, version))

/// Takes a proposal back, with a reason.
Nomination withdraw(const audit::Ctx& ctx, const auth::Rights& rights, const NominationId& id,
                    const Withdrawal& withdrawal);

std::optional<Nomination> find(db::Tx& tx, const NominationId& id);
/// Those whose unit lies within reach, by unit and name.
std::vector<Nomination> nominations(db::Tx& tx, const auth::Scope& reach,
                                    const campaign::CampaignId& campaign);

/// One request to all units of the campaign: nominate, by a day. Units left empty: those with
/// places, asked for as many. Needs Action::request_send.
exchange::Request ask_units(const audit::Ctx& ctx, const auth::Rights& rights,
                            const campaign::CampaignId& campaign, exchange::RequestForm form);
exchange::Request ask_units(db::Tx& tx, const audit::Ctx& ctx, const campaign::CampaignId& campaign,
                            exchange::RequestForm form);

}  // namespace ketnap::nomination
