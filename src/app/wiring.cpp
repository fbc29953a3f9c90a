// SPDX-License-Identifier: Apache-2.0
#include "app/wiring.h"

#include "app/access_routes.h"
#include "app/account_routes.h"
#include "app/audit_routes.h"
#include "app/entry_routes.h"
#include "app/factor_routes.h"
#include "app/glass_routes.h"
#include "app/job_routes.h"
#include "app/merge_desk.h"
#include "app/privacy_desk.h"
#include "app/reset_routes.h"
#include "app/settings_routes.h"
#include "base/attachments/attachments.h"
#include "base/auth/gate.h"
#include "base/documents/http.h"
#include "base/exchange/import_http.h"
#include "base/exchange/request_http.h"
#include "base/filters/http.h"
#include "base/org/http.h"
#include "base/people/doubles.h"
#include "base/people/http.h"
#include "base/people/people.h"
#include "base/privacy/http.h"
#include "base/rules/http.h"
#include "base/workflow/http.h"
#include "platform/json/write.h"
#include "platform/log/log.h"
#include "reports/http.h"
#include "reports/pack/pack_http.h"
#include "stage/campaign/http.h"
#include "stage/ceremony/http.h"
#include "stage/ceremony/planner/http.h"
#include "stage/decision/decision.h"
#include "stage/decision/http.h"
#include "stage/dossier/http.h"
#include "stage/envelope/http.h"
#include "stage/envelope/scan.h"
#include "stage/nomination/http.h"

namespace ketnap::app {
namespace {

struct ErrorAnswer {
    std::string code;
    std::string message;
    Findings findings;
    std::string request_id;
};
BOOST_DESCRIBE_STRUCT(ErrorAnswer, (), (code, message, findings, request_id))

auth::Relations relations() {
    return {.assigned = dossier::in_hands,
            .agenda = [](db::Tx& tx, const auth::Actor&) { return decision::on_open_agendas(tx); }};
}

auth::Api::Gate gate_of(Office& office) {
    auth::GateKeeper keeper{office.db(),       office.clock(),          office.vault(),
                            office.jobs(),     office.shipped().rights, office.shipped().messages,
                            office.branches(), office.tenant(),         relations()};
    return [keeper](http::Request& request, const auth::Wants& wants) {
        return keeper.admit(request, wants);
    };
}

}  // namespace

namespace {

/// A dossier on an agenda is the meeting's; its earlier steps stay as they are.
Findings acted_later(db::Tx& tx, const dossier::DossierId& id) {
    const auto agenda = decision::on_agenda(tx, id);
    if (!agenda) {
        return {};
    }
    const auto day = time::Date::parse_iso(agenda->held_on);
    return {field_finding("dossier.later_agenda", "state",
                          {agenda->body_name, day ? day->vn() : agenda->held_on})};
}

}  // namespace

Books::Books(const Shipped& shipped)
    : dossiers{{shipped.rules, shipped.calendar, shipped.checklists},
               shipped.dossier_states,
               acted_later,
               shipped.papers.get(),
               &shipped.ladder},
      decisions{shipped.rules, *shipped.papers},
      ceremonies{*shipped.papers, shipped.messages, shipped.programmes} {}

reports::PackDesk pack_desk(const Office& office, const Books& books) {
    return {{books.decisions, books.ceremonies, books.dossiers, office.shipped().lists},
            office.folder() / "packs"};
}

envelope::Desk envelope_desk(Office& office, const Books& books) {
    return {books.dossiers, office.shelf(), *office.shipped().papers, office.folder() / "uploads"};
}

void add_all_routes(http::Router& router, Office& office, const Books& books) {
    const auto& shipped = office.shipped();
    auth::Api api{router, gate_of(office)};
    add_entry_routes(api, office);
    add_factor_routes(api, office);
    add_account_routes(api, office);
    add_reset_routes(api);
    add_alert_routes(api);
    add_access_routes(api, office, relations());
    add_glass_routes(api);
    add_audit_routes(api, office);
    add_settings_routes(api, office);
    add_job_routes(api);
    org::add_routes(api, [](db::Tx& tx, const std::string& from, const std::string& to) {
        people::move_paths(tx, from, to);
        dossier::move_paths(tx, from, to);
    });
    people::add_routes(api, shipped.lists, dossier::name_changed);
    people::add_double_routes(api);
    people::add_merge_routes(api, person_holders());
    filters::add_routes(api);
    rules::add_routes(api, shipped.rules, office.own_rules());
    workflow::add_routes(api);
    exchange::add_import_routes(api, shipped.import_kit());
    exchange::add_request_routes(api, shipped.calendar);
    campaign::add_routes(api, shipped.calendar);
    nomination::add_routes(api, shipped.rules);
    dossier::add_routes(api, books.dossiers);
    envelope::add_routes(api, envelope_desk(office, books));
    documents::add_routes(api, books.decisions.library);
    privacy::add_routes(
        api, {shipped.privacy, books.decisions.library, shipped.calendar, shipped.messages,
              shipped.lists, office.shelf(), privacy_neighbours(shipped.messages)});
    decision::add_routes(api, books.decisions, books.dossiers, office.shelf());
    ceremony::add_routes(api, books.ceremonies);
    ceremony::planner::add_routes(api, books.dossiers, books.ceremonies);
    reports::add_routes(api, shipped.calendar);
    reports::add_pack_routes(api, pack_desk(office, books));
    router.on_error(error_body(shipped.messages), [](const http::Request& request,
                                                     std::string_view code, std::string_view what) {
        log::error("request.failed", {{"code", code}, {"what", what}, {"id", request.request_id}});
    });
}

void add_all_jobs(Office& office, const Books& books) {
    const auto ctx_of = [&office](audit::Actor actor) { return office.ctx_of(std::move(actor)); };
    people::add_jobs(office.jobs(), ctx_of);
    exchange::add_jobs(office.jobs(), ctx_of, office.shipped().import_kit());
    reports::add_pack_jobs(office.jobs(), ctx_of, pack_desk(office, books));
    attachments::add_jobs(office.jobs(), ctx_of, office.shelf());
    envelope::add_scan_jobs(office.jobs(), ctx_of, office.shipped().rights,
                            envelope_desk(office, books));
}

http::ErrorBody error_body(const messages::Catalogue& catalogue) {
    return [&catalogue](const http::Request& request, std::string_view code,
                        const Findings& findings) {
        const auto language = messages::language_of(request.header("Accept-Language"));
        ErrorAnswer answer{std::string{code},
                           catalogue.text("error." + std::string{code}, language), findings,
                           request.request_id};
        catalogue.localize(answer.findings, language);
        return json::write(answer);
    };
}

}  // namespace ketnap::app
