// SPDX-License-Identifier: Apache-2.0
#include "stage/dossier/dossier_file.h"

#include "platform/json/openapi.h"
#include "platform/json/read.h"
#include "platform/json/write.h"

#include <utility>

namespace ketnap::dossier {

namespace file {

template <class T>
using Maybe = std::optional<T>;

struct Paper {
    std::string form;
    Maybe<bool> received;
    Maybe<bool> is_signed;
    Maybe<bool> is_sealed;
    Maybe<std::map<std::string, time::PartialDate>> dates;
    Maybe<std::map<std::string, std::string>> facts;
};
BOOST_DESCRIBE_STRUCT(Paper, (), (form, received, is_signed, is_sealed, dates, facts))

struct Introducer {
    std::string name;
    Maybe<bool> official;
    Maybe<time::PartialDate> together_since;
    Maybe<bool> same_grassroots;
};
BOOST_DESCRIBE_STRUCT(Introducer, (), (name, official, together_since, same_grassroots))

struct Vote {
    std::string body;
    time::Date held_on;
    std::int64_t base = 0;
    Maybe<std::int64_t> present;
    std::int64_t in_favour = 0;
    Maybe<std::int64_t> against;
    Maybe<std::string> rule;
};
BOOST_DESCRIBE_STRUCT(Vote, (), (body, held_on, base, present, in_favour, against, rule))

struct Stop {
    time::Date from;
    Maybe<time::Date> until;
};
BOOST_DESCRIBE_STRUCT(Stop, (), (from, until))

struct Decision {
    time::Date issued_on;
    Maybe<time::Date> received_on;
};
BOOST_DESCRIBE_STRUCT(Decision, (), (issued_on, received_on))

struct DossierInput {
    Maybe<std::string> code;
    Maybe<time::Date> today;
    Maybe<std::string> candidate_type;
    Maybe<bool> section_committee;
    Maybe<std::string> stage;
    std::string full_name;
    Maybe<time::PartialDate> born_on;
    Maybe<std::map<std::string, std::string>> facts;
    Maybe<std::vector<Paper>> papers;
    Maybe<std::vector<Introducer>> introducers;
    Maybe<std::string> helper;
    Maybe<std::vector<Vote>> votes;
    Maybe<std::vector<Stop>> stops;
    Maybe<time::Date> received_on;
    Maybe<int> extension_days;
    Maybe<Decision> decision;
    Maybe<time::Date> ceremony_on;
};
BOOST_DESCRIBE_STRUCT(DossierInput, (),
                      (code, today, candidate_type, section_committee, stage, full_name, born_on,
                       facts, papers, introducers, helper, votes, stops, received_on,
                       extension_days, decision, ceremony_on))

struct Skipped {
    time::Date on;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Skipped, (), (on, name))

struct Clock {
    std::string rule;
    std::string rule_set;
    Cite cite;
    time::Date from;
    int days = 0;
    int stopped_days = 0;
    int extension_days = 0;
    time::Date due_on;
    Maybe<time::Date> done_on;
    int left = 0;
    std::vector<Skipped> skipped;
    bool uncertain = false;
};
BOOST_DESCRIBE_STRUCT(Clock, (),
                      (rule, rule_set, cite, from, days, stopped_days, extension_days, due_on,
                       done_on, left, skipped, uncertain))

struct Output {
    Findings findings;
    std::vector<Clock> clocks;
    std::map<std::string, std::int64_t> passed;  // rule → how many times
};
BOOST_DESCRIBE_STRUCT(Output, (), (findings, clocks, passed))

}  // namespace file

namespace {

checks::Paper paper_of(file::Paper&& in) {
    return {std::move(in.form),
            in.received.value_or(true),
            in.is_signed,
            in.is_sealed,
            std::move(in.dates).value_or(std::map<std::string, time::PartialDate>{}),
            std::move(in.facts).value_or(std::map<std::string, std::string>{})};
}

checks::Vote vote_of(file::Vote&& in) {
    return {std::move(in.body),
            in.held_on,
            in.base,
            in.present,
            in.in_favour,
            in.against.value_or(0),
            std::move(in.rule).value_or("")};
}

template <class To, class From, class Map>
std::vector<To> each(std::optional<std::vector<From>>&& from, Map map) {
    std::vector<To> out;
    if (from) {
        for (From& one : *from) {
            out.push_back(map(std::move(one)));
        }
    }
    return out;
}

checks::Dossier dossier_of(file::DossierInput&& in) {
    checks::Dossier out;
    out.code = std::move(in.code).value_or("");
    out.candidate_type = std::move(in.candidate_type).value_or("other");
    out.section_committee = in.section_committee.value_or(false);
    out.stage = std::move(in.stage).value_or("reception");
    out.full_name = std::move(in.full_name);
    out.born_on = std::move(in.born_on);
    out.facts = std::move(in.facts).value_or(std::map<std::string, std::string>{});
    out.papers = each<checks::Paper>(std::move(in.papers), paper_of);
    out.introducers =
        each<checks::Introducer>(std::move(in.introducers), [](file::Introducer&& one) {
            return checks::Introducer{std::move(one.name), one.official.value_or(true),
                                      std::move(one.together_since), one.same_grassroots};
        });
    out.helper = std::move(in.helper);
    out.votes = each<checks::Vote>(std::move(in.votes), vote_of);
    out.stops = each<checks::Stop>(
        std::move(in.stops), [](file::Stop&& one) { return checks::Stop{one.from, one.until}; });
    out.received_on = in.received_on;
    out.extension_days = in.extension_days.value_or(0);
    if (in.decision) {
        out.decision = checks::Decision{in.decision->issued_on, in.decision->received_on};
    }
    out.ceremony_on = in.ceremony_on;
    return out;
}

void refuse_words(const checks::Dossier& dossier, Findings& findings) {
    const auto choice = [&](const std::string& value, std::initializer_list<const char*> allowed,
                            const char* field) {
        for (const auto* one : allowed) {
            if (value == one) {
                return;
            }
        }
        findings.push_back(field_finding("field.choice", field));
    };
    choice(dossier.candidate_type, {"union_member", "trade_union_member", "other"},
           "candidate_type");
    choice(dossier.stage, {"reception", "decision", "ceremony", "after"}, "stage");
    for (std::size_t i = 0; i < dossier.votes.size(); ++i) {
        const auto place = "votes[" + std::to_string(i) + "].";
        choice(dossier.votes[i].body, {"cell", "grassroots", "deciding"}, (place + "body").c_str());
        choice(dossier.votes[i].rule,
               {"", "vote.cell", "vote.grassroots", "vote.standing_board", "vote.delegated"},
               (place + "rule").c_str());
    }
}

}  // namespace

Result<DossierFile, Findings> read_dossier_file(std::string_view text) {
    auto read = json::read<file::DossierInput>(text);
    if (!read) {
        return tl::make_unexpected(std::move(read.error()));
    }
    DossierFile out;
    out.today = read->today;
    out.dossier = dossier_of(std::move(*read));
    Findings findings;
    refuse_words(out.dossier, findings);
    if (!findings.empty()) {
        return tl::make_unexpected(std::move(findings));
    }
    return out;
}

std::string dossier_file_schema() {
    return json::json_schema(json::schema<file::DossierInput>(), "ketnap dossier");
}

std::string judgement_json(const checks::Judgement& judgement,
                           const std::vector<checks::Clock>& clocks) {
    file::Output out;
    out.findings = judgement.findings;
    for (const auto& clock : clocks) {
        file::Clock one{clock.rule,
                        clock.rule_set,
                        clock.cite,
                        clock.from,
                        clock.days,
                        clock.stopped_days,
                        clock.extension_days,
                        clock.due_on,
                        clock.done_on,
                        clock.left,
                        {},
                        clock.uncertain};
        for (const auto& day : clock.skipped) {
            one.skipped.push_back({day.on, day.name});
        }
        out.clocks.push_back(std::move(one));
    }
    for (const auto& passed : judgement.passed) {
        ++out.passed[passed.rule];
    }
    return json::write(out);
}

}  // namespace ketnap::dossier
