// SPDX-License-Identifier: Apache-2.0
// Votes, always in whole numbers: counts that fit, the base, the share, three that failed.
#include "stage/dossier/judge.h"

namespace ketnap::dossier::checks {

namespace {

std::string told(std::int64_t number) {
    return std::to_string(number);
}

std::string_view vote_rule(const Vote& vote) {
    if (!vote.rule.empty()) {
        return vote.rule;
    }
    return vote.body == "cell"         ? "vote.cell"
           : vote.body == "grassroots" ? "vote.grassroots"
                                       : "vote.standing_board";
}

std::string vote_paper(const Vote& vote) {
    if (vote.matter != "admission") {
        return "recognition";
    }
    return vote.body == "cell"         ? "cell_resolution"
           : vote.body == "grassroots" ? "committee_resolution"
                                       : "decision";
}

bool counts_fit(const Vote& vote) {
    const std::int64_t present = vote.present.value_or(vote.base);
    return vote.base > 0 && vote.in_favour >= 0 && vote.against >= 0 && present >= 0 &&
           vote.in_favour + vote.against <= present && present <= vote.base;
}

Where where_of(const Vote& vote) {
    return {vote_paper(vote), "votes", 0, told(vote.in_favour) + "/" + told(vote.base)};
}

/// Who counts in the base: official members, without those away or exempt who did not come.
void judge_base(Judge& judge, const Vote& vote) {
    if (!vote.members) {
        return;
    }
    const std::int64_t away = vote.away.value_or(0);
    const std::int64_t exempt = vote.exempt_absent.value_or(0);
    const std::int64_t base = *vote.members - away - exempt;
    const std::vector<std::string> values{told(vote.base), told(base), told(*vote.members),
                                          told(away), told(exempt)};
    if (vote.base > *vote.members) {
        judge.plain("vote.above_members", Level::error, {where_of(vote)}, values, vote.held_on);
        return;
    }
    judge.rule("vote.cell_base", vote.held_on, [&](const rules::Rule&, const rules::RuleSet&) {
        return Outcome{
            vote.base == base ? Verdict::pass : Verdict::fail, {where_of(vote)}, values, {}};
    });
}

void judge_share(Judge& judge, const Vote& vote) {
    judge.rule(vote_rule(vote), vote.held_on, [&](const rules::Rule& rule, const rules::RuleSet&) {
        const auto& share = rule.fraction;
        const bool reached = share.reached(vote.in_favour, vote.base);
        return Outcome{reached ? Verdict::pass : Verdict::fail,
                       {where_of(vote)},
                       {told(vote.in_favour), told(vote.base), told(share.needed(vote.base)),
                        told(share.under * vote.in_favour), told(share.over * vote.base)},
                       {}};
    });
}

void judge_vote(Judge& judge, const Vote& vote) {
    if (!counts_fit(vote)) {
        judge.plain("vote.count", Level::error, {where_of(vote)},
                    {told(vote.in_favour), told(vote.against),
                     told(vote.present.value_or(vote.base)), told(vote.base)},
                    vote.held_on);
        return;
    }
    judge_share(judge, vote);
    if (vote.body != "cell") {
        return;
    }
    judge_base(judge, vote);
    judge.rule("vote.cell_minimum", vote.held_on,
               [&](const rules::Rule& rule, const rules::RuleSet&) {
                   return Outcome{vote.base >= rule.number ? Verdict::pass : Verdict::fail,
                                  {where_of(vote)},
                                  {told(vote.base), told(rule.number)},
                                  {}};
               });
}

bool has_failed(const Judge& judge, const Vote& vote) {
    const auto& sets = judge.basis.rules.in_force_on(vote.held_on);
    const auto share =
        sets.empty() ? std::nullopt : sets.front()->fraction(std::string{vote_rule(vote)});
    return share && counts_fit(vote) && !share->reached(vote.in_favour, vote.base);
}

/// Three votes of one kind that missed their share: the level above is told and decides (C51). The
/// text speaks of recognition and removal; for admission it is only suggested.
void judge_thrice(Judge& judge, const std::vector<const Vote*>& failed, bool of_admission) {
    if (failed.size() < 2) {
        return;
    }
    const time::Date last = failed.back()->held_on;
    judge.rule("vote.failed_thrice", last, [&](const rules::Rule& rule, const rules::RuleSet&) {
        const auto count = static_cast<std::int64_t>(failed.size());
        if (count < rule.number) {
            return Outcome{};
        }
        std::string days;
        for (const Vote* vote : failed) {
            days += (days.empty() ? "" : ", ") + vote->held_on.vn();
        }
        return Outcome{of_admission ? Verdict::doubt : Verdict::fail,
                       {where_of(*failed.back())},
                       {told(count), days},
                       of_admission ? "vote.failed_thrice.admission" : ""};
    });
}

void judge_repeated(Judge& judge) {
    std::vector<const Vote*> admission;
    std::vector<const Vote*> later;
    for (const Vote& vote : judge.dossier.failed_votes) {
        admission.push_back(&vote);
    }
    for (const Vote& vote : judge.dossier.votes) {
        if (has_failed(judge, vote)) {
            (vote.matter == "admission" ? admission : later).push_back(&vote);
        }
    }
    const auto by_day = [](const Vote* a, const Vote* b) { return a->held_on < b->held_on; };
    std::sort(admission.begin(), admission.end(), by_day);
    std::sort(later.begin(), later.end(), by_day);
    judge_thrice(judge, admission, true);
    judge_thrice(judge, later, false);
}

}  // namespace

void judge_votes(Judge& judge) {
    for (const Vote& vote : judge.dossier.votes) {
        // a body that votes again is judged by its last count
        if (find_vote(judge.dossier, vote.body, vote.matter) == &vote) {
            judge_vote(judge, vote);
        }
    }
    judge_repeated(judge);
}

}  // namespace ketnap::dossier::checks
