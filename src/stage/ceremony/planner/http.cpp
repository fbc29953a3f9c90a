// SPDX-License-Identifier: Apache-2.0
#include "stage/ceremony/planner/http.h"

#include "base/audit/trace.h"
#include "base/auth/api.h"
#include "base/documents/documents.h"
#include "platform/vocabulary/errors.h"
#include "stage/campaign/campaign.h"
#include "stage/ceremony/planner/campaign_plan.h"

namespace ketnap::ceremony::planner {
namespace {

using auth::Action;
using auth::Call;

constexpr const char* docx_type =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

std::optional<time::Date> asked_day(const Call& call) {
    const auto text = call.query("on");
    if (text.empty()) {
        return std::nullopt;
    }
    const auto day = time::Date::parse_iso(text);
    if (!day) {
        throw Refused{{field_finding("field.format", "on")}};
    }
    return *day;
}

PlannerView seen(db::Tx& tx, const Call& call, const dossier::Book& book, const Print& print) {
    const campaign::CampaignId id{call.param("id")};
    auth::require_known(call.can(Action::ceremony_read, campaign::object_of(tx, id)));
    return look(tx, call.ctx, book, print, id.value, asked_day(call),
                [&](const dossier::Dossier& d) {
                    return call.can(Action::decision_read, d.object()) ||
                           call.can(Action::dossier_read, d.object());
                });
}

http::Response report(Call& call, const dossier::Book& book, const Print& print) {
    const auto format = call.query("format");
    if (format != "docx" && format != "pdf") {
        throw Refused{{field_finding("field.choice", "format")}};
    }
    const auto paper = call.ctx.read(
        [&](db::Tx& tx) { return late_report(tx, call.ctx, print, seen(tx, call, book, print)); });
    audit::trace_apart(call.ctx, "paper.taken", "campaign", call.param("id"),
                       {{"format", "", format}});
    const auto name = paper.file_title + "." + format;
    return format == "docx"
               ? http::download(documents::to_docx(print.library, paper), docx_type, name)
               : http::download(documents::to_pdf(print.library, {&paper, 1}), "application/pdf",
                                name);
}

}  // namespace

void add_routes(auth::Api& api, const dossier::Book& book, const Print& print) {
    api.get<PlannerView>(
        "/api/campaigns/{id}/planner", Action::ceremony_read,
        "Who would be late on ?on=, and which days are better", [&book, &print](Call& call) {
            auto view = call.ctx.read([&](db::Tx& tx) { return seen(tx, call, book, print); });
            if (view.clock) {
                view.clock->convention_text =
                    call.messages.text("rule.code." + view.clock->convention, call.language());
            }
            return view;
        });
    api.download("/api/campaigns/{id}/planner/report", Action::ceremony_edit,
                 "The report asking consent for whoever is late on ?on=, ?format=docx or pdf",
                 [&book, &print](Call& call) { return report(call, book, print); });
}

}  // namespace ketnap::ceremony::planner
