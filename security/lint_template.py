"""Checks template.yaml with cfn-lint, checkov, parliament and cdk-nag, as `make lint-template` does, and the policies on the pages.

Each finding is mended, or accepted with a reason in accepted-findings.json. A finding without a reason fails, and so does a
reason without a finding. All but cfn-lint see two stacks: one with default parameters, one with all of full-stack.json.
"""

import argparse
import json
import logging
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import template_stack

HERE = Path(__file__).parent
REGIONS = ["us-east-1", "eu-west-1", "cn-north-1", "us-gov-west-1"]
SECONDS = 300
# Not of the policy itself: "Unknown condition" for keys that every request has, because parliament knows only those of services.
GLOBAL_KEYS = re.compile(r"Unknown condition aws:(ViaAWSService|PrincipalArn|TagKeys|SecureTransport|SourceArn|SourceAccount) ")


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("template", type=Path)
    arguments.add_argument("--work", type=Path, required=True, help="directory for what the tools write")
    arguments.add_argument("--cdk-nag", type=Path, help="directory with cdk-nag installed; without it, cdk-nag does not run")
    options = arguments.parse_args()
    logging.disable(logging.WARNING)  # SAM's translator warns that it sends no usage data
    template = template_stack.read(options.template)
    full = json.loads((HERE / "full-stack.json").read_text())
    problems = incomplete(template["Parameters"], full)
    accepted = json.loads((HERE / "accepted-findings.json").read_text())
    found = set(cfn_lint(options.template))
    tools = {"cfn-lint", "checkov", "parliament"} | ({"cdk-nag"} if options.cdk_nag else set())
    for stack, parameters in {"default": {}, "full": full}.items():
        options.work.mkdir(parents=True, exist_ok=True)
        path = options.work / f"{stack}.json"
        deployed = template_stack.deployed(template, parameters)
        path.write_text(json.dumps(deployed, indent=1))
        found |= {(*each, stack) for each in checkov(path)}
        found |= {(*each, stack) for each in parliament(deployed)}
        if options.cdk_nag:
            found |= {(*each, stack) for each in cdk_nag(options.cdk_nag, path, options.work / f"nag-{stack}")}
    problems += differences(found, accepted, tools) + page_policies(HERE.parent / "docs")
    for each in problems:
        print(each, file=sys.stderr)
    print(f"{', '.join(sorted(tools))}: {len(found)} findings, all of them accepted with a reason." if not problems else "")
    return 1 if problems else 0


def incomplete(parameters, full):
    """Parameters that are empty by default must have a value in the full stack, or nobody checks what they add."""
    return [
        f"security/full-stack.json lacks {name}" for name, each in parameters.items() if each["Default"] == "" and name not in full
    ] + [f"security/full-stack.json sets {name}, which the template does not have" for name in full if name not in parameters]


def differences(found, accepted, tools):
    """What was found and not accepted, or accepted and not found. A finding is (tool, rule, resource, stack)."""
    expected = [
        (each["tool"], each["rule"], resource, stack)
        for each in accepted
        for resource in each["resources"]
        for stack in each.get("stacks", ["default", "full"])
        if each["tool"] in tools
    ]
    return (
        [f"{each['rule']}: needs a reason" for each in accepted if len(each["reason"]) < 20]
        + [f"not accepted: {' '.join(one)}" for one in sorted(found) if not any(covers(each, one) for each in expected)]
        + [f"accepted, but not found: {' '.join(each)}" for each in expected if not any(covers(each, one) for one in found)]
    )


def covers(expected, one):
    """An asterisk stands for anything."""
    return all(re.fullmatch(re.escape(a).replace(r"\*", ".*"), b) for a, b in zip(expected, one))


def cfn_lint(template):
    done = run([tool("cfn-lint"), "-c", "I", "-f", "json", "-r", *REGIONS, "-t", str(template)])
    for each in json.loads(done.stdout or "[]"):
        path = each["Location"].get("Path") or ["", ""]
        for stack in ("default", "full"):
            yield "cfn-lint", each["Rule"]["Id"], str(path[1] if len(path) > 1 else path[0]), stack


def checkov(path):
    done = run([tool("checkov"), "-f", str(path), "--framework", "cloudformation", "--quiet", "--compact", "--skip-download", "-o", "json"])
    for each in json.loads(done.stdout)["results"]["failed_checks"]:
        yield "checkov", each["check_id"], each["resource"].split(".")[-1]


def parliament(deployed):
    from parliament import analyze_policy_string

    for name, resource in deployed["Resources"].items():
        for policy in resource["Properties"].get("Policies", []) if resource["Type"] == "AWS::IAM::Role" else []:
            for each in analyze_policy_string(json.dumps(with_arns(policy["PolicyDocument"]))).findings:
                if not GLOBAL_KEYS.match(str(each.detail)):
                    yield "parliament", each.issue, name


def page_policies(docs):
    """What parliament finds in the policies that a reader copies. Those of resources, which name a principal, are not for it."""
    from parliament import analyze_policy_string

    problems, policies = [], 0
    for page in sorted(docs.glob("*.md")):
        for block in re.findall(r"^```json\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
            policy = json.loads(block)
            if any("Principal" in each for each in policy.get("Statement", [{"Principal": "none"}])):
                continue
            policies += 1
            for each in analyze_policy_string(block).findings:
                # A statement that allows some calls on every resource is for the page to explain.
                if each.issue != "RESOURCE_STAR" and not GLOBAL_KEYS.match(str(each.detail)):
                    problems.append(f"{page.name}: {each.issue} {each.detail}")
    return problems if policies >= 3 else [*problems, f"Only {policies} policies were found on the pages."]


def with_arns(value):
    """References to other resources of the stack, as their ARNs."""
    if isinstance(value, list):
        return [with_arns(each) for each in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"Fn::GetAtt"}:
        service = "logs" if "Log" in value["Fn::GetAtt"][0] else "sqs"
        return f"arn:aws:{service}:us-east-1:111122223333:" + ("log-group:x:*" if service == "logs" else "x")
    return {name: with_arns(each) for name, each in value.items()}


def cdk_nag(installed, path, out):
    shutil.rmtree(out, ignore_errors=True)
    done = run(["node", str(installed / "nag.js"), str(path.resolve()), str(out.resolve())])
    report = out / "validation-report.json"
    if not report.exists():
        raise SystemExit(f"cdk-nag did not run: {done.stderr[-2000:]}")
    for plugin in json.loads(report.read_text())["pluginReports"]:
        for each in plugin["violations"]:
            for construct in each["violatingConstructs"]:
                yield "cdk-nag", each["ruleName"], construct["constructPath"].split("/")[-1]


def tool(name):
    return str(Path(sys.executable).parent / name)


def run(command):
    environment = os.environ | {"BC_SKIP_MAPPING": "TRUE", "AWS_DEFAULT_REGION": "us-east-1", "CDK_DISABLE_CLI_TELEMETRY": "true"}
    return subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, env=environment, check=False)


if __name__ == "__main__":
    sys.exit(main())
