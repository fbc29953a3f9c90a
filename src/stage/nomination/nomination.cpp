// SPDX-License-Identifier: Apache-2.0
#include "stage/nomination/nomination.h"

#include "base/audit/trace.h"
#include "base/people/people.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"
#include "stage/campaign/quota/quota.h"
#include "stage/nomination/store.h"

namespace ketnap::nomination {
namespace {

using auth::Action;
using campaign::CampaignId;
using campaign::CampaignState;

constexpr std::size_t longest_note = 1000;

people::Person person_of(db::Tx& tx, const std::string& id) {
    auto person = people::find(tx, people::PersonId{id});
    if (!person) {
        refuse("field.reference", "person_id");
    }
    return std::move(*person);
}

bool is_member(people::Standing standing) {
    return standing == people::Standing::probationary_member ||
           standing == people::Standing::official_member;
}

void refuse_over(const campaign::Campaign& campaign) {
    if (campaign.state == CampaignState::closed || campaign.state == CampaignState::cancelled) {
        refuse("campaign.is_over", "campaign_id");
    }
}

std::string day_of(const NominationForm& form, const time::Date& today) {
    if (!form.nominated_on) {
        return today.iso();
    }
    const auto day = time::Date::parse_iso(*form.nominated_on);
    if (!day) {
        refuse("field.format", "nominated_on");
    }
    if (*day > today) {
        refuse("workflow.done_in_future", "nominated_on", {day->vn()});
    }
    return day->iso();
}

Findings doubts(db::Tx& tx, const Nomination& nomination) {
    Findings findings;
    const auto add = [&](const char* rule, const char* field, std::vector<std::string> values) {
        auto finding = field_finding(rule, field, std::move(values));
        finding.level = Level::warning;
        findings.push_back(std::move(finding));
    };
    if (!nomination.in_time) {
        add("nomination.late", "nominated_on",
            {time::Date::parse_iso(nomination.nominated_on)->vn()});
    }
    const CampaignId campaign{nomination.campaign_id};
    const auto places = campaign::places_of(tx, campaign, org::OrgId{nomination.org_id});
    const auto proposed = store::count_of_unit(tx, campaign, nomination.org_id);
    if (places && proposed > *places) {
        add("nomination.over_quota", "person_id",
            {nomination.org_name, std::to_string(proposed), std::to_string(*places)});
    }
    return findings;
}

Nomination get(db::Tx& tx, const std::string& id) {
    const auto row = store::find(tx, NominationId{id});
    KETNAP_CHECK(row.has_value());
    return row->nomination;
}

}  // namespace

Proposed propose(db::Tx& tx, const audit::Ctx& ctx, const CampaignId& campaign,
                 const NominationForm& form) {
    refuse_over(campaign::get(tx, campaign));
    const auto person = person_of(tx, form.person_id);
    if (is_member(person.standing)) {
        refuse("nomination.is_member", "person_id", {person.name});
    }
    if (store::is_proposed(tx, campaign, form.person_id)) {
        refuse("nomination.twice", "person_id", {person.name});
    }
    if (text::length(form.note) > longest_note) {
        refuse("field.too_long", "note", {std::to_string(longest_note)});
    }
    if (form.request_id && !exchange::find(tx, exchange::RequestId{*form.request_id})) {
        refuse("field.reference", "request_id");
    }
    const auto unit = org::unit_of(tx, org::get(tx, person.org_id));
    if (!unit) {
        refuse("nomination.no_unit", "person_id", {person.name});
    }
    Nomination row;
    row.id = new_uuid(tx.now_ms());
    row.campaign_id = campaign.value;
    row.request_id = form.request_id;
    row.person_id = form.person_id;
    row.org_id = unit->id.value;
    row.nominated_on = day_of(form, ctx.clock.today());
    row.note = form.note;
    store::insert(tx, row);
    if (row.request_id) {
        exchange::count_answer(tx, ctx, exchange::RequestId{*row.request_id}, unit->id,
                               store::count_of_unit(tx, campaign, row.org_id),
                               *time::Date::parse_iso(row.nominated_on));
    }
    audit::trace(tx, ctx, "nomination.proposed", "nomination", row.id,
                 {{"person_id", "", row.person_id}, {"org_id", "", unit->name}});
    auto nomination = get(tx, row.id);
    auto findings = doubts(tx, nomination);
    return {std::move(nomination), std::move(findings)};
}

Proposed propose(const audit::Ctx& ctx, const auth::Rights& rights, const CampaignId& campaign,
                 const NominationForm& form) {
    return ctx.write([&](db::Tx& tx) {
        auto object = person_of(tx, form.person_id).object();
        object.campaign_id = campaign.value;
        auth::require(rights.can(ctx.actor, Action::nomination_edit, object));
        return propose(tx, ctx, campaign, form);
    });
}

Nomination withdraw(const audit::Ctx& ctx, const auth::Rights& rights, const NominationId& id,
                    const Withdrawal& withdrawal) {
    return ctx.write([&](db::Tx& tx) {
        const auto row = store::find(tx, id);
        if (!row) {
            throw NotFound{};
        }
        const auto& before = row->nomination;
        const auth::Object object{.org_path = row->org_path,
                                  .campaign_id = before.campaign_id,
                                  .persons = {before.person_id}};
        auth::require_known(rights.can(ctx.actor, Action::nomination_read, object));
        auth::require(rights.can(ctx.actor, Action::nomination_edit, object));
        if (text::trim(withdrawal.reason).empty()) {
            refuse("field.required", "reason");
        }
        if (before.state != NominationState::proposed) {
            refuse("nomination.withdrawn", "state");
        }
        if (!store::withdraw(tx, id, withdrawal)) {
            throw Conflict{};
        }
        audit::trace(tx, ctx, "nomination.withdrawn", "nomination", id.value,
                     {{"reason", "", withdrawal.reason}});
        return get(tx, id.value);
    });
}

std::optional<Nomination> find(db::Tx& tx, const NominationId& id) {
    const auto row = store::find(tx, id);
    return row ? std::optional{row->nomination} : std::nullopt;
}

std::vector<Nomination> nominations(db::Tx& tx, const auth::Scope& reach,
                                    const CampaignId& campaign) {
    return store::nominations(tx, reach, campaign);
}

exchange::Request ask_units(db::Tx& tx, const audit::Ctx& ctx, const CampaignId& campaign,
                            exchange::RequestForm form) {
    const auto about = campaign::get(tx, campaign);
    refuse_over(about);
    if (form.units.empty()) {
        for (const auto& row : campaign::quota_of(tx, campaign).rows) {
            if (row.places > 0) {
                form.units.push_back({row.org_id, row.places});
            }
        }
    }
    return exchange::send(tx, ctx, {"campaign", campaign.value}, form);
}

exchange::Request ask_units(const audit::Ctx& ctx, const auth::Rights& rights,
                            const CampaignId& campaign, exchange::RequestForm form) {
    return ctx.write([&](db::Tx& tx) {
        auth::require(
            rights.can(ctx.actor, Action::request_send, campaign::object_of(tx, campaign)));
        return ask_units(tx, ctx, campaign, form);
    });
}

}  // namespace ketnap::nomination
