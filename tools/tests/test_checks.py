# SPDX-License-Identifier: Apache-2.0
"""The checks are checked: each has a sample that it must refuse and one that it must let pass."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

import check_budget  # noqa: E402
import check_data  # noqa: E402
import check_deps  # noqa: E402
import check_text  # noqa: E402
from lint_support import Source  # noqa: E402


def rules(complaints):
    return sorted({c.rule for c in complaints})


class Deps(unittest.TestCase):
    def seen(self, **files):
        return rules(check_deps.check_cpp(
            [Source(path.replace("__", "/") + end, text) for path, (end, text) in files.items()]))

    def one(self, path, *lines):
        return rules(check_deps.check_cpp([Source(path, "\n".join(lines))]))

    def test_a_lower_layer_never_includes_a_higher_one(self):
        self.assertEqual(self.one("src/platform/db/db.cpp", '#include "base/people/people.h"'), ["layer"])
        self.assertEqual(self.one("src/base/org/org.cpp", '#include "stage/dossier/dossier.h"'), ["layer"])
        self.assertEqual(self.one("src/stage/dossier/dossier.cpp", '#include "base/people/people.h"'), [])

    def test_the_order_inside_base_and_stage_holds(self):
        self.assertEqual(self.one("src/base/auth/auth.cpp", '#include "base/org/org.h"'), ["order"])
        self.assertEqual(self.one("src/base/org/org.cpp", '#include "base/auth/auth.h"'), [])
        self.assertEqual(self.one("src/stage/campaign/x.cpp", '#include "stage/ceremony/y.h"'), ["order"])
        self.assertEqual(self.one("src/base/util/x.cpp", '#include "base/auth/y.h"'), ["order"])

    def test_the_store_of_another_slice_is_private(self):
        self.assertEqual(self.one("src/stage/dossier/d.cpp", '#include "base/people/store.h"'), ["private"])
        self.assertEqual(self.one("src/base/people/people.cpp", '#include "base/people/store.h"'), [])

    def test_a_foreign_header_stays_in_its_folder(self):
        self.assertEqual(self.one("src/base/people/people.cpp", "#include <sqlite3.h>"), ["third-party"])
        self.assertEqual(self.one("src/platform/db/sqlite.cpp", "#include <sqlite3.h>"), [])
        self.assertEqual(self.one("src/platform/db/sqlite.cpp", "#include <boost/asio.hpp>"), ["third-party"])
        self.assertEqual(self.one("src/app/main.cpp", "#include <CLI/CLI.hpp>"), [])
        self.assertEqual(self.one("src/base/people/people.h", "#include <fmt/format.h>"), ["third-party"])

    def test_a_library_nobody_decided_on_is_refused(self):
        self.assertEqual(self.one("src/base/people/people.cpp", "#include <nlohmann/json.hpp>"), ["third-party"])

    def test_test_libraries_stay_in_tests(self):
        self.assertEqual(self.one("src/base/people/people.cpp", "#include <doctest/doctest.h>"), ["third-party"])
        self.assertEqual(self.one("src/base/people/people_test.cpp", "#include <doctest/doctest.h>"), [])

    def test_a_heavy_header_is_found_behind_another(self):
        files = [Source("src/platform/db/db.h", '#include "platform/db/inner.h"'),
                 Source("src/platform/db/inner.h", "#include <sqlite3.h>"),
                 Source("src/base/org/org.cpp", '#include "platform/db/db.h"')]
        self.assertEqual(rules(check_deps.check_cpp(files)), ["heavy"])
        self.assertEqual(rules(check_deps.check_cpp(files[:2])), [])

    def test_a_circle_inside_a_layer_is_found(self):
        files = [Source("src/platform/json/json.h", '#include "platform/http/http.h"'),
                 Source("src/platform/http/http.h", '#include "platform/json/json.h"')]
        self.assertEqual(rules(check_deps.check_cpp(files)), ["circle"])

    def page(self, path, text):
        return rules(check_deps.check_page_imports(path, text))

    def test_the_gate_page_imports_no_feature(self):
        self.assertEqual(self.page("web/src/gate/main.ts", 'import { a } from "../features/people/a";'), ["page"])
        self.assertEqual(self.page("web/src/gate/main.ts", 'const a = await import("@/features/people/a")'), ["page"])
        self.assertEqual(self.page("web/src/gate/main.ts", 'import { a } from "../lib/a";'), [])

    def test_a_feature_never_imports_another(self):
        self.assertEqual(self.page("web/src/features/people/a.ts", "import b from '../dossier/b'"), ["page"])
        self.assertEqual(self.page("web/src/features/people/a.ts", "import b from './b'"), [])
        self.assertEqual(self.page("web/src/ui/Table.svelte", "import b from '@/features/people/b'"), ["page"])


class Text(unittest.TestCase):
    def seen(self, text, path="src/base/people/people.cpp"):
        return rules(check_text.check([Source(path, text)]))

    def test_what_depends_on_the_language_of_the_machine_is_refused(self):
        for bad in ("auto c = std::tolower(x);", "double d = std::stod(s);", "std::ostringstream out;",
                    "#include <sstream>", "strftime(b, n, f, t);", "std::locale::global(l);",
                    "#include <regex>", "std::regex r;"):
            self.assertEqual(self.seen(bad), ["locale"], bad)
        self.assertEqual(self.seen("std::tolower(x);", "src/platform/text/fold.cpp"), [])

    def test_a_member_of_the_same_name_is_not_meant(self):
        self.assertEqual(self.seen("q.time(3); p->system(); my_system(1); chars.find(x);"), [])

    def test_words_in_comments_and_strings_are_not_code(self):
        self.assertEqual(self.seen('// system("x")\nauto a = "system(1)"; /* popen( */'), [])

    def test_a_shell_is_refused_everywhere_and_a_process_outside_platform(self):
        self.assertEqual(self.seen('system("ls");', "src/platform/pdf/poppler.cpp"), ["shell"])
        self.assertEqual(self.seen('popen("ls", "r");', "tests/x_test.cpp"), ["shell"])
        self.assertEqual(self.seen("auto p = fork();"), ["process"])
        self.assertEqual(self.seen("auto p = ::fork();", "src/platform/pdf/poppler.cpp"), [])

    def test_cryptography_outside_its_folder_is_refused(self):
        self.assertEqual(self.seen("crypto_secretbox_easy(a, b);"), ["crypto"])
        self.assertEqual(self.seen("EVP_DigestInit(a);"), ["crypto"])
        self.assertEqual(self.seen("EVP_DigestInit(a);", "src/platform/crypto/hash.cpp"), [])
        self.assertEqual(self.seen("srand(1);", "src/platform/crypto/hash.cpp"), ["random"])

    def test_the_clock_is_an_argument(self):
        self.assertEqual(self.seen("auto n = std::chrono::system_clock::now();"), ["clock"])
        self.assertEqual(self.seen("auto n = std::chrono::steady_clock::now();"), [])
        self.assertEqual(self.seen("auto n = time(nullptr);"), ["clock"])

    def test_sql_outside_the_store_is_refused(self):
        self.assertEqual(self.seen('tx.run("DELETE FROM person WHERE tenant_id = ?1");'), ["sql"])
        self.assertEqual(self.seen('tx.run("DELETE FROM person WHERE tenant_id = ?1");', "src/base/people/store.cpp"), [])
        self.assertEqual(self.seen('auto words = "Please select a person from the list";'), [])

    def test_sql_that_is_put_together_is_refused_even_in_the_store(self):
        home = "src/base/people/store.cpp"
        for bad in ('tx.run("SELECT a FROM t WHERE x = " + name);',
                    'sql += " AND x = " + v;',
                    'tx.run(std::string("SELECT a FROM t") + tail);',
                    'tx.run(fmt::format("SELECT a FROM {}", table));'):
            self.assertEqual(self.seen(bad, home), ["sql"], bad)
        self.assertEqual(self.seen('tx.run("SELECT a FROM t WHERE x = ?2", {name});', home), [])

    def test_a_raw_string_is_read_whole(self):
        bad = 'auto q = R"sql(SELECT a\n FROM t)sql" + tail;'
        self.assertEqual(self.seen(bad, "src/base/people/queries.h"), ["sql"])

    def test_an_allowance_needs_a_reason(self):
        self.assertEqual(self.seen("fork(); // allow(process): the child has no memory of ours"), [])
        self.assertEqual(self.seen("// allow(process): the child has no memory of ours\nfork();"), [])
        self.assertEqual(self.seen("fork(); // allow(process)"), ["process"])
        self.assertEqual(self.seen("fork(); // allow(shell): the child has no memory of ours"), ["process"])

    def test_notes_of_unfinished_work_and_swallowed_errors_are_refused(self):
        self.assertEqual(self.seen("// TO" + "DO: later"), ["note"])
        self.assertEqual(self.seen("try { f(); } catch (...) {}"), ["swallow"])


class Budget(unittest.TestCase):
    HEAD = "// SPDX-License-Identifier: Apache-2.0\n"

    def long_function(self, lines, head="int f(int a)"):
        return self.HEAD + "namespace x {\n" + head + " {\n" + "    g();\n" * lines + "}\n}\n"

    def functions(self, text):
        return rules(check_budget.check_functions(Source("src/a/b/c.cpp", text)))

    def test_a_function_of_81_lines_is_too_long(self):
        self.assertEqual(self.functions(self.long_function(79)), ["function"])
        self.assertEqual(self.functions(self.long_function(78)), [])

    def test_templates_members_and_tests_are_functions_too(self):
        for head in ("template <class T, class U = std::vector<T>> T f(T a)", "Foo::Foo(int a) : m_a(a), m_b{1}",
                     'TEST_CASE("a promise")', "auto f(int a) -> int", "bool operator==(const A& a) const"):
            self.assertEqual(self.functions(self.long_function(90, head)), ["function"], head)

    def test_a_class_or_a_table_is_not_a_function(self):
        for head in ("class A", "struct B : C", "enum class E : int", "constexpr int table[] =",
                     "DESCRIBE(B, (), (a))\nclass A", "template <class T> class A"):
            self.assertEqual(self.functions(self.long_function(90, head)), [], head)

    def test_a_file_of_601_lines_and_a_missing_licence_are_refused(self):
        self.assertEqual(rules(check_budget.check_file("a.cpp", self.HEAD + "x\n" * 600)), ["file"])
        self.assertEqual(rules(check_budget.check_file("a.cpp", self.HEAD + "x\n" * 599)), [])
        self.assertEqual(rules(check_budget.check_file("a.cpp", "int a;\n")), ["spdx"])

    def test_a_long_python_function_is_refused(self):
        text = "def f():\n" + "    pass\n" * 80
        self.assertEqual(rules(check_budget.check_python_functions("a.py", text)), ["function"])

    def test_vietnamese_in_a_literal_is_refused_outside_tests(self):
        bad = 'auto a = "Hồ sơ";'
        self.assertEqual(rules(check_budget.check_words_for_people(Source("src/base/people/a.cpp", bad))), ["vietnamese"])
        self.assertEqual(rules(check_budget.check_words_for_people(Source("src/base/people/a_test.cpp", bad))), [])
        self.assertEqual(rules(check_budget.check_words_for_people(Source("src/base/people/a.cpp", "// Hồ sơ"))), [])


class Data(unittest.TestCase):
    def test_a_doubled_key_and_broken_json_are_refused(self):
        self.assertEqual(rules(check_data.read("a.json", '{"a": 1, "a": 2}')[1]), ["json"])
        self.assertEqual(rules(check_data.read("a.json", '{"a": 1,}')[1]), ["json"])
        self.assertEqual(check_data.read("a.json", '{"a": 1}')[1], [])

    def test_combining_marks_are_refused(self):
        self.assertEqual(rules(check_data.check_nfc("a.json", "Hô\u0300")), ["nfc"])
        self.assertEqual(rules(check_data.check_nfc("a.json", "Hồ")), [])

    def test_a_message_without_its_twin_is_refused(self):
        vi = {"a": {"message": "x {0}"}, "b": {"message": "y"}}
        self.assertEqual(rules(check_data.check_twins("p", vi, {"a": {"message": "x {0}"}})), ["twin"])
        self.assertEqual(rules(check_data.check_twins("p", vi, {"a": {"message": "x"}, "b": {"message": "y"}})), ["twin"])
        self.assertEqual(rules(check_data.check_twins("p", vi, {"a": {"message": "{0}"}, "b": {"message": "n", "way_out": "w"}})), ["twin"])
        self.assertEqual(list(check_data.check_twins("p", vi, vi)), [])

    def test_a_right_an_action_or_an_object_without_words_is_refused(self):
        rights = "enum class Action {\n    signed_in,  ///< whoever\n    org_read\n};"
        self.assertEqual(rules(check_data.check_worded("a.h", rights, set())), ["worded"])
        self.assertEqual(list(check_data.check_worded("a.h", rights, {"right.org_read"})), [])
        done = 'audit::trace(tx, call.ctx, "org.made", "org", id);'
        self.assertEqual(rules(check_data.check_worded("a.cpp", done, {"audit.org.made"})), ["worded"])
        self.assertEqual(list(check_data.check_worded("a.cpp", done, {"audit.org.made", "audit_object.org"})), [])

    def test_a_lock_file_with_addresses_is_refused(self):
        self.assertEqual(rules(check_data.check_lock("l", '{"resolved": "x"}')), ["lock"])


if __name__ == "__main__":
    unittest.main()
