import unittest

import lint_template
import template_stack

REASON = "This is why it does not matter here."
LOG = {"tool": "checkov", "rule": "CKV_1", "resources": ["Log"], "stacks": ["default"], "reason": REASON}


class LintTemplateTest(unittest.TestCase):
    def test_a_finding_needs_a_reason(self):
        found = {("checkov", "CKV_1", "Log", "default"), ("checkov", "CKV_1", "Log", "full"), ("checkov", "CKV_1", "Queue", "default")}
        self.assertEqual(
            lint_template.differences(found, [LOG], {"checkov"}),
            ["not accepted: checkov CKV_1 Log full", "not accepted: checkov CKV_1 Queue default"],
        )

    def test_a_reason_needs_a_finding(self):
        self.assertEqual(
            lint_template.differences(set(), [LOG], {"checkov"}), ["accepted, but not found: checkov CKV_1 Log default"]
        )

    def test_a_tool_that_did_not_run_finds_nothing(self):
        self.assertEqual(lint_template.differences(set(), [LOG], {"cfn-lint"}), [])

    def test_a_reason_says_something(self):
        found = {("checkov", "CKV_1", "Log", "default")}
        self.assertEqual(lint_template.differences(found, [LOG | {"reason": "ok"}], {"checkov"}), ["CKV_1: needs a reason"])

    def test_an_asterisk_stands_for_anything_and_a_bracket_for_itself(self):
        expected = ("cdk-nag", "IAM5[Resource::arn:*:endpoint/*]", "*Alarm", "default")
        self.assertTrue(lint_template.covers(expected, ("cdk-nag", "IAM5[Resource::arn:aws:endpoint/*]", "SweepAlarm", "default")))
        self.assertFalse(lint_template.covers(expected, ("cdk-nag", "IAM5[Resource::*]", "SweepAlarm", "default")))
        self.assertFalse(lint_template.covers(expected, ("cdk-nag", "IAM5[Resource::arn:aws:endpoint/*]", "AlarmTopic", "default")))

    def test_the_full_stack_sets_what_is_empty_by_default(self):
        parameters = {"Email": {"Default": ""}, "Key": {"Default": ""}, "Size": {"Default": 1}}
        self.assertEqual(
            lint_template.incomplete(parameters, {"Email": "a@b.c", "Old": "x"}),
            ["security/full-stack.json lacks Key", "security/full-stack.json sets Old, which the template does not have"],
        )


class StackTest(unittest.TestCase):
    def made(self, properties, values=None):
        template = {
            "Mappings": {"M": {"A": {"B": "1.0"}}},
            "Conditions": {"HasKey": {"Fn::Not": [{"Fn::Equals": [{"Ref": "Key"}, ""]}]}},
            "Resources": {
                "Always": {"Type": "T", "Properties": properties},
                "Sometimes": {"Type": "T", "Condition": "HasKey", "Properties": {}},
            },
        }
        return template_stack.Stack(template, {"Key": ""} | template_stack.PSEUDO | (values or {})).resources()["Resources"]

    def test_a_resource_whose_condition_does_not_hold_is_not_made(self):
        self.assertEqual(set(self.made({})), {"Always"})
        self.assertEqual(set(self.made({}, {"Key": "k"})), {"Always", "Sometimes"})

    def test_no_value_leaves_the_property_and_the_item_out(self):
        key = {"Fn::If": ["HasKey", {"Ref": "Key"}, {"Ref": "AWS::NoValue"}]}
        self.assertEqual(self.made({"Key": key, "List": [key, 1]})["Always"]["Properties"], {"List": [1]})
        self.assertEqual(self.made({"Key": key}, {"Key": "k"})["Always"]["Properties"], {"Key": "k"})

    def test_values_are_filled_in_and_references_to_resources_stay(self):
        unique = {"Fn::Select": [0, {"Fn::Split": ["-", {"Fn::Select": [2, {"Fn::Split": ["/", {"Ref": "AWS::StackId"}]}]}]}]}
        name = {"Fn::Sub": ["${AWS::StackName}-${Unique}", {"Unique": unique}]}
        self.assertEqual(
            self.made({"Name": name, "To": {"Ref": "Other"}, "V": {"Fn::FindInMap": ["M", "A", "B"]}})["Always"]["Properties"],
            {"Name": "tagscaler-0a1b2c3d", "To": {"Ref": "Other"}, "V": "1.0"},
        )


if __name__ == "__main__":
    unittest.main()
