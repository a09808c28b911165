"""The benchmark's own arithmetic: a wrong one would be believed."""
import socket
import unittest

import report
from check import compared
from fake_aws import Account
from http_server import Server, response

RECORD = {
    "counts": {"no_op_calls": 7, "no_op_rounds": 3, "classes": 5000, "zip_bytes": 16_000_000, "connections": 4},
    "ratios": {"cold cpu, zip / naive": 0.4, "cold cpu, zip / peer": 3.0},
}


class Rounds(unittest.TestCase):
    def rounds(self, *calls):
        account = Account(0)
        account.calls = [("Any", start, end) for start, end in calls]
        return account.rounds()

    def test_calls_one_after_another_are_a_round_each(self):
        self.assertEqual(self.rounds((0, 1), (1.1, 2), (2.1, 3)), 3)

    def test_calls_that_overlap_are_one_round(self):
        self.assertEqual(self.rounds((0, 1), (1.1, 2), (1.2, 2.1), (1.2, 2.2), (2.3, 3)), 3)

    def test_the_longest_chain_counts(self):
        self.assertEqual(self.rounds((0, 5), (0, 1), (2, 3)), 2)


    def test_of_calls_side_by_side_one_wait_counts(self):
        account = Account(0)
        account.calls = [("Any", 0, 20), ("Any", 21, 41), ("Any", 22, 43), ("Any", 44, 64)]

        self.assertEqual(account.chain(), [20, 20, 20])


class Http(unittest.TestCase):
    """As the clients of the functions use it: with two requests in one piece, or one in several."""

    class Echo(Server):
        def answer(self, method, path, headers, body):
            return response(200, f"{method} {path} {headers['x-name']} ".encode() + body)

    def exchanged(self, *pieces):
        server = self.Echo()
        try:
            with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
                for piece in pieces:
                    connection.sendall(piece)
                with connection.makefile("rb") as answers:
                    return answers.read()
        finally:
            server.stop()

    def test_requests_are_answered_in_turn_until_one_asks_to_close(self):
        self.assertEqual(
            self.exchanged(
                b"POST /a HTTP/1.1\r\nX-Name: one\r\nContent-Length: 2\r\n\r\nokGET /b HT",
                b"TP/1.1\r\nX-Name:two\r\nConnection: close\r\n\r\n"),
            b"HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\nPOST /a one ok"
            b"HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nGET /b two ")

    def test_a_body_in_two_pieces_is_one(self):
        self.assertEqual(
            self.exchanged(b"POST / HTTP/1.1\r\nx-name: n\r\nconnection: close\r\nContent-Length: 4\r\n\r\n12", b"34"),
            b"HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\nPOST / n 1234")


class Check(unittest.TestCase):
    def worse(self, counts=None, ratios=None):
        _, worse = compared(
            {"counts": {**RECORD["counts"], **(counts or {})}, "ratios": {**RECORD["ratios"], **(ratios or {})}}, RECORD)
        return [line.split(":")[0].removeprefix("WORSE ") for line in worse]

    def test_the_same_run_is_not_worse(self):
        self.assertEqual(self.worse(), [])

    def test_one_call_or_one_round_more_is_worse(self):
        self.assertEqual(self.worse({"no_op_calls": 8}), ["no_op_calls"])
        self.assertEqual(self.worse({"no_op_rounds": 4}), ["no_op_rounds"])

    def test_classes_and_bytes_may_grow_by_five_percent(self):
        self.assertEqual(self.worse({"classes": 5250, "zip_bytes": 16_800_000}), [])
        self.assertEqual(self.worse({"classes": 5251, "zip_bytes": 16_800_001}), ["classes", "zip_bytes"])

    def test_a_ratio_of_java_functions_may_be_a_quarter_higher(self):
        self.assertEqual(self.worse(ratios={"cold cpu, zip / naive": 0.5}), [])
        self.assertEqual(self.worse(ratios={"cold cpu, zip / naive": 0.51}), ["cold cpu, zip / naive"])

    def test_neither_python_nor_connections_are_ever_worse(self):
        self.assertEqual(self.worse({"connections": 9}, {"cold cpu, zip / peer": 30.0}), [])


class Report(unittest.TestCase):
    def test_only_the_figures_of_a_page_are_replaced(self):
        page = "Before <!-- figures: core -->old<!-- end of figures --> after.\n"
        result = {"core": {"usual": {"us": 40.4, "kb": 46.3}, "schedule": {"us": 200, "kb": 165}}}

        self.assertEqual(
            report.filled(page, result),
            "Before <!-- figures: core -->\n| Tags | time, µs | allocated, kB |\n|---|---|---|\n| `policy` and `max` | 40 | 46 |\n"
            "| six, with a schedule | 200 | 165 |\n<!-- end of figures --> after.\n")

    def test_a_part_of_a_run_is_not_recorded_unless_the_rest_cannot_be_measured(self):
        result = {"counts": {}, "cold": {}, "warm": {}, "throughput": {}, "core": {}, "skipped": {"throttled": "no control group"}}

        self.assertEqual(report.unmeasured(result), ["sweep"])

    def test_what_was_not_measured_is_said_so(self):
        page = "<!-- figures: core --><!-- end of figures -->"

        self.assertEqual(
            report.filled(page, {}), "<!-- figures: core -->\nNot measured in this run.\n<!-- end of figures -->")


if __name__ == "__main__":
    unittest.main()
