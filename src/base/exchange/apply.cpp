// SPDX-License-Identifier: Apache-2.0
// Taking over what the dry run let through, a chunk a transaction: people, each with the line they
// came from, and how far it got. Their audit row is that of the import, written before the first.
#include "base/audit/trace.h"
#include "base/exchange/exchange.h"
#include "base/exchange/seal.h"
#include "base/exchange/store.h"
#include "base/org/org.h"

namespace ketnap::exchange {
namespace {

FoundRow found(const Row& row) {
    return {.line = row.line,
            .level = worst_level(row.findings),
            .name = row.who.name,
            .findings = row.findings};
}

// A body may be gone since the dry run.
void place(Row& row, const Units& units) {
    const auto* body = units.by_id(row.who.org_id.value);
    if (body == nullptr) {
        row.findings.push_back(field_finding("import.unit_unknown", "org_id", {""}));
        return;
    }
    row.who.org_path = body->path;
    if (row.who.union_org_id.empty()) {
        return;
    }
    if (const auto* branch = units.by_id(row.who.union_org_id.value)) {
        row.who.union_org_path = branch->path;
    } else {
        row.findings.push_back(field_finding("import.unit_unknown", "union_org_id", {""}));
    }
}

// Others may have entered the same person since; a code may stand twice in the file.
void mark_taken(db::Tx& tx, const Ctx& ctx, Row& row) {
    const auto& number = row.sensitive.national_id;
    if (!number.empty() && people::find_by_national_id(tx, ctx, number)) {
        row.findings.push_back(field_finding("import.number_known", "national_id"));
    } else if (!row.who.code.empty() && people::find_by_code(tx, row.who.code)) {
        row.findings.push_back(field_finding("import.code_known", "code", {row.who.code}));
    }
}

void take_over(const Ctx& ctx, Import& import, std::vector<Row>& rows, std::int64_t last_line) {
    const auto before = import;
    ctx.write([&](db::Tx& tx) {
        import = before;
        for (auto row : rows) {
            mark_taken(tx, ctx, row);
            if (has_error(row.findings)) {
                store::put_row(tx, import.id, sealed_row(ctx, import, found(row)));
                continue;
            }
            people::insert(tx, ctx, row.who, row.sensitive,
                           people::Origin{.audit_seq = import.audit_seq, .line = row.line});
            ++import.summary.imported;
        }
        import.next_line = last_line + 1;
        store::save(tx, import);
    });
    ++import.version;
}

// The audit row of the import says how many were to come in.
void trace_shortfall(db::Tx& tx, const Ctx& ctx, const Import& import) {
    if (import.summary.imported != import.summary.acceptable()) {
        audit::trace(tx, ctx, "import.partly", "import", import.id.value,
                     {{"rows", std::to_string(import.summary.acceptable()),
                       std::to_string(import.summary.imported)}});
    }
}

}  // namespace

void run_apply(const Ctx& ctx, const ImportId& id, const Progress& progress) {
    auto import = ctx.read([&](db::Tx& tx) { return store::by_id(tx, id); });
    if (!import || import->state != State::applying) {
        return;
    }
    const Units units{ctx.read([&](db::Tx& tx) { return org::tree(tx, import->reach); })};
    auto end = State::applied;
    const auto next = [&] {
        return ctx.read([&](db::Tx& tx) { return store::chunk_from(tx, id, import->next_line); });
    };
    for (auto chunk = next(); chunk; chunk = next()) {
        if (progress.cancelled && progress.cancelled()) {
            end = State::cancelled;
            break;
        }
        auto rows = opened_chunk(ctx, *import, *chunk);
        std::erase_if(rows, [&](const Row& row) { return row.line < import->next_line; });
        for (auto& row : rows) {
            place(row, units);
        }
        take_over(ctx, *import, rows, chunk->last_line);
        if (progress.report) {
            progress.report(import->summary.imported, import->summary.acceptable());
        }
    }
    import->state = end;
    ctx.write([&](db::Tx& tx) {
        trace_shortfall(tx, ctx, *import);
        store::save(tx, *import);
    });
}

}  // namespace ketnap::exchange
