"""Questions that AWS's documentation leaves open, asked of the account. Run after the promise, with policy = ignore."""

import json
import time

from botocore.exceptions import ClientError

from account import CAPACITY, Account, Stack, code_of, is_missing, text_of
from names import Names, component_id, variant_id
from promise import Missing, Promise
from recorder import Recorder, call
from results import AS_ASSUMED, DIFFERS, NOTED, SKIPPED, Results


class Questions:
    def __init__(self, account: Account, stack: Stack, names: Names, recorder: Recorder, results: Results, promise: Promise):
        self.account = account
        self.stack = stack
        self.names = names
        self.recorder = recorder
        self.results = results
        self.promise = promise
        self.id = variant_id(names.serverless)
        self.dimension = CAPACITY["serverless"]

    def ask(self, question: str, assumed: str, run) -> None:
        """Asks; `run` returns whether it is as assumed (None: nothing is), what was seen, and evidence."""
        try:
            holds, seen, *evidence = run()
        except (ClientError, Missing) as error:
            self.results.answer(question, assumed, SKIPPED, text_of(error))
            return
        outcome = NOTED if holds is None else AS_ASSUMED if holds else DIFFERS
        self.results.answer(question, assumed, outcome, seen, *evidence)

    def refused(self, run, expected: str):
        """Runs a call that AWS should refuse, and returns its text."""

        def ask():
            try:
                run()
            except ClientError as error:
                return code_of(error) == expected, text_of(error)
            return False, "accepted"

        return ask

    def run(self, with_role: bool) -> None:
        account, names = self.account, self.names
        sagemaker, scaling = account.sagemaker, account.scaling
        self.ask("Does SageMaker send `Tag Change on Resource` events?", "perhaps", self.tag_events)
        self.ask("Which members has CloudTrail's AddTags event?", "requestParameters.resourceArn", lambda: self.members("AddTags", "resourceArn"))
        self.ask("Which members has CloudTrail's DeleteTags event?", "requestParameters.resourceArn", lambda: self.members("DeleteTags", "resourceArn"))
        self.ask("Which words do endpoint events have for statuses?", "upper case with underscores", self.statuses)
        self.ask("Are all tags in an endpoint's event?", "not relied on", self.tags_in_event)
        self.ask("Does AWS find an endpoint whose name differs in case?", "not relied on", self.other_case)
        missing = f"{names.prefix}-none"
        for what, run in {
            "DescribeEndpoint": lambda: sagemaker.describe_endpoint(EndpointName=missing),
            "DescribeEndpointConfig": lambda: sagemaker.describe_endpoint_config(EndpointConfigName=missing),
            "DescribeInferenceComponent": lambda: sagemaker.describe_inference_component(InferenceComponentName=missing),
            "ListTags": lambda: sagemaker.list_tags(ResourceArn=account.arn("endpoint", missing)),
        }.items():
            self.ask(f"What does {what} answer for a name that does not exist?", "a text that says so", lambda run=run: self.not_found(run))
        register = lambda **more: scaling.register_scalable_target(
            **{"ServiceNamespace": "sagemaker", "ResourceId": self.id, "ScalableDimension": self.dimension, "MinCapacity": 1, "MaxCapacity": 2} | more
        )
        self.ask(
            "What does RegisterScalableTarget answer for an endpoint that does not exist?",
            "ValidationException",
            self.refused(lambda: register(ResourceId=variant_id(missing)), "ValidationException"),
        )
        self.ask("What does it answer for a max below the min?", "ValidationException", self.refused(lambda: register(MinCapacity=2, MaxCapacity=1), "ValidationException"))
        self.ask("What does it answer for a min of 0 of a serverless variant?", "ValidationException", self.refused(lambda: register(MinCapacity=0), "ValidationException"))
        self.ask("Does it accept tags?", "yes", lambda: self.with_tags(register))
        self.ask("What does PutScalingPolicy answer for a metric of another dimension?", "ValidationException", self.refused(self.wrong_metric, "ValidationException"))
        self.ask("Does LastModifiedTime move when scaling changes the capacity?", "not relied on", lambda: self.last_modified(register))
        self.ask("What does UpdateEndpoint answer if it would remove a registered variant?", "ValidationException, and Deploy Blocked is published", self.blocked_deploy)
        self.ask(
            "Does DescribeScalingActivities list the newest first, across all targets, if no ResourceId is given?",
            "yes",
            self.activity_order,
        )
        self.ask("Does the Resource Groups Tagging API list inference components?", "yes", self.tagging)
        self.ask("Is DescribeScalingPolicies throttled at ten pages a second?", "no", self.policy_reads)
        question = "Do narrowed alarm rights pass the check that RegisterScalableTarget makes of its caller?"
        if with_role:
            self.ask(question, "no", lambda: self.narrow_role(register))
        else:
            self.results.answer(question, "no", SKIPPED, "needs --with-role")

    def tag_events(self):
        event = self.recorder.find(lambda event: event["source"] == "aws.tag")
        return None, "yes" if event else "none arrived", event

    def members(self, operation: str, member: str):
        event = self.recorder.find(call(operation))
        if event is None:
            return None, "no event arrived: is there a trail that logs management events?"
        parameters = event["detail"].get("requestParameters") or {}
        return member in parameters, ", ".join(sorted(parameters)), event

    def statuses(self):
        self.recorder.read()
        words = [event["detail"]["EndpointStatus"] for event in self.recorder.events if event["detail-type"] == "SageMaker Endpoint State Change"]
        if not words:
            return False, "no event arrived"
        return all(word == word.upper() for word in words), ", ".join(sorted(set(words)))

    def tags_in_event(self):
        event = self.recorder.find(lambda event: event["detail"].get("EndpointStatus") == "IN_SERVICE")
        if event is None:
            return None, "no event arrived"
        tags = event["detail"].get("Tags") or {}
        return None, ", ".join(sorted(tags)) or "none", event

    def other_case(self):
        try:
            self.account.sagemaker.describe_endpoint(EndpointName=self.names.serverless.upper())
        except ClientError as error:
            return None, text_of(error)
        return None, "yes"

    def not_found(self, run):
        try:
            run()
        except ClientError as error:
            return is_missing(error), text_of(error)
        return False, "accepted"

    def with_tags(self, register):
        register(Tags={"tagscaler-verify": self.names.run})
        arn = self.account.target(self.id, self.dimension)["ScalableTargetARN"]
        tags = self.account.scaling.list_tags_for_resource(ResourceARN=arn)["Tags"]
        return "tagscaler-verify" in tags, "yes" if "tagscaler-verify" in tags else f"the tags are {tags}"

    def wrong_metric(self):
        self.account.scaling.put_scaling_policy(
            ServiceNamespace="sagemaker",
            ResourceId=self.id,
            ScalableDimension=self.dimension,
            PolicyName="wrong-metric",
            PolicyType="TargetTrackingScaling",
            TargetTrackingScalingPolicyConfiguration={
                "TargetValue": 5,
                "PredefinedMetricSpecification": {"PredefinedMetricType": "SageMakerInferenceComponentInvocationsPerCopy"},
            },
        )

    def last_modified(self, register):
        before = self.account.endpoint(self.names.serverless)["LastModifiedTime"]
        register(MinCapacity=2, MaxCapacity=2)

        def running():
            endpoint = self.account.endpoint(self.names.serverless)
            current = endpoint["ProductionVariants"][0].get("CurrentServerlessConfig") or {}
            return endpoint["EndpointStatus"] == "InService" and current.get("ProvisionedConcurrency") == 2 and endpoint

        after = self.promise.wait("a provisioned concurrency of 2", running, 900)["LastModifiedTime"]
        return None, "yes" if after > before else "no"

    def blocked_deploy(self):
        since = self.recorder.mark()
        try:
            self.account.sagemaker.update_endpoint(EndpointName=self.names.serverless, EndpointConfigName=self.names.other_config)
        except ClientError as error:
            published = self.promise.wait(
                "the event Deploy Blocked",
                lambda: self.recorder.find(lambda event: event["detail-type"] == "Deploy Blocked", since),
                300,
            )
            return code_of(error) == "ValidationException", text_of(error), published
        return False, "accepted"

    def activity_order(self):
        """Whether a sweep may stop reading at the first activity that is older than the sweep before."""
        pages = self.account.scaling.get_paginator("describe_scaling_activities").paginate(
            ServiceNamespace="sagemaker", IncludeNotScaledActivities=True, PaginationConfig={"MaxItems": 200, "PageSize": 50}
        )
        activities = [activity for page in pages for activity in page["ScalingActivities"]]
        starts = [activity["StartTime"] for activity in activities]
        targets = [activity["ResourceId"] for activity in activities]
        seen = f"{len(activities)} activities of {len(set(targets))} targets"
        if starts != sorted(starts, reverse=True):
            return False, f"no: {seen}"
        # One target after the other would be in order as well, if each scaled at another time.
        changes = sum(one != other for one, other in zip(targets, targets[1:]))
        if changes < len(set(targets)):
            return None, f"{seen} are in order, but of one target after the other: ask where several are scaled in turn"
        return True, f"yes: {seen}"

    def tagging(self):
        tagging = self.account.client("resourcegroupstaggingapi")
        tagging.get_resources(ResourceTypeFilters=["sagemaker:inference-component"], ResourcesPerPage=1)
        found = tagging.get_resources(
            ResourceTypeFilters=["sagemaker:endpoint"], TagFilters=[{"Key": "tagscaler-verify", "Values": [self.names.run]}]
        )["ResourceTagMappingList"]
        return True, f"the filter is accepted; {len(found)} endpoints of this run are listed"

    def policy_reads(self):
        client = self.account.client("application-autoscaling")
        throttled = 0
        for _ in range(50):
            started = time.monotonic()
            try:
                client.describe_scaling_policies(ServiceNamespace="sagemaker", MaxResults=10)
            except ClientError as error:
                throttled += 1
                last = text_of(error)
            time.sleep(max(0.0, 0.1 - (time.monotonic() - started)))
        return throttled == 0, f"{throttled} of 50 reads" + (f": {last}" if throttled else "")

    def narrow_role(self, register):
        """Registers as a role whose alarm rights are limited to this endpoint's alarms."""
        iam, identity = self.account.client("iam"), self.account.identity()
        caller = f"arn:{identity['Arn'].split(':')[1]}:iam::{identity['Account']}:root"
        role = iam.create_role(
            RoleName=self.names.role,
            AssumeRolePolicyDocument=json.dumps(
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": caller}, "Action": "sts:AssumeRole"}]}
            ),
        )["Role"]
        endpoint = self.account.arn("endpoint", self.names.serverless)
        alarms = endpoint.replace(":sagemaker:", ":cloudwatch:").rsplit(":", 1)[0] + ":alarm:TargetTracking-*"
        iam.put_role_policy(
            RoleName=self.names.role,
            PolicyName="probe",
            PolicyDocument=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {"Effect": "Allow", "Action": ["application-autoscaling:*", "sagemaker:Describe*", "sagemaker:Update*"], "Resource": "*"},
                        {"Effect": "Allow", "Action": ["cloudwatch:PutMetricAlarm", "cloudwatch:DescribeAlarms", "cloudwatch:DeleteAlarms"], "Resource": alarms},
                    ],
                }
            ),
        )
        self.account.pause(20)
        keys = self.account.client("sts").assume_role(RoleArn=role["Arn"], RoleSessionName="verify")["Credentials"]
        narrow = self.account.client(
            "application-autoscaling",
            aws_access_key_id=keys["AccessKeyId"],
            aws_secret_access_key=keys["SecretAccessKey"],
            aws_session_token=keys["SessionToken"],
        )
        try:
            narrow.register_scalable_target(
                ServiceNamespace="sagemaker", ResourceId=self.id, ScalableDimension=self.dimension, MinCapacity=1, MaxCapacity=2
            )
        except ClientError as error:
            # Another refusal, such as that of a role that is too young, says nothing about alarms.
            return ("cloudwatch" in text_of(error).lower()) or None, text_of(error)
        return False, "yes, they pass: the function's role can be narrowed"


def images_after_scaling(account: Account, names: Names, promise: Promise, results: Results) -> None:
    """
    Whether scaling out looks the images up again, which would look like a deployment. Run after the checks on the
    asynchronous endpoint; its second instance goes with it.
    """
    question, assumed = "Does scaling out resolve the images of an endpoint again?", "no"

    def resolved() -> list:
        variant = account.endpoint(names.asynchronous)["ProductionVariants"][0]
        return [image.get("ResolutionTime") for image in variant.get("DeployedImages", [])]

    def running():
        endpoint = account.endpoint(names.asynchronous)
        return endpoint["EndpointStatus"] == "InService" and endpoint["ProductionVariants"][0].get("CurrentInstanceCount") == 2

    try:
        before = resolved()
        account.sagemaker.update_endpoint_weights_and_capacities(
            EndpointName=names.asynchronous, DesiredWeightsAndCapacities=[{"VariantName": "AllTraffic", "DesiredInstanceCount": 2}]
        )
        promise.wait("a second instance", running, 1800)
        after = resolved()
    except (ClientError, Missing) as error:
        results.answer(question, assumed, SKIPPED, text_of(error))
        return
    if not any(before):
        results.answer(question, assumed, NOTED, "the endpoint does not show when its images were resolved")
    elif before == after:
        results.answer(question, assumed, AS_ASSUMED, "no")
    else:
        results.answer(question, assumed, DIFFERS, f"yes: {before[0]}, then {after[0]}")


def register_while_creating(account: Account, names: Names, results: Results) -> None:
    """What AWS answers to a registration of an endpoint that is being created. Run first of all."""
    question = "What does RegisterScalableTarget answer for an endpoint that is being created?"
    note_registration(account, results, question, variant_id(names.serverless), CAPACITY["serverless"])


def host_variant(account: Account, names: Names, results: Results) -> None:
    """What AWS answers to a registration of a variant that hosts components."""
    question = "Does AWS accept a variant that hosts components as a scalable target?"
    note_registration(account, results, question, variant_id(names.host), CAPACITY["variant"])


def note_registration(account: Account, results: Results, question: str, resource_id: str, dimension: str) -> None:
    """Notes what AWS answers to a registration, and takes it back if AWS accepts it."""
    target = {"ServiceNamespace": "sagemaker", "ResourceId": resource_id, "ScalableDimension": dimension}
    try:
        account.scaling.register_scalable_target(**target, MinCapacity=1, MaxCapacity=1)
        account.scaling.deregister_scalable_target(**target)
        seen = "accepted"
    except ClientError as error:
        seen = text_of(error)
    results.answer(question, "not relied on", NOTED, seen)


def deleted_component(account: Account, names: Names, promise: Promise, results: Results) -> None:
    """Whether AWS deregisters the target of a component that is deleted. Run last of all."""
    question, assumed = "Does AWS deregister the scalable target of a deleted component?", "not relied on"
    resource_id = component_id(names.component)
    try:
        account.scaling.register_scalable_target(
            ServiceNamespace="sagemaker", ResourceId=resource_id, ScalableDimension=CAPACITY["component"], MinCapacity=0, MaxCapacity=1
        )
        account.sagemaker.delete_inference_component(InferenceComponentName=names.component)
        promise.wait("the component to be gone", lambda: account.component(names.component) is None, 1800)
        account.pause(60)
        target = account.target(resource_id, CAPACITY["component"])
    except (ClientError, Missing) as error:
        results.answer(question, assumed, SKIPPED, text_of(error))
        return
    results.answer(question, assumed, NOTED, "no" if target else "yes")
