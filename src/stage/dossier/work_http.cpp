// SPDX-License-Identifier: Apache-2.0
// Routes of the list of work: what is to be done, the same act on many, reminders, the overdue
// list.
#include "base/audit/trace.h"
#include "platform/vocabulary/errors.h"
#include "stage/dossier/bulk.h"
#include "stage/dossier/http.h"
#include "stage/dossier/slips.h"
#include "stage/dossier/work_list.h"

namespace ketnap::dossier {

struct BulkAnswer {
    std::vector<BulkResult> items;
};
BOOST_DESCRIBE_STRUCT(BulkAnswer, (), (items))

/// What is to be done, and how much of each stage and day there is before those are chosen.
struct WorkAnswer {
    std::vector<WorkRow> items;
    std::vector<WorkGroup> groups;
    std::optional<std::string> next;
    std::int64_t count = 0;
    bool count_capped = false;
};
BOOST_DESCRIBE_STRUCT(WorkAnswer, (), (items, groups, next, count, count_capped))

struct OverduePrint {
    WorkQuery filter;
    std::string format;
};
BOOST_DESCRIBE_STRUCT(OverduePrint, (), (filter, format))

namespace {

using auth::Action;
using auth::Call;

constexpr const char* docx_type =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
constexpr const char* xlsx_type =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

WorkAnswer list(Call& call, const Book& book, const WorkQuery& query) {
    return call.ctx.read([&](db::Tx& tx) {
        auto all = query;
        all.late.reset();
        all.kinds.reset();
        all.due.reset();
        WorkAnswer answer;
        answer.items = work_list(tx, call, book, all);
        answer.count_capped = static_cast<std::int64_t>(answer.items.size()) >= work_cap;
        answer.groups = groups_of(answer.items);
        narrow(answer.items, query);
        answer.count = static_cast<std::int64_t>(answer.items.size());
        return answer;
    });
}

BulkAnswer run_bulk(Call& call, const Book& book, const BulkForm& form) {
    const Work work{call.ctx, call.rights, book, nullptr, form.on_behalf_of.value_or("")};
    BulkAnswer answer{bulk(work, form)};
    for (auto& one : answer.items) {
        call.localize(one.findings);
    }
    return answer;
}

http::Response print_overdue(Call& call, const Book& book, const OverduePrint& form) {
    const auto paper =
        call.ctx.read([&](db::Tx& tx) { return overdue_paper(tx, call, book, form.filter); });
    audit::trace_apart(call.ctx, "paper.taken", "dossier", "", {{"format", "", form.format}});
    if (form.format == "xlsx") {
        return http::download(xlsx_of(paper), xlsx_type, "qua-han.xlsx");
    }
    if (form.format == "docx") {
        return http::download(documents::to_docx(*book.papers, paper), docx_type, "qua-han.docx");
    }
    if (form.format == "pdf") {
        return http::download(documents::to_pdf(*book.papers, {&paper, 1}), "application/pdf",
                              "qua-han.pdf");
    }
    refuse("field.choice", "format");
}

}  // namespace

void add_work_routes(auth::Api& api, const Book& book) {
    api.post<WorkQuery, WorkAnswer>(
        "/api/work/query", Action::task_read,
        "What is to be done, by whom and by when: dossiers, rounds, opinions, tasks",
        [&book](Call& call, const WorkQuery& query) { return list(call, book, query); });
    api.post<BulkForm, BulkAnswer>(
        "/api/dossiers/bulk", Action::dossier_appraise,
        "The same act on up to 50 dossiers, each judged alone",
        [&book](Call& call, const BulkForm& form) { return run_bulk(call, book, form); });
    api.post<RemindForm, auth::Nothing>("/api/work/remind", Action::dossier_appraise,
                                        "Records that a step of the ladder was taken",
                                        [&book](Call& call, const RemindForm& form) {
                                            remind({call.ctx, call.rights, book}, form);
                                            return auth::Nothing{};
                                        });
    api.fresh_factor()
        .counted(auth::Watched::exports)
        .post_download<OverduePrint>("/api/work/overdue", Action::list_export,
                                     "What is late, by whom: DOCX, PDF or XLSX",
                                     [&book](Call& call, const OverduePrint& form) {
                                         return print_overdue(call, book, form);
                                     });
}

}  // namespace ketnap::dossier
