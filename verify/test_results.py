"""Tests of the report and of the names by which a run is cleaned up."""

import unittest

from names import Names
from results import FAILED, OK, SKIPPED, Results, anonymous


def results() -> Results:
    return Results(say=lambda text: None)


class ExitCode(unittest.TestCase):
    def test_all_checks_passed(self):
        found = results()
        found.check("It scales", OK)
        found.check("It is slow", SKIPPED)
        self.assertEqual(found.exit_code, 0)

    def test_a_check_failed(self):
        found = results()
        found.check("It scales", OK)
        found.check("It stops", FAILED)
        self.assertEqual(found.exit_code, 1)

    def test_something_stayed_in_the_account(self):
        found = results()
        found.check("It scales", OK)
        found.left = ["queue q: AccessDenied"]
        self.assertEqual(found.exit_code, 1)

    def test_nothing_was_checked(self):
        self.assertEqual(results().exit_code, 1)

    def test_interrupted(self):
        found = results()
        found.check("It scales", OK)
        found.interrupted = True
        self.assertEqual(found.exit_code, 130)


class Report(unittest.TestCase):
    def test_counts_and_rows(self):
        found = results()
        found.check("It scales", OK, "1-4 | fine", 61.4)
        found.check("It stops", FAILED, "bounds 1-4: not within 300 s")
        found.answer("Is it so?", "yes", "differs", "no", {"a": 1})
        text = found.markdown({"region": "us-east-1"})
        self.assertIn("1 checks passed, 1 failed, 0 were not made. 1 of 1 answers of AWS differ", text)
        self.assertIn("| It scales | ok | 61 s | 1-4 \\| fine |", text)
        self.assertIn("| It stops | failed |  | bounds 1-4: not within 300 s |", text)
        self.assertIn('{\n  "a": 1\n}', text)
        self.assertIn("left in the account: nothing", text)

    def test_names_no_account_key_or_address(self):
        self.assertEqual(
            anonymous('arn:aws:iam::123456789012:role/x ASIAQWERTYUIOPASDFGH "sourceIPAddress": "192.0.2.77"'),
            'arn:aws:iam::111122223333:role/x ASIAEXAMPLE "sourceIPAddress": "198.51.100.1"',
        )


class NamesOfARun(unittest.TestCase):
    def test_start_with_the_name_of_the_run(self):
        names = Names("abc123")
        every = [names.model, *names.endpoints, names.component, names.other_config, names.queue, *names.rules.values(), names.role]
        self.assertEqual(len(every), len(set(every)))
        for name in every:
            self.assertTrue(name.startswith("tagscaler-verify-abc123"), name)
            self.assertLessEqual(len(name), 63)


if __name__ == "__main__":
    unittest.main()
