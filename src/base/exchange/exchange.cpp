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
constexpr std::int64_t rows_looked_at = 5'000;
constexpr std::int64_t kept_days = 7;
constexpr std::int64_t day_ms = 24LL * 60 * 60 * 1000;

const std::string& owner_of(const audit::Actor& actor) {
    return actor.account_id.empty() ? actor.user : actor.account_id;
}

[[noreturn]] void refuse(std::string rule, std::string field = "",
                         std::vector<std::string> values = {}) {
    throw Refused{{field_finding(std::move(rule), std::move(field), std::move(values))}};
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
    store::save(tx, import);
    ++import.version;
}

void check_mapping(const Mapping& mapping, const ColumnBook& book) {
    std::set<std::string> fields;
    Findings findings;
    for (const auto& choice : mapping.columns) {
        const auto& field = choice.field;
        const bool known = field.empty() || book.has(field);
        const bool once = field.empty() || field == "ignore" || fields.insert(field).second;
        if (!known || choice.column < 0) {
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
    import.audit_seq = audit::trace(
        tx, ctx, "import.applied", "import", id.value,
        {{"file", "", import.name}, {"rows", "", std::to_string(import.summary.acceptable())}});
    save(tx, import);
    return import;
}

void sweep(db::Tx& tx, const std::string& owner) {
    for (const auto& old : store::of_owner(tx, owner, 200)) {
        if (old.created_at < tx.now_ms() - kept_days * day_ms) {
            store::remove(tx, old.id);
        }
    }
}

// Keeps the first lines until the head is known, then counts what each column says.
class Looker {
  public:
    explicit Looker(const Kit& kit) : m_kit(kit) {}

    bool row(std::int64_t line, const ooxml::Cells& cells) {
        if (!m_decided) {
            m_first.emplace_back(line, cells);
            if (m_first.size() == head_within + sample_rows) {
                decide();
            }
            return true;
        }
        count(cells);
        return ++m_rows < rows_looked_at;
    }

    Preview done() && {
        if (!m_decided) {
            decide();
        }
        const auto elsewhere = surely();
        for (std::size_t i = 0; i < m_facts.size(); ++i) {
            auto& column = m_out.columns[i];
            column.text = m_facts[i].text(is_name(column.column.field), elsewhere);
            column.dates = m_facts[i].dates();
            column.code_width = m_facts[i].code_width();
        }
        for (const auto& cells : m_sample) {
            auto& row = m_out.sample.emplace_back();
            for (const auto& column : m_out.columns) {
                row.push_back(sample_text(column, cells));
            }
        }
        return std::move(m_out);
    }

  private:
    // The one encoding that columns of the file surely are; as it is when there are two, or none.
    TextAs surely() const {
        auto out = TextAs::as_is;
        for (const auto& facts : m_facts) {
            const auto said = facts.text();
            if (!said.sure || said.as == TextAs::as_is || said.as == TextAs::each) {
                continue;
            }
            if (out != TextAs::as_is && out != said.as) {
                return TextAs::as_is;
            }
            out = said.as;
        }
        return out;
    }

    void decide() {
        m_decided = true;
        std::vector<Line> heads{
            m_first.begin(),
            m_first.begin() + static_cast<std::ptrdiff_t>(std::min(m_first.size(), head_within))};
        const auto known = [this](std::string_view head) {
            return !m_kit.columns.field_of(head).empty();
        };
        for (auto& [line, cells] : heads) {
            for (auto& cell : cells) {
                cell.text = read_head(m_kit.legacy, cell, known);
            }
        }
        auto guess = guess_head(heads, m_kit.columns);
        m_out.head_line = guess.line;
        for (auto& column : guess.columns) {
            m_out.columns.push_back({std::move(column), {}, {}, {}});
            m_facts.emplace_back(m_kit.legacy);
        }
        for (auto& [line, cells] : m_first) {
            if (line > guess.line) {
                count(cells);
                if (m_sample.size() < sample_rows) {
                    m_sample.push_back(std::move(cells));
                }
            }
        }
    }

    void count(const ooxml::Cells& cells) {
        for (std::size_t i = 0; i < m_facts.size(); ++i) {
            const auto at = static_cast<std::size_t>(m_out.columns[i].column.index);
            if (at < cells.size()) {
                m_facts[i].add(cells[at]);
            }
        }
    }

    std::string sample_text(const SeenColumn& seen, const ooxml::Cells& cells) const {
        const auto& [column, text, dates, width] = seen;
        const auto at = static_cast<std::size_t>(column.index);
        auto out = at < cells.size() ? text::trim(cells[at].text) : std::string{};
        if (text.sure && text.as != TextAs::as_is) {
            const auto hint = hint_of(cells[at].font);
            out = is_name(column.field) ? read_name(m_kit.legacy, out, text.as, hint)
                                        : read_as(m_kit.legacy, out, text.as, hint);
        }
        return column.field == "national_id" ? masked_number(out) : out;
    }

    const Kit& m_kit;
    std::vector<Line> m_first;
    std::vector<ooxml::Cells> m_sample;
    std::vector<ColumnFacts> m_facts;
    Preview m_out;
    std::int64_t m_rows = 0;
    bool m_decided = false;
};

}  // namespace

Result<Preview> preview(const Source& source, int sheet, const Kit& kit) {
    auto sheets = source.sheets();
    if (!sheets) {
        return tl::make_unexpected(sheets.error());
    }
    Looker looker{kit};
    const auto read = source.each_row(
        sheet,
        [&](std::int64_t line, const ooxml::Cells& cells) { return looker.row(line, cells); },
        font_kind(kit.legacy));
    if (!read) {
        return tl::make_unexpected(read.error());
    }
    auto out = std::move(looker).done();
    if (out.head_line == 0) {
        return problem("import.no_head");
    }
    out.sheets = std::move(*sheets);
    return out;
}

Mapping mapping_of(const Preview& preview, int sheet) {
    Mapping out;
    out.sheet = sheet;
    out.head_line = preview.head_line;
    for (const auto& [column, text, dates, code_width] : preview.columns) {
        auto& choice = out.columns.emplace_back();
        choice.column = column.index;
        choice.field = column.field;
        if (text.sure && text.as != TextAs::as_is) {
            choice.text = text.as;
        }
        choice.date_order = dates.proven();
        choice.code_width = column.field == "code" ? code_width : std::nullopt;
    }
    return out;
}

Import start(const Ctx& ctx, const auth::Rights& rights, const Kit& kit, const std::string& name,
             const std::string& bytes) {
    auth::require(rights.may(ctx.actor, Action::person_import));
    const Source source{bytes, format_of(bytes)};
    const auto seen = preview(source, 0, kit);
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

Import apply_here(const Ctx& ctx, const ImportId& id, const Progress& progress) {
    ctx.write([&](db::Tx& tx) { applying(tx, ctx, id, {}); });
    run_apply(ctx, id, progress);
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
    using Run = std::function<void(const Ctx&, const ImportId&, const Progress&)>;
    const auto handler = [ctx_of = std::move(ctx_of)](Run run) {
        return [ctx_of, run = std::move(run)](jobs::JobContext& job) {
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
            run(ctx_of(std::move(actor)), ImportId{order->import_id}, progress);
        };
    };
    jobs.handle("exchange.check",
                handler([kit](const Ctx& ctx, const ImportId& id, const Progress& progress) {
                    run_check(ctx, kit, id, progress);
                }));
    jobs.handle("exchange.apply", handler(run_apply));
}

}  // namespace ketnap::exchange
