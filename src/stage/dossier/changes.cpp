// SPDX-License-Identifier: Apache-2.0
#include "stage/dossier/changes.h"

#include "stage/dossier/store.h"

#include <algorithm>

namespace ketnap::dossier {

namespace {

void put(Shot& shot, const std::string& place, const std::string& field, const std::string& value) {
    if (!value.empty()) {
        shot[place + "/" + field] = value;
    }
}

std::string flag(const std::optional<bool>& value) {
    if (!value) {
        return {};
    }
    return *value ? "yes" : "no";
}

void add_paper(Shot& shot, const PaperRow& paper) {
    put(shot, paper.form, "received", paper.received ? "yes" : "no");
    put(shot, paper.form, "received_on", paper.received_on);
    put(shot, paper.form, "number", paper.number);
    put(shot, paper.form, "is_signed", flag(paper.is_signed));
    put(shot, paper.form, "is_sealed", flag(paper.is_sealed));
    for (const auto& [name, value] : paper.dates) {
        put(shot, paper.form, "date." + name, value);
    }
    for (const auto& [name, value] : paper.facts) {
        put(shot, paper.form, "fact." + name, value);
    }
}

void add_vote(Shot& shot, const checks::Vote& vote) {
    const std::string place = "vote:" + vote.body;
    put(shot, place, "held_on", vote.held_on.vn());
    put(shot, place, "base", std::to_string(vote.base));
    put(shot, place, "present", vote.present ? std::to_string(*vote.present) : "");
    put(shot, place, "in_favour", std::to_string(vote.in_favour));
    put(shot, place, "against", std::to_string(vote.against));
}

void add_support(Shot& shot, const Support& support) {
    const std::string place = "support:" + support.name;
    put(shot, place, "kind", support.kind);
    put(shot, place, "official", support.official ? "yes" : "no");
    put(shot, place, "same_grassroots", flag(support.same_grassroots));
    put(shot, place, "together_since", support.together_since);
    put(shot, place, "from_on", support.from_on);
    put(shot, place, "until_on", support.until_on);
    put(shot, place, "reason", support.reason);
}

}  // namespace

Shot shot_of(const people::Person& person, const Contents& contents) {
    Shot shot;
    put(shot, "person", "full_name", person.name);
    put(shot, "person", "born_on",
        person.born_on_as_written.empty() ? person.born_on : person.born_on_as_written);
    put(shot, "person", "home_place", person.home_place);
    put(shot, "person", "residence", person.residence);
    put(shot, "person", "occupation", person.occupation);
    for (const PaperRow& paper : contents.papers) {
        add_paper(shot, paper);
    }
    for (const VoteRow& row : contents.votes) {
        add_vote(shot, row.vote);
    }
    for (const Support& support : contents.supports) {
        add_support(shot, support);
    }
    return shot;
}

std::vector<Difference> differences(const Shot& before, const Shot& after) {
    std::vector<Difference> out;
    Shot names = before;
    names.insert(after.begin(), after.end());
    for (const auto& [name, unused] : names) {
        const auto from = before.find(name);
        const auto to = after.find(name);
        const std::string old = from == before.end() ? "" : from->second;
        const std::string now = to == after.end() ? "" : to->second;
        if (old != now) {
            const auto slash = name.rfind('/');
            out.push_back({name.substr(0, slash), name.substr(slash + 1), old, now});
        }
    }
    return out;
}

RoundChanges changes_of_round(db::Tx& tx, const DossierId& id, const people::Person& person,
                              const Contents& contents) {
    const auto last = std::find_if(contents.rounds.rbegin(), contents.rounds.rend(),
                                   [](const ReturnRound& one) { return one.undone_on.empty(); });
    if (last == contents.rounds.rend()) {
        return {};
    }
    const auto before = store::snapshot(tx, id, last->round_no, "returned");
    if (!before) {
        return {};
    }
    const auto after = last->answered_on.empty()
                           ? std::optional{shot_of(person, contents)}
                           : store::snapshot(tx, id, last->round_no, "resubmitted");
    return {last->round_no, differences(*before, after.value_or(*before))};
}

}  // namespace ketnap::dossier
