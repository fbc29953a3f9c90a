// SPDX-License-Identifier: Apache-2.0
#include "base/attachments/attachments.h"
#include "base/audit/trace.h"
#include "platform/jobs/jobs.h"
#include "platform/vocabulary/errors.h"
#include "support/db_fixture.h"
#include "support/sample_files.h"
#include "support/temp_folder.h"

#include <doctest/doctest.h>

#include <fstream>

using namespace ketnap;
namespace at = ketnap::attachments;

namespace {

struct Desk {
    test::TestDb db;
    test::TempFolder folder;
    time::FixedClock clock{time::Date{2024, 6, 10}};
    crypto::Vault vault = crypto::Vault::in_memory();
    jobs::Jobs jobs{*db, clock};
    std::unique_ptr<at::Shelf> shelf = at::folder_shelf(folder / "attachments");
    db::Blob owner = vault.new_person_key(test::TestDb::tenant);
    at::Place place{"dossier", new_uuid(1), "application"};
    at::Ctx ctx = {*db, clock, vault, jobs, actor(), nullptr};

    static audit::Actor actor() {
        audit::Actor out;
        out.tenant = test::TestDb::tenant;
        out.account_id = "01900000-0000-7000-8000-0000000000aa";
        out.user = out.name = "an";
        return out;
    }
    std::filesystem::path file(const std::string& bytes) {
        const auto path = folder / "incoming";
        std::ofstream{path, std::ios::binary} << bytes;
        return path;
    }
    at::Attachment taken(const std::string& bytes, const std::string& name = "đơn.pdf") {
        return at::take_in(ctx, *shelf, owner, at::PlainFile::of(file(bytes)), name);
    }
    at::Attachment kept(const std::string& bytes) {
        const auto one = taken(bytes);
        return ctx.write([&](db::Tx& tx) { return at::keep(tx, ctx, one, place); });
    }
    std::string bytes_of(const at::Attachment& one) {
        return at::open(ctx, *shelf, owner, one).bytes();
    }
    std::int64_t files() { return static_cast<std::int64_t>(shelf->older_than(INT64_MAX).size()); }
    std::int64_t audited(const std::string& action) {
        return ctx.read([&](db::Tx& tx) {
            const auto rows = audit::history(tx, place.holder, place.holder_id);
            return std::count_if(rows.begin(), rows.end(),
                                 [&](const auto& row) { return row.action == action; });
        });
    }
};

std::string refusal(const std::function<void()>& work) {
    try {
        work();
    } catch (const Refused& refused) {
        return refused.findings().at(0).rule;
    }
    return "";
}

}  // namespace

DB_TEST_CASE("a file comes back as it was, and lies sealed under the hash of what lies there") {
    Desk desk;
    const auto pdf = test::sample_pdf(3, "Nguyen Thi Hanh Duyen");
    const auto one = desk.kept(pdf);
    CHECK(one.pages == 3);
    CHECK(one.size == static_cast<std::int64_t>(pdf.size()));
    CHECK(desk.bytes_of(one) == pdf);
    const auto path = desk.folder / "attachments" / one.stored.substr(0, 2) / one.stored;
    std::ifstream file{path, std::ios::binary};
    const std::string lying{std::istreambuf_iterator<char>{file}, {}};
    CHECK(crypto::sha256_hex(lying) == one.stored);
    CHECK(lying.find("Duyen") == std::string::npos);
    CHECK(lying.find("%PDF") == std::string::npos);
    CHECK(desk.audited("attachment.added") == 1);
}

DB_TEST_CASE("a holder takes 200 MiB in all, every version counted, and not one byte more") {
    Desk desk;
    constexpr std::int64_t most = std::int64_t{200} * 1024 * 1024;
    const auto keep = [&](const std::string& words, std::int64_t size) {
        auto one = desk.taken(test::sample_pdf(1, words));
        one.size = size;  // as if it were so large
        return desk.ctx.write([&](db::Tx& tx) { return at::keep(tx, desk.ctx, one, desk.place); });
    };
    const auto first = keep("mot", most - 10);
    CHECK(refusal([&] { keep("hai", 11); }) == "attachment.holder_full");
    keep("ba", 9);
    auto better = desk.taken(test::sample_pdf(1, "bon"));
    better.size = 2;
    CHECK(refusal([&] {
              desk.ctx.write([&](db::Tx& tx) { return at::replace(tx, desk.ctx, better, first); });
          }) == "attachment.holder_full");
    keep("nam", 1);
    const auto rows = desk.ctx.read(
        [&](db::Tx& tx) { return at::of_holder(tx, desk.place.holder, desk.place.holder_id); });
    CHECK(rows.size() == 3);
    desk.place.holder_id = new_uuid(2);
    CHECK_NOTHROW(keep("sau", most));
}

DB_TEST_CASE("a file that was changed, lost, or whose owner's key is destroyed is not shown") {
    Desk desk;
    const auto one = desk.kept(test::sample_pdf(1));
    const auto other = desk.vault.new_person_key(test::TestDb::tenant);
    CHECK(refusal([&] { at::open(desk.ctx, *desk.shelf, other, one); }) == "crypto.not_authentic");
    CHECK(refusal([&] { at::open(desk.ctx, *desk.shelf, crypto::Vault::destroyed_key(), one); }) ==
          "crypto.key_destroyed");
    const auto path = desk.folder / "attachments" / one.stored.substr(0, 2) / one.stored;
    {
        std::fstream file{path, std::ios::binary | std::ios::in | std::ios::out};
        file.seekp(100);
        file.put('x');
    }
    CHECK(refusal([&] { desk.bytes_of(one); }) == "crypto.stream_damaged");
    std::filesystem::remove(path);
    CHECK(refusal([&] { desk.bytes_of(one); }) == "attachment.lost");
}

DB_TEST_CASE("a new version stays beside the old one, and only the newest is followed by another") {
    Desk desk;
    const auto first = desk.kept(test::sample_pdf(1));
    const auto next = desk.taken(test::sample_pdf(2));
    const auto second =
        desk.ctx.write([&](db::Tx& tx) { return at::replace(tx, desk.ctx, next, first); });
    CHECK(second.version_no == 2);
    CHECK(second.series_id == first.series_id);
    const auto all = desk.ctx.read(
        [&](db::Tx& tx) { return at::of_holder(tx, desk.place.holder, desk.place.holder_id); });
    REQUIRE(all.size() == 2);
    CHECK(all[0].version_no == 2);
    CHECK(!all[0].superseded_at);
    CHECK(all[1].superseded_at);
    CHECK(desk.bytes_of(first) == test::sample_pdf(1));
    const auto third = desk.taken(test::sample_pdf(3));
    CHECK_THROWS_AS(
        desk.ctx.write([&](db::Tx& tx) { return at::replace(tx, desk.ctx, third, first); }),
        Conflict);
}

DB_TEST_CASE("the same file twice at one place is refused, at another place it is not") {
    Desk desk;
    desk.kept(test::sample_pdf(1));
    CHECK(refusal([&] { desk.kept(test::sample_pdf(1)); }) == "attachment.same_file");
    desk.place.place = "life_history";
    CHECK_NOTHROW(desk.kept(test::sample_pdf(1)));
}

DB_TEST_CASE("what is not a paper never reaches the shelf") {
    Desk desk;
    CHECK(refusal([&] { desk.taken("<html>"); }) == "attachment.not_allowed");
    CHECK(refusal([&] { desk.taken(test::sample_png()); }) == "attachment.not_what_it_says");
    CHECK(refusal([&] { desk.taken(test::sample_pdf(1), "MẬT.pdf"); }) == "attachment.secret_mark");
    auto broken = test::sample_pdf(1);
    broken.replace(broken.find("/Pages 2 0 R"), 12, "/Pages 9 9 R");
    CHECK(refusal([&] { desk.taken(broken); }) == "attachment.damaged");
    CHECK(desk.files() == 0);
}

DB_TEST_CASE("a page of a PDF is drawn, a page that is not there is not found") {
    Desk desk;
    const auto one = desk.kept(test::sample_pdf(2));
    const auto file = at::open(desk.ctx, *desk.shelf, desk.owner, one);
    const auto page = at::picture(file, one, 2);
    CHECK(page.type == "image/jpeg");
    CHECK(at::kind_of(page.bytes).value() == at::Kind::jpeg);
    CHECK_THROWS_AS(at::picture(file, one, 3), NotFound);
    CHECK_THROWS_AS(at::picture(file, one, 0), NotFound);
}

DB_TEST_CASE("a view is audited once for a quarter of an hour, a download every time") {
    Desk desk;
    const auto one = desk.kept(test::sample_pdf(1));
    at::note_view(desk.ctx, one);
    at::note_view(desk.ctx, one);
    CHECK(desk.audited("attachment.viewed") == 1);
    at::note_download(desk.ctx, one);
    at::note_download(desk.ctx, one);
    CHECK(desk.audited("attachment.downloaded") == 2);
}

DB_TEST_CASE("a file that no row names is swept after a day, a named one never") {
    Desk desk;
    const auto one = desk.kept(test::sample_pdf(1));
    desk.taken(test::sample_pdf(2));
    const auto age = [&](std::int64_t hours) {
        for (const auto& stored : desk.shelf->older_than(INT64_MAX)) {
            const auto path = desk.folder / "attachments" / stored.substr(0, 2) / stored;
            std::filesystem::last_write_time(
                path, std::filesystem::file_time_type::clock::now() - std::chrono::hours{hours});
        }
    };
    const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
                         std::filesystem::file_time_type::clock::to_sys(
                             std::filesystem::file_time_type::clock::now())
                             .time_since_epoch())
                         .count();
    desk.clock.set(time::Moment{now});
    age(23);
    CHECK(at::sweep(desk.ctx, *desk.shelf) == 0);
    age(25);
    CHECK(at::sweep(desk.ctx, *desk.shelf) == 1);
    CHECK(desk.files() == 1);
    CHECK(desk.bytes_of(one) == test::sample_pdf(1));
    CHECK(at::sweep(desk.ctx, *desk.shelf) == 0);
}
