// SPDX-License-Identifier: Apache-2.0
// Routes of the way through the office: undo, desk, cell, items of a return, opinions, register.
#include "base/audit/trace.h"
#include "platform/json/openapi.h"
#include "platform/vocabulary/errors.h"
#include "stage/dossier/forms.h"
#include "stage/dossier/http.h"
#include "stage/dossier/opinions.h"
#include "stage/dossier/receipts.h"
#include "stage/dossier/slips.h"
#include "stage/dossier/view.h"

#include <charconv>

namespace ketnap::dossier {
namespace {

using auth::Action;
using auth::Call;
using workflow::Colleague;

constexpr const char* docx_type =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
constexpr const char* xlsx_type =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

DossierId id_of(const Call& call) {
    return DossierId{call.param("id")};
}

Work work_of(const Call& call, const Book& book, const Maybe<std::string>& on_behalf_of = {}) {
    return {call.ctx, call.rights, book, nullptr, on_behalf_of.value_or("")};
}

View shown(Call& call, const Book& book, const Dossier& dossier) {
    return call.ctx.read([&](db::Tx& tx) { return view_of(tx, call, book, dossier); });
}

Dossier readable(db::Tx& tx, const Call& call) {
    auto dossier = get(tx, id_of(call));
    auth::require_known(call.can(Action::dossier_read, dossier.object()));
    return dossier;
}

json::Page<Colleague> able_page(Call& call, Action action) {
    return call.ctx.read([&](db::Tx& tx) {
        const auto dossier = readable(tx, call);
        json::Page<Colleague> page;
        page.items = workflow::able(tx, call.ctx, call.rights, action, dossier.object());
        page.count = static_cast<std::int64_t>(page.items.size());
        return page;
    });
}

json::Page<RegisterLine> register_list(Call& call, const RegisterQuery& query) {
    return call.ctx.read([&](db::Tx& tx) {
        auto found = register_page(tx, call.scope(Action::dossier_read), query);
        json::Page<RegisterLine> page;
        page.items = std::move(found.lines);
        page.next = found.next.empty() ? std::nullopt : std::optional{found.next};
        page.count = found.count;
        page.count_capped = found.count_capped;
        return page;
    });
}

http::Response file_of(const Book& book, const documents::Paper& paper, const std::string& format,
                       const std::string& name) {
    KETNAP_CHECK(book.papers != nullptr);
    if (format == "docx") {
        return http::download(documents::to_docx(*book.papers, paper), docx_type, name + ".docx");
    }
    if (format == "pdf") {
        return http::download(documents::to_pdf(*book.papers, {&paper, 1}), "application/pdf",
                              name + ".pdf");
    }
    refuse("field.choice", "format");
}

std::int64_t number_of(const std::string& text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

http::Response slip_file(Call& call, const Book& book) {
    const auto round_no = number_of(call.param("round"));
    const auto [paper, code] = call.ctx.read([&](db::Tx& tx) {
        const auto dossier = readable(tx, call);
        return std::pair{return_slip(tx, book, dossier, round_no), dossier.code};
    });
    auto file =
        file_of(book, paper, call.query("format"), code + "-tra-lan-" + std::to_string(round_no));
    audit::trace_apart(call.ctx, "paper.taken", "dossier", call.param("id"),
                       {{"format", "", call.query("format")}});
    return file;
}

http::Response receipt_file(Call& call, const Book& book) {
    const auto [paper, code] = call.ctx.read([&](db::Tx& tx) {
        const auto dossier = readable(tx, call);
        return std::pair{receipt_slip(tx, book, dossier, call.param("receipt_id")), dossier.code};
    });
    auto file = file_of(book, paper, call.query("format"), code + "-tiep-nhan");
    audit::trace_apart(call.ctx, "paper.taken", "dossier", call.param("id"),
                       {{"format", "", call.query("format")}});
    return file;
}

void add_step_routes(auth::Api& api, const Book& book) {
    api.post<UndoForm, View>("/api/dossiers/{id}/undo", Action::dossier_read,
                             "Takes back the last step, with a reason; the trail stays",
                             [&book](Call& call, const UndoForm& form) {
                                 return shown(call, book,
                                              undo(work_of(call, book, form.on_behalf_of),
                                                   id_of(call), form.reason, form.version));
                             });
    api.get<json::Page<Colleague>>(
        "/api/dossiers/{id}/appraisers", Action::dossier_appraise, "Who may appraise it",
        [](Call& call) { return able_page(call, Action::dossier_appraise); });
    api.post<AppraiserForm, View>(
        "/api/dossiers/{id}/appraiser", Action::dossier_appraise, "Puts it on somebody's desk",
        [&book](Call& call, const AppraiserForm& form) {
            return shown(call, book,
                         assign(work_of(call, book), id_of(call), form.account_id, form.version));
        });
    api.post<CellForm, View>("/api/dossiers/{id}/cell", Action::dossier_edit,
                             "The person went to another cell; the state stays",
                             [&book](Call& call, const CellForm& form) {
                                 return shown(call, book,
                                              change_cell(work_of(call, book), id_of(call),
                                                          form.org_id, form.reason, form.version));
                             });
}

void add_item_routes(auth::Api& api, const Book& book) {
    api.post<SettleForm, View>(
        "/api/dossiers/{id}/items/{item_id}/settle", Action::dossier_appraise,
        "The appraiser finds an item of a return mended, or opens it again",
        [&book](Call& call, const SettleForm& form) {
            return shown(call, book,
                         settle_item(work_of(call, book), id_of(call), call.param("item_id"),
                                     form.done, form.word.value_or(""), form.version));
        });
    api.post<WordForm, View>(
        "/api/dossiers/{id}/items/{item_id}/answers", Action::dossier_edit,
        "Says something about an item of a return", [&book](Call& call, const WordForm& form) {
            return shown(call, book,
                         answer_item(work_of(call, book), id_of(call), call.param("item_id"),
                                     form.word, form.version));
        });
    api.download("/api/dossiers/{id}/rounds/{round}/slip", Action::dossier_read,
                 "The slip of a return with its items, ?format=docx or pdf",
                 [&book](Call& call) { return slip_file(call, book); });
}

void add_opinion_routes(auth::Api& api, const Book& book) {
    api.get<json::Page<Colleague>>(
        "/api/dossiers/{id}/readers", Action::dossier_appraise,
        "Whom one may ask for an opinion: who may read it",
        [](Call& call) { return able_page(call, Action::dossier_read); });
    api.post<AskForm, View>("/api/dossiers/{id}/consultations", Action::dossier_appraise,
                            "Asks bodies and persons side by side for an opinion by a day",
                            [&book](Call& call, const AskForm& form) {
                                return shown(call, book,
                                             ask_opinions(work_of(call, book), id_of(call), form));
                            });
    api.post<AnswerForm, View>(
        "/api/dossiers/{id}/consultations/{opinion_id}/answer", Action::dossier_read,
        "Gives or records an opinion: agree, disagree, other",
        [&book](Call& call, const AnswerForm& form) {
            return shown(
                call, book,
                answer_opinion(work_of(call, book), id_of(call), call.param("opinion_id"), form));
        });
    api.post<VersionForm, View>(
        "/api/dossiers/{id}/consultations/{opinion_id}/drop", Action::dossier_appraise,
        "Asks no longer", [&book](Call& call, const VersionForm& form) {
            return shown(call, book,
                         drop_opinion(work_of(call, book), id_of(call), call.param("opinion_id"),
                                      form.version));
        });
    api.post<auth::Nothing, Remark>(
        "/api/dossiers/{id}/consultations/{opinion_id}/text", Action::dossier_read,
        "Opens the sealed text of an opinion; audited", [&book](Call& call, const auth::Nothing&) {
            call.answer_is_secret();
            return Remark{open_opinion(work_of(call, book), id_of(call), call.param("opinion_id"))};
        });
}

http::Response print_register(Call& call, const Book& book, const RegisterPrint& form) {
    const auto paper = call.ctx.read([&](db::Tx& tx) {
        return register_paper(tx, call.ctx, book, call.scope(Action::dossier_read), form.filter);
    });
    audit::trace_apart(call.ctx, "paper.taken", "dossier_receipt", "",
                       {{"format", "", form.format}});
    if (form.format == "xlsx") {
        return http::download(xlsx_of(paper), xlsx_type, "so-tiep-nhan.xlsx");
    }
    return file_of(book, paper, form.format, "so-tiep-nhan");
}

void add_register_routes(auth::Api& api, const Book& book) {
    api.post<RegisterQuery, json::Page<RegisterLine>>(
        "/api/receipts/query", Action::dossier_read, "The register of receipt, newest number first",
        register_list);
    api.fresh_factor()
        .counted(auth::Watched::exports)
        .post_download<RegisterPrint>("/api/receipts/print", Action::list_export,
                                      "The register as DOCX, PDF or XLSX",
                                      [&book](Call& call, const RegisterPrint& form) {
                                          return print_register(call, book, form);
                                      });
    api.download("/api/dossiers/{id}/receipts/{receipt_id}/slip", Action::dossier_read,
                 "The receipt slip, ?format=docx or pdf",
                 [&book](Call& call) { return receipt_file(call, book); });
}

}  // namespace

void add_office_routes(auth::Api& api, const Book& book) {
    add_step_routes(api, book);
    add_item_routes(api, book);
    add_opinion_routes(api, book);
    add_register_routes(api, book);
}

}  // namespace ketnap::dossier
