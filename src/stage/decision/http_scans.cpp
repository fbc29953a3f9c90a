// SPDX-License-Identifier: Apache-2.0
// Scans of a meeting: in, out, looked at.
#include "stage/decision/http_parts.h"
#include "stage/decision/scans.h"

namespace ketnap::decision {

struct Scan {
    AttachmentId id;
    std::string name;
    attachments::Kind kind = attachments::Kind::pdf;
    std::int64_t size = 0;
    std::int64_t pages = 0;
    std::int64_t added_at = 0;
    std::string added_by;
};
BOOST_DESCRIBE_STRUCT(Scan, (), (id, name, kind, size, pages, added_at, added_by))

struct ScanTakenOut {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ScanTakenOut, (), (reason))

namespace {

using auth::Action;
using auth::Call;

constexpr std::int64_t file_limit = std::int64_t{25} * 1024 * 1024;

MeetingId meeting_id(const Call& call) {
    return MeetingId{call.param("id")};
}

AttachmentId scan_id(const Call& call) {
    return AttachmentId{call.param("attachment")};
}

json::Page<Scan> shown(const ScanWork& work, const MeetingId& id) {
    std::vector<Scan> rows;
    for (const auto& one : scans_of(work, id)) {
        rows.push_back(
            {one.id, one.name, one.kind, one.size, one.pages, one.added_at, one.added_by_name});
    }
    return page_of(std::move(rows));
}

}  // namespace

void add_scan_routes(auth::Api& api, attachments::Shelf& shelf) {
    const auto work = [&shelf](const Call& call) { return ScanWork{call.ctx, call.rights, shelf}; };
    api.get<json::Page<Scan>>("/api/meetings/{id}/scans", Action::meeting_read,
                              "Scans of what was decided on paper",
                              [work](Call& call) { return shown(work(call), meeting_id(call)); });
    api.upload_new<json::Page<Scan>>(
        "/api/meetings/{id}/scans", Action::meeting_edit,
        "Puts a scan (PDF, JPEG, PNG) to the meeting (?name=)", file_limit, [work](Call& call) {
            attach_scan(work(call), meeting_id(call), call.request.upload_file, call.query("name"));
            return shown(work(call), meeting_id(call));
        });
    api.post<ScanTakenOut, json::Page<Scan>>(
        "/api/meetings/{id}/scans/{attachment}/take-out", Action::meeting_edit,
        "Marks a scan that does not belong there, with a reason",
        [work](Call& call, const ScanTakenOut& form) {
            take_out_scan(work(call), meeting_id(call), scan_id(call), form.reason);
            return shown(work(call), meeting_id(call));
        });
    api.download("/api/meetings/{id}/scans/{attachment}/file", Action::meeting_read,
                 "The scan as it is kept; audited", [work](Call& call) {
                     auto scan = open_scan(work(call), meeting_id(call), scan_id(call));
                     return http::download(std::move(scan.bytes),
                                           std::string{attachments::content_type(scan.about.kind)},
                                           scan.about.name);
                 });
}

}  // namespace ketnap::decision
