// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/audit/ctx.h"
#include "base/auth/can.h"
#include "base/exchange/columns.h"
#include "base/exchange/letters.h"
#include "base/exchange/mapping.h"
#include "base/exchange/rows.h"
#include "base/exchange/source.h"
#include "base/lists/lists.h"
#include "platform/jobs/jobs.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::exchange {

using audit::Ctx;
using ImportId = Id<struct ImportTag>;

/// uploaded → checking → checked → applying → applied; failed and cancelled can be checked again.
enum class State { uploaded, checking, checked, applying, applied, failed, cancelled };
BOOST_DESCRIBE_ENUM(State, uploaded, checking, checked, applying, applied, failed, cancelled)
BOOST_DESCRIBE_ENUM(Format, xlsx, csv)

/// Lines of people by the worst that was found in each.
struct Summary {
    std::int64_t rows = 0;
    std::int64_t clean = 0;
    std::int64_t hints = 0;
    std::int64_t warnings = 0;
    std::int64_t errors = 0;
    std::int64_t skipped = 0;
    std::int64_t imported = 0;

    std::int64_t acceptable() const { return clean + hints + warnings; }
};
BOOST_DESCRIBE_STRUCT(Summary, (), (rows, clean, hints, warnings, errors, skipped, imported))

/// One file of people on its way in. Seen by whoever sent it, and by nobody else.
struct Import {
    ImportId id;
    std::string name;
    Format format = Format::xlsx;
    State state = State::uploaded;
    std::string owner;
    Mapping mapping;
    std::vector<std::string> reach;  ///< subtrees whose bodies its rows may name
    Summary summary;
    DateProof dates;
    std::string problem;  ///< key of why the file could not be read
    std::string problem_detail;
    db::Blob sealed_key;
    std::int64_t piece_count = 0;
    std::int64_t next_line = 0;  ///< lines before it have been applied
    std::int64_t audit_seq = 0;  ///< of the row that says the file was taken over
    jobs::JobId job_id;
    std::int64_t created_at = 0;
    std::int64_t version = 0;
};

/// A column with what its values say.
struct SeenColumn {
    Column column;
    TextFacts text;
    DateFacts dates;
    std::optional<int> code_width;
};

struct FoundRow {
    std::int64_t line = 0;
    std::string level;
    std::string name;
    Findings findings;
};

/// What is read of a file before anything is decided.
struct Preview {
    std::vector<std::string> sheets;
    std::vector<SeenColumn> columns;
    std::vector<std::vector<std::string>> sample;  ///< first rows below the head, P2 masked
    std::int64_t head_line = 0;
};

/// Data that ships with the program.
struct Kit {
    const lists::Lists& lists;
    const ColumnBook& columns;
    const text::Legacy& legacy;
};

/// How a long pass tells where it is and hears that it should end.
struct Progress {
    std::function<void(std::int64_t done, std::int64_t total)> report;
    std::function<bool()> cancelled;
};

/// Reads the head and what the first 5,000 rows say of their letters and days.
Result<Preview> preview(const Source& source, int sheet, const Kit& kit);
Mapping mapping_of(const Preview& preview, int sheet);

/// Keeps the file, sealed, with a guessed mapping. Needs person_import somewhere. Refused: a file
/// that is no table.
Import start(const Ctx& ctx, const auth::Rights& rights, const Kit& kit, const std::string& name,
             const std::string& bytes);
/// Throws NotFound for another's file.
Import get(const Ctx& ctx, const ImportId& id);
std::vector<Import> recent(const Ctx& ctx);
Source source_of(const Ctx& ctx, const Import& import);

/// A dry run as a job: writes nothing but what it found. Refused: a mapping without a name column
/// or to unknown fields; while a run is under way.
Import begin_check(const Ctx& ctx, const auth::Rights& rights, const Kit& kit, const ImportId& id,
                   const Mapping& mapping);
/// Takes over every row without an error, as a job. Refused unless checked.
Import begin_apply(const Ctx& ctx, const ImportId& id);
/// The same on this thread instead of in a job: for the command line.
Import check_here(const Ctx& ctx, const auth::Rights& rights, const Kit& kit, const ImportId& id,
                  const Mapping& mapping, const Progress& progress);
Import apply_here(const Ctx& ctx, const ImportId& id, const Progress& progress);
/// Asks the running job to end.
void cancel(const Ctx& ctx, const ImportId& id);
/// Throws the file and what was found away; people that came in stay.
void remove(const Ctx& ctx, const ImportId& id);

/// The passes themselves; jobs and the command line run them. Each may be repeated.
void run_check(const Ctx& ctx, const Kit& kit, const ImportId& id, const Progress& progress);
void run_apply(const Ctx& ctx, const ImportId& id, const Progress& progress);

/// Lines with findings after `after_line`, at most `limit`; a level leaves only those rows.
std::vector<FoundRow> found_rows(const Ctx& ctx, const ImportId& id, const std::string& level,
                                 std::int64_t after_line, std::int64_t limit);
/// The rejected lines as they were sent in a workbook, with a column that says why (audited: it
/// holds P2). `reason` words one finding.
std::string rejected_workbook(const Ctx& ctx, const Kit& kit, const ImportId& id,
                              const std::string& reason_head,
                              const std::function<std::string(const Finding&)>& reason);

/// Handlers of "exchange.check" and "exchange.apply"; call before Jobs::start().
void add_jobs(jobs::Jobs& jobs, std::function<Ctx(audit::Actor)> ctx_of, const Kit& kit);

}  // namespace ketnap::exchange
