// SPDX-License-Identifier: Apache-2.0
#include "base/people/people.h"
#include "platform/vocabulary/errors.h"
#include "stage/envelope/asked.h"
#include "stage/envelope/http.h"
#include "stage/envelope/scan.h"

namespace ketnap::envelope {

struct PartView {
    std::string id;
    std::int64_t first_page = 0;
    std::int64_t last_page = 0;
    std::int64_t cover_page = 0;
    std::string dossier_id;
    std::string code;
    std::string person_name;
    std::string form;
    std::string form_title;
    PartState state = PartState::open;
    std::string problem;
};
BOOST_DESCRIBE_STRUCT(PartView, (),
                      (id, first_page, last_page, cover_page, dossier_id, code, person_name, form,
                       form_title, state, problem))

struct ScanView {
    std::string id;
    std::string name;
    ScanState state = ScanState::waiting;
    std::int64_t pages = 0;
    std::int64_t looked_at = 0;  ///< pages, while it is being split
    std::vector<std::int64_t> blank_pages;
    std::string problem;
    std::int64_t made_at = 0;
    std::string job_id;
    std::vector<PartView> parts;
};
BOOST_DESCRIBE_STRUCT(ScanView, (),
                      (id, name, state, pages, looked_at, blank_pages, problem, made_at, job_id,
                       parts))

struct ScanItem {
    std::string id;
    std::string name;
    ScanState state = ScanState::waiting;
    std::int64_t pages = 0;
    std::int64_t made_at = 0;
};
BOOST_DESCRIBE_STRUCT(ScanItem, (), (id, name, state, pages, made_at))

struct ScanList {
    std::vector<ScanItem> items;
};
BOOST_DESCRIBE_STRUCT(ScanList, (), (items))

struct AssignForm {
    std::int64_t first_page = 0;
    std::int64_t last_page = 0;
    std::string code;
    std::string form;
};
BOOST_DESCRIBE_STRUCT(AssignForm, (), (first_page, last_page, code, form))

struct CloseForm {
    std::optional<bool> with_open;
};
BOOST_DESCRIBE_STRUCT(CloseForm, (), (with_open))

struct CoversForm {
    std::vector<std::string> dossiers;
    std::optional<std::vector<std::string>> forms;
};
BOOST_DESCRIBE_STRUCT(CoversForm, (), (dossiers, forms))

namespace {

using auth::Action;
using auth::Call;

constexpr std::int64_t batch_limit = std::int64_t{200} * 1024 * 1024;

ScanId scan_id(const Call& call) {
    return ScanId{call.param("id")};
}

std::string said(const Call& call, const std::string& rule) {
    if (rule.empty()) {
        return {};
    }
    Findings one{field_finding(rule, "")};
    call.localize(one);
    return one.front().message;
}

/// Whose part it is, for whoever may know of that dossier.
void name_dossier(db::Tx& tx, const Call& call, const Desk& desk, PartView& view) {
    if (view.dossier_id.empty()) {
        return;
    }
    const auto of = dossier::find(tx, DossierId{view.dossier_id});
    if (!of || !call.can(Action::dossier_read, of->object())) {
        view.dossier_id.clear();
        return;
    }
    view.code = of->code;
    view.person_name = people::get(tx, of->person_id).name;
    if (const auto* form = desk.book.basis.checklists.on(call.ctx.clock.today()).find(view.form)) {
        view.form_title = form->number.empty() ? form->title : form->number;
    }
}

ScanView view_of(const Call& call, const Desk& desk, const Batch& batch) {
    ScanView view{batch.id.value,
                  batch.name,
                  batch.state,
                  batch.pages,
                  0,
                  batch.blank_pages,
                  said(call, batch.problem),
                  batch.made_at,
                  batch.job_id.value,
                  {}};
    call.ctx.read([&](db::Tx& tx) {
        view.parts.clear();
        for (const auto& part : batch.parts) {
            PartView one{part.id.value,
                         part.first_page,
                         part.last_page,
                         part.cover_page,
                         part.dossier_id,
                         {},
                         {},
                         part.form,
                         {},
                         part.state,
                         said(call, part.problem)};
            name_dossier(tx, call, desk, one);
            view.parts.push_back(std::move(one));
        }
    });
    if (batch.state == ScanState::waiting && !batch.job_id.empty()) {
        if (const auto job = call.ctx.jobs.status(call.ctx.actor.tenant, batch.job_id)) {
            view.looked_at = job->done_count;
        }
    }
    return view;
}

ScanList listed(const std::vector<Batch>& all) {
    ScanList out;
    for (const auto& one : all) {
        out.items.push_back({one.id.value, one.name, one.state, one.pages, one.made_at});
    }
    return out;
}

void add_reading(auth::Api& api, const Desk& desk) {
    const auto work = [desk](const Call& call) { return Work{call.ctx, call.rights, desk}; };
    api.get<ScanList>("/api/scans", Action::dossier_edit,
                      "One's own batches of scans, newest first",
                      [work](Call& call) { return listed(batches(work(call))); });
    api.get<ScanView>(
        "/api/scans/{id}", Action::dossier_edit, "One batch: how far it is, its parts, blank pages",
        [work, desk](Call& call) { return view_of(call, desk, batch(work(call), scan_id(call))); });
    api.download("/api/scans/{id}/pages/{page}", Action::dossier_edit,
                 "One page as a picture (?size=large); audited", [work](Call& call) {
                     const auto found = batch(work(call), scan_id(call));
                     auto page = scan_page(work(call), found, number_in(call.param("page")),
                                           call.query("size") == "large");
                     return http::download(std::move(page.bytes), std::string{page.type}, "page");
                 });
    api.post_download<CoversForm>(
        "/api/scan-covers", Action::dossier_read,
        "Cover sheets to lay in front of papers before scanning; all that is asked when no form is "
        "named",
        [work](Call& call, const CoversForm& form) {
            const auto name = call.messages.text("scan.covers_file", call.language()) + ".pdf";
            return http::download(covers_pdf(work(call), form.dossiers,
                                             form.forms.value_or(std::vector<std::string>{})),
                                  "application/pdf", name);
        });
}

void add_changing(auth::Api& api, const Desk& desk) {
    const auto work = [desk](const Call& call) { return Work{call.ctx, call.rights, desk}; };
    api.upload_new<ScanView>("/api/scans", Action::dossier_edit,
                             "A PDF of many papers with cover sheets, or JPEG and PNG pictures one "
                             "behind another, each a page (the name in X-File-Name)",
                             batch_limit, [work, desk](Call& call) {
                                 return view_of(call, desk,
                                                receive(work(call), {call.request.upload_file,
                                                                     sent_name(call.request)}));
                             });
    api.post<AssignForm, ScanView>(
        "/api/scans/{id}/assign", Action::dossier_edit, "Puts pages of an open part to a paper",
        [work, desk](Call& call, const AssignForm& form) {
            return view_of(call, desk,
                           assign(work(call), scan_id(call),
                                  {form.first_page, form.last_page, form.code, form.form}));
        },
        auth::Commits::itself);
    api.post<auth::Nothing, ScanView>(
        "/api/scans/{id}/parts/{part}/drop", Action::dossier_edit,
        "Marks an open part as not needed", [work, desk](Call& call, const auth::Nothing&) {
            return view_of(call, desk,
                           drop_part(work(call), scan_id(call), PartId{call.param("part")}));
        });
    api.post<CloseForm, auth::Nothing>("/api/scans/{id}/close", Action::dossier_edit,
                                       "Ends a batch: the scan is destroyed, what was filed stays",
                                       [work](Call& call, const CloseForm& form) {
                                           close_batch(work(call), scan_id(call),
                                                       form.with_open.value_or(false));
                                           return auth::Nothing{};
                                       });
}

}  // namespace

void add_scan_routes(auth::Api& api, const Desk& desk) {
    add_reading(api, desk);
    add_changing(api, desk);
}

}  // namespace ketnap::envelope
