"""Records the events of a run: two rules send them to a queue, from which they are read and kept."""

import json
import typing

from account import Account
from names import Names


class Recorder:
    """The events that name a resource of this run, in the order of their arrival."""

    def __init__(self, account: Account, names: Names, bus: str):
        self.account = account
        self.names = names
        self.bus = bus
        self.events: list[dict] = []
        self.url = ""

    def start(self) -> None:
        account, names = self.account, self.names
        self.url = account.sqs.create_queue(QueueName=names.queue, Attributes={"MessageRetentionPeriod": "86400"})["QueueUrl"]
        arn = account.sqs.get_queue_attributes(QueueUrl=self.url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        patterns = {
            "aws": {"source": ["aws.sagemaker", "aws.tag"]},
            "own": {"source": ["tagscaler"]},
        }
        rule_arns = [self._rule(what, pattern, arn) for what, pattern in patterns.items()]
        policy = {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"Service": "events.amazonaws.com"},
                    "Action": "sqs:SendMessage",
                    "Resource": arn,
                    "Condition": {"ArnEquals": {"aws:SourceArn": rule_arns}},
                }
            ],
        }
        account.sqs.set_queue_attributes(QueueUrl=self.url, Attributes={"Policy": json.dumps(policy)})

    def _rule(self, what: str, pattern: dict, queue_arn: str) -> str:
        events, name = self.account.events, self.names.rules[what]
        bus = "default" if what == "aws" else self.bus
        arn = events.put_rule(Name=name, EventBusName=bus, EventPattern=json.dumps(pattern))["RuleArn"]
        events.put_targets(Rule=name, EventBusName=bus, Targets=[{"Id": "recorder", "Arn": queue_arn}])
        return arn

    def read(self) -> None:
        """Reads what has arrived."""
        while True:
            messages = self.account.sqs.receive_message(QueueUrl=self.url, MaxNumberOfMessages=10, WaitTimeSeconds=1).get("Messages", [])
            for message in messages:
                if self.names.prefix in message["Body"]:
                    self.events.append(json.loads(message["Body"]))
                self.account.sqs.delete_message(QueueUrl=self.url, ReceiptHandle=message["ReceiptHandle"])
            if not messages:
                return

    def find(self, wanted: typing.Callable[[dict], bool], since: int = 0) -> dict | None:
        self.read()
        return next((event for event in self.events[since:] if wanted(event)), None)

    def mark(self) -> int:
        """The number of events so far: what comes later has a higher index."""
        self.read()
        return len(self.events)


def outcome(word: str, resource_id: str) -> typing.Callable[[dict], bool]:
    """Events `Scaling <word>` about one resource."""
    return lambda event: event["detail-type"] == f"Scaling {word}" and event["detail"].get("resourceId") == resource_id


def call(operation: str) -> typing.Callable[[dict], bool]:
    """Events of CloudTrail about an operation."""
    return lambda event: event["detail-type"] == "AWS API Call via CloudTrail" and event["detail"].get("eventName") == operation

