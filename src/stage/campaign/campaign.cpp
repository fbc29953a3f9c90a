// SPDX-License-Identifier: Apache-2.0
#include "stage/campaign/campaign.h"

#include "base/audit/trace.h"
#include "base/org/org.h"
#include "platform/json/enum_text.h"
#include "platform/json/write.h"
#include "platform/vocabulary/errors.h"
#include "stage/campaign/plan/checks.h"
#include "stage/campaign/store.h"

#include <algorithm>

namespace ketnap::campaign {
namespace {

using json::text_of;

using auth::Action;

workflow::Subject subject_of(const CampaignId& id) {
    return {"campaign", id.value};
}

Campaign assemble(db::Tx& tx, store::Row row) {
    Campaign campaign;
    campaign.id = row.id;
    campaign.state = row.state;
    campaign.version = row.version;
    campaign.tasks = workflow::tasks_of(tx, subject_of(CampaignId{row.id}));
    campaign.plan = std::move(row.plan);
    for (const auto& task : campaign.tasks) {
        campaign.plan.tasks.push_back(workflow::form_of(task));
    }
    Findings unread;
    campaign.reading = read_dates(campaign.plan, unread);
    campaign.findings = check_plan(campaign.plan);
    return campaign;
}

void check_references(db::Tx& tx, const PlanForm& form, Findings& findings) {
    const auto known = [&](const std::optional<std::string>& id) {
        return !id || org::find(tx, org::OrgId{*id}).has_value();
    };
    for (std::size_t i = 0; i < form.bodies.size(); ++i) {
        if (!known(form.bodies[i].org_id)) {
            findings.push_back(
                field_finding("field.reference", "bodies[" + std::to_string(i) + "].org_id"));
        }
    }
    for (std::size_t i = 0; i < form.tasks.size(); ++i) {
        if (!known(form.tasks[i].owner_org_id)) {
            findings.push_back(
                field_finding("field.reference", "tasks[" + std::to_string(i) + "].owner_org_id"));
        }
    }
}

void refuse_form(db::Tx& tx, const PlanForm& form, const std::string& own_id) {
    auto findings = check_plan(form);
    check_references(tx, form, findings);
    const auto same_code = store::find_by_code(tx, form.code);
    if (same_code && same_code->value != own_id) {
        findings.push_back(field_finding("field.taken", "code"));
    }
    refuse_if(findings);
}

store::Row stored(db::Tx& tx, const CampaignId& id) {
    auto row = store::find(tx, id);
    if (!row) {
        throw NotFound{};
    }
    return std::move(*row);
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines) {
        text += (text.empty() ? "" : "\n") + line;
    }
    return text;
}

std::string number(const std::optional<std::int64_t>& count) {
    return count ? std::to_string(*count) : "";
}

// One line of history a field; lists as JSON of what they hold, so that nothing changes unseen.
audit::Changes differences(const PlanForm& from, const PlanForm& to) {
    audit::Changes changes;
    const auto add = [&](const char* field, const std::string& a, const std::string& b) {
        audit::add_change(changes, field, a, b);
    };
    add("code", from.code, to.code);
    add("title", from.title, to.title);
    add("short_title", from.short_title, to.short_title);
    add("event_kind", text_of(from.event_kind), text_of(to.event_kind));
    add("bodies", json::write(from.bodies), json::write(to.bodies));
    add("plan_number", from.plan_number, to.plan_number);
    add("plan_on", from.plan_on.value_or(""), to.plan_on.value_or(""));
    add("issued_at", from.issued_at, to.issued_at);
    add("bases", joined(from.bases), joined(to.bases));
    add("purposes", joined(from.purposes), joined(to.purposes));
    add("requirements", joined(from.requirements), joined(to.requirements));
    add("contents", joined(from.contents), joined(to.contents));
    add("methods", joined(from.methods), joined(to.methods));
    add("audience", from.audience, to.audience);
    add("target_kind", text_of(from.target_kind), text_of(to.target_kind));
    add("target_count", number(from.target_count), number(to.target_count));
    add("target_as_written", from.target_as_written, to.target_as_written);
    add("window_as_written", from.window_as_written, to.window_as_written);
    add("event_as_written", from.event_as_written, to.event_as_written);
    add("place", from.place, to.place);
    add("place_tentative", from.place_tentative ? "1" : "0", to.place_tentative ? "1" : "0");
    add("expected_count", number(from.expected_count), number(to.expected_count));
    add("expected_approximate", from.expected_approximate ? "1" : "0",
        to.expected_approximate ? "1" : "0");
    add("groups", json::write(from.groups), json::write(to.groups));
    add("dossier_due_as_written", from.dossier_due_as_written, to.dossier_due_as_written);
    add("list_voted_year", number(from.list_voted_year), number(to.list_voted_year));
    add("list_cutoff_as_written", from.list_cutoff_as_written, to.list_cutoff_as_written);
    add("funding_source", from.funding_source, to.funding_source);
    add("tasks", json::write(from.tasks), json::write(to.tasks));
    add("recipients", joined(from.recipients), joined(to.recipients));
    return changes;
}

bool is_step(CampaignState from, CampaignState to) {
    using enum CampaignState;
    switch (from) {
        case draft:
            return to == approved || to == cancelled;
        case approved:
            return to == running || to == draft || to == cancelled;
        case running:
            return to == closed || to == approved || to == cancelled;
        case closed:
        case cancelled:
            return false;
    }
    return false;
}

bool is_over(CampaignState state) {
    return state == CampaignState::closed || state == CampaignState::cancelled;
}

}  // namespace

auth::Object object_of(db::Tx& tx, const CampaignId& id) {
    const auto root = org::root(tx);
    return {.org_path = root ? root->path : "/", .campaign_id = id.value, .persons = {}};
}

Campaign create(db::Tx& tx, const audit::Ctx& ctx, const PlanForm& form) {
    refuse_form(tx, form, {});
    const store::Row row{
        .id = new_uuid(tx.now_ms()), .state = CampaignState::draft, .version = 1, .plan = form};
    Findings unread;
    store::insert(tx, row, read_dates(form, unread));
    workflow::put_tasks(tx, subject_of(CampaignId{row.id}), form.tasks);
    audit::trace(tx, ctx, "campaign.created", "campaign", row.id,
                 {{"code", "", form.code}, {"title", "", form.title}});
    return get(tx, CampaignId{row.id});
}

Campaign create(const audit::Ctx& ctx, const auth::Rights& rights, const PlanForm& form) {
    return ctx.write([&](db::Tx& tx) {
        auth::require(rights.can(ctx.actor, Action::campaign_edit, object_of(tx, {})));
        return create(tx, ctx, form);
    });
}

Campaign change(const audit::Ctx& ctx, const auth::Rights& rights, const CampaignId& id,
                const PlanForm& form, std::int64_t version) {
    return ctx.write([&](db::Tx& tx) {
        const auto before = stored(tx, id);
        auth::require(rights.can(ctx.actor, Action::campaign_edit, object_of(tx, id)));
        if (before.version != version) {
            throw Conflict{};
        }
        if (is_over(before.state)) {
            refuse("campaign.is_over", "state");
        }
        refuse_form(tx, form, id.value);
        const auto old = assemble(tx, before);
        Findings unread;
        const store::Row row{
            .id = id.value, .state = before.state, .version = version, .plan = form};
        if (!store::update(tx, row, read_dates(form, unread))) {
            throw Conflict{};
        }
        workflow::put_tasks(tx, subject_of(id), form.tasks);
        audit::trace(tx, ctx, "campaign.changed", "campaign", id.value,
                     differences(old.plan, form));
        return get(tx, id);
    });
}

Campaign set_state(db::Tx& tx, const audit::Ctx& ctx, const CampaignId& id, CampaignState state,
                   std::int64_t version) {
    const auto row = stored(tx, id);
    if (row.version != version) {
        throw Conflict{};
    }
    if (!is_step(row.state, state)) {
        refuse_if({field_finding("campaign.no_such_step", "state",
                                 {text_of(row.state), text_of(state)})});
    }
    if (!store::set_state(tx, id, state, version)) {
        throw Conflict{};
    }
    audit::trace(tx, ctx, "campaign.state_set", "campaign", id.value,
                 {{"state", text_of(row.state), text_of(state)}});
    return get(tx, id);
}

Campaign set_state(const audit::Ctx& ctx, const auth::Rights& rights, const CampaignId& id,
                   CampaignState state, std::int64_t version) {
    return ctx.write([&](db::Tx& tx) {
        auth::require(rights.can(ctx.actor, Action::campaign_edit, object_of(tx, id)));
        return set_state(tx, ctx, id, state, version);
    });
}

Campaign get(db::Tx& tx, const CampaignId& id) {
    return assemble(tx, stored(tx, id));
}

Campaign get(const audit::Ctx& ctx, const auth::Rights& rights, const CampaignId& id) {
    return ctx.read([&](db::Tx& tx) {
        auth::require_known(rights.can(ctx.actor, Action::campaign_read, object_of(tx, id)));
        return get(tx, id);
    });
}

std::optional<CampaignId> find_by_code(db::Tx& tx, std::string_view code) {
    return store::find_by_code(tx, code);
}

std::vector<CampaignRow> list(db::Tx& tx) {
    auto rows = store::list(tx);
    const auto open = workflow::open_counts(tx, "campaign");
    for (auto& row : rows) {
        const auto found = open.find(row.id);
        row.open_task_count = found == open.end() ? 0 : found->second;
    }
    return rows;
}

std::vector<CampaignRow> list(const audit::Ctx& ctx, const auth::Rights& rights) {
    return ctx.read([&](db::Tx& tx) {
        auto rows = list(tx);
        std::erase_if(rows, [&](const CampaignRow& row) {
            return !rights.can(ctx.actor, Action::campaign_read, object_of(tx, CampaignId{row.id}));
        });
        return rows;
    });
}

}  // namespace ketnap::campaign
