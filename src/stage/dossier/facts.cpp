// SPDX-License-Identifier: Apache-2.0
#include "stage/dossier/facts.h"

#include "platform/json/read.h"
#include "platform/json/write.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"
#include "stage/dossier/inside.h"

#include <algorithm>

namespace ketnap::dossier {

namespace {

constexpr const char* table = "dossier_facts";

template <class T>
void take(const std::string& json, T& into) {
    auto read = json::read<T>(json);
    KETNAP_CHECK(read.has_value());
    into = std::move(*read);
}

/// Empty when the person was erased.
std::optional<std::string> opened(const Ctx& ctx, const db::Blob& key, const Dossier& dossier,
                                  const store::SealedFacts& row) {
    auto text =
        ctx.vault.open(ctx.actor.tenant, key, table, row.kind, dossier.id.value, row.content);
    if (text) {
        return std::move(*text);
    }
    if (text.error().key == "crypto.key_destroyed") {
        return std::nullopt;
    }
    throw RequestError{text.error().key, {}};
}

void seal(db::Tx& tx, const Ctx& ctx, const Dossier& dossier, const std::string& kind,
          const std::string& json) {
    const auto key = people::sealed_key(tx, dossier.person_id);
    store::put_facts(
        tx, dossier.id,
        {kind, ctx.vault.seal(ctx.actor.tenant, key, table, kind, dossier.id.value, json)});
}

}  // namespace

Facts facts(db::Tx& tx, const Ctx& ctx, const Dossier& dossier) {
    Facts out;
    const auto rows = store::facts(tx, dossier.id);
    if (rows.empty()) {
        return out;
    }
    const auto key = people::sealed_key(tx, dossier.person_id);
    for (const auto& row : rows) {
        const auto text = opened(ctx, key, dossier, row);
        if (!text) {
            continue;
        }
        if (row.kind == "conditions") {
            take(*text, out.conditions);
        } else if (row.kind == "relatives") {
            take(*text, out.relatives.emplace());
        } else if (row.kind == "consents") {
            take(*text, out.consents);
        } else {
            take(*text, out.papers);
        }
    }
    return out;
}

namespace {

/// What the office knows of the person already need not be entered twice.
void complete(checks::Conditions& conditions, const people::Person& person) {
    if (!conditions.education && !person.education.empty()) {
        conditions.education = person.education;
    }
    if (!person.union_org_id.empty()) {
        conditions.is_union_member = conditions.is_union_member.value_or(true);
        conditions.has_union_organization = conditions.has_union_organization.value_or(true);
    }
}

}  // namespace

checks::Dossier whole_case(db::Tx& tx, const Dossier& dossier, const people::Person& person,
                           const Contents& contents, const Facts& facts) {
    auto out = case_of(dossier, person, contents);
    out.facts["cell_name"] = org::get(tx, dossier.org_id).name;
    out.conditions = facts.conditions;
    complete(out.conditions, person);
    out.relatives = facts.relatives;
    out.consents = facts.consents;
    for (checks::Paper& paper : out.papers) {
        const auto at = std::find_if(facts.papers.begin(), facts.papers.end(),
                                     [&](const auto& one) { return one.form == paper.form; });
        if (at != facts.papers.end()) {
            paper.sightings = at->sightings;
        }
    }
    return out;
}

Facts open_facts(const Work& work, const DossierId& id) {
    return work.ctx.write([&](db::Tx& tx) {
        const auto dossier = get(tx, id);
        const auto& actor = work.ctx.actor;
        const auto object = dossier.object();
        auth::require_known(work.rights.can(actor, auth::Action::dossier_read, object));
        auth::require(work.rights.can(actor, auth::Action::dossier_edit, object) ||
                      work.rights.can(actor, auth::Action::dossier_appraise, object));
        audit::trace(tx, work.ctx, "dossier.facts_opened", "dossier", id.value, {});
        return facts(tx, work.ctx, dossier);
    });
}

namespace {

Dossier put(const Work& work, const DossierId& id, std::int64_t version, const std::string& kind,
            const std::function<std::string(const Facts&)>& content) {
    return inside::run(work, [&](db::Tx& tx) {
        auto dossier = inside::load_to_edit(tx, work, id, version);
        seal(tx, work.ctx, dossier, kind, content(facts(tx, work.ctx, dossier)));
        dossier = inside::save(tx, work, std::move(dossier));
        audit::trace(tx, work.ctx, "dossier.facts_recorded", "dossier", id.value,
                     {audit::hidden(kind)});
        return dossier;
    });
}

Finding required(const std::string& list, std::size_t i, const std::string& field) {
    return field_finding("field.required", list + "[" + std::to_string(i) + "]." + field);
}

void check_relatives(const std::vector<checks::Relative>& relatives) {
    using checks::VerificationState;
    Findings findings;
    for (std::size_t i = 0; i < relatives.size(); ++i) {
        const auto& one = relatives[i];
        if (one.state == VerificationState::waived && !one.waiver) {
            findings.push_back(required("relatives", i, "waiver"));
        }
        if (one.state == VerificationState::requested && !one.requested_on) {
            findings.push_back(required("relatives", i, "requested_on"));
        }
        if (one.state == VerificationState::verified && !one.finished_on) {
            findings.push_back(required("relatives", i, "finished_on"));
        }
    }
    refuse_if(findings);
}

void check_sightings(const Work& work, const PaperSightings& paper) {
    Findings findings;
    const auto& list = work.book.basis.checklists.on(work.ctx.clock.today());
    if (list.find(paper.form) == nullptr) {
        findings.push_back(field_finding("field.choice", "form"));
    }
    for (std::size_t i = 0; i < paper.sightings.size(); ++i) {
        if (text::trim(paper.sightings[i].fact).empty()) {
            findings.push_back(required("sightings", i, "fact"));
        }
        if (text::trim(paper.sightings[i].text).empty()) {
            findings.push_back(required("sightings", i, "text"));
        }
    }
    refuse_if(findings);
}

}  // namespace

Dossier put_conditions(const Work& work, const DossierId& id, const checks::Conditions& conditions,
                       std::int64_t version) {
    return put(work, id, version, "conditions",
               [&](const Facts&) { return json::write(conditions); });
}

Dossier put_relatives(const Work& work, const DossierId& id,
                      const std::vector<checks::Relative>& relatives, std::int64_t version) {
    check_relatives(relatives);
    return put(work, id, version, "relatives",
               [&](const Facts&) { return json::write(relatives); });
}

Dossier put_consents(const Work& work, const DossierId& id,
                     const std::vector<checks::Consent>& consents, std::int64_t version) {
    return put(work, id, version, "consents", [&](const Facts&) { return json::write(consents); });
}

Dossier put_sightings(const Work& work, const DossierId& id, const PaperSightings& paper,
                      std::int64_t version) {
    check_sightings(work, paper);
    return put(work, id, version, "sightings", [&](const Facts& before) {
        auto papers = before.papers;
        std::erase_if(papers, [&](const auto& one) { return one.form == paper.form; });
        if (!paper.sightings.empty()) {
            papers.push_back(paper);
        }
        return json::write(papers);
    });
}

std::vector<IntroducerLoad> introducer_loads(db::Tx& tx, const auth::Scope& reach) {
    return store::introducer_loads(tx, reach);
}

}  // namespace ketnap::dossier
