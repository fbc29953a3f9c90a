// SPDX-License-Identifier: Apache-2.0
#include "base/privacy/http.h"

#include "base/audit/trace.h"
#include "base/privacy/erasure.h"
#include "base/privacy/registers.h"
#include "platform/json/write.h"
#include "platform/vocabulary/errors.h"

#include <fmt/format.h>

namespace ketnap::privacy {

void add_incident_routes(auth::Api& api, const Desk& desk);

namespace {

using auth::Action;
using auth::Call;

constexpr const char* docx_type =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

struct OwnDataForm {
    std::string person_id;
    std::string reason;
    std::string as;  ///< pdf | json
};
BOOST_DESCRIBE_STRUCT(OwnDataForm, (), (person_id, reason, as))

struct WithdrawForm {
    std::string on;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(WithdrawForm, (), (on, version))

struct VersionForm {
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(VersionForm, (), (version))

/// What stands against erasing a person, asked before anyone asks for it.
struct KeptView {
    bool erased = false;
    Findings findings;
};
BOOST_DESCRIBE_STRUCT(KeptView, (), (erased, findings))

struct PeriodsView {
    Periods periods;
};
BOOST_DESCRIBE_STRUCT(PeriodsView, (), (periods))

Work work_of(const Call& call, const Desk& desk) {
    return {call.ctx, call.rights, desk};
}

template <class T>
json::Page<T> page_of(std::vector<T> items) {
    json::Page<T> page;
    page.count = static_cast<std::int64_t>(items.size());
    page.items = std::move(items);
    return page;
}

http::Response docx(const Desk& desk, const documents::Paper& paper) {
    return http::download(documents::to_docx(desk.papers, paper), docx_type,
                          paper.file_title + ".docx");
}

http::Response own_copy(Call& call, const OwnDataForm& form, const Desk& desk) {
    if (form.as != "pdf" && form.as != "json") {
        refuse("field.choice", "as");
    }
    call.answer_is_secret();
    const auto work = work_of(call, desk);
    const auto data = own_data(work, form.person_id, form.reason, call.language());
    if (form.as == "json") {
        return http::download(json::write(data), "application/json", "du-lieu-ca-nhan.json");
    }
    const auto paper = call.ctx.read([&](db::Tx& tx) { return own_data_paper(tx, work, data); });
    return http::download(documents::to_pdf(desk.papers, {&paper, 1}), "application/pdf",
                          paper.file_title + ".pdf");
}

http::Response processing_file(Call& call, const Desk& desk) {
    const auto paper =
        call.ctx.read([&](db::Tx& tx) { return processing_paper(tx, work_of(call, desk)); });
    audit::trace_apart(call.ctx, "privacy.processing_exported", "processing", "");
    return docx(desk, paper);
}

http::Response certificate_file(Call& call, const Desk& desk) {
    const auto paper = call.ctx.read(
        [&](db::Tx& tx) { return certificate(tx, work_of(call, desk), call.param("id")); });
    audit::trace_apart(call.ctx, "privacy.certificate_printed", "erasure", call.param("id"));
    return docx(desk, paper);
}

http::Response form_file(Call& call, const Desk& desk) {
    auto file = open_form(work_of(call, desk), call.param("id"));
    return http::download(std::move(file.bytes),
                          std::string{attachments::content_type(file.about.kind)}, file.about.name);
}

KeptView kept(Call& call, const Desk& desk) {
    KeptView view;
    call.ctx.read([&](db::Tx& tx) {
        const auto work = work_of(call, desk);
        const auto person = person_within(tx, work, Action::privacy_read, call.param("id"));
        view.erased = people::sealed_key(tx, person.id) == crypto::Vault::destroyed_key();
        view.findings = kept_for(tx, work, person.id);
    });
    call.localize(view.findings);
    return view;
}

void add_processing_routes(auth::Api& api, const Desk& desk) {
    api.get<json::Page<ProcessingView>>("/api/privacy/processing", Action::privacy_read,
                                        "Register of processing", [desk](Call& call) {
                                            return call.ctx.read([&](db::Tx& tx) {
                                                return page_of(processing(tx, work_of(call, desk)));
                                            });
                                        });
    api.put<ProcessingForm, auth::Nothing>(
        "/api/privacy/processing/{id}", Action::privacy_edit,
        "Write an entry of the register in the office's own words",
        [desk](Call& call, const ProcessingForm& form) {
            put_processing(work_of(call, desk), call.param("id"), form);
            return auth::Nothing{};
        });
    api.download("/api/privacy/processing/file", Action::privacy_read,
                 "Register of processing as a document",
                 [desk](Call& call) { return processing_file(call, desk); });
    api.get<PeriodsView>(
        "/api/privacy/periods", Action::privacy_read, "Periods in force today, with their source",
        [desk](Call& call) { return PeriodsView{desk.book.periods(call.ctx.clock.today())}; });
}

void add_consent_routes(auth::Api& api, const Desk& desk) {
    api.get<json::Page<Consent>>(
        "/api/privacy/consents", Action::privacy_read,
        "Grounds of use, newest first; ?person= of one person", [desk](Call& call) {
            return call.ctx.read([&](db::Tx& tx) {
                return page_of(consents(tx, work_of(call, desk), call.query("person")));
            });
        });
    api.post<ConsentForm, Consent>("/api/privacy/consents", Action::privacy_edit,
                                   "Record a consent, or the rule that needs none",
                                   [desk](Call& call, const ConsentForm& form) {
                                       return add_consent(work_of(call, desk), form);
                                   });
    api.post<WithdrawForm, DataRequest>(
        "/api/privacy/consents/{id}/withdraw", Action::privacy_edit,
        "A consent is withdrawn: it ends and a request begins",
        [desk](Call& call, const WithdrawForm& form) {
            call.answer_is_secret();
            return withdraw_consent(work_of(call, desk), call.param("id"), form.on, form.version);
        });
    api.upload<auth::Nothing>(
        "/api/privacy/consents/{id}/form", Action::privacy_edit, "Scan of the signed form",
        [desk](Call& call) {
            attach_form(
                work_of(call, desk), call.param("id"), call.request.upload_file,
                http::percent_decode(call.request.header("X-File-Name"), false).value_or(""));
            return auth::Nothing{};
        });
    api.download("/api/privacy/consents/{id}/form", Action::privacy_read, "Scan of the signed form",
                 [desk](Call& call) { return form_file(call, desk); });
}

void add_request_routes(auth::Api& api, const Desk& desk) {
    api.get<json::Page<DataRequest>>(
        "/api/privacy/requests", Action::privacy_read,
        "Requests of data subjects with their deadlines; ?person= of one person",
        [desk](Call& call) {
            return call.ctx.read([&](db::Tx& tx) {
                return page_of(requests(tx, work_of(call, desk), call.query("person")));
            });
        });
    api.post<RequestForm, DataRequest>(
        "/api/privacy/requests", Action::privacy_edit, "A request came in",
        [desk](Call& call, const RequestForm& form) {
            call.answer_is_secret();  // what was asked lies sealed only
            return add_request(work_of(call, desk), form);
        });
    using Step = DataRequest (*)(const Work&, const std::string&, const RequestStep&);
    const auto step = [&](const char* name, const char* summary, Step run) {
        api.post<RequestStep, DataRequest>(
            fmt::format("/api/privacy/requests/{{id}}/{}", name), Action::privacy_edit, summary,
            [desk, run](Call& call, const RequestStep& form) {
                call.answer_is_secret();
                return run(work_of(call, desk), call.param("id"), form);
            });
    };
    step("answer", "Whoever asked was told that it came", answer_request);
    step("extend", "Put off once, with a reason", extend_request);
    step("close", "Done, or refused with a reason", close_request);
    api.fresh_factor()
        .counted(auth::Watched::exports)
        .post_download<OwnDataForm>(
            "/api/privacy/own-data", Action::privacy_edit,
            "A person's own copy (PDF or JSON); audited with its reason before it is given",
            [desk](Call& call, const OwnDataForm& form) { return own_copy(call, form, desk); });
}

void add_erasure_routes(auth::Api& api, const Desk& desk) {
    api.get<KeptView>("/api/privacy/people/{id}/kept", Action::privacy_read,
                      "Why a person's data must stay today",
                      [desk](Call& call) { return kept(call, desk); });
    api.get<json::Page<Erasure>>("/api/privacy/erasures", Action::privacy_read,
                                 "Erasures asked and done", [desk](Call& call) {
                                     return call.ctx.read([&](db::Tx& tx) {
                                         return page_of(erasures(tx, work_of(call, desk)));
                                     });
                                 });
    api.post<ErasureForm, Erasure>("/api/privacy/erasures", Action::data_erase,
                                   "Ask for the erasure of a person's data",
                                   [desk](Call& call, const ErasureForm& form) {
                                       return ask_erasure(work_of(call, desk), form);
                                   });
    api.fresh_factor().post<VersionForm, Erasure>(
        "/api/privacy/erasures/{id}/do", Action::data_erase,
        "Erase: by another person than who asked; cannot be undone",
        [desk](Call& call, const VersionForm& form) {
            return do_erasure(work_of(call, desk), call.param("id"), form.version);
        });
    api.post<VersionForm, auth::Nothing>(
        "/api/privacy/erasures/{id}/drop", Action::data_erase, "Take the asking back",
        [desk](Call& call, const VersionForm& form) {
            drop_erasure(work_of(call, desk), call.param("id"), form.version);
            return auth::Nothing{};
        });
    api.download("/api/privacy/erasures/{id}/certificate", Action::privacy_read,
                 "Certificate of an erasure",
                 [desk](Call& call) { return certificate_file(call, desk); });
}

}  // namespace

void add_routes(auth::Api& api, const Desk& desk) {
    add_processing_routes(api, desk);
    add_consent_routes(api, desk);
    add_request_routes(api, desk);
    add_erasure_routes(api, desk);
    add_incident_routes(api, desk);
}

}  // namespace ketnap::privacy
