# SPDX-License-Identifier: Apache-2.0
"""A line that no test runs is never counted as covered, nor a file that no test touches."""
import contextlib
import io
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

import coverage  # noqa: E402


def judged(counted, *files):
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        return coverage.judge(counted, files), said.getvalue()


class Covered(unittest.TestCase):
    def test_a_file_run_whole_passes(self):
        self.assertEqual(judged({"a.cpp": (3, 3, [])}, "a.cpp"), ((1, 0), ""))

    def test_a_line_that_no_test_runs_is_named(self):
        result, said = judged({"a.cpp": (3, 2, [7])}, "a.cpp")
        self.assertEqual(result, (0, 1))
        self.assertIn("a.cpp: no test runs line 7", said)

    def test_a_file_that_was_not_built_fails(self):
        self.assertEqual(judged({}, "gone.cpp")[0], (0, 1))

    def test_the_list_names_files_that_exist_and_their_test_programs(self):
        for path, programs in coverage.wanted().items():
            self.assertTrue((coverage.TOP / path).is_file(), path)
            self.assertTrue(programs, path)


if __name__ == "__main__":
    unittest.main()
