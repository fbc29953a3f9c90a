// SPDX-License-Identifier: Apache-2.0
#include "app/privacy_desk.h"

#include "base/auth/relations.h"
#include "platform/json/enum_text.h"
#include "platform/vocabulary/errors.h"
#include "stage/ceremony/delegates/erase.h"
#include "stage/dossier/erase.h"
#include "stage/envelope/erase.h"

namespace ketnap::app {
namespace {

constexpr int months_a_year = 12;

bool is_settled(dossier::State state) {
    using dossier::State;
    return state == State::admitted || state == State::decided || state == State::withdrawn;
}

// Years are data; none said of an outcome means that nothing keeps it.
void judge(const dossier::OfPerson& one, const privacy::Periods& periods, time::Date today,
           Findings& findings) {
    if (!is_settled(one.state)) {
        findings.push_back(field_finding("privacy.dossier_open", "person_id", {one.code}));
        return;
    }
    const auto* period = periods.keeping(json::text_of(one.state));
    if (period == nullptr) {
        return;
    }
    const auto since = time::Date::parse_iso(one.state_since);
    KETNAP_CHECK(since.has_value());
    const auto until = time::add_months(*since, static_cast<int>(period->years) * months_a_year);
    if (period->years == 0) {
        findings.push_back(
            field_finding("privacy.kept_for_good", "person_id", {one.code, period->source}));
    } else if (today < until) {
        findings.push_back(field_finding("privacy.kept_until", "person_id",
                                         {one.code, until.vn(), period->source}));
    }
}

Findings keeps(db::Tx& tx, const people::PersonId& id, const privacy::Periods& periods,
               time::Date today) {
    Findings findings;
    for (const auto& one : dossier::of_person(tx, id)) {
        judge(one, periods, today, findings);
    }
    return findings;
}

std::int64_t erase(db::Tx& tx, const people::PersonId& id, const std::string& in_place) {
    std::int64_t rows = ceremony::erase_words(tx, id, in_place);
    for (const auto& one : dossier::of_person(tx, id)) {
        rows += envelope::erase_words(tx, one.id.value);
    }
    rows += auth::forget_kin(tx, id.value);
    return rows + dossier::erase_words(tx, id, in_place);
}

std::vector<privacy::Held> tell(db::Tx& tx, const people::PersonId& id,
                                const messages::Catalogue& texts) {
    std::vector<privacy::Held> held;
    for (const auto& one : dossier::of_person(tx, id)) {
        held.push_back(
            {"dossier", one.state_since,
             one.code + ", " + texts.text("privacy.state." + json::text_of(one.state), {})});
    }
    return held;
}

std::vector<std::string> about(db::Tx& tx, std::string_view kind, const std::string& id) {
    if (kind == "person") {
        return {id};
    }
    const auto person = kind == "dossier" ? dossier::person_of(tx, id) : std::string{};
    return person.empty() ? std::vector<std::string>{} : std::vector{person};
}

}  // namespace

privacy::Neighbours privacy_neighbours(const messages::Catalogue& texts) {
    return {keeps, erase,
            [&texts](db::Tx& tx, const people::PersonId& id) { return tell(tx, id, texts); }, about,
            dossier::name_changed};
}

}  // namespace ketnap::app
