// SPDX-License-Identifier: Apache-2.0
// The dry run over a file, and the rows it rejected. What it let through is kept, sealed, for
// taking over (apply.cpp), so that what was shown is what comes in.
#include "base/audit/trace.h"
#include "base/exchange/exchange.h"
#include "base/exchange/seal.h"
#include "base/exchange/store.h"
#include "base/org/org.h"
#include "base/people/doubles.h"
#include "platform/crypto/crypto.h"
#include "platform/ooxml/xlsx_write.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <set>
#include <unordered_map>

namespace ketnap::exchange {
namespace {

constexpr std::size_t rows_at_once = 300;  // taken over in one transaction: some 30 ms

/// What tells a person, as a digest: a list may have a hundred thousand, and no number of theirs is
/// kept in the clear.
struct Mark {
    std::uint64_t first = 0;
    std::uint64_t second = 0;

    explicit Mark(std::string_view of) {
        const auto hash = crypto::sha256(of);
        std::memcpy(&first, hash.data(), sizeof first);
        std::memcpy(&second, hash.data() + sizeof first, sizeof second);
    }
    bool operator==(const Mark&) const = default;
};

struct HashOfMark {
    std::size_t operator()(const Mark& mark) const { return mark.first; }
};

// Which line of the file a person stood in before.
class Doubles {
  public:
    void mark(Row& row) {
        const auto& number = row.sensitive.national_id;
        if (!number.empty()) {
            const auto [at, fresh] = m_numbers.emplace(Mark{number}, row.line);
            if (!fresh) {
                add(row, Level::error, "import.same_number", "national_id", at->second);
            }
        }
        if (row.who.name.empty() || row.who.born_on.empty()) {
            return;
        }
        const auto [at, fresh] =
            m_people.emplace(Mark{text::match_key(row.who.name) + "|" + row.who.born_on}, row.line);
        if (!fresh) {
            add(row, Level::warning, "import.same_person", "name", at->second);
        }
    }

  private:
    static void add(Row& row, Level level, const char* rule, const char* field, std::int64_t line) {
        auto finding = field_finding(rule, field, {std::to_string(line)});
        finding.level = level;
        row.findings.push_back(std::move(finding));
    }

    std::unordered_map<Mark, std::int64_t, HashOfMark> m_numbers;
    std::unordered_map<Mark, std::int64_t, HashOfMark> m_people;
};

void mark_known(db::Tx& tx, const Ctx& ctx, Row& row) {
    const auto& number = row.sensitive.national_id;
    if (!number.empty() && people::find_by_national_id(tx, ctx, number)) {
        row.findings.push_back(field_finding("import.number_known", "national_id"));
        return;
    }
    if (!row.who.code.empty() && people::find_by_code(tx, row.who.code)) {
        row.findings.push_back(field_finding("import.code_known", "code", {row.who.code}));
        return;
    }
    if (row.who.name.empty() || row.who.born_on.empty()) {
        return;
    }
    if (const auto alike = people::namesake(tx, people::sketch_of(row.who))) {
        auto finding = field_finding(
            "import.person_known", "name",
            {alike->person.id.value, alike->person.name,
             alike->person.born_on_as_written.empty() ? alike->person.born_on
                                                      : alike->person.born_on_as_written});
        finding.level = Level::warning;
        row.findings.push_back(std::move(finding));
    }
}

void count(Summary& summary, const std::string& level) {
    ++summary.rows;
    ++(level == "error"     ? summary.errors
       : level == "warning" ? summary.warnings
       : level == "hint"    ? summary.hints
                            : summary.clean);
}

FoundRow found(const Row& row) {
    return {.line = row.line,
            .level = worst_level(row.findings),
            .name = row.who.name,
            .findings = row.findings};
}

// Reads a file in pieces of some hundred people; `take` gets each piece, judged by itself and
// against the lines before.
class Pass {
  public:
    Pass(const Ctx& ctx, const Kit& kit, const Import& import, const Progress& progress)
        : m_import(import),
          m_progress(progress),
          m_units(ctx.read([&](db::Tx& tx) { return org::tree(tx, import.reach); })),
          m_reader(import.mapping, m_units, kit.lists, ctx.clock.today()),
          m_legacy(kit.legacy),
          m_letters(kit.legacy, import.mapping),
          m_skip(import.mapping.skip_lines.begin(), import.mapping.skip_lines.end()) {}

    using Take = std::function<void(std::vector<Row>&)>;

    /// False when it was cancelled.
    Result<bool> run(const Source& source, std::int64_t total, const Take& take) {
        bool going = true;
        const auto read = source.each_row(
            m_import.mapping.sheet,
            [&](std::int64_t line, const ooxml::Cells& cells) {
                going = going && row(line, cells, total, take);
                return going;
            },
            font_kind(m_legacy));
        if (!read) {
            return tl::make_unexpected(read.error());
        }
        if (going) {
            hand_over(total, take);
        }
        return going;
    }

    const DateProof& dates() const { return m_dates; }
    std::int64_t skipped() const { return m_skipped; }

  private:
    bool row(std::int64_t line, const ooxml::Cells& cells, std::int64_t total, const Take& take) {
        if (line <= m_import.mapping.head_line) {
            return true;
        }
        if (m_skip.contains(line)) {
            ++m_skipped;
            return true;
        }
        auto read = in_unicode(line, cells);
        if (!read.person) {
            return true;
        }
        m_doubles.mark(read);
        m_rows.push_back(std::move(read));
        if (m_rows.size() < rows_at_once) {
            return true;
        }
        hand_over(total, take);
        return !(m_progress.cancelled && m_progress.cancelled());
    }

    Row in_unicode(std::int64_t line, const ooxml::Cells& cells) {
        Findings findings;
        Row row;
        if (m_letters.any()) {
            m_cells = cells;
            m_letters.read(m_cells, findings);
        }
        row = m_reader.read(line, m_letters.any() ? m_cells : cells, m_dates);
        if (row.person) {
            m_letters.doubt(cells, findings);
            row.findings.insert(row.findings.end(), findings.begin(), findings.end());
        }
        return row;
    }

    void hand_over(std::int64_t total, const Take& take) {
        m_done += static_cast<std::int64_t>(m_rows.size());
        take(m_rows);
        m_rows.clear();
        if (m_progress.report) {
            m_progress.report(m_done, total);
        }
    }

    const Import& m_import;
    const Progress& m_progress;
    Units m_units;
    RowReader m_reader;
    const text::Legacy& m_legacy;
    Letters m_letters;
    ooxml::Cells m_cells;
    std::set<std::int64_t> m_skip;
    Doubles m_doubles;
    DateProof m_dates;
    std::vector<Row> m_rows;
    std::int64_t m_done = 0;
    std::int64_t m_skipped = 0;
};

std::map<std::int64_t, std::string> reasons(
    const Ctx& ctx, const ImportId& id, const std::function<std::string(const Finding&)>& reason) {
    std::map<std::int64_t, std::string> why;
    for (const auto& row : found_rows(ctx, id, "error", 0, INT64_MAX)) {
        auto& text = why[row.line];
        for (const auto& finding : row.findings) {
            if (finding.level == Level::error) {
                text += (text.empty() ? "" : " ") + reason(finding);
            }
        }
    }
    return why;
}

// The heads as they were joined when the file was read; rows may be wider than their head.
std::vector<ooxml::SheetColumn> rejected_columns(const Source& source, const Kit& kit,
                                                 const Import& import,
                                                 const std::string& reason_head,
                                                 std::size_t widest) {
    std::vector<ooxml::SheetColumn> out{{.title = reason_head, .width = 50, .wrap = true}};
    if (const auto seen = preview(source, import.mapping.sheet, kit)) {
        for (const auto& column : seen->columns) {
            out.push_back({.title = column.column.head});
        }
    }
    while (out.size() < widest + 1) {
        out.push_back({.title = {}});
    }
    return out;
}

}  // namespace

void run_check(const Ctx& ctx, const Kit& kit, const ImportId& id, const Progress& progress) {
    auto import = ctx.read([&](db::Tx& tx) { return store::by_id(tx, id); });
    if (!import || import->state != State::checking) {
        return;  // thrown away, or checked by an earlier try
    }
    ctx.write([&](db::Tx& tx) {
        store::remove_rows(tx, id);
        store::remove_chunks(tx, id);
    });
    Pass pass{ctx, kit, *import, progress};
    Summary summary;
    const auto done = pass.run(source_of(ctx, *import), 0, [&](std::vector<Row>& rows) {
        ctx.read([&](db::Tx& tx) {
            for (auto& row : rows) {
                mark_known(tx, ctx, row);
            }
        });
        const auto chunk = sealed_chunk(ctx, *import, rows);
        std::vector<store::SealedRow> sealed;
        for (const auto& row : rows) {
            count(summary, worst_level(row.findings));
            if (!row.findings.empty()) {
                sealed.push_back(sealed_row(ctx, *import, found(row)));
            }
        }
        ctx.write([&](db::Tx& tx) {
            for (const auto& row : sealed) {
                store::put_row(tx, id, row);
            }
            if (chunk) {
                store::insert_chunk(tx, id, *chunk);
            }
        });
    });
    summary.skipped = pass.skipped();
    import->summary = summary;
    import->dates = pass.dates();
    import->state = !done ? State::failed : *done ? State::checked : State::cancelled;
    import->problem = done ? "" : done.error().key;
    import->problem_detail = done ? "" : done.error().detail;
    ctx.write([&](db::Tx& tx) { store::save(tx, *import); });
}

std::string rejected_workbook(const Ctx& ctx, const Kit& kit, const ImportId& id,
                              const std::string& reason_head,
                              const std::function<std::string(const Finding&)>& reason) {
    const auto import = get(ctx, id);
    const auto why = reasons(ctx, id, reason);
    ctx.write([&](db::Tx& tx) {
        audit::trace(tx, ctx, "import.rejected_taken", "import", id.value,
                     {{"rows", "", std::to_string(why.size())}});
    });
    const auto source = source_of(ctx, import);
    std::vector<ooxml::Cells> lines;
    std::size_t widest = 0;
    const auto read =
        source.each_row(import.mapping.sheet, [&](std::int64_t line, const ooxml::Cells& cells) {
            if (const auto found = why.find(line); found != why.end()) {
                lines.push_back(cells);
                lines.back().insert(lines.back().begin(), ooxml::text_cell(found->second));
                widest = std::max(widest, cells.size());
            }
            return true;
        });
    KETNAP_CHECK(read.has_value());
    const MemoryFile file;
    ooxml::XlsxWriter writer{file.path()};
    writer.begin_sheet({.name = reason_head,
                        .columns = rejected_columns(source, kit, import, reason_head, widest),
                        .heading = {},
                        .landscape = true});
    for (const auto& cells : lines) {
        writer.row(cells);
    }
    writer.finish();
    return file.bytes();
}

}  // namespace ketnap::exchange
