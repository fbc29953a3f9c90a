// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/audit/ctx.h"
#include "base/auth/can.h"
#include "base/workflow/workflow.h"
#include "platform/json/describe.h"
#include "platform/vocabulary/finding.h"
#include "platform/vocabulary/id.h"
#include "stage/campaign/plan/plan_form.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::campaign {

using CampaignId = Id<struct CampaignTag>;

enum class CampaignState { draft, approved, running, closed, cancelled };
BOOST_DESCRIBE_ENUM(CampaignState, draft, approved, running, closed, cancelled)

/// A campaign: what its plan says, how the program read the dates of it, and what is odd in it.
struct Campaign {
    std::string id;
    CampaignState state = CampaignState::draft;
    std::int64_t version = 0;
    PlanForm plan;
    PlanReading reading;
    std::vector<workflow::Task> tasks;
    Findings findings;
};
BOOST_DESCRIBE_STRUCT(Campaign, (), (id, state, version, plan, reading, tasks, findings))

struct CampaignRow {
    std::string id;
    std::string code;
    std::string short_title;
    std::string plan_number;
    CampaignState state = CampaignState::draft;
    EventKind event_kind = EventKind::admission_ceremony;
    TargetKind target_kind = TargetKind::open;
    std::optional<std::int64_t> target_count;
    std::optional<std::string> event_on;
    std::optional<std::string> dossier_last_day_on;
    std::int64_t open_task_count = 0;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(CampaignRow, (),
                      (id, code, short_title, plan_number, state, event_kind, target_kind,
                       target_count, event_on, dossier_last_day_on, open_task_count, version))

/// Enters a campaign from the facts of a plan, in state draft.
/// Needs Action::campaign_edit on the office. Refused: errors of check_plan(); a code taken.
Campaign create(const audit::Ctx& ctx, const auth::Rights& rights, const PlanForm& form);
/// The same inside an operation of the caller, who has decided who may.
Campaign create(db::Tx& tx, const audit::Ctx& ctx, const PlanForm& form);

/// Changes the plan; `version` is the one that was read (Conflict when someone saved first).
/// Refused also: a campaign that is closed or cancelled.
Campaign change(const audit::Ctx& ctx, const auth::Rights& rights, const CampaignId& id,
                const PlanForm& form, std::int64_t version);

/// draft → approved → running → closed, one step back while not closed, cancelled from any state
/// before closed. Refused: any other step. Needs Action::campaign_edit.
Campaign set_state(const audit::Ctx& ctx, const auth::Rights& rights, const CampaignId& id,
                   CampaignState state, std::int64_t version);
Campaign set_state(db::Tx& tx, const audit::Ctx& ctx, const CampaignId& id, CampaignState state,
                   std::int64_t version);

/// NotFound when there is none. The caller has decided who may read.
Campaign get(db::Tx& tx, const CampaignId& id);
Campaign get(const audit::Ctx& ctx, const auth::Rights& rights, const CampaignId& id);
std::optional<CampaignId> find_by_code(db::Tx& tx, std::string_view code);

/// The latest event first; those without a day lead.
std::vector<CampaignRow> list(db::Tx& tx);
/// Empty for an actor who may read no campaign.
std::vector<CampaignRow> list(const audit::Ctx& ctx, const auth::Rights& rights);

/// A campaign lies with the office: the body without a parent.
auth::Object object_of(db::Tx& tx, const CampaignId& id);

}  // namespace ketnap::campaign
