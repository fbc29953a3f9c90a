// SPDX-License-Identifier: Apache-2.0
// Two records made one and taken back, over everything that the schema of both engines holds of a
// person.
#include "app/merge_desk.h"
#include "base/audit/trace.h"
#include "platform/vocabulary/errors.h"
#include "support/dossier_fixture.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <map>
#include <random>
#include <set>

using namespace ketnap;
using people::Both;
using people::MergeOrder;
using people::PersonId;

namespace {

struct ColumnOf {
    std::string table;
    std::string name;
    std::string type;
};

std::vector<ColumnOf> columns(db::Tx& tx) {
    std::vector<ColumnOf> out;
    const auto take = [&](const db::Row& r) { out.push_back({r.text(0), r.text(1), r.text(2)}); };
    if (tx.engine() == db::Engine::sqlite) {
        tx.raw_each(  // allow(sql): the engine's own tables
            "SELECT m.name, c.name, lower(c.type) FROM sqlite_master m, pragma_table_info(m.name) c"
            " WHERE m.type = 'table' AND m.name NOT LIKE 'search%' AND m.name NOT LIKE 'sqlite%'"
            " ORDER BY m.name, c.cid",
            {}, take);
    } else {
        tx.raw_each(  // allow(sql): the engine's own tables
            "SELECT table_name::text, column_name::text, data_type::text FROM "
            "information_schema.columns"
            " WHERE table_schema = 'public' AND table_name NOT LIKE 'search%'"
            " ORDER BY table_name, ordinal_position",
            {}, take);
    }
    return out;
}

/// "table.column" of every foreign key to person.
std::set<std::string> keys_to_person(db::Tx& tx) {
    std::set<std::string> out;
    const auto take = [&](const db::Row& r) {
        if (r.view(1) != "tenant_id") {
            out.insert(r.text(0) + "." + r.text(1));
        }
    };
    if (tx.engine() == db::Engine::sqlite) {
        tx.raw_each(  // allow(sql): the engine's own tables
            "SELECT m.name, k.\"from\" FROM sqlite_master m, pragma_foreign_key_list(m.name) k"
            " WHERE m.type = 'table' AND k.\"table\" = 'person'",
            {}, take);
    } else {
        tx.raw_each(  // allow(sql): the engine's own tables
            "SELECT t.relname::text, a.attname::text FROM pg_constraint c"
            " JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class p ON p.oid = c.confrelid"
            " JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = ANY (c.conkey)"
            " WHERE c.contype = 'f' AND p.relname = 'person'",
            {}, take);
    }
    return out;
}

bool names_a_person(const std::string& column) {
    return column.find("person") != std::string::npos || column == "prepared_by" ||
           column == "appraised_by" || column == "preparer_id" || column == "verifier_id" ||
           column == "approver_id";
}

// Everything but what only tells of the past.
std::map<std::string, std::multiset<std::string>> picture(db::Tx& tx) {
    const std::set<std::string> past{"audit", "event", "counter", "person_merge",
                                     "person_merge_row"};
    std::map<std::string, std::vector<ColumnOf>> tables;
    for (auto& column : columns(tx)) {
        if (!past.contains(column.table)) {
            tables[column.table].push_back(std::move(column));
        }
    }
    std::map<std::string, std::multiset<std::string>> out;
    for (const auto& [table, of] : tables) {
        std::string wanted;
        for (const auto& column : of) {
            wanted += (wanted.empty() ? "" : ", ") + column.name;
        }
        tx.raw_each(fmt::format("SELECT {} FROM {}", wanted, table),  // allow(sql): all tables
                    {}, [&](const db::Row& r) {
                        std::string line;
                        for (int i = 0; i < static_cast<int>(of.size()); ++i) {
                            const auto& column = of[static_cast<std::size_t>(i)];
                            if (table == "person" && column.name == "version") {
                                continue;
                            }
                            line += "|";
                            if (r.is_null(i)) {
                                line += "NULL";
                            } else if (column.type == "blob" || column.type == "bytea") {
                                const auto bytes = r.blob(i);
                                line.append(bytes.begin(), bytes.end());
                            } else if (column.type == "integer" || column.type == "bigint") {
                                line += std::to_string(r.big(i));
                            } else {
                                line += r.text(i);
                            }
                        }
                        out[table].insert(line);
                    });
    }
    return out;
}

void same_picture(const std::map<std::string, std::multiset<std::string>>& a,
                  const std::map<std::string, std::multiset<std::string>>& b) {
    for (const auto& [table, rows] : a) {
        CAPTURE(table);
        CHECK(b.contains(table));
        CHECK((b.contains(table) && b.at(table) == rows));
    }
    CHECK(a.size() == b.size());
}

/// Two records of one person, each with what hangs on a person in every slice.
struct Twins : test::DossierOffice {
    people::Holders holders = app::person_holders();
    people::Person one;
    people::Person two;
    std::string dossier;

    Twins() {
        one = with("Nguyễn Thị Hòa", cell_a1, "M1", {"001196000017", "02", "01"});
        two = with("Nguyễn Thị Hoà", cell_b1, "M2", {"001196000018", "01", ""});
        auto opened = dossier::open(
            work(as("organization_officer", root)),
            {.person_id = two.id.value, .org_id = cell_b1.id.value, .opened_on = "2024-03-18"});
        dossier = opened.id.value;
        dossier::PaperRow paper;
        paper.form = "life_history";
        paper.dates = {{"declared_on", "19/03/2024"}};
        dossier::put_paper(work(officer), opened.id, paper, "Lời dặn kín", opened.version);
        cli().write([&](db::Tx& tx) { hang(tx); });
    }

    people::Person with(const char* name, const org::Org& body, const char* code,
                        const people::Sensitive& sensitive) {
        people::Person person;
        person.name = name;
        person.org_id = body.id;
        person.code = code;
        person.sex = "female";
        person.born_on = "1996-09-14";
        person.phone = code == std::string{"M1"} ? "" : "0912 345 678";
        return people::add(cli(), rights, person, sensitive);
    }

    db::Blob sealed(db::Tx& tx, const PersonId& whose, const char* table, const char* column,
                    const std::string& id, const char* words) {
        return vault
            .seal(test::TestDb::tenant, people::sealed_key(tx, whose), table, column, id, words)
            .bytes;
    }

    // What the slices would write; straight into the tables, to have all of it at once.
    void hang(db::Tx& tx) {
        for (const auto* whose : {&one, &two}) {
            const auto id = [&] { return new_uuid(tx.now_ms()); };
            tx.run(
                "INSERT INTO union_vote (tenant_id, id, person_id, org_id, level, voted_year,"  // allow(sql)
                " held_on, member_count, present_count, votes_for, recognised, minutes_number, "
                "version)"
                " VALUES (?1, ?2, ?3, ?4, 'branch', 2025, '2025-03-01', 9, 9, 8, 1, '', 1)",
                {id(), whose->id, branch.id});
            tx.run(
                "INSERT INTO consent (tenant_id, id, person_id, purpose, basis, rule, "
                "text_version,"  // allow(sql)
                " given_on, recorded_at, recorded_by, version)"
                " VALUES (?1, ?2, ?3, 'admission', 'consent', '', '1', '2026-01-02', 1, 'c', "
                "1)",
                {id(), whose->id});
            const auto request = id();
            tx.run(
                "INSERT INTO data_request (tenant_id, id, number, person_id, kind, received_on,"  // allow(sql)
                " asked_sealed, answer_by, act_by, extended, periods, recorded_by, version)"
                " VALUES (?1, ?2, ?3, ?4, 'access', '2026-01-02', ?5, '2026-01-06', '2026-01-20', "
                "0, '1', 'c', 1)",
                {request, whose == &one ? 1 : 2, whose->id,
                 sealed(tx, whose->id, "data_request", "asked", request, "Xin xem dữ liệu")});
        }
        const auto only = new_uuid(tx.now_ms());
        tx.run(
            "INSERT INTO consent (tenant_id, id, person_id, purpose, basis, rule, text_version,"  // allow(sql)
            " given_on, recorded_at, recorded_by, version)"
            " VALUES (?1, ?2, ?3, 'news', 'consent', '', '1', '2026-01-02', 1, 'c', 1)",
            {only, two.id});
        tx.run(
            "INSERT INTO dossier_facts (tenant_id, dossier_id, kind, content_sealed)"  // allow(sql)
            " VALUES (?1, ?2, 'consents', ?3)",
            {dossier, sealed(tx, two.id, "dossier_facts", "consents", dossier, "[]")});
        const auto letter = new_uuid(tx.now_ms());
        tx.run(
            "INSERT INTO verification_letter (tenant_id, id, dossier_id, about_sealed, to_name, "
            "to_fold,"  // allow(sql)
            " to_address, ask, state, number, answer_number, outcome, made_by_name, version)"
            " VALUES (?1, ?2, ?3, ?4, 'Xã', 'xa', '', '', 'draft', '', '', '', 'c', 1)",
            {letter, dossier,
             sealed(tx, two.id, "verification_letter", "about", letter, "Ông Nguyễn")});
        const auto file = new_uuid(tx.now_ms());
        tx.run(
            "INSERT INTO attachment (tenant_id, id, holder, holder_id, place, series_id, "
            "version_no, name,"  // allow(sql)
            " kind, size, pages, sha256, stored, key_sealed, added_at, added_by, added_by_name, "
            "removed_reason)"
            " VALUES (?1, ?2, 'dossier', ?3, 'life_history', ?2, 1, 'a.pdf', 'pdf', 1, 1, '', '', "
            "?4, 1, 'c', 'c', '')",
            {file, dossier, sealed(tx, two.id, "attachment", "key", file, "khóa")});
    }

    MergeOrder order(const PersonId& kept, const PersonId& lost,
                     std::vector<std::string> take = {}) {
        return cli().read([&](db::Tx& tx) {
            return MergeOrder{{kept, lost},
                              std::move(take),
                              "Nhập hai lần",
                              people::get(tx, kept).version,
                              people::get(tx, lost).version};
        });
    }
    std::map<std::string, std::multiset<std::string>> now() {
        return cli().read([](db::Tx& tx) { return picture(tx); });
    }
    void undo(const std::string& id, std::int64_t version = 1) {
        people::undo_merge(officer, rights, holders, id, "Gộp nhầm người", version);
    }
};

std::vector<std::string> rules_of(const Refused& refused) {
    std::vector<std::string> out;
    for (const auto& finding : refused.findings()) {
        out.push_back(finding.rule);
    }
    return out;
}

template <class F>
std::vector<std::string> refused(F&& what) {
    try {
        what();
    } catch (const Refused& no) {
        return rules_of(no);
    }
    return {};
}

}  // namespace

DB_TEST_CASE("every column of the schema that holds a person is moved by the hook of its slice") {
    test::TestDb db;
    std::set<std::string> known{"person_pair.first_id", "person_pair.second_id",
                                "person_merge.kept_id", "person_merge.lost_id"};
    for (const auto& holder : app::person_holders()) {
        for (const auto& column : holder.ids) {
            CHECK(known.insert(std::string{column.name}).second);
        }
    }
    db.read([&](db::Tx& tx) {
        std::set<std::string> there;
        for (const auto& column : columns(tx)) {
            const auto name = column.table + "." + column.name;
            there.insert(name);
            if (names_a_person(column.name)) {
                CAPTURE(name);
                CHECK(known.contains(name));
            }
        }
        const auto keys = keys_to_person(tx);
        CHECK(keys.size() > 12);
        for (const auto& name : keys) {
            CAPTURE(name);
            CHECK(known.contains(name));
        }
        for (const auto& name : known) {
            CAPTURE(name);
            CHECK(there.contains(name));
        }
    });
}

DB_TEST_CASE("every column sealed with a person's key is sealed anew by the hook of its slice") {
    test::TestDb db;
    // of the person, of keys that are the row's own, and of what is kept only to take a merge back
    const std::set<std::string> own{"person.national_id_sealed", "person.ethnicity_sealed",
                                    "person.religion_sealed", "person_merge.before_sealed"};
    std::set<std::string> known;
    for (const auto& holder : app::person_holders()) {
        for (const auto& column : holder.sealed) {
            const auto set = column.put.find("SET ") + 4;
            const auto name = column.put.substr(set, column.put.find(' ', set) - set);
            known.insert(std::string{column.table} + "." + std::string{name});
        }
    }
    db.read([&](db::Tx& tx) {
        for (const auto& column : columns(tx)) {
            const auto name = column.table + "." + column.name;
            if (column.name.ends_with("_sealed") && column.name != "is_sealed" &&
                !own.contains(name)) {
                CAPTURE(name);
                CHECK(known.contains(name));
            }
        }
    });
}

DB_TEST_CASE("a merge moves what hangs on the lost person, opened by the kept person's key") {
    Twins f;
    const auto id = people::merge(f.officer, f.rights, f.holders,
                                  f.order(f.one.id, f.two.id, {"phone", "national_id"}));
    f.cli().read([&](db::Tx& tx) {
        const auto kept = people::get(tx, f.one.id);
        CHECK(kept.phone == "0912 345 678");
        CHECK(kept.merged_from == "Nguyễn Thị Hoà");
        CHECK(people::open_sensitive(tx, f.cli(), kept.id).national_id == "001196000018");
        CHECK(people::open_sensitive(tx, f.cli(), kept.id).ethnicity == "02");
        CHECK_FALSE(people::get(tx, f.two.id).active);
        CHECK(dossier::get(tx, dossier::DossierId{f.dossier}).person_id == f.one.id);
        for (const auto& holder : f.holders) {
            for (const auto& column : holder.sealed) {
                tx.each(column.find, {f.one.id}, [&](const db::Row& r) {
                    const auto value = r.maybe_blob(3);
                    if (value) {
                        CHECK(f.vault
                                  .open(test::TestDb::tenant, people::sealed_key(tx, f.one.id),
                                        column.table, r.text(2), r.text(1), {*value})
                                  .has_value());
                    }
                });
            }
        }
        const auto last = audit::history(tx, "person", f.one.id.value).front();
        CHECK(last.action == "person.merged");
        CHECK(last.changes.front().to == "Nguyễn Thị Hoà");
        for (const auto& change : last.changes) {
            CHECK(change.to.find("001196000018") == std::string::npos);
        }
        people::Query query;
        query.text = "nguyen hoa";
        const auto found = people::query(tx, std::vector<std::string>{"/"}, query);
        REQUIRE(found.items.size() == 1);
        CHECK(found.items.front().person.id == f.one.id);
        CHECK(people::merges_of(tx, f.two.id).front().id == id);
    });
}

DB_TEST_CASE("what is merged and taken back is what it was, byte for byte, whatever was chosen") {
    Twins f;
    std::mt19937 random{20261124};
    const auto before = f.now();
    std::vector<std::string> all;
    for (const auto& field :
         people::compare(f.officer, f.rights, f.holders, {f.one.id, f.two.id}).fields) {
        all.push_back(field.key);
    }
    for (int round = 0; round < 12; ++round) {
        std::vector<std::string> take;
        for (const auto& key : all) {
            if (random() % 2 == 0) {
                take.push_back(key);
            }
        }
        const bool turned = random() % 2 == 0;
        const auto& kept = turned ? f.two.id : f.one.id;
        const auto& lost = turned ? f.one.id : f.two.id;
        f.clock.advance_ms(5);
        const auto id = people::merge(f.officer, f.rights, f.holders, f.order(kept, lost, take));
        CHECK(f.now() != before);
        f.undo(id);
        CAPTURE(round);
        same_picture(before, f.now());
    }
}

DB_TEST_CASE(
    "two dossiers at work, or a hand of one in the dossier of the other, stand against it") {
    Twins f;
    const auto opened = dossier::open(
        f.work(f.officer),
        {.person_id = f.one.id.value, .org_id = f.cell_a1.id.value, .opened_on = "2024-03-18"});
    const auto found =
        people::compare(f.officer, f.rights, f.holders, {f.one.id, f.two.id}).against;
    REQUIRE(found.size() == 1);
    CHECK(found.front().rule == "people.merge_two_open");
    CHECK(refused([&] {
              people::merge(f.officer, f.rights, f.holders, f.order(f.one.id, f.two.id));
          }) == std::vector<std::string>{"people.merge_two_open"});
    dossier::move(f.work(f.officer), opened.id,
                  {.to = dossier::State::withdrawn, .reason = "Tự rút", .on = ""}, opened.version);
    people::merge(f.officer, f.rights, f.holders, f.order(f.one.id, f.two.id));
}

DB_TEST_CASE("who may not merge both learns nothing, and a stale version is a conflict") {
    Twins f;
    CHECK_THROWS_AS(people::merge(f.clerk, f.rights, f.holders, f.order(f.one.id, f.two.id)),
                    NotFound);
    auto stale = f.order(f.one.id, f.two.id);
    ++stale.kept_version;
    CHECK_THROWS_AS(people::merge(f.officer, f.rights, f.holders, stale), Conflict);
    CHECK(refused([&] {
              people::merge(f.officer, f.rights, f.holders, f.order(f.one.id, f.one.id));
          }) == std::vector<std::string>{"people.merge_self"});
    CHECK(refused([&] {
              people::merge(f.officer, f.rights, f.holders, f.order(f.one.id, f.two.id, {"x"}));
          }) == std::vector<std::string>{"field.choice"});
}

DB_TEST_CASE("what was changed since stands against taking back, and is named") {
    Twins f;
    const auto id =
        people::merge(f.officer, f.rights, f.holders, f.order(f.one.id, f.two.id, {"phone"}));
    auto kept = f.cli().read([&](db::Tx& tx) { return people::get(tx, f.one.id); });
    kept.phone = "0900 000 000";
    people::change(f.cli(), f.rights, kept, std::nullopt, dossier::name_changed);
    CHECK(refused([&] { f.undo(id); }) == std::vector<std::string>{"people.undo_field"});
    kept = f.cli().read([&](db::Tx& tx) { return people::get(tx, f.one.id); });
    kept.phone = "0912 345 678";
    kept.note = "Ghi sau khi gộp";
    people::change(f.cli(), f.rights, kept, std::nullopt, dossier::name_changed);
    f.undo(id);
    f.cli().read([&](db::Tx& tx) {
        CHECK(people::get(tx, f.one.id).note == "Ghi sau khi gộp");
        CHECK(people::get(tx, f.one.id).phone.empty());
        CHECK(people::get(tx, f.two.id).active);
    });
    CHECK(refused([&] { f.undo(id, 2); }) == std::vector<std::string>{"people.undo_done"});
}

DB_TEST_CASE("sealed words written after the merge go back with their dossier") {
    Twins f;
    const auto id = people::merge(f.officer, f.rights, f.holders, f.order(f.one.id, f.two.id));
    auto d =
        f.cli().read([&](db::Tx& tx) { return dossier::get(tx, dossier::DossierId{f.dossier}); });
    dossier::PaperRow paper;
    paper.form = "application";
    paper.dates = {{"dated_on", "18/03/2024"}};
    dossier::put_paper(f.work(f.officer), d.id, paper, "Viết sau khi gộp", d.version);
    f.undo(id);
    f.cli().read([&](db::Tx& tx) {
        for (const auto& holder : f.holders) {
            for (const auto& column : holder.sealed) {
                tx.each(column.find, {f.two.id}, [&](const db::Row& r) {
                    if (const auto value = r.maybe_blob(3)) {
                        CHECK(f.vault
                                  .open(test::TestDb::tenant, people::sealed_key(tx, f.two.id),
                                        column.table, r.text(2), r.text(1), {*value})
                                  .has_value());
                    }
                });
            }
        }
    });
}

DB_TEST_CASE("erasing a person ends the records that were made one with it") {
    Twins f;
    const auto id = people::merge(f.officer, f.rights, f.holders, f.order(f.one.id, f.two.id));
    f.cli().write([&](db::Tx& tx) { people::erase(tx, f.one.id, "(đã xóa)"); });
    f.cli().read([&](db::Tx& tx) {
        CHECK(people::get(tx, f.two.id).name == "(đã xóa)");
        CHECK(people::get(tx, f.one.id).merged_from.empty());
        CHECK(people::sealed_key(tx, f.two.id) == crypto::Vault::destroyed_key());
    });
    CHECK(refused([&] { f.undo(id); }) == std::vector<std::string>{"people.undo_erased"});
}
