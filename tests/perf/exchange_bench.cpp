// SPDX-License-Identifier: Apache-2.0
// 100,000 people × 20 columns: workbook written, dry run, taken over, list given out.
#include "base/exchange/exchange.h"
#include "base/exchange/export.h"
#include "base/exchange/legacy_file.h"
#include "base/exchange/people_export.h"
#include "base/org/org.h"
#include "platform/crypto/vault.h"
#include "platform/db/open.h"

#include "perf/measure.h"
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <numeric>
#include <string>
#include <vector>

namespace ketnap::perf {
namespace {

namespace fs = std::filesystem;
constexpr int people_count = 100'000;
constexpr const char* tenant = "01900000-0000-7000-8000-000000000001";

class Folder {
  public:
    Folder() {
        auto name = (fs::temp_directory_path() / "ketnap-bench-XXXXXX").string();
        m_path = mkdtemp(name.data());
    }
    ~Folder() { fs::remove_all(m_path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    const fs::path& path() const { return m_path; }

  private:
    fs::path m_path;
};

std::string padded(int number, std::size_t width) {
    const auto text = std::to_string(number);
    return std::string(width - text.size(), '0') + text;
}

ooxml::Cells person(int i) {
    using ooxml::text_cell;
    const auto n = std::to_string(i);
    return {
        ooxml::number_cell(i + 1),
        text_cell("Nguyễn Thị Ngọc " + std::string(1, static_cast<char>('A' + i % 26)) + "n " + n),
        text_cell(padded(1 + i % 28, 2) + "/" + padded(1 + i % 12, 2) + "/1990"),
        text_cell("Nữ"),
        text_cell("001190" + padded(i, 6)),
        text_cell(i % 7 == 0 ? "Tày" : "Kinh"),
        text_cell("Không"),
        text_cell("Chi bộ số " + std::to_string(i % 50)),
        text_cell("NV" + n),
        text_cell("xã Hòa An, tỉnh Cao Bằng"),
        text_cell("số " + n + " đường Trần Phú"),
        text_cell("0912" + padded(i, 6)),
        text_cell("Chuyên viên"),
        text_cell("Công chức"),
        text_cell("12/12"),
        text_cell("Đại học"),
        text_cell("Trung cấp"),
        text_cell("26/03/2006"),
        text_cell(""),
        text_cell("ghi chú " + n)};
}

exchange::ExportSheet sheet() {
    exchange::ExportSheet out{.name = "DS", .heading = {}, .columns = {}};
    for (const auto* title :
         {"TT",         "Họ và tên",         "Ngày sinh",     "Giới tính",     "Số CCCD",
          "Dân tộc",    "Tôn giáo",          "Chi bộ",        "Mã nhân sự",    "Quê quán",
          "Nơi ở",      "Điện thoại",        "Chức vụ",       "Nghề nghiệp",   "Học vấn",
          "Chuyên môn", "Lý luận chính trị", "Ngày vào Đoàn", "Ngày vào Đảng", "Ghi chú"}) {
        out.columns.push_back({title});
    }
    return out;
}

std::string table(exchange::Format format) {
    return exchange::export_rows(sheet(), format, [](const exchange::RowOut& out) {
        for (int i = 0; i < people_count; ++i) {
            out(person(i));
        }
    });
}

void add_tree(const audit::Ctx& ctx) {
    ctx.db.write("", ctx.clock.now().ms, [&](db::Tx& tx) {
        tx.raw("INSERT INTO tenant (id, code, name, created_at) VALUES (?1, ?2, ?3, ?4)",
               {tenant, "bench", "bench", ctx.clock.now().ms});
    });
    std::vector<org::Org> bodies(51);
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        bodies[i].id = new_id<org::OrgId>(ctx.clock.now().ms);
        bodies[i].kind = i == 0 ? "party_committee" : "sub_cell";
        bodies[i].code = "b" + std::to_string(i);
        bodies[i].name = i == 0 ? "Đảng ủy Khối" : "Chi bộ số " + std::to_string(i - 1);
        bodies[i].parent_id = i == 0 ? org::OrgId{} : bodies[0].id;
    }
    ctx.write([&](db::Tx& tx) { org::add_many(tx, ctx, bodies); });
}

void run(const audit::Ctx& ctx, const auth::Rights& rights, const exchange::Kit& kit) {
    std::string workbook;
    std::string text;
    measure("exchange: 100,000 x 20 written as xlsx", people_count,
            [&] { workbook = table(exchange::Format::xlsx); });
    measure("exchange: 100,000 x 20 written as csv", people_count,
            [&] { text = table(exchange::Format::csv); });
    auto import = exchange::start(ctx, rights, kit, "bench.csv", text);
    measure("exchange: dry run of the csv", people_count, [&] {
        import = exchange::check_here(ctx, rights, kit, import.id, import.mapping, {});
    });
    exchange::remove(ctx, import.id);
    import = exchange::start(ctx, rights, kit, "bench.xlsx", workbook);
    measure("exchange: dry run of the xlsx", people_count, [&] {
        import = exchange::check_here(ctx, rights, kit, import.id, import.mapping, {});
    });
    fmt::print("({} clean, {} hints, {} warnings, {} errors)\n", import.summary.clean,
               import.summary.hints, import.summary.warnings, import.summary.errors);
    std::vector<double> held{cpu_seconds()};
    const exchange::Progress chunks{.report = [&](auto, auto) { held.push_back(cpu_seconds()); },
                                    .cancelled = {}};
    measure("exchange: taken over", people_count,
            [&] { import = exchange::apply_here(ctx, import.id, chunks); });
    std::adjacent_difference(held.begin(), held.end(), held.begin());
    std::sort(held.begin() + 1, held.end());
    fmt::print("{:<52} {:>12.3f} ms         budget 50\n",
               "exchange: CPU of a chunk, 95 of 100 below", held[held.size() * 95 / 100] * 1e3);
    measure("exchange: list of people given out", import.summary.imported, [&] {
        exchange::export_people(ctx, {"/"}, {}, exchange::Format::xlsx,
                                [](const std::string& key) { return key; });
    });
}

}  // namespace
}  // namespace ketnap::perf

int main() {
    using namespace ketnap;
    const std::filesystem::path source{KETNAP_SOURCE_DIR};
    const perf::Folder folder;
    const auto db = db::open_sqlite(folder.path() / "bench.db");
    db::migrate(*db, source / "db/migrations");
    const time::SystemClock clock;
    const auto vault = crypto::Vault::in_memory();
    jobs::Jobs jobs{*db, clock};
    const auth::Rights rights{auth::RoleBook::load(source / "data/auth/roles.json")};
    const auto lists = lists::Lists::load(source / "data/lists");
    const auto columns = exchange::ColumnBook::load(source / "data/import/people_columns.json");
    const auto legacy = exchange::load_legacy(source / "data/text/legacy.json");
    audit::Ctx ctx{
        .db = *db, .clock = clock, .vault = vault, .jobs = jobs, .actor = {}, .command = {}};
    ctx.actor.tenant = perf::tenant;
    ctx.actor.user = "bench";
    ctx.actor.all_rights = true;
    perf::add_tree(ctx);
    perf::run(ctx, rights, {lists, columns, legacy});
    return 0;
}
