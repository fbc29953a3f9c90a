// SPDX-License-Identifier: Apache-2.0
#include "stage/dossier/dossier_file.h"

#include "platform/json/enum_text.h"
#include "platform/json/openapi.h"
#include "platform/json/read.h"
#include "platform/json/write.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace ketnap::dossier {

namespace file {

template <class T>
using Maybe = std::optional<T>;

/// A date as the paper writes it; one that the calendar does not have is a finding, not a refusal.
struct WrittenDate {
    Maybe<time::PartialDate> date;
    std::string as_written;
};

struct Paper {
    std::string form;
    Maybe<std::string> number;
    Maybe<bool> received;
    Maybe<bool> is_signed;
    Maybe<bool> is_sealed;
    Maybe<std::map<std::string, WrittenDate>> dates;
    Maybe<std::map<std::string, std::string>> facts;
    Maybe<std::vector<checks::Sighting>> sightings;
};
BOOST_DESCRIBE_STRUCT(Paper, (),
                      (form, number, received, is_signed, is_sealed, dates, facts, sightings))

struct Introducer {
    std::string name;
    Maybe<bool> official;
    Maybe<time::PartialDate> together_since;
    Maybe<bool> same_grassroots;
    Maybe<time::PartialDate> from_on;
    Maybe<time::PartialDate> until_on;
    Maybe<std::int64_t> open_dossiers;
};
BOOST_DESCRIBE_STRUCT(Introducer, (),
                      (name, official, together_since, same_grassroots, from_on, until_on,
                       open_dossiers))

enum class VoteBody { cell, grassroots, deciding };
BOOST_DESCRIBE_ENUM(VoteBody, cell, grassroots, deciding)
enum class VoteMatter { admission, recognition, removal };
BOOST_DESCRIBE_ENUM(VoteMatter, admission, recognition, removal)
enum class CandidateType { union_member, trade_union_member, other };
BOOST_DESCRIBE_ENUM(CandidateType, union_member, trade_union_member, other)
enum class Stage { reception, decision, ceremony, after };
BOOST_DESCRIBE_ENUM(Stage, reception, decision, ceremony, after)

struct Vote {
    VoteBody body = VoteBody::cell;
    Maybe<VoteMatter> matter;
    time::Date held_on;
    std::int64_t base = 0;
    Maybe<std::int64_t> present;
    std::int64_t in_favour = 0;
    Maybe<std::int64_t> against;
    Maybe<std::string> rule;
    Maybe<std::int64_t> members;
    Maybe<std::int64_t> away;
    Maybe<std::int64_t> exempt_absent;
};
BOOST_DESCRIBE_STRUCT(Vote, (),
                      (body, matter, held_on, base, present, in_favour, against, rule, members,
                       away, exempt_absent))

struct Stop {
    time::Date from;
    Maybe<time::Date> until;
};
BOOST_DESCRIBE_STRUCT(Stop, (), (from, until))

struct Decision {
    time::Date issued_on;
    Maybe<time::Date> received_on;
    Maybe<checks::Decider> decided_by;
};
BOOST_DESCRIBE_STRUCT(Decision, (), (issued_on, received_on, decided_by))

struct DossierInput {
    Maybe<std::string> code;
    Maybe<time::Date> today;
    Maybe<CandidateType> candidate_type;
    Maybe<bool> section_committee;
    Maybe<Stage> stage;
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
    Maybe<checks::Conditions> conditions;
    Maybe<std::vector<checks::Relative>> relatives;
    Maybe<std::vector<checks::Consent>> consents;
    Maybe<checks::Recognition> recognition;
};
BOOST_DESCRIBE_STRUCT(DossierInput, (),
                      (code, today, candidate_type, section_committee, stage, full_name, born_on,
                       facts, papers, introducers, helper, votes, stops, received_on,
                       extension_days, decision, ceremony_on, conditions, relatives, consents,
                       recognition))

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
    std::string code;
    Findings findings;
    std::vector<Clock> clocks;
    std::map<std::string, std::int64_t> passed;  // rule → how many times
};
BOOST_DESCRIBE_STRUCT(Output, (), (code, findings, clocks, passed))

}  // namespace file

}  // namespace ketnap::dossier

template <>
struct ketnap::json::As<ketnap::dossier::file::WrittenDate> {
    using Written = dossier::file::WrittenDate;
    static const std::string& to(const Written& value) { return value.as_written; }
    static Result<Written> from(const std::string& text) {
        auto date = time::PartialDate::parse(text);
        if (date) {
            return Written{std::move(*date), text};
        }
        if (date.error().key == "date.no_such_day") {
            return Written{{}, text};
        }
        return tl::make_unexpected(date.error());
    }
    static constexpr const char* format = "partial-date";
};

namespace ketnap::dossier {

namespace {

using json::text_of;

checks::Paper paper_of(file::Paper&& in) {
    checks::Paper out;
    out.form = std::move(in.form);
    out.number = std::move(in.number).value_or("");
    out.received = in.received.value_or(true);
    out.is_signed = in.is_signed;
    out.is_sealed = in.is_sealed;
    if (in.dates) {
        for (auto& [name, written] : *in.dates) {
            if (written.date) {
                out.dates.emplace(name, std::move(*written.date));
            } else {
                out.no_such_days.emplace(name, std::move(written.as_written));
            }
        }
    }
    if (in.facts) {
        out.facts = std::move(*in.facts);
    }
    if (in.sightings) {
        out.sightings = std::move(*in.sightings);
    }
    return out;
}

checks::Introducer introducer_of(file::Introducer&& in) {
    return {std::move(in.name), in.official.value_or(true), std::move(in.together_since),
            in.same_grassroots, std::move(in.from_on),      std::move(in.until_on),
            in.open_dossiers};
}

checks::Vote vote_of(file::Vote&& in) {
    return {text_of(in.body),
            in.held_on,
            in.base,
            in.present,
            in.in_favour,
            in.against.value_or(0),
            std::move(in.rule).value_or(""),
            text_of(in.matter.value_or(file::VoteMatter::admission)),
            in.members,
            in.away,
            in.exempt_absent};
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

template <class T>
void take(std::optional<T>&& from, T& into) {
    if (from) {
        into = std::move(*from);
    }
}

checks::Dossier dossier_of(file::DossierInput&& in) {
    checks::Dossier out;
    take(std::move(in.code), out.code);
    out.candidate_type = text_of(in.candidate_type.value_or(file::CandidateType::other));
    out.section_committee = in.section_committee.value_or(false);
    out.stage = text_of(in.stage.value_or(file::Stage::reception));
    out.full_name = std::move(in.full_name);
    out.born_on = std::move(in.born_on);
    take(std::move(in.facts), out.facts);
    out.papers = each<checks::Paper>(std::move(in.papers), paper_of);
    out.introducers = each<checks::Introducer>(std::move(in.introducers), introducer_of);
    out.helper = std::move(in.helper);
    out.votes = each<checks::Vote>(std::move(in.votes), vote_of);
    out.stops = each<checks::Stop>(
        std::move(in.stops), [](file::Stop&& one) { return checks::Stop{one.from, one.until}; });
    out.received_on = in.received_on;
    out.extension_days = in.extension_days.value_or(0);
    if (in.decision) {
        out.decision = checks::Decision{in.decision->issued_on, in.decision->received_on,
                                        in.decision->decided_by};
    }
    out.ceremony_on = in.ceremony_on;
    take(std::move(in.conditions), out.conditions);
    out.relatives = std::move(in.relatives);
    take(std::move(in.consents), out.consents);
    out.recognition = in.recognition;
    return out;
}

bool is_vote_rule(std::string_view rule) {
    constexpr std::array<std::string_view, 5> known{"", "vote.cell", "vote.grassroots",
                                                    "vote.standing_board", "vote.delegated"};
    return std::find(known.begin(), known.end(), rule) != known.end();
}

/// What the shape alone cannot refuse.
void refuse_words(const checks::Dossier& dossier, Findings& findings) {
    for (std::size_t i = 0; i < dossier.votes.size(); ++i) {
        if (!is_vote_rule(dossier.votes[i].rule)) {
            findings.push_back(
                field_finding("field.choice", "votes[" + std::to_string(i) + "].rule"));
        }
    }
    if (dossier.extension_days < 0) {
        findings.push_back(field_finding("field.format", "extension_days"));
    }
}

Result<DossierFile, Findings> file_of(file::DossierInput&& input, Findings findings) {
    DossierFile out;
    out.today = input.today;
    out.dossier = dossier_of(std::move(input));
    refuse_words(out.dossier, findings);
    if (!findings.empty()) {
        return tl::make_unexpected(std::move(findings));
    }
    return out;
}

}  // namespace

Result<DossierFile, Findings> read_dossier_file(std::string_view text) {
    return read_item({text, 0, 1, false, false}, false).file;
}

namespace {

/// The line of the file on which a body stops being JSON.
std::int64_t line_at(const DossierStream::Item& item, const Finding& finding) {
    std::size_t offset = 0;
    for (const char c : finding.values.empty() ? std::string{} : finding.values.front()) {
        offset = c >= '0' && c <= '9' ? offset * 10 + static_cast<std::size_t>(c - '0') : offset;
    }
    const auto before = item.text.substr(0, std::min(offset, item.text.size()));
    return item.line + std::count(before.begin(), before.end(), '\n');
}

/// Field and line of the file, so that one wrong item of many is found.
Findings placed(Findings findings, const DossierStream::Item& item, const std::string& path) {
    for (Finding& finding : findings) {
        const bool of_body = finding.rule.starts_with("body.");
        for (Where& where : finding.where) {
            where.line = of_body ? line_at(item, finding) : item.line;
            const bool dotted = !path.empty() && !where.field.empty();
            where.field = path + (dotted ? "." : "") + where.field;
        }
    }
    return findings;
}

}  // namespace

ReadItem read_item(const DossierStream::Item& item, bool in_array) {
    const std::string path = in_array ? "[" + std::to_string(item.index) + "]" : "";
    const auto refused = [&](Findings findings) {
        return ReadItem{
            item.index, {}, tl::make_unexpected(placed(std::move(findings), item, path))};
    };
    if (item.too_long) {
        return refused({field_finding("body.too_long", "")});
    }
    const json::detail::Document document{item.text};
    if (!document.findings().empty()) {
        return refused(document.findings());
    }
    json::detail::Reader reader;
    file::DossierInput input;
    reader.value(document.root(), "", input);
    ReadItem out{item.index, input.code.value_or(""), file_of(std::move(input), reader.take())};
    if (!out.file) {
        out.file = tl::make_unexpected(placed(std::move(out.file.error()), item, path));
    }
    return out;
}

std::string dossier_file_schema() {
    return json::json_schema(json::schema<file::DossierInput>(), "ketnap dossier");
}

std::string judgement_json(const std::string& code, const checks::Judgement& judgement,
                           const std::vector<checks::Clock>& clocks) {
    file::Output out;
    out.code = code;
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
