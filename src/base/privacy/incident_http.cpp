// SPDX-License-Identifier: Apache-2.0
// Routes of incidents, and of papers and files that are secret.
#include "base/audit/trace.h"
#include "base/auth/api.h"
#include "base/privacy/incidents.h"
#include "base/privacy/secrets.h"
#include "platform/vocabulary/errors.h"

#include <fmt/format.h>

namespace ketnap::privacy {

void add_incident_routes(auth::Api& api, const Desk& desk);

/// A file that might have to go.
struct FoundFile {
    std::string id;
    std::string name;
    std::int64_t added_at = 0;
    std::string added_by_name;
    bool held = false;
};
BOOST_DESCRIBE_STRUCT(FoundFile, (), (id, name, added_at, added_by_name, held))

struct FileQuery {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(FileQuery, (), (text))

struct RowVersion {
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(RowVersion, (), (version))

namespace {

using auth::Action;
using auth::Call;

Work at_desk(const Call& call, const Desk& desk) {
    return {call.ctx, call.rights, desk};
}

template <class T>
json::Page<T> all_of(std::vector<T> items) {
    json::Page<T> page;
    page.count = static_cast<std::int64_t>(items.size());
    page.items = std::move(items);
    return page;
}

http::Response notice_file(Call& call, const Desk& desk) {
    const auto paper = call.ctx.read([&](db::Tx& tx) {
        const auto work = at_desk(call, desk);
        return notice(tx, work, incident(tx, work, call.param("id")));
    });
    audit::trace_apart(call.ctx, "privacy.notice_exported", "data_incident", call.param("id"));
    return http::download(documents::to_docx(desk.papers, paper),
                          "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                          paper.file_title + ".docx");
}

json::Page<FoundFile> find_files(Call& call, const FileQuery& form, const Desk& desk) {
    constexpr std::int64_t most = 20;
    return call.ctx.read([&](db::Tx& tx) {
        require_office(tx, at_desk(call, desk), Action::data_erase);
        std::vector<FoundFile> out;
        for (const auto& one : attachments::latest(tx, form.text, most)) {
            out.push_back({one.id.value, one.name, one.added_at, one.added_by_name, one.held});
        }
        return all_of(std::move(out));
    });
}

template <class Answer>
void add_step(auth::Api& api, const Desk& desk, const std::string& path, Action action,
              const char* summary, Answer (*run)(const Work&, const std::string&, std::int64_t),
              auth::Commits commits = auth::Commits::once) {
    api.post<RowVersion, Answer>(
        path, action, summary,
        [desk, run](Call& call, const RowVersion& form) {
            return run(at_desk(call, desk), call.param("id"), form.version);
        },
        commits);
}

void add_secret_routes(auth::Api& api, const Desk& desk) {
    api.get<json::Page<PaperStub>>("/api/privacy/stubs", Action::privacy_read,
                                   "Secret papers that lie on paper only", [desk](Call& call) {
                                       return call.ctx.read([&](db::Tx& tx) {
                                           return all_of(stubs(tx, at_desk(call, desk)));
                                       });
                                   });
    api.post<StubForm, PaperStub>(
        "/api/privacy/stubs", Action::privacy_edit,
        "Note where a secret paper lies and who keeps it",
        [desk](Call& call, const StubForm& form) { return add_stub(at_desk(call, desk), form); });
    add_step<PaperStub>(api, desk, "/api/privacy/stubs/{id}/end", Action::privacy_edit,
                        "The paper is no longer here", end_stub);
    api.query<FileQuery, json::Page<FoundFile>>(
        "/api/privacy/files/query", Action::data_erase, "Files by their names, newest first",
        [desk](Call& call, const FileQuery& form) { return find_files(call, form, desk); });
    api.get<json::Page<Purge>>("/api/privacy/purges", Action::privacy_read,
                               "Files held back or destroyed as secret", [desk](Call& call) {
                                   return call.ctx.read([&](db::Tx& tx) {
                                       return all_of(purges(tx, at_desk(call, desk)));
                                   });
                               });
    api.post<PurgeForm, Purge>(
        "/api/privacy/purges", Action::data_erase, "Hold a file back: nobody opens it any more",
        [desk](Call& call, const PurgeForm& form) { return hold_file(at_desk(call, desk), form); });
    auto anew = api.fresh_factor();
    add_step<Purge>(anew, desk, "/api/privacy/purges/{id}/do", Action::data_erase,
                    "Destroy the file: by another person than who held it", purge_file,
                    auth::Commits::itself);
    add_step<Purge>(api, desk, "/api/privacy/purges/{id}/release", Action::data_erase,
                    "It was not secret: let it go", release_file);
}

}  // namespace

void add_incident_routes(auth::Api& api, const Desk& desk) {
    api.get<json::Page<Incident>>("/api/privacy/incidents", Action::privacy_read,
                                  "Incidents, newest first", [desk](Call& call) {
                                      return call.ctx.read([&](db::Tx& tx) {
                                          return all_of(incidents(tx, at_desk(call, desk)));
                                      });
                                  });
    api.post<IncidentForm, Incident>("/api/privacy/incidents", Action::privacy_edit,
                                     "Open an incident; the clock of the notice runs",
                                     [desk](Call& call, const IncidentForm& form) {
                                         return add_incident(at_desk(call, desk), form);
                                     });
    api.put<IncidentForm, Incident>(
        "/api/privacy/incidents/{id}", Action::privacy_edit, "Change an incident",
        [desk](Call& call, const IncidentForm& form) {
            return change_incident(at_desk(call, desk), call.param("id"), form);
        });
    api.get<TouchedList>("/api/privacy/incidents/{id}/touched", Action::privacy_read,
                         "Whom it touches, read from the audit", [desk](Call& call) {
                             return call.ctx.read([&](db::Tx& tx) {
                                 const auto work = at_desk(call, desk);
                                 return touched(tx, work, incident(tx, work, call.param("id")),
                                                call.language());
                             });
                         });
    add_step<Incident>(api, desk, "/api/privacy/incidents/{id}/notified", Action::privacy_edit,
                       "The authority was told", mark_notified);
    add_step<Incident>(api, desk, "/api/privacy/incidents/{id}/close", Action::privacy_edit,
                       "All is done", close_incident);
    api.fresh_factor()
        .counted(auth::Watched::exports)
        .download("/api/privacy/incidents/{id}/notice", Action::privacy_read,
                  "Notice to the authority, as a document",
                  [desk](Call& call) { return notice_file(call, desk); });
    add_secret_routes(api, desk);
}

}  // namespace ketnap::privacy
