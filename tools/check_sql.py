#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every statement names its tenant, every join joins on it, and every table of db/migrations keeps the
schema rules that let one text run on SQLite, PostgreSQL and a sharded PostgreSQL."""
import re
import sys

import lint_support
from lint_support import Complaint

# asked through Tx::raw: the tenants themselves and what belongs to no tenant
WITHOUT_TENANT = {"tenant", "schema_version"}
PORT = "src/platform/db/"  # binds the tenant itself and owns the engine's tables

_STATEMENT = re.compile(r"^\s*(SELECT|WITH|INSERT|UPDATE|DELETE)\s", re.I)
_TABLES = re.compile(r"\b(?:FROM|JOIN|INTO|UPDATE)\s+([a-z_][a-z0-9_]*)(?:\s+(?:AS\s+)?([a-z][a-z0-9_]*))?", re.I)
_JOIN = re.compile(r"\bJOIN\s+([a-z_][a-z0-9_]*)(.*?)(?=\bJOIN\b|\bWHERE\b|\bGROUP\s+BY\b|\bORDER\s+BY\b|\bUNION\b|\Z)", re.I | re.S)
_COMMON_TABLE = re.compile(r"(?:\bWITH(?:\s+RECURSIVE)?|,)\s*([a-z_][a-z0-9_]*)\s*(?:\([^)]*\)\s*)?AS\s*\(", re.I)
_FORBIDDEN = {
    "insert-or": r"\b(INSERT\s+OR|REPLACE\s+INTO)\b", "rowid": r"\browid\b", "like": r"\b(I?LIKE|GLOB)\b",
    "now": r"\b(CURRENT_TIMESTAMP|CURRENT_DATE|datetime\s*\(|strftime\s*\(|now\s*\()", "random": r"\brandom\s*\(",
}


def statements(source):
    """(line, text) of each SQL statement among the literals; literals side by side are one text."""
    tokens, i = [t for t in source.tokens if t.kind != "comment"], 0
    while i < len(tokens):
        last = i
        while last + 1 < len(tokens) and tokens[i].kind == tokens[last + 1].kind == "string":
            last += 1
        if tokens[i].kind == "string":
            text = "".join(t.text for t in tokens[i:last + 1])
            if _STATEMENT.match(text) and re.search(r"\b(FROM|INTO|SET)\b", text):
                yield tokens[i].line, text
        i = last + 1


def tables_of(sql):
    derived = {name.lower() for name in _COMMON_TABLE.findall(sql)}
    found = {name.lower() for name, _ in _TABLES.findall(sql)}
    return {t for t in found if t not in derived and t not in ("set", "select", "lateral")}


def complaints_of(sql):
    """(rule, text) of what is wrong with one statement."""
    tables = tables_of(sql)
    plain = re.sub(r"\s+", " ", re.sub(r"'[^']*'", "''", sql))
    if tables - WITHOUT_TENANT:
        if not names_tenant(plain):
            yield "tenant", "a statement on a tenant's table must hold tenant_id = ?1"
        for table, on in _JOIN.findall(plain):
            if table.lower() in tables - WITHOUT_TENANT and "tenant_id" not in on:
                yield "join", f"the join with {table} must join on tenant_id"
    for rule, pattern in _FORBIDDEN.items():
        if re.search(pattern, plain, re.I):
            yield rule, "not in a statement that runs on every engine"
    if re.search(r"\bVALUES\s*\([^)]*\(\s*SELECT\b", plain, re.I):
        yield "values-select", "no sub-select inside VALUES; write INSERT … SELECT"


def names_tenant(plain):
    if re.search(r"\btenant_id\s*=\s*\?1\b", plain, re.I):
        return True
    into = re.match(r"\s*INSERT INTO \S+ ?\(\s*tenant_id\b.*?(?:VALUES ?\(|SELECT )\s*\?1\b", plain, re.I)
    return into is not None


def check_statements(sources):
    for source in sources:
        if source.is_test or not source.path.startswith("src/") or source.path.startswith(PORT):
            continue
        for line, sql in statements(source):
            for rule, text in complaints_of(sql):
                if not source.allows("sql-" + rule, line):
                    yield Complaint(source.path, line, "sql-" + rule, text)


# ---- migrations

_TABLE = re.compile(r"\bCREATE\s+TABLE\s+([a-z_][a-z0-9_]*)\s*\((.*?)\)\s*(@strict@)?\s*;", re.I | re.S)
_INDEX = re.compile(r"\bCREATE\s+(?:UNIQUE\s+)?INDEX\s+\S+\s+ON\s+([a-z_][a-z0-9_]*)\s*\(([^)]*)\)", re.I)
_NEVER = re.compile(
    r"(?<!@)\b(TRIGGER|SERIAL|BIGSERIAL|IDENTITY|AUTOINCREMENT|SEQUENCE|CASCADE|REAL|FLOAT|DOUBLE|NUMERIC|BOOLEAN|TIMESTAMP|"
    r"WITHOUT\s+ROWID|VIRTUAL|GENERATED|INTEGER|BIGINT|BLOB|BYTEA|JSONB?|ENUM|LISTEN|NOTIFY)\b", re.I)


def check_migration(path, text):
    """The schema rules, one file."""
    sql = re.sub(r"--[^\n]*", lambda m: " " * len(m.group()), text)
    line_of = lambda at: sql.count("\n", 0, at) + 1  # noqa: E731
    quiet = re.sub(r"'[^']*'", lambda m: "'" + " " * (len(m.group()) - 2) + "'", sql)
    for word in _NEVER.finditer(quiet):
        yield Complaint(path, line_of(word.start()), "schema-word", f"{word.group(1)} does not run on every engine")
    for table in _TABLE.finditer(quiet):
        name, body, strict = table.group(1).lower(), table.group(2), table.group(3)
        for rule, why in table_complaints(name, body, strict):
            yield Complaint(path, line_of(table.start()), rule, f"{name}: {why}")
    for index in _INDEX.finditer(quiet):
        first = index.group(2).split(",")[0].split()
        if index.group(1).lower() not in WITHOUT_TENANT and (not first or first[0].lower() != "tenant_id"):
            yield Complaint(path, line_of(index.start()), "schema-index", "an index begins with tenant_id")


def table_complaints(name, body, strict):
    if not strict:
        yield "schema-strict", "ends with ) @strict@;"
    if name in WITHOUT_TENANT:
        return
    if not re.search(r"\btenant_id\s+TEXT\b[^,]*\bNOT\s+NULL", body, re.I):
        yield "schema-tenant", "has no tenant_id TEXT NOT NULL"
    for kind in ("PRIMARY\\s+KEY", "UNIQUE"):
        for keys in re.findall(kind + r"\s*\(([^)]*)\)", body, re.I):
            if keys.split(",")[0].strip().lower() != "tenant_id":
                yield "schema-key", "every key begins with tenant_id"
    if not re.search(r"\bPRIMARY\s+KEY\s*\(", body, re.I):
        yield "schema-key", "PRIMARY KEY (tenant_id, …) is missing"
    for keys, target in re.findall(r"FOREIGN\s+KEY\s*\(([^)]*)\)\s*REFERENCES\s+([a-z_]+)", body, re.I):
        if keys.split(",")[0].strip().lower() != "tenant_id":
            yield "schema-reference", f"the reference to {target} begins with tenant_id"
    for column, target in re.findall(r"\b([a-z_]+)\s+TEXT\b(?:(?!FOREIGN)[^,])*?\bREFERENCES\s+([a-z_]+)", body, re.I):
        if target.lower() != "tenant":
            yield "schema-reference", f"{column} refers to {target} without the tenant"
    for column in re.findall(r"(?:^|,)\s*((?:[a-z_]+_)?id|code|path|[a-z_]+_code|[a-z_]+_path|name_fold|name_sort)\s+TEXT\b(?![^,]*@bytes@)",
                             body, re.I):
        yield "schema-bytes", f"{column} compares by bytes: say @bytes@"


def check_migrations(files):
    for path, text in files:
        yield from check_migration(path, text)


def migrations():
    return [(p, (lint_support.TOP / p).read_text("utf-8"))
            for p in lint_support.tree_files(".sql") if p.startswith("db/migrations/")]


if __name__ == "__main__":
    found = [*check_statements(lint_support.cpp_sources()), *check_migrations(migrations())]
    sys.exit(lint_support.report("check_sql", found))
