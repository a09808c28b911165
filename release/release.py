"""Makes the artifacts of a release from what `sam build` built.

The template becomes plain CloudFormation, without the transform of SAM, so that StackSets, Terraform and the AWS CLI deploy
it as it is. The zip has no times and no owners in it, so that the same sources give the same bytes.
"""

import argparse
import hashlib
import json
import logging
import os
import pathlib
import re
import shutil
import sys
import zipfile

import yaml

VERSION = re.compile(r"\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?")
# The first time that a zip can hold.
EPOCH = (1980, 1, 1, 0, 0, 0)
# What CloudFormation accepts of a template that is in S3.
LARGEST_TEMPLATE = 1_000_000

CODE_PARAMETERS = {
    "CodeBucket": {
        "Type": "String",
        "AllowedPattern": "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9-]",
        "ConstraintDescription": "must be the name of an S3 bucket.",
        "Description": "Name of the S3 bucket that has the function's zip. It must be in the region of the stack.",
    },
    "CodeBucketPerRegion": {
        "Type": "String",
        "AllowedValues": ["true", "false"],
        "Default": "false",
        "Description": '"true": the name of the bucket is CodeBucket, a hyphen and the region, such as acme-artifacts-eu-west-1, so that one '
        'StackSet deploys to several regions. Default: "false".',
    },
    "CodeKey": {
        "Type": "String",
        "Default": "",
        "MaxLength": 1024,
        "ConstraintDescription": "must be the key of an object in that bucket, or empty.",
        "Description": "Key of the function's zip in that bucket. An update keeps it, so name the new key at each update. Default: empty, "
        "for tagscaler/VERSION/tagscaler-VERSION.zip with the version of this template.",
    },
}


class ReleaseError(Exception):
    """Why there is no release, in a sentence."""


def pack(function: pathlib.Path, target: pathlib.Path) -> None:
    """Zips a directory: names in order, no times, no owners."""
    files = sorted((file for file in function.rglob("*") if file.is_file()), key=lambda file: file.relative_to(function).as_posix())
    if not files:
        raise ReleaseError(f"There is nothing in {function}. Run make build first.")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in files:
            entry = zipfile.ZipInfo(file.relative_to(function).as_posix(), EPOCH)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, file.read_bytes(), compresslevel=9)


def sha256(file: pathlib.Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def plain(template: dict, zip_sha256: str, code_key: str, bucket: str | None) -> dict:
    """The template without SAM, whose code is in the bucket that its parameters name."""
    from samtranslator.parser.parser import Parser
    from samtranslator.translator.translator import Translator

    functions = [each for each in template["Resources"].values() if each["Type"] == "AWS::Serverless::Function"]
    if len(functions) != 1:
        raise ReleaseError(f"The template has {len(functions)} functions, and a release has one zip.")
    parameters = json.loads(json.dumps(CODE_PARAMETERS))
    if bucket:
        parameters["CodeBucket"]["Default"] = bucket
    template["Parameters"].update(parameters)
    template["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"].append(
        {"Label": {"default": "Code"}, "Parameters": list(CODE_PARAMETERS)}
    )
    template["Conditions"]["HasBucketPerRegion"] = {"Fn::Equals": [{"Ref": "CodeBucketPerRegion"}, "true"]}
    template["Conditions"]["HasCodeKey"] = {"Fn::Not": [{"Fn::Equals": [{"Ref": "CodeKey"}, ""]}]}
    properties = functions[0]["Properties"]
    properties["CodeUri"] = "s3://bucket/key"
    # SAM publishes a version where this changes.
    properties["AutoPublishCodeSha256"] = zip_sha256
    functions[0].pop("Metadata", None)
    # It warns of metrics about itself.
    logging.getLogger("samtranslator").setLevel(logging.ERROR)
    os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
    result = Translator({}, Parser()).translate(template, {})
    result.pop("Transform", None)
    # Only now: SAM would put in the region of this machine and the defaults of parameters.
    code = next(each for each in result["Resources"].values() if each["Type"] == "AWS::Lambda::Function")["Properties"]
    code["Code"] = {
        "S3Bucket": {"Fn::If": ["HasBucketPerRegion", {"Fn::Sub": "${CodeBucket}-${AWS::Region}"}, {"Ref": "CodeBucket"}]},
        # The default of CodeKey cannot hold the key: an update keeps the value of a parameter, and with it the code of before.
        "S3Key": {"Fn::If": ["HasCodeKey", {"Ref": "CodeKey"}, code_key]},
    }
    return result


def read_template(file: pathlib.Path) -> dict:
    """Reads a template with the short forms of CloudFormation's functions."""

    class Loader(yaml.SafeLoader):
        pass

    def function(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> dict:
        if isinstance(node, yaml.ScalarNode):
            value = loader.construct_scalar(node)
        elif isinstance(node, yaml.SequenceNode):
            value = loader.construct_sequence(node, deep=True)
        else:
            value = loader.construct_mapping(node, deep=True)
        if suffix == "GetAtt" and isinstance(value, str):
            value = value.split(".", 1)
        return {suffix if suffix in ("Ref", "Condition") else "Fn::" + suffix: value}

    Loader.add_multi_constructor("!", function)
    # Dates such as the version of a policy stay as they are written.
    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(file.read_text(encoding="utf-8"), Loader)  # noqa: S506 - a SafeLoader


def notes(changelog: str, version: str) -> str:
    """The section of the changelog for a version; of a snapshot, what is not released yet."""
    sections = dict(re.findall(r"^## \[?([^\]\s]+)\]?[^\n]*\n(.*?)(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL))
    title = "Unreleased" if version.endswith("-SNAPSHOT") else version
    if title not in sections:
        raise ReleaseError(f"CHANGELOG.md has no section '## {title}'.")
    return f"# Tagscaler {version}\n\n{sections[title].strip()}\n"


def check_version(version: str, template: dict, pom: str) -> None:
    if not VERSION.fullmatch(version):
        raise ReleaseError(f"VERSION is '{version}', but must be such as 1.2.3: make release VERSION=1.2.3")
    built = re.search(r"<artifactId>tagscaler</artifactId>\s*<version>([^<]+)</version>", pom)
    declared = template["Mappings"]["Tagscaler"]["Release"]["Version"]
    for place, found in (("pom.xml", built and built.group(1)), ("template.yaml", declared)):
        if found != version:
            raise ReleaseError(f"{place} has the version {found}, and the release is {version}. Set it there first.")


def check(root: pathlib.Path, version: str) -> tuple[dict, str]:
    """The template and the notes of a release, if the version is the one that the sources have."""
    template = read_template(root / "template.yaml")
    check_version(version, template, (root / "pom.xml").read_text(encoding="utf-8"))
    return template, notes((root / "CHANGELOG.md").read_text(encoding="utf-8"), version)


def make(arguments: argparse.Namespace) -> list[pathlib.Path]:
    template, text = check(pathlib.Path(arguments.root), arguments.version)
    out = pathlib.Path(arguments.out)
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    name = f"tagscaler-{arguments.version}"
    code = out / f"{name}.zip"
    pack(pathlib.Path(arguments.function), code)

    released = out / f"{name}.template.json"
    result = plain(template, sha256(code), f"tagscaler/{arguments.version}/{code.name}", arguments.bucket)
    released.write_text(json.dumps(result, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")
    if released.stat().st_size > LARGEST_TEMPLATE:
        raise ReleaseError(f"The template has {released.stat().st_size} bytes, and CloudFormation accepts {LARGEST_TEMPLATE}.")

    sbom = out / f"{name}.cdx.json"
    shutil.copyfile(arguments.sbom, sbom)
    page = out / f"{name}.notes.md"
    page.write_text(text, encoding="utf-8")

    made = [code, released, sbom, page]
    sums = out / "SHA256SUMS"
    sums.write_text("".join(f"{sha256(file)}  {file.name}\n" for file in made), encoding="utf-8")
    return [*made, sums]


def next_steps(version: str, bucket: str | None) -> str:
    place = bucket or "BUCKET"
    name = f"tagscaler-{version}"
    return f"""
Next: upload it, then deploy it (docs/many-accounts.md has StackSets, deploy/terraform a module).

  aws s3 cp target/release/ s3://{place}/tagscaler/{version}/ --recursive
  aws cloudformation deploy --stack-name tagscaler --template-file target/release/{name}.template.json \\
    --s3-bucket {place} --capabilities CAPABILITY_IAM \\
    --parameter-overrides DryRun=true AlarmEmail=you@example.com{"" if bucket else " CodeBucket=BUCKET"}"""


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--version", required=True)
    parser.add_argument("--check", action="store_true", help="check the version and the changelog, and make nothing")
    parser.add_argument("--function", help="the directory that `sam build` made")
    parser.add_argument("--sbom")
    parser.add_argument("--out")
    parser.add_argument("--bucket", help="the default of the template's parameter CodeBucket")
    parser.add_argument("--root", default=".", help="the directory with template.yaml, pom.xml and CHANGELOG.md")
    arguments = parser.parse_args(words)
    if not arguments.check and not (arguments.function and arguments.sbom and arguments.out):
        parser.error("Name --function, --sbom and --out, or --check.")
    try:
        if arguments.check:
            check(pathlib.Path(arguments.root), arguments.version)
            return 0
        made = make(arguments)
    except (ReleaseError, OSError) as failure:
        print(failure, file=sys.stderr)
        return 1
    for file in made:
        print(f"{file.stat().st_size:>10,}  {file}")
    print(next_steps(arguments.version, arguments.bucket))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
