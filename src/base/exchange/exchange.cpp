// SPDX-License-Identifier: Apache-2.0
#include "base/exchange/exchange.h"

#include "base/audit/trace.h"
#include "base/exchange/seal.h"
#include "base/exchange/store.h"
#include "base/org/org.h"
#include "platform/crypto/vault.h"
#include "platform/json/read.h"
#include "platform/json/write.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"

#include <algorithm>
#include <set>

namespace ketnap::exchange {

/// What a job is told: the file, and who asked.
struct JobOrder {
    std::string import_id;
    std::string account_id;
    std::string person_id;
    std::string user;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(JobOrder, (), (import_id, account_id, person_id, user, name))

namespace {

using auth::Action;

constexpr std::size_t piece_bytes = std::size_t{1} << 20U;
constexpr std::size_t sample_rows = 5;
constexpr std::size_t head_within = 25;
constexpr std::int64_t kept_days = 7;
constexpr std::int64_t day_ms = 24LL * 60 * 60 * 1000;

const std::string& owner_of(const audit::Actor& actor) {
    return actor.account_id.empty() ? actor.user : actor.account_id;
}

[[noreturn]] void refuse(std::string rule, std::string field = "",
                         std::vector<std::string> values = {}) {
    throw Refused{{field_finding(std::move(rule), std::move(field), std::move(values))}};
}

std::string masked_cell(const Column& column, const ooxml::Cells& cells) {
    const auto index = static_cast<std::size_t>(column.index);
    const auto text = index < cells.size() ? text::trim(cells[index].text) : std::string{};
    return column.field == "national_id" ? masked_number(text) : text;
}

std::string job_order(const Ctx& ctx, const ImportId& id) {
    return json::write(JobOrder{id.value, ctx.actor.account_id, ctx.actor.person_id, ctx.actor.user,
                                ctx.actor.name});
}

bool running(State state) {
    return state == State::checking || state == State::applying;
}

Import owned(db::Tx& tx, const Ctx& ctx, const ImportId& id) {
    auto import = store::by_id(tx, id);
    if (!import || (import->owner != owner_of(ctx.actor) && !ctx.actor.all_rights)) {
        throw NotFound{};
    }
    return std::move(*import);
}

void save(db::Tx& tx, Import& import) {
    if (!store::update(tx, import)) {
        throw Conflict{};
    }
    ++import.version;
}

void check_mapping(const Mapping& mapping, const ColumnBook& book) {
    std::set<std::string> fields;
    Findings findings;
    for (const auto& [column, field] : mapping.columns) {
        const bool known = field.empty() || book.has(field);
        const bool once = field.empty() || field == "ignore" || fields.insert(field).second;
        if (!known || column < 0) {
            findings.push_back(field_finding("field.choice", "columns"));
        } else if (!once) {
            findings.push_back(field_finding("import.field_twice", "columns", {field}));
        }
    }
    if (!fields.contains("name") && !fields.contains("given_name")) {
        findings.push_back(field_finding("import.no_name_column", "columns"));
    }
    refuse_if(findings);
}

Import checking(db::Tx& tx, const Ctx& ctx, const auth::Rights& rights, const ImportId& id,
                const Mapping& mapping, jobs::JobId job) {
    auto import = owned(tx, ctx, id);
    if (running(import.state) || import.state == State::applied) {
        refuse("import.busy");
    }
    import.state = State::checking;
    import.mapping = mapping;
    import.reach = rights.reach(ctx.actor, Action::person_import);
    import.summary = {};
    import.dates = {};
    import.problem.clear();
    import.job_id = std::move(job);
    save(tx, import);
    audit::trace(tx, ctx, "import.checked", "import", id.value);
    return import;
}

Import applying(db::Tx& tx, const Ctx& ctx, const ImportId& id, jobs::JobId job) {
    auto import = owned(tx, ctx, id);
    if (import.state != State::checked || import.summary.acceptable() == 0) {
        refuse("import.not_checked");
    }
    import.state = State::applying;
    import.job_id = std::move(job);
    save(tx, import);
    audit::trace(
        tx, ctx, "import.applied", "import", id.value,
        {{"file", "", import.name}, {"rows", "", std::to_string(import.summary.acceptable())}});
    return import;
}

void sweep(db::Tx& tx, const std::string& owner) {
    for (const auto& old : store::of_owner(tx, owner, 200)) {
        if (old.created_at < tx.now_ms() - kept_days * day_ms) {
            store::remove(tx, old.id);
        }
    }
}

}  // namespace

Result<Preview> preview(const Source& source, int sheet, const ColumnBook& book) {
    Preview out;
    auto sheets = source.sheets();
    if (!sheets) {
        return tl::make_unexpected(sheets.error());
    }
    out.sheets = std::move(*sheets);
    std::vector<Line> first;
    const auto read = source.each_row(sheet, [&](std::int64_t line, const ooxml::Cells& cells) {
        first.emplace_back(line, cells);
        return first.size() < head_within + sample_rows;
    });
    if (!read) {
        return tl::make_unexpected(read.error());
    }
    const std::vector<Line> heads{
        first.begin(),
        first.begin() + static_cast<std::ptrdiff_t>(std::min(first.size(), head_within))};
    auto guess = guess_head(heads, book);
    if (guess.line == 0) {
        return problem("import.no_head");
    }
    out.head_line = guess.line;
    out.columns = std::move(guess.columns);
    for (const auto& [line, cells] : first) {
        if (line > out.head_line && out.sample.size() < sample_rows) {
            auto& row = out.sample.emplace_back();
            for (const auto& column : out.columns) {
                row.push_back(masked_cell(column, cells));
            }
        }
    }
    return out;
}

Mapping mapping_of(const Preview& preview, int sheet) {
    Mapping out;
    out.sheet = sheet;
    out.head_line = preview.head_line;
    for (const auto& column : preview.columns) {
        out.columns.push_back({column.index, column.field});
    }
    return out;
}

Import start(const Ctx& ctx, const auth::Rights& rights, const Kit& kit, const std::string& name,
             const std::string& bytes) {
    auth::require(rights.may(ctx.actor, Action::person_import));
    const Source source{bytes, format_of(bytes)};
    const auto seen = preview(source, 0, kit.columns);
    if (!seen) {
        refuse(seen.error().key, "file", {seen.error().detail});
    }
    Import import;
    import.id = new_id<ImportId>(ctx.clock.now().ms);
    import.name = text::clean_name(name.empty() ? "people" : name);
    import.format = source.format();
    import.owner = owner_of(ctx.actor);
    import.mapping = mapping_of(*seen, 0);
    import.reach = rights.reach(ctx.actor, Action::person_import);
    import.sealed_key = ctx.vault.new_person_key(ctx.actor.tenant);
    import.created_at = ctx.clock.now().ms;
    std::vector<db::Blob> pieces;
    for (std::string_view rest = bytes; !rest.empty();) {
        const auto piece = rest.substr(0, piece_bytes);
        pieces.push_back(
            sealed_piece(ctx, import, static_cast<std::int64_t>(pieces.size()), piece));
        rest.remove_prefix(piece.size());
    }
    import.piece_count = static_cast<std::int64_t>(pieces.size());
    ctx.write([&](db::Tx& tx) {
        sweep(tx, import.owner);
        store::insert(tx, import);
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            store::insert_piece(tx, import.id, static_cast<std::int64_t>(i), pieces[i]);
        }
        audit::trace(tx, ctx, "import.uploaded", "import", import.id.value,
                     {{"file", "", import.name}});
    });
    import.version = 1;
    return import;
}

Import get(const Ctx& ctx, const ImportId& id) {
    return ctx.read([&](db::Tx& tx) { return owned(tx, ctx, id); });
}

std::vector<Import> recent(const Ctx& ctx) {
    return ctx.read([&](db::Tx& tx) { return store::of_owner(tx, owner_of(ctx.actor), 20); });
}

Source source_of(const Ctx& ctx, const Import& import) {
    std::string bytes;
    for (std::int64_t i = 0; i < import.piece_count; ++i) {
        const auto sealed = ctx.read([&](db::Tx& tx) { return store::piece(tx, import.id, i); });
        bytes += opened_piece(ctx, import, i, sealed);
    }
    return Source{std::move(bytes), import.format};
}

Import begin_check(const Ctx& ctx, const auth::Rights& rights, const Kit& kit, const ImportId& id,
                   const Mapping& mapping) {
    check_mapping(mapping, kit.columns);
    return ctx.write([&](db::Tx& tx) {
        return checking(tx, ctx, rights, id, mapping,
                        ctx.jobs.enqueue(tx, "exchange.check", job_order(ctx, id)));
    });
}

Import check_here(const Ctx& ctx, const auth::Rights& rights, const Kit& kit, const ImportId& id,
                  const Mapping& mapping, const Progress& progress) {
    check_mapping(mapping, kit.columns);
    ctx.write([&](db::Tx& tx) { checking(tx, ctx, rights, id, mapping, {}); });
    run_check(ctx, kit, id, progress);
    return get(ctx, id);
}

Import begin_apply(const Ctx& ctx, const ImportId& id) {
    return ctx.write([&](db::Tx& tx) {
        return applying(tx, ctx, id, ctx.jobs.enqueue(tx, "exchange.apply", job_order(ctx, id)));
    });
}

Import apply_here(const Ctx& ctx, const Kit& kit, const ImportId& id, const Progress& progress) {
    ctx.write([&](db::Tx& tx) { applying(tx, ctx, id, {}); });
    run_apply(ctx, kit, id, progress);
    return get(ctx, id);
}

void cancel(const Ctx& ctx, const ImportId& id) {
    ctx.write([&](db::Tx& tx) {
        const auto import = owned(tx, ctx, id);
        if (running(import.state)) {
            ctx.jobs.cancel(tx, import.job_id);
        }
    });
}

void remove(const Ctx& ctx, const ImportId& id) {
    cancel(ctx, id);
    ctx.write([&](db::Tx& tx) {
        const auto import = owned(tx, ctx, id);
        store::remove(tx, import.id);
        audit::trace(tx, ctx, "import.removed", "import", id.value, {{"file", import.name, ""}});
    });
}

std::vector<FoundRow> found_rows(const Ctx& ctx, const ImportId& id, const std::string& level,
                                 std::int64_t after_line, std::int64_t limit) {
    const auto import = get(ctx, id);
    const auto sealed =
        ctx.read([&](db::Tx& tx) { return store::rows(tx, id, level, after_line, limit); });
    std::vector<FoundRow> out;
    out.reserve(sealed.size());
    for (const auto& row : sealed) {
        out.push_back(opened_row(ctx, import, row));
    }
    return out;
}

void add_jobs(jobs::Jobs& jobs, std::function<Ctx(audit::Actor)> ctx_of, const Kit& kit) {
    using Run = void (*)(const Ctx&, const Kit&, const ImportId&, const Progress&);
    const auto handler = [ctx_of = std::move(ctx_of), kit](Run run) {
        return [ctx_of, kit, run](jobs::JobContext& job) {
            const auto order = json::read<JobOrder>(job.payload());
            KETNAP_CHECK(order.has_value());
            audit::Actor actor;
            actor.tenant = job.tenant();
            actor.account_id = order->account_id;
            actor.person_id = order->person_id;
            actor.user = order->user;
            actor.name = order->name;
            const Progress progress{
                .report = [&job](std::int64_t done,
                                 std::int64_t total) { job.progress(done, total, "import.rows"); },
                .cancelled = [&job] { return job.cancelled(); }};
            run(ctx_of(std::move(actor)), kit, ImportId{order->import_id}, progress);
        };
    };
    jobs.handle("exchange.check", handler(run_check));
    jobs.handle("exchange.apply", handler(run_apply));
}

}  // namespace ketnap::exchange
