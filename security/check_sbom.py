#!/usr/bin/env python3
"""Checks what the function ships against the security advisories in advisories.json.

    check_sbom.py target/tagscaler.cdx.json target/function/lib

Reads the components from the CycloneDX SBOM. An SBOM does not list a library that another one bundles under a new
package name, so the versions of the bundled libraries in BUNDLED are read from the jars themselves.

Works offline, and so it sees only the advisories in the list (OSV format, https://ossf.github.io/osv-schema/). It does
not see an advisory that nobody has added, a bundled library that BUNDLED does not name, or the Java runtime.
"""
import json
import re
import sys
import zipfile
from pathlib import Path

ADVISORIES = Path(__file__).with_name("advisories.json")

# The jar's component -> the library it bundles, and the class file that holds that library's version.
BUNDLED = {
    "software.amazon.awssdk:third-party-jackson-core": (
        "com.fasterxml.jackson.core:jackson-core",
        "software/amazon/awssdk/thirdparty/jackson/core/json/PackageVersion.class",
    ),
}


def version_key(version):
    """Orders Maven versions by their numbers; a qualifier such as -rc1 comes before the release without one."""
    numbers, _, qualifier = version.partition("-")
    parts = [int(part) if part.isdigit() else 0 for part in numbers.split(".")]
    while parts and parts[-1] == 0:
        parts.pop()
    return parts, qualifier == "", qualifier


def is_affected(version, affected):
    if version in affected.get("versions", []):
        return True
    return any(in_range(version, r["events"]) for r in affected.get("ranges", []) if r["type"] != "GIT")


def in_range(version, events):
    inside = False
    for event in events:
        if "introduced" in event and version_key(version) >= version_key(event["introduced"]):
            inside = True
        if "fixed" in event and version_key(version) >= version_key(event["fixed"]):
            inside = False
        if "last_affected" in event and version_key(version) > version_key(event["last_affected"]):
            inside = False
    return inside


def components(sbom):
    """The components of the SBOM, as (group:name, version)."""
    return [(f"{c.get('group', '')}:{c['name']}", c["version"]) for c in sbom.get("components", [])]


def bundled(found, libraries):
    """The libraries that components bundle, as (group:name, version)."""
    return [(BUNDLED[name][0], bundled_version(name, version, libraries)) for name, version in found if name in BUNDLED]


def bundled_version(name, version, libraries):
    jars = sorted(Path(libraries).glob(f"*{name.split(':')[1]}-{version}.jar"))
    if len(jars) != 1:
        sys.exit(f"check_sbom: {libraries} has {len(jars)} jars of {name} {version}, expected 1. Run 'make test' first.")
    with zipfile.ZipFile(jars[0]) as jar:
        # The version is a text constant of the class; the byte before a constant is the length of its text.
        constants = re.finditer(rb"(.)(\d+\.\d+\.\d+[\w.-]*)", jar.read(BUNDLED[name][1]), re.DOTALL)
        text = next((c.group(2)[: c.group(1)[0]] for c in constants if c.group(1)[0] <= len(c.group(2))), None)
    if text is None:
        sys.exit(f"check_sbom: {jars[0].name} does not say which version of {BUNDLED[name][0]} it bundles.")
    return text.decode()


def matches(found, advisories):
    return [
        f"{name} {version}: {advisory['id']} {' '.join(advisory.get('aliases', []))} - {advisory['summary']}\n"
        f"  {advisory['references'][0]['url']}"
        for advisory in advisories
        for name, version in found
        if any(a["package"]["name"] == name and is_affected(version, a) for a in advisory["affected"])
    ]


def main(sbom_file, libraries):
    advisories = json.loads(ADVISORIES.read_text())
    found = components(json.loads(Path(sbom_file).read_text()))
    found += bundled(found, libraries)
    problems = matches(found, advisories)
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(found)} libraries checked against {len(advisories)} advisories: {len(problems)} affected.")
    return 1 if problems else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2]))
