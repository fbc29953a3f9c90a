# SPDX-License-Identifier: Apache-2.0
"""What check_sql refuses and what it lets pass."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

import check_sql  # noqa: E402
from lint_support import Source  # noqa: E402


def rules(complaints):
    return sorted({c.rule for c in complaints})


class Statements(unittest.TestCase):
    def seen(self, sql, path="src/base/org/store.cpp"):
        return rules(check_sql.check_statements([Source(path, f'constexpr auto q = R"sql({sql})sql";')]))

    def test_a_statement_names_its_tenant(self):
        self.assertEqual(self.seen("SELECT id FROM org WHERE id = ?2"), ["sql-tenant"])
        self.assertEqual(self.seen("SELECT o.id FROM org o WHERE o.tenant_id = ?1 AND o.id = ?2"), [])
        self.assertEqual(self.seen("DELETE FROM org WHERE tenant_id = ?2"), ["sql-tenant"])
        self.assertEqual(self.seen("DELETE FROM org WHERE tenant_id = ?12"), ["sql-tenant"])
        self.assertEqual(self.seen("UPDATE org SET name = ?2 WHERE tenant_id = ?1"), [])

    def test_an_insert_gives_the_tenant_first(self):
        self.assertEqual(self.seen("INSERT INTO org (tenant_id, id) VALUES (?1, ?2)"), [])
        self.assertEqual(self.seen("INSERT INTO org (id, tenant_id) VALUES (?1, ?2)"), ["sql-tenant"])
        self.assertEqual(self.seen("INSERT INTO org (tenant_id, id) SELECT ?1, ?2 FROM org o WHERE o.tenant_id = ?1"), [])

    def test_a_join_joins_on_the_tenant(self):
        head = "SELECT p.id FROM person p JOIN org o ON "
        self.assertEqual(self.seen(head + "o.id = p.org_id WHERE p.tenant_id = ?1"), ["sql-join"])
        self.assertEqual(self.seen(head + "o.tenant_id = p.tenant_id AND o.id = p.org_id WHERE p.tenant_id = ?1"), [])

    def test_a_common_table_is_no_table(self):
        self.assertEqual(self.seen(
            "WITH up AS (SELECT id FROM org WHERE tenant_id = ?1) SELECT up.id FROM up JOIN up u ON u.id = up.id"), [])

    def test_tables_without_a_tenant_are_known(self):
        self.assertEqual(self.seen("SELECT id FROM tenant ORDER BY id"), [])
        self.assertEqual(self.seen("SELECT max(version) FROM schema_version"), [])

    def test_what_one_engine_alone_knows_is_refused(self):
        self.assertEqual(self.seen("INSERT OR IGNORE INTO org (tenant_id, id) VALUES (?1, ?2)"), ["sql-insert-or", "sql-tenant"])
        self.assertEqual(self.seen("SELECT id FROM org WHERE tenant_id = ?1 AND path LIKE ?2"), ["sql-like"])
        self.assertEqual(self.seen("SELECT id FROM org WHERE tenant_id = ?1 AND name = 'now('"), [])
        self.assertEqual(self.seen("INSERT INTO org (tenant_id, n) VALUES (?1, (SELECT 1 FROM org WHERE tenant_id = ?1))"),
                         ["sql-values-select"])

    def test_literals_side_by_side_are_one_text(self):
        source = Source("src/a/store.cpp", 'run("SELECT id FROM org"\n    " WHERE tenant_id = ?1");')
        self.assertEqual(rules(check_sql.check_statements([source])), [])

    def test_tests_and_the_port_are_left_alone(self):
        self.assertEqual(self.seen("SELECT id FROM org", "src/base/org/org_test.cpp"), [])
        self.assertEqual(self.seen("SELECT id FROM org", "src/platform/db/search.cpp"), [])

    def test_words_that_only_look_like_sql_pass(self):
        self.assertEqual(self.seen("Select a file"), [])
        self.assertEqual(self.seen("update"), [])


class Migrations(unittest.TestCase):
    GOOD = ("CREATE TABLE org (tenant_id TEXT @bytes@ NOT NULL REFERENCES tenant (id), id TEXT @bytes@ NOT NULL,"
            " name TEXT NOT NULL, PRIMARY KEY (tenant_id, id)) @strict@;")

    def seen(self, sql):
        return rules(check_sql.check_migration("db/migrations/0001_x.sql", sql))

    def test_a_table_by_the_rules_passes(self):
        self.assertEqual(self.seen(self.GOOD), [])

    def test_each_rule_is_seen(self):
        for change, rule in (
                ((" @strict@", ""), "schema-strict"), (("(tenant_id, id)) @", "(id)) @"), "schema-key"),
                (("tenant_id TEXT @bytes@ NOT NULL REFERENCES tenant (id),", ""), "schema-tenant"),
                (("name TEXT", "name BIGINT"), "schema-word"), ((" id TEXT @bytes@", " id TEXT"), "schema-bytes"),
                (("name TEXT NOT NULL", "name TEXT, UNIQUE (name)"), "schema-key"),
                (("name TEXT NOT NULL", "up_id TEXT @bytes@ REFERENCES org (id)"), "schema-reference"),
                (("name TEXT NOT NULL", "a TEXT, FOREIGN KEY (a) REFERENCES org (id)"), "schema-reference")):
            self.assertIn(rule, self.seen(self.GOOD.replace(*change)), change)

    def test_an_index_begins_with_the_tenant(self):
        self.assertEqual(self.seen("CREATE UNIQUE INDEX a ON org (code);"), ["schema-index"])
        self.assertEqual(self.seen("CREATE INDEX a ON org (tenant_id, code) WHERE code IS NOT NULL;"), [])

    def test_comments_and_values_are_no_words(self):
        self.assertEqual(self.seen("-- a TRIGGER would be REAL\n" + self.GOOD.replace("name TEXT NOT NULL", "name TEXT CHECK (name <> 'REAL')")), [])


if __name__ == "__main__":
    unittest.main()
