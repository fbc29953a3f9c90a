// SPDX-License-Identifier: Apache-2.0
// Routes of what is entered beside the papers: conditions, verification, consents, sightings.
#include "stage/dossier/facts.h"
#include "stage/dossier/http.h"
#include "stage/dossier/view.h"

namespace ketnap::dossier {
namespace {

using auth::Action;
using auth::Call;

struct FactsView {
    checks::Conditions conditions;
    std::vector<checks::Relative> relatives;
    std::vector<checks::Consent> consents;
    std::vector<PaperSightings> papers;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(FactsView, (), (conditions, relatives, consents, papers, version))

struct ConditionsForm {
    checks::Conditions conditions;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ConditionsForm, (), (conditions, version))

struct RelativesForm {
    std::vector<checks::Relative> relatives;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(RelativesForm, (), (relatives, version))

struct ConsentsForm {
    std::vector<checks::Consent> consents;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ConsentsForm, (), (consents, version))

struct SightingsForm {
    std::vector<checks::Sighting> sightings;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(SightingsForm, (), (sightings, version))

struct LoadView {
    std::string person_id;
    std::string name;
    std::int64_t open_dossiers = 0;
};
BOOST_DESCRIBE_STRUCT(LoadView, (), (person_id, name, open_dossiers))

Work work_of(const Call& call, const Book& book) {
    return {call.ctx, call.rights, book, nullptr};
}

DossierId id_of(const Call& call) {
    return DossierId{call.param("id")};
}

View shown(Call& call, const Book& book, const Dossier& dossier) {
    return call.ctx.read([&](db::Tx& tx) { return view_of(tx, call, book, dossier); });
}

FactsView opened(Call& call, const Book& book) {
    call.answer_is_secret();
    auto held = open_facts(work_of(call, book), id_of(call));
    const auto version = call.ctx.read([&](db::Tx& tx) { return get(tx, id_of(call)).version; });
    return {std::move(held.conditions),
            std::move(held.relatives).value_or(std::vector<checks::Relative>{}),
            std::move(held.consents), std::move(held.papers), version};
}

json::Page<LoadView> loads(Call& call) {
    return call.ctx.read([&](db::Tx& tx) {
        json::Page<LoadView> page;
        for (auto& one : introducer_loads(tx, call.scope(Action::dossier_read))) {
            page.items.push_back(
                {std::move(one.person_id), std::move(one.name), one.open_dossiers});
        }
        page.count = static_cast<std::int64_t>(page.items.size());
        return page;
    });
}

}  // namespace

void add_facts_routes(auth::Api& api, const Book& book) {
    api.post<auth::Nothing, FactsView>(
        "/api/dossiers/{id}/facts/open", Action::dossier_edit,
        "Opens conditions, verification of relatives, consents and sightings; audited",
        [&book](Call& call, const auth::Nothing&) { return opened(call, book); });
    api.put<ConditionsForm, View>("/api/dossiers/{id}/conditions", Action::dossier_edit,
                                  "Records citizenship, schooling, union facts, special cases, the "
                                  "path above 60, readmission",
                                  [&book](Call& call, const ConditionsForm& form) {
                                      return shown(call, book,
                                                   put_conditions(work_of(call, book), id_of(call),
                                                                  form.conditions, form.version));
                                  });
    api.put<RelativesForm, View>(
        "/api/dossiers/{id}/relatives", Action::dossier_edit,
        "Records who is verified, who is waived and why; replaces the list",
        [&book](Call& call, const RelativesForm& form) {
            return shown(
                call, book,
                put_relatives(work_of(call, book), id_of(call), form.relatives, form.version));
        });
    api.put<ConsentsForm, View>("/api/dossiers/{id}/consents", Action::dossier_edit,
                                "Records the written consents of higher levels; replaces the list",
                                [&book](Call& call, const ConsentsForm& form) {
                                    return shown(call, book,
                                                 put_consents(work_of(call, book), id_of(call),
                                                              form.consents, form.version));
                                });
    api.put<SightingsForm, View>(
        "/api/dossiers/{id}/papers/{form}/sightings", Action::dossier_edit,
        "Records what a paper says of each fact, with page and line; replaces those of the paper",
        [&book](Call& call, const SightingsForm& form) {
            return shown(call, book,
                         put_sightings(work_of(call, book), id_of(call),
                                       {call.param("form"), form.sightings}, form.version));
        });
    api.get<json::Page<LoadView>>("/api/introducers", Action::dossier_read,
                                  "Members who introduce, by how many open dossiers", loads);
}

}  // namespace ketnap::dossier
