"""Tests of the artifacts of a release: python3 -m unittest, in this directory, with the linters' Python."""

import contextlib
import copy
import hashlib
import io
import json
import os
import pathlib
import shutil
import tempfile
import time
import unittest
import zipfile

import release

ROOT = pathlib.Path(__file__).resolve().parent.parent
TEMPLATE = release.read_template(ROOT / "template.yaml")
VERSION = TEMPLATE["Mappings"]["Tagscaler"]["Release"]["Version"]


class ReleaseTest(unittest.TestCase):
    def setUp(self) -> None:
        self.directory = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.directory)
        self.function = self.directory / "function"
        (self.function / "lib").mkdir(parents=True)
        (self.function / "lib" / "b.jar").write_bytes(b"b")
        (self.function / "lib" / "a.jar").write_bytes(b"a")
        self.sbom = self.directory / "bom.json"
        self.sbom.write_text("{}", encoding="utf-8")

    def make(self, *more: str, out: str = "out", version: str = VERSION, root: pathlib.Path = ROOT) -> pathlib.Path:
        target = self.directory / out
        words = ["--version", version, "--function", str(self.function), "--sbom", str(self.sbom), "--out", str(target), "--root", str(root)]
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            self.code = release.main([*words, *more])
        return target

    def template(self, *more: str) -> dict:
        return json.loads((self.make(*more) / f"tagscaler-{VERSION}.template.json").read_text(encoding="utf-8"))

    def function_of(self, template: dict) -> dict:
        return next(each for each in template["Resources"].values() if each["Type"] == "AWS::Lambda::Function")

    def test_the_same_function_gives_the_same_bytes_at_another_time_and_with_other_permissions(self) -> None:
        first = self.make(out="first")
        later = time.time() + 86_400
        os.utime(self.function / "lib" / "a.jar", (later, later))
        (self.function / "lib" / "b.jar").chmod(0o600)
        second = self.make(out="second")

        self.assertEqual({file.name: file.read_bytes() for file in first.iterdir()}, {file.name: file.read_bytes() for file in second.iterdir()})

    def test_the_zip_has_the_files_of_the_function(self) -> None:
        with zipfile.ZipFile(self.make() / f"tagscaler-{VERSION}.zip") as archive:
            self.assertEqual(["lib/a.jar", "lib/b.jar"], archive.namelist())
            self.assertEqual(b"b", archive.read("lib/b.jar"))
            self.assertEqual({0o644}, {entry.external_attr >> 16 for entry in archive.infolist()})

    def test_the_template_is_plain_cloudformation(self) -> None:
        template = self.template()

        self.assertNotIn("Transform", template)
        self.assertEqual([], [name for name, each in template["Resources"].items() if each["Type"].startswith("AWS::Serverless")])

    def test_everything_but_the_function_is_as_in_template_yaml(self) -> None:
        template = self.template()

        for name, resource in TEMPLATE["Resources"].items():
            if resource["Type"] != "AWS::Serverless::Function":
                # What SAM calls the function's alias, and what that is.
                expected = json.loads(json.dumps(resource).replace('"TagscalerFunction.Alias"', '"TagscalerFunctionAliaslive"'))
                self.assertEqual(expected, template["Resources"][name], name)
        self.assertEqual(TEMPLATE["Outputs"], template["Outputs"])
        self.assertEqual(TEMPLATE["Rules"], template["Rules"])
        self.assertEqual({**TEMPLATE["Parameters"], **template["Parameters"]}, template["Parameters"])
        self.assertEqual({"CodeBucket", "CodeBucketPerRegion", "CodeKey"}, set(template["Parameters"]) - set(TEMPLATE["Parameters"]))

    def test_the_function_keeps_its_properties(self) -> None:
        source = next(each for each in TEMPLATE["Resources"].values() if each["Type"] == "AWS::Serverless::Function")["Properties"]
        released = self.function_of(self.template())["Properties"]

        for name in ("Handler", "Runtime", "MemorySize", "Timeout", "Role", "Architectures", "Environment", "LoggingConfig", "SnapStart"):
            self.assertEqual(source[name], released[name], name)

    def test_the_region_of_this_machine_is_not_in_the_template(self) -> None:
        self.assertNotIn("us-east-1", json.dumps(self.function_of(self.template())))

    def test_the_code_is_in_the_bucket_that_the_parameters_name(self) -> None:
        template = self.template("--bucket", "acme")

        self.assertEqual(
            {
                "S3Bucket": {"Fn::If": ["HasBucketPerRegion", {"Fn::Sub": "${CodeBucket}-${AWS::Region}"}, {"Ref": "CodeBucket"}]},
                "S3Key": {"Fn::If": ["HasCodeKey", {"Ref": "CodeKey"}, f"tagscaler/{VERSION}/tagscaler-{VERSION}.zip"]},
            },
            self.function_of(template)["Properties"]["Code"],
        )
        self.assertEqual("acme", template["Parameters"]["CodeBucket"]["Default"])

    def test_an_update_that_keeps_all_parameters_gets_the_code_of_the_new_template(self) -> None:
        def released(version: str) -> dict:
            return release.plain(copy.deepcopy(TEMPLATE), "0" * 64, f"tagscaler/{version}/tagscaler-{version}.zip", "acme")

        kept = {name: each.get("Default") for name, each in released("1.2.3")["Parameters"].items()}
        updated = released("1.3.0")

        self.assertEqual({"Fn::Not": [{"Fn::Equals": [{"Ref": "CodeKey"}, ""]}]}, updated["Conditions"]["HasCodeKey"])
        has_key = kept["CodeKey"] != ""
        _, named, own = self.function_of(updated)["Properties"]["Code"]["S3Key"]["Fn::If"]
        self.assertEqual("tagscaler/1.3.0/tagscaler-1.3.0.zip", kept[named["Ref"]] if has_key else own)

    def test_another_code_publishes_another_version(self) -> None:
        def published() -> set[str]:
            return {name for name, each in self.template()["Resources"].items() if each["Type"] == "AWS::Lambda::Version"}

        before = published()
        (self.function / "lib" / "a.jar").write_bytes(b"changed")

        self.assertTrue(before.isdisjoint(published()))

    def test_the_checksums_are_those_of_all_files(self) -> None:
        out = self.make()
        sums = dict(reversed(line.split("  ")) for line in (out / "SHA256SUMS").read_text(encoding="utf-8").splitlines())

        self.assertEqual({file.name for file in out.iterdir()} - {"SHA256SUMS"}, set(sums))
        for name, digest in sums.items():
            self.assertEqual(hashlib.sha256((out / name).read_bytes()).hexdigest(), digest)

    def test_the_notes_are_the_section_of_the_version(self) -> None:
        changelog = "# Changelog\n\n## Unreleased\n\n- new\n\n## 1.1.0 - 2026-12-01\n\n- old\n\n## 1.0.0\n\n- oldest\n"

        self.assertEqual("# Tagscaler 1.1.0\n\n- old\n", release.notes(changelog, "1.1.0"))
        self.assertEqual("# Tagscaler 1.2.0-SNAPSHOT\n\n- new\n", release.notes(changelog, "1.2.0-SNAPSHOT"))
        with self.assertRaisesRegex(release.ReleaseError, "CHANGELOG.md has no section '## 1.2.0'."):
            release.notes(changelog, "1.2.0")

    def test_a_version_that_is_not_in_pom_and_template_is_refused(self) -> None:
        for version in ("9.9.9", "", "latest"):
            out = self.make(version=version, out="refused")
            self.assertEqual(1, self.code)
            self.assertFalse(out.exists())

    def test_a_wrong_version_is_found_before_anything_is_built(self) -> None:
        with contextlib.redirect_stderr(io.StringIO()) as errors:
            self.assertEqual(1, release.main(["--check", "--version", "9.9.9", "--root", str(ROOT)]))
            self.assertEqual(0, release.main(["--check", "--version", VERSION, "--root", str(ROOT)]))
        self.assertEqual(f"pom.xml has the version {VERSION}, and the release is 9.9.9. Set it there first.\n", errors.getvalue())

    def test_nothing_is_released_before_it_is_built(self) -> None:
        shutil.rmtree(self.function)
        self.make()
        self.assertEqual(1, self.code)

    def test_it_fits_what_cloudformation_accepts(self) -> None:
        size = (self.make() / f"tagscaler-{VERSION}.template.json").stat().st_size
        self.assertLess(size, release.LARGEST_TEMPLATE)


if __name__ == "__main__":
    unittest.main()
