// SPDX-License-Identifier: Apache-2.0
#include "stage/envelope/asked.h"
#include "stage/envelope/http.h"

namespace ketnap::envelope {

struct FileVersion {
    std::string id;
    std::int64_t version_no = 1;
    std::string name;
    attachments::Kind kind = attachments::Kind::pdf;
    std::int64_t size = 0;
    std::int64_t pages = 0;
    std::string sha256;
    std::int64_t added_at = 0;
    std::string added_by;
};
BOOST_DESCRIBE_STRUCT(FileVersion, (),
                      (id, version_no, name, kind, size, pages, sha256, added_at, added_by))

/// One file of a paper with its versions, the newest first.
struct PaperFile {
    std::string form;
    bool taken_out = false;
    std::string reason;
    std::vector<FileVersion> versions;
};
BOOST_DESCRIBE_STRUCT(PaperFile, (), (form, taken_out, reason, versions))

struct PaperFiles {
    std::vector<PaperFile> items;
};
BOOST_DESCRIBE_STRUCT(PaperFiles, (), (items))

struct TakeOutForm {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(TakeOutForm, (), (reason))

namespace {

using auth::Action;
using auth::Call;

constexpr std::int64_t file_limit = std::int64_t{25} * 1024 * 1024;

DossierId dossier_of(const Call& call) {
    return DossierId{call.param("id")};
}

AttachmentId file_id(const Call& call) {
    return AttachmentId{call.param("attachment")};
}

Incoming incoming(const Call& call) {
    return {call.request.upload_file, sent_name(call.request)};
}

PaperFiles shown(const std::vector<Attachment>& files) {
    PaperFiles out;
    std::string series;
    for (const auto& one : files) {
        if (series != one.series_id) {
            series = one.series_id;
            out.items.push_back({one.at.place, one.removed_at.has_value(), one.removed_reason, {}});
        }
        out.items.back().versions.push_back({one.id.value, one.version_no, one.name, one.kind,
                                             one.size, one.pages, one.sha256, one.added_at,
                                             one.added_by_name});
    }
    return out;
}

}  // namespace

void add_file_routes(auth::Api& api, const Desk& desk) {
    const auto work = [desk](const Call& call) { return Work{call.ctx, call.rights, desk}; };
    api.get<PaperFiles>("/api/dossiers/{id}/attachments", Action::dossier_read,
                        "The files of its papers with their versions", [work](Call& call) {
                            return shown(files_of(work(call), dossier_of(call)));
                        });
    api.upload_new<PaperFiles>("/api/dossiers/{id}/papers/{form}/attachments", Action::dossier_edit,
                               "Puts a PDF, JPEG or PNG to a paper (its name in X-File-Name)",
                               file_limit, [work](Call& call) {
                                   attach(work(call), dossier_of(call), call.param("form"),
                                          incoming(call));
                                   return shown(files_of(work(call), dossier_of(call)));
                               });
    api.upload_new<PaperFiles>(
        "/api/dossiers/{id}/attachments/{attachment}/versions", Action::dossier_edit,
        "A better version of a file (its name in X-File-Name); the one before stays", file_limit,
        [work](Call& call) {
            replace(work(call), dossier_of(call), file_id(call), incoming(call));
            return shown(files_of(work(call), dossier_of(call)));
        });
    api.post<TakeOutForm, PaperFiles>(
        "/api/dossiers/{id}/attachments/{attachment}/take-out", Action::dossier_edit,
        "Marks a file that does not belong there, with a reason",
        [work](Call& call, const TakeOutForm& form) {
            take_out(work(call), dossier_of(call), file_id(call), form.reason);
            return shown(files_of(work(call), dossier_of(call)));
        });
    api.download("/api/dossiers/{id}/attachments/{attachment}/pages/{page}", Action::dossier_read,
                 "One page as a picture; audited", [work](Call& call) {
                     const auto one = file_of(work(call), dossier_of(call), file_id(call));
                     auto page =
                         page_of(work(call), dossier_of(call), one, number_in(call.param("page")));
                     return http::download(std::move(page.bytes), std::string{page.type}, "page");
                 });
    api.download("/api/dossiers/{id}/attachments/{attachment}/file", Action::dossier_read,
                 "The file as it is kept; audited", [work](Call& call) {
                     const auto one = file_of(work(call), dossier_of(call), file_id(call));
                     return http::download(download(work(call), dossier_of(call), one),
                                           std::string{content_type(one.kind)}, one.name);
                 });
}

}  // namespace ketnap::envelope
