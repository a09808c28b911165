"""Tests of what a run needs, and of what it removes."""

import json
import pathlib
import re
import unittest
from unittest import mock

import botocore.session
from botocore.exceptions import ClientError

from account import Cleaner
from names import Names

HERE = pathlib.Path(__file__).parent
# The service of each variable that holds a client; `narrow` is a client of the role that --with-role makes.
SERVICES = {
    "cloudformation": "cloudformation",
    "sagemaker": "sagemaker",
    "scaling": "application-autoscaling",
    "client": "application-autoscaling",
    "cloudwatch": "cloudwatch",
    "events": "events",
    "sqs": "sqs",
    "tagging": "resourcegroupstaggingapi",
    "iam": "iam",
    '"sts")': "sts",
}
PREFIXES = {"resourcegroupstaggingapi": "tag"}
# What is asked of whoever makes the calls: a role for the model, the check of whoever registers a target, tags of a target.
ALSO = {
    "iam:PassRole",
    "sagemaker:UpdateEndpointWeightsAndCapacities",
    "sagemaker:UpdateInferenceComponentRuntimeConfig",
    "cloudwatch:PutMetricAlarm",
    "application-autoscaling:TagResource",
    "iam:CreateServiceLinkedRole",
}
# Everybody may.
NEEDS_NOTHING = {"sts:GetCallerIdentity"}


def called() -> set[str]:
    """The calls in the sources, as IAM names them."""
    session, found = botocore.session.get_session(), set()
    sources = "".join(file.read_text(encoding="utf-8") for file in HERE.glob("*.py") if not file.name.startswith("test_"))
    for variable, service in SERVICES.items():
        operations = {botocore.xform_name(name): name for name in session.get_service_model(service).operation_names}
        for method in re.findall(rf"{re.escape(variable)}\.(?:get_paginator\(\")?([a-z_]+)\b", sources):
            if method in operations:
                found.add(f"{PREFIXES.get(service, service)}:{operations[method]}")
    return found - NEEDS_NOTHING


class Permissions(unittest.TestCase):
    def test_the_policy_on_the_page_allows_what_a_run_calls_and_nothing_else(self):
        page = (HERE.parent / "docs/verify-aws.md").read_text(encoding="utf-8")
        policy = json.loads(re.search(r"```json\n(.*?)```", page, re.DOTALL).group(1))
        allowed = set()
        for statement in policy["Statement"]:
            actions = statement["Action"]
            allowed |= {actions} if isinstance(actions, str) else set(actions)
        self.assertGreater(len(called()), 30)
        self.assertEqual(allowed, called() | ALSO)


class Role(unittest.TestCase):
    def test_one_without_its_policy_is_removed(self):
        iam = mock.Mock()
        iam.delete_role_policy.side_effect = ClientError({"Error": {"Code": "NoSuchEntity", "Message": "The policy cannot be found."}}, "x")
        account = mock.Mock()
        account.client.return_value = iam
        cleaner = Cleaner(account, Names("3d1ab1"), mock.Mock(), say=None)

        cleaner._delete_role()

        iam.delete_role.assert_called_once_with(RoleName="tagscaler-verify-3d1ab1-probe")
        self.assertEqual(cleaner.left, [])


if __name__ == "__main__":
    unittest.main()
