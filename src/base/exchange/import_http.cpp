// SPDX-License-Identifier: Apache-2.0
#include "base/exchange/import_http.h"

#include "base/exchange/people_export.h"
#include "base/people/json.h"
#include "platform/vocabulary/file.h"

#include <algorithm>
#include <charconv>

namespace ketnap::exchange {

struct ColumnView {
    int column = 0;
    std::string head;
    std::string field;
    TextFacts text;
    DateFacts dates;
};
BOOST_DESCRIBE_STRUCT(ColumnView, (), (column, head, field, text, dates))

struct FieldView {
    std::string field;
    std::string title;
};
BOOST_DESCRIBE_STRUCT(FieldView, (), (field, title))

/// What stands in the file, and what may be chosen for each column.
struct ColumnsView {
    std::vector<std::string> sheets;
    std::vector<ColumnView> columns;
    std::vector<std::vector<std::string>> sample;
    std::vector<FieldView> fields;
    Mapping mapping;
};
BOOST_DESCRIBE_STRUCT(ColumnsView, (), (sheets, columns, sample, fields, mapping))

struct RowView {
    std::int64_t line = 0;
    std::string level;
    std::string name;
    Findings findings;
};
BOOST_DESCRIBE_STRUCT(RowView, (), (line, level, name, findings))

struct ImportView {
    ImportId id;
    std::string name;
    Format format = Format::xlsx;
    State state = State::uploaded;
    std::int64_t done = 0;
    std::int64_t total = 0;
    Summary summary;
    DateProof dates;
    Mapping mapping;
    std::string problem;
    std::int64_t created_at = 0;
    json::Page<RowView> rows;
};
BOOST_DESCRIBE_STRUCT(ImportView, (),
                      (id, name, format, state, done, total, summary, dates, mapping, problem,
                       created_at, rows))

struct ImportItem {
    ImportId id;
    std::string name;
    State state = State::uploaded;
    Summary summary;
    std::int64_t created_at = 0;
};
BOOST_DESCRIBE_STRUCT(ImportItem, (), (id, name, state, summary, created_at))

struct CheckForm {
    Mapping mapping;
};
BOOST_DESCRIBE_STRUCT(CheckForm, (), (mapping))

struct ExportForm {
    Format format = Format::xlsx;
    std::optional<std::string> text;
    std::optional<std::string> org_id;
    std::optional<std::vector<people::Standing>> standing;
    std::optional<std::string> sex;
    std::optional<std::string> sort;
    std::optional<bool> descending;
};
BOOST_DESCRIBE_STRUCT(ExportForm, (), (format, text, org_id, standing, sex, sort, descending))

namespace {

using auth::Action;
using auth::Call;

ImportId import_id(const Call& call) {
    return ImportId{call.param("id")};
}

std::int64_t number(const std::string& text, std::int64_t otherwise) {
    std::int64_t out = otherwise;
    std::from_chars(text.data(), text.data() + text.size(), out);
    return out;
}

Wording wording_of(const Call& call) {
    return [&call](const std::string& key) { return call.messages.text(key, call.language()); };
}

std::int64_t count_of(const Summary& summary, const std::string& level) {
    return level == "error"     ? summary.errors
           : level == "warning" ? summary.warnings
           : level == "hint"    ? summary.hints
                                : summary.errors + summary.warnings + summary.hints;
}

json::Page<RowView> rows_of(const Call& call, const Import& import) {
    const auto level = call.query("level");
    const auto limit = std::clamp<std::int64_t>(number(call.query("limit"), 50), 1, 500);
    auto found = found_rows(call.ctx, import.id, level, number(call.query("after"), 0), limit + 1);
    json::Page<RowView> page;
    page.count = count_of(import.summary, level);
    if (static_cast<std::int64_t>(found.size()) > limit) {
        found.pop_back();
        page.next = std::to_string(found.back().line);
    }
    for (auto& row : found) {
        call.localize(row.findings);
        page.items.push_back({row.line, row.level, row.name, std::move(row.findings)});
    }
    return page;
}

ImportView view_of(const Call& call, const Import& import) {
    ImportView view;
    view.id = import.id;
    view.name = import.name;
    view.format = import.format;
    view.state = import.state;
    view.summary = import.summary;
    view.dates = import.dates;
    view.mapping = import.mapping;
    view.created_at = import.created_at;
    if (!import.problem.empty()) {
        view.problem = call.messages.text(import.problem, call.language(), {import.problem_detail});
    }
    if (!import.job_id.empty()) {
        const auto job =
            call.ctx.read([&](db::Tx& tx) { return call.ctx.jobs.status(tx, import.job_id); });
        if (job) {
            view.done = job->done_count;
            view.total = job->total_count;
        }
    }
    if (import.state == State::checked || import.state == State::applied) {
        view.rows = rows_of(call, import);
    }
    return view;
}

ColumnsView columns_of(const Call& call, const Kit& kit) {
    const auto import = get(call.ctx, import_id(call));
    const auto sheet = static_cast<int>(number(call.query("sheet"), import.mapping.sheet));
    auto seen = preview(source_of(call.ctx, import), sheet, kit);
    if (!seen) {
        throw Refused{{field_finding(seen.error().key, "sheet", {seen.error().detail})}};
    }
    ColumnsView view;
    view.mapping = sheet == import.mapping.sheet ? import.mapping : mapping_of(*seen, sheet);
    for (auto& [column, text, dates, width] : seen->columns) {
        view.columns.push_back(
            {column.index, column.head, column.field, std::move(text), std::move(dates)});
    }
    view.sheets = std::move(seen->sheets);
    view.sample = std::move(seen->sample);
    for (const auto& field : kit.columns.fields()) {
        view.fields.push_back(
            {field, call.messages.text("import.field." + field, call.language())});
    }
    return view;
}

json::Page<ImportItem> list(const Call& call) {
    json::Page<ImportItem> page;
    for (const auto& one : recent(call.ctx)) {
        page.items.push_back({one.id, one.name, one.state, one.summary, one.created_at});
    }
    page.count = static_cast<std::int64_t>(page.items.size());
    return page;
}

http::Response rejected(Call& call, const Kit& kit) {
    const auto bytes = rejected_workbook(call.ctx, kit, import_id(call),
                                         call.messages.text("import.reason", call.language()),
                                         [&call](const Finding& finding) {
                                             Findings one{finding};
                                             call.localize(one);
                                             return one.front().message;
                                         });
    return http::download(bytes, content_type(Format::xlsx),
                          call.messages.text("import.rejected_file", call.language()) + ".xlsx");
}

people::Query query_of(const ExportForm& form) {
    people::Query query;
    query.text = form.text.value_or("");
    query.org_id = form.org_id.value_or("");
    query.standing = form.standing.value_or(std::vector<people::Standing>{});
    query.sex = form.sex.value_or("");
    query.sort = form.sort.value_or("name");
    query.descending = form.descending.value_or(false);
    return query;
}

http::Response exported(Call& call, const ExportForm& form) {
    auto reach = call.reach(Action::list_export);
    const auto bytes =
        export_people(call.ctx, reach, query_of(form), form.format, wording_of(call));
    const auto name = call.messages.text("import.people_file", call.language());
    return http::download(bytes, content_type(form.format),
                          name + (form.format == Format::csv ? ".csv" : ".xlsx"));
}

}  // namespace

void add_import_routes(auth::Api& api, const Kit& kit) {
    api.get<json::Page<ImportItem>>("/api/imports", Action::person_import,
                                    "One's own files on their way in", list);
    api.upload<ImportView>(
        "/api/imports", Action::person_import,
        "Send a workbook or CSV of people (?name=); nothing is taken over yet", [kit](Call& call) {
            const auto bytes = read_own_file(call.request.upload_file);
            return view_of(call, start(call.ctx, call.rights, kit, call.query("name"), bytes));
        });
    api.get<ColumnsView>("/api/imports/{id}/columns", Action::person_import,
                         "Columns, first rows and what each column may be (?sheet=)",
                         [kit](Call& call) { return columns_of(call, kit); });
    api.post<CheckForm, ImportView>(
        "/api/imports/{id}/check", Action::person_import, "Dry run: writes nobody",
        [kit](Call& call, const CheckForm& form) {
            return view_of(call,
                           begin_check(call.ctx, call.rights, kit, import_id(call), form.mapping));
        });
    api.get<ImportView>("/api/imports/{id}", Action::person_import,
                        "State, counts and a page of rows with findings (?after= &level= &limit=)",
                        [](Call& call) { return view_of(call, get(call.ctx, import_id(call))); });
    api.post<auth::Nothing, ImportView>(
        "/api/imports/{id}/apply", Action::person_import, "Take over every row without an error",
        [](Call& call, const auth::Nothing&) {
            return view_of(call, begin_apply(call.ctx, import_id(call)));
        });
    api.post<auth::Nothing, auth::Nothing>("/api/imports/{id}/cancel", Action::person_import,
                                           "Ask the running pass to end",
                                           [](Call& call, const auth::Nothing&) {
                                               cancel(call.ctx, import_id(call));
                                               return auth::Nothing{};
                                           });
    api.del<auth::Nothing>("/api/imports/{id}", Action::person_import,
                           "Throw the file away; people that came in stay", [](Call& call) {
                               remove(call.ctx, import_id(call));
                               return auth::Nothing{};
                           });
    api.download("/api/imports/{id}/rejected.xlsx", Action::person_import,
                 "The rejected rows, each with its reason",
                 [kit](Call& call) { return rejected(call, kit); });
    api.fresh_factor()
        .counted(auth::Watched::exports)
        .post_download<ExportForm>("/api/people/export", Action::list_export,
                                   "The people the filter lets through, as a file", exported);
}

}  // namespace ketnap::exchange
