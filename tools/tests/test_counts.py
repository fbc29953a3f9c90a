# SPDX-License-Identifier: Apache-2.0
"""The closing line of a test run can be trusted: nothing that failed or did not run counts as passed."""
import io
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

import run_tests  # noqa: E402
import test_steps  # noqa: E402
from test_steps import Count, Step  # noqa: E402

SUMMARY = "[doctest] test cases:  {} |  {} passed | {} failed | 0 skipped"


def ctest(*cases):
    body = "".join(f'<testcase name="{n}" status="{s}">{f}<system-out>{o}</system-out></testcase>' for n, s, f, o in cases)
    return test_steps.count_ctest(f"<testsuite>{body}</testsuite>", io.StringIO())


class Counts(unittest.TestCase):
    def test_the_cases_of_every_program_are_summed(self):
        self.assertEqual(ctest(("a", "run", "", SUMMARY.format(4, 4, 0)), ("b", "run", "", SUMMARY.format(3, 3, 0))),
                         Count(7, 0))

    def test_a_failed_case_and_a_crashed_program_are_failures(self):
        self.assertEqual(ctest(("a", "fail", "<failure/>", SUMMARY.format(4, 3, 1))), Count(3, 1))
        self.assertEqual(ctest(("a", "fail", "<failure/>", "Segmentation fault")), Count(0, 1))
        self.assertEqual(ctest(("a", "fail", "<failure/>", SUMMARY.format(4, 4, 0))), Count(4, 1))
        self.assertEqual(ctest(("a", "notrun", "", "")), Count(0, 1))

    def test_a_control_character_in_the_output_does_not_hide_a_result(self):
        self.assertEqual(ctest(("a", "fail", "<failure/>", "\x1b[31m&#27;boom")), Count(0, 1))

    def test_unittest_vitest_and_tap_reports_are_read(self):
        self.assertEqual(test_steps.count_unittest("x\n\nRan 5 tests in 0.1s\n\nFAILED (failures=1, errors=1, skipped=1)", 1),
                         Count(2, 2, 1))
        self.assertEqual(test_steps.count_unittest("SyntaxError", 1), Count(0, 1))
        report = {"testResults": [{"status": "failed", "assertionResults": []}], "numPassedTests": 2,
                  "numFailedTests": 0, "numPendingTests": 0}
        self.assertEqual(test_steps.count_vitest(report), Count(2, 1))
        self.assertEqual(test_steps.count_tap("# pass 3\n# fail 1\n# cancelled 1\n# skipped 0\n# todo 0\n", 1), Count(3, 2))
        self.assertEqual(test_steps.count_tap("boom", 1), Count(0, 1))


class Runs(unittest.TestCase):
    def run_steps(self, *steps):
        run_tests.LOGS.mkdir(parents=True, exist_ok=True)
        said, run_tests.Run.say = run_tests.Run.say, staticmethod(lambda *_: None)
        try:
            return run_tests.Run(steps, None).go()
        finally:
            run_tests.Run.say = said

    def test_what_needs_a_failed_step_is_a_failure_and_not_run(self):
        ran = []
        counts = self.run_steps(Step("self-a", lambda s, o: Count(failed=1)),
                                Step("self-b", lambda s, o: ran.append(1) or Count(passed=1), needs=("self-a",)))
        self.assertEqual((counts["self-b"], ran), (Count(failed=1), []))

    def test_a_step_that_breaks_or_runs_nothing_is_a_failure(self):
        counts = self.run_steps(Step("self-a", lambda s, o: 1 / 0), Step("self-b", lambda s, o: Count()))
        self.assertEqual(set(counts.values()), {Count(failed=1)})


if __name__ == "__main__":
    unittest.main()
