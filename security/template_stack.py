"""The template as CloudFormation sees it: SAM's resources translated, parameters and conditions filled in."""

import copy
import os
from pathlib import Path

PSEUDO = {
    "AWS::AccountId": "111122223333",
    "AWS::Partition": "aws",
    "AWS::Region": "us-east-1",
    "AWS::StackId": "arn:aws:cloudformation:us-east-1:111122223333:stack/tagscaler/0a1b2c3d-0000-11f0-8000-0a1b2c3d4e5f",
    "AWS::StackName": "tagscaler",
    "AWS::URLSuffix": "amazonaws.com",
}
NOTHING = object()


class _NoManagedPolicies:
    def load(self):
        return {}


def read(path):
    """The template as it is written."""
    from samtranslator.yaml_helper import yaml_parse

    return yaml_parse(Path(path).read_text(encoding="utf-8"))


def deployed(template, parameters):
    """The resources of a stack with these parameters, others at their defaults."""
    from samtranslator.translator.transform import transform

    os.environ["AWS_DEFAULT_REGION"] = PSEUDO["AWS::Region"]
    template = copy.deepcopy(template)
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = "s3://bucket/key"
    values = {name: each.get("Default") for name, each in template["Parameters"].items()} | parameters
    translated = transform(template, {}, _NoManagedPolicies())
    return Stack(translated, values | PSEUDO).resources()


class Stack:
    """A template with values for its parameters."""

    def __init__(self, template, values):
        self.template = template
        self.values = values

    def resources(self):
        """The template of what is made, without parameters and conditions."""
        made = {
            name: resource
            for name, resource in self.template["Resources"].items()
            if "Condition" not in resource or self.holds(resource["Condition"])
        }
        resolved = {name: self.resolve(each) for name, each in made.items()}
        for each in resolved.values():
            each.pop("Condition", None)
        return {"AWSTemplateFormatVersion": "2010-09-09", "Resources": resolved}

    def holds(self, condition):
        return self.resolve(self.template["Conditions"][condition])

    def resolve(self, value):
        if isinstance(value, list):
            return [each for each in map(self.resolve, value) if each is not NOTHING]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            ((function, argument),) = value.items()
            known = self.functions().get(function)
            if known:
                return known(argument)
        resolved = {name: self.resolve(each) for name, each in value.items()}
        return {name: each for name, each in resolved.items() if each is not NOTHING}

    def functions(self):
        return {
            "Ref": self.reference,
            "Condition": self.condition,
            "Fn::If": lambda a: self.resolve(a[1] if self.holds(a[0]) else a[2]),
            "Fn::Equals": lambda a: str(self.resolve(a[0])) == str(self.resolve(a[1])),
            "Fn::Not": lambda a: not self.resolve(a[0]),
            "Fn::Or": lambda a: any(map(self.resolve, a)),
            "Fn::And": lambda a: all(map(self.resolve, a)),
            "Fn::Join": lambda a: self.join(a[0], self.resolve(a[1])),
            "Fn::Select": lambda a: self.resolve(a[1])[int(a[0])],
            "Fn::Split": lambda a: self.resolve(a[1]).split(a[0]),
            "Fn::Sub": self.substitute,
            "Fn::FindInMap": lambda a: self.template["Mappings"][a[0]][a[1]][a[2]],
        }

    def reference(self, name):
        if name == "AWS::NoValue":
            return NOTHING
        return self.values.get(name, {"Ref": name})

    def condition(self, argument):
        # In a policy, a member of this name holds conditions and not the name of one.
        return self.holds(argument) if isinstance(argument, str) else {"Condition": self.resolve(argument)}

    @staticmethod
    def join(separator, parts):
        return separator.join(parts) if all(isinstance(each, str) for each in parts) else {"Fn::Join": [separator, parts]}

    def substitute(self, argument):
        text, variables = argument if isinstance(argument, list) else (argument, {})
        values = self.values | {name: self.resolve(each) for name, each in variables.items()}
        for name, each in values.items():
            if isinstance(each, (str, int)):
                text = text.replace("${" + name + "}", str(each))
        return {"Fn::Sub": text} if "${" in text else text
