// SPDX-License-Identifier: Apache-2.0
#include "stage/nomination/outstanding.h"

#include "base/audit/trace.h"
#include "base/people/json.h"
#include "base/people/people.h"
#include "platform/json/enum_text.h"
#include "platform/vocabulary/errors.h"
#include "stage/nomination/store.h"

#include <map>

namespace ketnap::nomination {
namespace {

using auth::Action;
using campaign::CampaignId;
using json::text_of;

constexpr auto threshold_rule = "vote.union_branch";

const rules::RuleSet* in_force(const rules::Rules& all_rules, const std::string& held_on) {
    const auto day = time::Date::parse_iso(held_on);
    if (!day) {
        return nullptr;
    }
    const auto& sets = all_rules.in_force_on(*day);
    return sets.empty() ? nullptr : sets.front().get();
}

void check_counts(const VoteForm& form, Findings& findings) {
    if (form.member_count < 1) {
        findings.push_back(field_finding("field.required", "member_count"));
    }
    if (form.present_count < 0 || form.present_count > form.member_count) {
        findings.push_back(field_finding("nomination.present_over_members", "present_count",
                                         {std::to_string(form.member_count)}));
    }
    if (form.votes_for < 0 || form.votes_for > form.present_count) {
        findings.push_back(field_finding("nomination.votes_over_present", "votes_for",
                                         {std::to_string(form.present_count)}));
    }
}

std::optional<rules::Fraction> share_on(const rules::RuleSet* rules, VoteLevel level) {
    return rules != nullptr && level == VoteLevel::branch ? rules->fraction(threshold_rule)
                                                          : std::nullopt;
}

// No nationwide text fixes the share (domain rules Y4): a local convention, never an error.
void check_threshold(const VoteForm& form, const rules::RuleSet* rules, Findings& findings) {
    const auto share = share_on(rules, form.level);
    if (!form.recognised || !share || share->reached(form.votes_for, form.member_count)) {
        return;
    }
    auto finding = field_finding(threshold_rule, "votes_for",
                                 {std::to_string(form.votes_for), std::to_string(form.member_count),
                                  std::to_string(share->needed(form.member_count))});
    finding.rule_set = rules->code;
    finding.level = Level::warning;
    finding.cite = rules->citation(threshold_rule);
    finding.on = form.held_on;
    findings.push_back(std::move(finding));
}

org::Org union_body(db::Tx& tx, const std::string& id) {
    auto body = org::find(tx, org::OrgId{id});
    if (!body || body->system != org::System::youth_union) {
        refuse("nomination.not_a_union_body", "org_id");
    }
    return std::move(*body);
}

// The nearest union body upwards that is linked to a Party body says which grassroots committee
// receives its names.
std::optional<std::string> committee_of(db::Tx& tx, const std::string& union_org_id) {
    const auto chain = org::ancestors(tx, org::get(tx, org::OrgId{union_org_id}));
    for (auto body = chain.rbegin(); body != chain.rend(); ++body) {
        if (body->system != org::System::youth_union || body->linked_org_id.empty()) {
            continue;
        }
        const auto unit = org::unit_of(tx, org::get(tx, body->linked_org_id));
        return unit ? std::optional{unit->id.value} : std::nullopt;
    }
    return std::nullopt;
}

std::optional<LeftOut> reason(const store::Voted& voted, bool has_committee) {
    if (!voted.active) {
        return LeftOut::inactive;
    }
    if (voted.standing == text_of(people::Standing::probationary_member) ||
        voted.standing == text_of(people::Standing::official_member)) {
        return LeftOut::member;
    }
    if (voted.proposed) {
        return LeftOut::proposed;
    }
    return has_committee ? std::nullopt : std::optional{LeftOut::no_committee};
}

std::vector<store::NewEntry> choose(db::Tx& tx, const std::vector<store::Voted>& all) {
    std::map<std::string, std::optional<std::string>> committees;
    std::map<std::string, std::int64_t> positions;
    std::vector<store::NewEntry> entries;
    for (const auto& voted : all) {
        const auto [found, fresh] = committees.try_emplace(voted.union_org_id);
        if (fresh) {
            found->second = committee_of(tx, voted.union_org_id);
        }
        store::NewEntry entry;
        entry.person_id = voted.person_id;
        entry.vote_id = voted.vote_id;
        entry.left_out = reason(voted, found->second.has_value());
        if (!entry.left_out) {
            entry.party_org_id = found->second;
        }
        entry.position = ++positions[entry.party_org_id.value_or("")];
        entries.push_back(std::move(entry));
    }
    return entries;
}

OutstandingList whole(db::Tx& tx, OutstandingList list) {
    for (auto& row : store::entries(tx, list.id)) {
        if (!row.party_org_id) {
            list.left_out.push_back(std::move(row.entry));
            continue;
        }
        if (list.extracts.empty() || list.extracts.back().org_id != *row.party_org_id) {
            list.extracts.push_back({*row.party_org_id, row.party_org_name, {}});
        }
        list.extracts.back().entries.push_back(std::move(row.entry));
        ++list.entry_count;
    }
    return list;
}

OutstandingList stored(db::Tx& tx, const CampaignId& campaign) {
    auto list = store::list_of(tx, campaign);
    if (!list) {
        throw NotFound{};
    }
    return std::move(*list);
}

void require_office(db::Tx& tx, const audit::Ctx& ctx, const auth::Rights& rights,
                    const CampaignId& campaign) {
    auth::require(
        rights.can(ctx.actor, Action::nomination_edit, campaign::object_of(tx, campaign)));
}

}  // namespace

Findings check_vote(const VoteForm& form, const rules::RuleSet* rules, const time::Date& today) {
    Findings findings;
    check_counts(form, findings);
    const auto held_on = time::Date::parse_iso(form.held_on);
    if (!held_on) {
        findings.push_back(field_finding("field.format", "held_on"));
    } else if (*held_on > today) {
        findings.push_back(field_finding("workflow.done_in_future", "held_on", {held_on->vn()}));
    }
    if (form.voted_year < 1990 || form.voted_year > 2100) {
        findings.push_back(field_finding("field.number_range", "voted_year", {"1990", "2100"}));
    }
    if (!has_error(findings)) {
        check_threshold(form, rules, findings);
    }
    return findings;
}

namespace {

/// What may be recorded under this id (empty: anew), with the doubts; refuses what may not.
Findings checked(db::Tx& tx, const audit::Ctx& ctx, const rules::Rules& all_rules,
                 const VoteForm& form, const std::string& id) {
    auto findings = check_vote(form, in_force(all_rules, form.held_on), ctx.clock.today());
    union_body(tx, form.org_id);
    const auto other = store::vote_of(tx, form);
    if (!people::find(tx, people::PersonId{form.person_id})) {
        findings.push_back(field_finding("field.reference", "person_id"));
    } else if (!other.empty() && other != id) {
        findings.push_back(field_finding("nomination.voted_twice", "person_id",
                                         {std::to_string(form.voted_year)}));
    }
    refuse_if(findings);
    return findings;
}

UnionVote vote_of(const VoteForm& form, const std::string& id, std::int64_t version) {
    return {.id = id,
            .person_id = form.person_id,
            .org_id = form.org_id,
            .level = form.level,
            .voted_year = form.voted_year,
            .held_on = form.held_on,
            .member_count = form.member_count,
            .present_count = form.present_count,
            .votes_for = form.votes_for,
            .recognised = form.recognised,
            .minutes_number = form.minutes_number,
            .version = version};
}

/// Counts only: how one person fared stays out of the audit (P3).
void trace_vote(db::Tx& tx, const audit::Ctx& ctx, const char* action, const UnionVote& vote) {
    audit::trace(tx, ctx, action, "person", vote.person_id,
                 {{"voted_year", "", std::to_string(vote.voted_year)},
                  {"level", "", text_of(vote.level)},
                  audit::hidden("votes_for")});
}

}  // namespace

RecordedVote record_vote(db::Tx& tx, const audit::Ctx& ctx, const rules::Rules& all_rules,
                         const VoteForm& form) {
    auto findings = checked(tx, ctx, all_rules, form, {});
    const auto vote = vote_of(form, new_uuid(tx.now_ms()), 1);
    store::insert_vote(tx, vote);
    trace_vote(tx, ctx, "union_vote.recorded", vote);
    return {vote, std::move(findings)};
}

RecordedVote record_vote(const audit::Ctx& ctx, const auth::Rights& rights,
                         const rules::Rules& all_rules, const VoteForm& form) {
    return ctx.write([&](db::Tx& tx) {
        auth::require(
            rights.can(ctx.actor, Action::nomination_edit, union_body(tx, form.org_id).object()));
        return record_vote(tx, ctx, all_rules, form);
    });
}

RecordedVote correct_vote(const audit::Ctx& ctx, const auth::Rights& rights,
                          const rules::Rules& all_rules, const std::string& id,
                          const VoteChange& change) {
    return ctx.write([&](db::Tx& tx) {
        const auto before = store::vote(tx, id);
        if (!before) {
            throw NotFound{};
        }
        const auto object = union_body(tx, before->org_id).object();
        auth::require_known(rights.can(ctx.actor, Action::nomination_read, object));
        auth::require(rights.can(ctx.actor, Action::nomination_edit, object));
        auth::require(rights.can(ctx.actor, Action::nomination_edit,
                                 union_body(tx, change.form.org_id).object()));
        if (store::is_handed_over(tx, id)) {
            refuse("nomination.vote_handed_over", "votes_for");
        }
        auto findings = checked(tx, ctx, all_rules, change.form, id);
        const auto vote = vote_of(change.form, id, change.version + 1);
        if (!store::change_vote(tx, vote, change.version)) {
            throw Conflict{};
        }
        trace_vote(tx, ctx, "union_vote.corrected", vote);
        return RecordedVote{vote, std::move(findings)};
    });
}

VoteYear votes_of(const audit::Ctx& ctx, const auth::Rights& rights, const rules::Rules& all_rules,
                  std::int64_t voted_year) {
    VoteYear year{.voted_year = voted_year, .share = {}, .items = {}};
    const auto* today = in_force(all_rules, ctx.clock.today().iso());
    if (const auto share = share_on(today, VoteLevel::branch)) {
        year.share = VoteShare{share->over, share->under, today->citation(threshold_rule)};
    }
    const auto reach = rights.reach(ctx.actor, Action::nomination_read);
    year.items = ctx.read([&](db::Tx& tx) { return store::votes(tx, reach, voted_year); });
    for (auto& line : year.items) {
        const auto share = share_on(in_force(all_rules, line.vote.held_on), line.vote.level);
        if (share) {
            line.needed = share->needed(line.vote.member_count);
        }
    }
    return year;
}

OutstandingList compile(db::Tx& tx, const audit::Ctx& ctx, const CampaignId& campaign) {
    const auto about = campaign::get(tx, campaign);
    if (!about.plan.list_voted_year || !about.reading.list_cutoff) {
        refuse("nomination.no_cutoff", "list_cutoff_as_written");
    }
    auto list = store::list_of(tx, campaign).value_or(OutstandingList{});
    if (list.frozen_on) {
        refuse("nomination.list_frozen", "frozen_on", {*list.frozen_on});
    }
    list.campaign_id = campaign.value;
    list.voted_year = *about.plan.list_voted_year;
    list.cutoff = *about.reading.list_cutoff;
    list.compiled_on = ctx.clock.today().iso();
    if (list.id.empty()) {
        list.id = new_uuid(tx.now_ms());
        store::insert_list(tx, list);
    } else if (!store::renew_list(tx, list)) {
        throw Conflict{};
    }
    const auto last_day = time::PartialDate::parse(list.cutoff)->latest().iso();
    store::put_entries(tx, list.id, choose(tx, store::voted(tx, list.voted_year, last_day)));
    auto compiled = whole(tx, stored(tx, campaign));
    audit::trace(tx, ctx, "outstanding_list.compiled", "campaign", campaign.value,
                 {{"entries", "", std::to_string(compiled.entry_count)},
                  {"left_out", "", std::to_string(compiled.left_out.size())}});
    return compiled;
}

OutstandingList compile(const audit::Ctx& ctx, const auth::Rights& rights,
                        const CampaignId& campaign) {
    return ctx.write([&](db::Tx& tx) {
        require_office(tx, ctx, rights, campaign);
        return compile(tx, ctx, campaign);
    });
}

OutstandingList freeze(db::Tx& tx, const audit::Ctx& ctx, const CampaignId& campaign,
                       std::int64_t version) {
    const auto list = stored(tx, campaign);
    if (list.frozen_on) {
        refuse("nomination.list_frozen", "frozen_on", {*list.frozen_on});
    }
    if (!store::freeze_list(tx, list.id, version, ctx.clock.today().iso())) {
        throw Conflict{};
    }
    audit::trace(tx, ctx, "outstanding_list.frozen", "campaign", campaign.value);
    return whole(tx, stored(tx, campaign));
}

OutstandingList freeze(const audit::Ctx& ctx, const auth::Rights& rights,
                       const CampaignId& campaign, std::int64_t version) {
    return ctx.write([&](db::Tx& tx) {
        require_office(tx, ctx, rights, campaign);
        return freeze(tx, ctx, campaign, version);
    });
}

std::optional<OutstandingList> outstanding_list(db::Tx& tx, const CampaignId& campaign) {
    auto list = store::list_of(tx, campaign);
    return list ? std::optional{whole(tx, std::move(*list))} : std::nullopt;
}

OutstandingList outstanding_list(const audit::Ctx& ctx, const auth::Rights& rights,
                                 const CampaignId& campaign) {
    return ctx.read([&](db::Tx& tx) {
        auto list = whole(tx, stored(tx, campaign));
        auto object = campaign::object_of(tx, campaign);
        if (rights.can(ctx.actor, Action::nomination_read, object)) {
            return list;
        }
        std::erase_if(list.extracts, [&](const Extract& extract) {
            object.org_path = org::path_of(tx, extract.org_id).value_or("/");
            return !rights.can(ctx.actor, Action::nomination_read, object);
        });
        list.left_out.clear();
        list.entry_count = 0;
        for (const auto& extract : list.extracts) {
            list.entry_count += static_cast<std::int64_t>(extract.entries.size());
        }
        auth::require_known(!list.extracts.empty());
        return list;
    });
}

}  // namespace ketnap::nomination
