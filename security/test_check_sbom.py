import contextlib
import io
import json
import tempfile
import unittest
import zipfile
from pathlib import Path

import check_sbom

JACKSON = "software.amazon.awssdk:third-party-jackson-core"


class CheckSbomTest(unittest.TestCase):
    def test_versions_are_ordered_by_number(self):
        ordered = ["2.9.1", "2.21.6-rc1", "2.21.6", "2.21.10", "2.40.2", "3"]
        self.assertEqual(sorted(reversed(ordered), key=check_sbom.version_key), ordered)

    def test_trailing_zeros_do_not_count(self):
        self.assertEqual(check_sbom.version_key("2.15"), check_sbom.version_key("2.15.0"))

    def test_a_range_ends_before_the_fixed_version(self):
        events = [{"introduced": "2.22.0"}, {"fixed": "2.22.2"}]
        inside = [v for v in ("2.21.9", "2.22.0", "2.22.1", "2.22.2") if check_sbom.in_range(v, events)]
        self.assertEqual(inside, ["2.22.0", "2.22.1"])

    def test_the_last_affected_version_is_in_the_range(self):
        events = [{"introduced": "0"}, {"last_affected": "1.2"}]
        self.assertEqual([v for v in ("1.1", "1.2", "1.3") if check_sbom.in_range(v, events)], ["1.1", "1.2"])

    def test_a_version_can_be_listed_by_itself(self):
        self.assertTrue(check_sbom.is_affected("1.0", {"versions": ["1.0"]}))

    def test_each_advisory_is_complete(self):
        for advisory in json.loads(check_sbom.ADVISORIES.read_text()):
            self.assertTrue(advisory["id"] and advisory["summary"] and advisory["modified"])
            self.assertTrue(advisory["references"][0]["url"].startswith("https://"))
            self.assertTrue(all(a["package"]["ecosystem"] == "Maven" for a in advisory["affected"]))

    def test_an_old_sdk_is_reported_with_the_library_that_it_bundles(self):
        code, output = self.check("2.40.2", "2.19.4")
        self.assertEqual(code, 1)
        self.assertIn(f"{JACKSON} 2.40.2: GHSA-649p-m576-vr99 CVE-2026-68498", output)
        self.assertIn("com.fasterxml.jackson.core:jackson-core 2.19.4: GHSA-649p-m576-vr99", output)
        self.assertIn("2 libraries checked against", output)

    def test_a_new_sdk_that_bundles_an_old_library_is_reported(self):
        code, output = self.check("2.57.8", "2.21.5")
        self.assertEqual(code, 1)
        self.assertNotIn(f"{JACKSON} 2.57.8", output)

    def test_a_fixed_sdk_passes(self):
        code, output = self.check("2.57.8", "2.21.8")
        self.assertEqual((code, output.splitlines()), (0, ["2 libraries checked against 3 advisories: 0 affected."]))

    def test_a_missing_jar_fails(self):
        with self.assertRaises(SystemExit) as exit:
            check_sbom.bundled([(JACKSON, "2.57.8")], "/nowhere")
        self.assertIn("has 0 jars", exit.exception.code)

    def check(self, sdk, jackson):
        with tempfile.TemporaryDirectory() as folder:
            sbom = Path(folder, "sbom.json")
            group, name = JACKSON.split(":")
            sbom.write_text(json.dumps({"components": [{"group": group, "name": name, "version": sdk}]}))
            with zipfile.ZipFile(Path(folder, f"{group}.{name}-{sdk}.jar"), "w") as jar:
                constant = b"\x01\x00" + bytes([len(jackson)]) + jackson.encode() + b"\x08\x00\x04"
                jar.writestr(check_sbom.BUNDLED[JACKSON][1], constant)
            output = io.StringIO()
            with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
                code = check_sbom.main(sbom, folder)
            return code, output.getvalue()


if __name__ == "__main__":
    unittest.main()
