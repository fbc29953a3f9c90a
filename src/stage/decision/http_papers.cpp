// SPDX-License-Identifier: Apache-2.0
// Decisions, and the papers of meetings, as files and pictures.
#include "base/audit/trace.h"
#include "platform/vocabulary/errors.h"
#include "stage/decision/http_parts.h"
#include "stage/decision/papers.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

namespace ketnap::decision {

struct DecisionRow {
    Decision decision;
    std::string full_name;
    std::string cell_name;
    std::string unit_name;
};
BOOST_DESCRIBE_STRUCT(DecisionRow, (), (decision, full_name, cell_name, unit_name))

struct Received {
    std::vector<DecisionId> ids;
    std::string received_on;
};
BOOST_DESCRIBE_STRUCT(Received, (), (ids, received_on))

struct PaperPages {
    std::string title;
    int pages = 0;
};
BOOST_DESCRIBE_STRUCT(PaperPages, (), (title, pages))

namespace {

using auth::Action;
using auth::Call;

constexpr const char* docx_type =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

MeetingId meeting_id(const Call& call) {
    return MeetingId{call.param("id")};
}

json::Page<DecisionRow> decision_page(Call& call) {
    return call.ctx.read([&](db::Tx& tx) {
        std::vector<DecisionRow> rows;
        for (auto& d : decisions(tx, call.query("campaign_id"))) {
            const auto c = dossier::candidate(tx, d.dossier_id);
            if (call.can(Action::decision_read, c.dossier.object())) {
                rows.push_back(
                    {std::move(d), c.person.name, c.cell.name, c.unit ? c.unit->name : ""});
            }
        }
        return page_of(std::move(rows));
    });
}

struct NamedPaper {
    documents::Paper paper;
    std::string file_name;
};

NamedPaper readable_decision(Call& call, const Desk& desk) {
    return call.ctx.read([&](db::Tx& tx) {
        const auto d = get(tx, DecisionId{call.param("id")});
        auth::require_known(
            call.can(Action::decision_read, dossier::get(tx, d.dossier_id).object()));
        NamedPaper named{decision_paper(tx, call.ctx, desk, d.id), d.number_text};
        std::ranges::replace(named.file_name, '/', '-');
        return named;
    });
}

NamedPaper readable_proposal(Call& call, const Desk& desk) {
    const auto meeting = get_meeting(call.ctx, call.rights, desk, meeting_id(call));
    return call.ctx.read([&](db::Tx& tx) {
        return NamedPaper{proposal_paper(tx, call.ctx, desk, meeting.id),
                          "TTr-" + meeting.form.held_on};
    });
}

http::Response workbook_of(const NamedPaper& named) {
    const auto file = std::filesystem::temp_directory_path() / ("ketnap-" + new_uuid(0) + ".xlsx");
    documents::to_xlsx(named.paper, file);
    auto answer =
        http::file(file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                   named.file_name + ".xlsx");
    answer.remove_file = true;
    return answer;
}

http::Response file_of(Call& call, const Desk& desk, const NamedPaper& named,
                       const char* object_kind, bool has_workbook = false) {
    const auto format = call.query("format");
    if (format != "docx" && format != "pdf" && !(has_workbook && format == "xlsx")) {
        throw Refused{{field_finding("field.choice", "format")}};
    }
    audit::trace_apart(call.ctx, "paper.taken", object_kind, call.param("id"),
                       {{"format", "", format}});
    if (format == "xlsx") {
        return workbook_of(named);
    }
    return format == "docx" ? http::download(documents::to_docx(desk.library, named.paper),
                                             docx_type, named.file_name + ".docx")
                            : http::download(documents::to_pdf(desk.library, {&named.paper, 1}),
                                             "application/pdf", named.file_name + ".pdf");
}

http::Response picture_of(const Desk& desk, const NamedPaper& named, const std::string& page) {
    int number = 0;
    std::from_chars(page.data(), page.data() + page.size(), number);
    http::Response response;
    response.content_type = "image/png";
    if (number > 0) {
        response.body = documents::to_picture(desk.library, named.paper, number).png;
    }
    if (response.body.empty()) {
        throw NotFound{};
    }
    return response;
}

void add_decision_routes(auth::Api& api, const Desk& desk) {
    api.get<json::Page<DecisionRow>>("/api/decisions", Action::decision_read,
                                     "Decisions by number, of one campaign if asked",
                                     decision_page);
    api.fresh_factor().put<Received, auth::Nothing>(
        "/api/decisions/received", Action::decision_issue,
        "The day the cells received their decisions", [](Call& call, const Received& body) {
            set_received(call.ctx, call.rights, body.ids, body.received_on);
            return auth::Nothing{};
        });
    api.get<PaperPages>("/api/decisions/{id}/pages", Action::decision_read,
                        "How many pages the decision has", [desk](Call& call) {
                            const auto named = readable_decision(call, desk);
                            return PaperPages{
                                named.paper.file_title,
                                documents::to_picture(desk.library, named.paper, 1).pages};
                        });
    api.download("/api/decisions/{id}/pages/{page}", Action::decision_read,
                 "One page of the decision as a picture", [desk](Call& call) {
                     return picture_of(desk, readable_decision(call, desk), call.param("page"));
                 });
    api.download("/api/decisions/{id}/file", Action::decision_read,
                 "The decision, ?format=docx or pdf", [desk](Call& call) {
                     return file_of(call, desk, readable_decision(call, desk), "decision");
                 });
}

/// Known, and the actor may print for that body; then the paper is made in one transaction.
template <class F>
auto printed(Call& call, const Desk& desk, const dossier::Book& book, F&& make) {
    const auto meeting = get_meeting(call.ctx, call.rights, desk, meeting_id(call));
    auth::require(call.can(Action::meeting_edit, meeting.object()));
    const Print print{desk, book, [&call](Findings& findings) { call.localize(findings); }};
    return call.ctx.read([&](db::Tx& tx) { return make(tx, print, meeting); });
}

// What the template calls it, as a file may be called.
NamedPaper named_by_title(documents::Paper paper) {
    auto name = paper.file_title;
    std::ranges::replace(name, '/', '-');
    return {std::move(paper), std::move(name)};
}

using Make = documents::Paper (*)(db::Tx&, const Ctx&, const Print&, const MeetingId&);

void add_meeting_paper(auth::Api& api, const Desk& desk, const dossier::Book& book,
                       const std::string& name, const char* summary, Make make, bool has_workbook) {
    api.download("/api/meetings/{id}/" + name, Action::meeting_edit, summary,
                 [&book, desk, make, has_workbook](Call& call) {
                     const auto named =
                         printed(call, desk, book,
                                 [&](db::Tx& tx, const Print& print, const Meeting& meeting) {
                                     return named_by_title(make(tx, call.ctx, print, meeting.id));
                                 });
                     return file_of(call, desk, named, "meeting", has_workbook);
                 });
}

http::Response ballots(Call& call, const Desk& desk, const dossier::Book& book) {
    const auto papers =
        printed(call, desk, book, [&](db::Tx& tx, const Print& print, const Meeting& meeting) {
            return ballot_papers(tx, call.ctx, print, meeting.id);
        });
    audit::trace_apart(call.ctx, "paper.taken", "meeting", call.param("id"),
                       {{"format", "", "pdf"}});
    return http::download(documents::to_pdf(desk.library, papers), "application/pdf", "phieu.pdf");
}

void add_meeting_lists(auth::Api& api, const Desk& desk, const dossier::Book& book) {
    add_meeting_paper(api, desk, book, "agenda", "The agenda, ?format=docx or pdf", agenda_paper,
                      false);
    add_meeting_paper(api, desk, book, "summary",
                      "The summary table of the dossiers, ?format=docx, pdf or xlsx", summary_paper,
                      true);
    add_meeting_paper(api, desk, book, "minutes", "The minutes, ?format=docx or pdf", minutes_paper,
                      false);
    api.download("/api/meetings/{id}/ballots", Action::meeting_edit,
                 "Ballots to print, one a member, PDF",
                 [&book, desk](Call& call) { return ballots(call, desk, book); });
}

void add_result_papers(auth::Api& api, const Desk& desk, const dossier::Book& book) {
    api.download(
        "/api/meetings/{id}/notices/{cell_id}", Action::meeting_edit,
        "What one cell is told of the result, ?format=docx or pdf", [&book, desk](Call& call) {
            const auto named = printed(
                call, desk, book, [&](db::Tx& tx, const Print& print, const Meeting& meeting) {
                    return named_by_title(notice_paper(tx, call.ctx, print, meeting.id,
                                                       org::OrgId{call.param("cell_id")}));
                });
            return file_of(call, desk, named, "meeting");
        });
    api.download("/api/meetings/{id}/items/{item_id}/report", Action::meeting_edit,
                 "The report to the level above after the third failed vote, ?format=docx or pdf",
                 [&book, desk](Call& call) {
                     const auto named = printed(
                         call, desk, book,
                         [&](db::Tx& tx, const Print& print, const Meeting& meeting) {
                             return NamedPaper{failed_votes_paper(tx, call.ctx, print, meeting.id,
                                                                  ItemId{call.param("item_id")}),
                                               "BC-" + meeting.form.held_on};
                         });
                     return file_of(call, desk, named, "meeting");
                 });
}

void add_meeting_papers(auth::Api& api, const Desk& desk) {
    api.download("/api/meetings/{id}/proposal", Action::meeting_edit,
                 "The proposal with the list, ?format=docx or pdf", [desk](Call& call) {
                     return file_of(call, desk, readable_proposal(call, desk), "meeting");
                 });
}

}  // namespace

void add_paper_routes(auth::Api& api, const Desk& desk, const dossier::Book& book) {
    add_decision_routes(api, desk);
    add_meeting_papers(api, desk);
    add_meeting_lists(api, desk, book);
    add_result_papers(api, desk, book);
}

}  // namespace ketnap::decision
