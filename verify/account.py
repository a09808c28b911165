"""The account under test: clients, the deployed stack, and the resources that a run makes and removes."""

import json
import time

import boto3
import botocore.config
from botocore.exceptions import BotoCoreError, ClientError

from names import Names, component_id, variant_id

CAPACITY = {
    "variant": "sagemaker:variant:DesiredInstanceCount",
    "serverless": "sagemaker:variant:DesiredProvisionedConcurrency",
    "component": "sagemaker:inference-component:DesiredCopyCount",
}


class Stack:
    """What the deployed stack says of itself."""

    def __init__(self, cloudformation, name: str):
        description = cloudformation.describe_stacks(StackName=name)["Stacks"][0]
        self.name = name
        self.outputs = {output["OutputKey"]: output["OutputValue"] for output in description.get("Outputs", [])}
        self.parameters = {p["ParameterKey"]: p["ParameterValue"] for p in description.get("Parameters", [])}

    @property
    def bus(self) -> str:
        return self.outputs.get("EventBusName") or "default"

    @property
    def prefix(self) -> str:
        return self.parameters.get("TagPrefix") or "autoscaling:"

    @property
    def dry_run(self) -> bool:
        return self.parameters.get("DryRun", "false") == "true"

    @property
    def version(self) -> str:
        return self.outputs.get("Version", "unknown")


def code_of(error: Exception) -> str:
    if isinstance(error, ClientError):
        return error.response["Error"]["Code"]
    return type(error).__name__


def text_of(error: Exception) -> str:
    """Code and message, as AWS put them."""
    if isinstance(error, ClientError):
        return f"{code_of(error)}: {error.response['Error']['Message']}"
    return str(error)


def is_missing(error: ClientError) -> bool:
    """Whether an error says that there is no such thing; SageMaker says it in the text only."""
    words = (code_of(error) + " " + error.response["Error"]["Message"]).lower()
    return any(
        word in words
        for word in ("not find", "notfound", "not found", "does not exist", "nosuchentity", "nonexistentqueue", "queuedoesnotexist")
    )


class Account:
    """Clients of one account and region."""

    def __init__(self, region, profile, endpoint_url, scale: float):
        session = boto3.Session(profile_name=profile, region_name=region)
        config = botocore.config.Config(retries={"mode": "standard", "max_attempts": 5})
        self.client = lambda service, **more: session.client(service, endpoint_url=endpoint_url, config=config, **more)
        self.endpoint_url = endpoint_url
        self.region = session.region_name
        self.sagemaker = self.client("sagemaker")
        self.scaling = self.client("application-autoscaling")
        self.cloudwatch = self.client("cloudwatch")
        self.events = self.client("events")
        self.sqs = self.client("sqs")
        self.scale = scale

    def identity(self) -> dict:
        return self.client("sts").get_caller_identity()

    def stack(self, name: str) -> Stack:
        return Stack(self.client("cloudformation"), name)

    def pause(self, seconds: float) -> None:
        time.sleep(seconds / self.scale)

    # What is registered.

    def target(self, resource_id: str, dimension: str) -> dict | None:
        found = self.scaling.describe_scalable_targets(
            ServiceNamespace="sagemaker", ResourceIds=[resource_id], ScalableDimension=dimension
        )["ScalableTargets"]
        return found[0] if found else None

    def policies(self, resource_id: str) -> dict[str, dict]:
        found = self.scaling.describe_scaling_policies(ServiceNamespace="sagemaker", ResourceId=resource_id)
        return {policy["PolicyName"]: policy for policy in found["ScalingPolicies"]}

    def actions(self, resource_id: str) -> dict[str, dict]:
        found = self.scaling.describe_scheduled_actions(ServiceNamespace="sagemaker", ResourceId=resource_id)
        return {action["ScheduledActionName"]: action for action in found["ScheduledActions"]}

    def alarms(self, prefix: str) -> dict[str, dict]:
        found = self.cloudwatch.describe_alarms(AlarmNamePrefix=prefix)
        return {alarm["AlarmName"]: alarm for alarm in found["MetricAlarms"]}

    # SageMaker.

    def endpoint(self, name: str) -> dict | None:
        try:
            return self.sagemaker.describe_endpoint(EndpointName=name)
        except ClientError as error:
            if is_missing(error):
                return None
            raise

    def component(self, name: str) -> dict | None:
        try:
            return self.sagemaker.describe_inference_component(InferenceComponentName=name)
        except ClientError as error:
            if is_missing(error):
                return None
            raise

    def arn(self, kind: str, name: str) -> str:
        account = self.identity()["Account"]
        partition = "aws-cn" if self.region.startswith("cn-") else "aws-us-gov" if self.region.startswith("us-gov-") else "aws"
        return f"arn:{partition}:sagemaker:{self.region}:{account}:{kind}/{name.lower()}"

    def tag(self, arn: str, **tags: str) -> None:
        self.sagemaker.add_tags(ResourceArn=arn, Tags=[{"Key": key, "Value": value} for key, value in tags.items()])

    def untag(self, arn: str, *keys: str) -> None:
        self.sagemaker.delete_tags(ResourceArn=arn, TagKeys=list(keys))

    def request(self, bus: str, **detail) -> None:
        self.events.put_events(
            Entries=[
                {
                    "Source": "tagscaler",
                    "DetailType": "Reconcile Requested",
                    "Detail": json.dumps(detail),
                    "EventBusName": bus,
                }
            ]
        )


class Cleaner:
    """Removes all that a run may have made, by its names; what is not there is no error."""

    def __init__(self, account: Account, names: Names, stack: Stack, say):
        self.account = account
        self.names = names
        self.stack = stack
        self.say = say
        self.left: list[str] = []

    def clean(self) -> list[str]:
        """Removes everything, and returns what could not be removed."""
        self.left = []
        names, account = self.names, self.account
        sagemaker = account.sagemaker
        self._gone("component", names.component, account.component, lambda name: sagemaker.delete_inference_component(InferenceComponentName=name), "InferenceComponentStatus")
        for name in names.endpoints:
            self._gone("endpoint", name, account.endpoint, lambda name: sagemaker.delete_endpoint(EndpointName=name), "EndpointStatus")
        for resource_id, dimension in self._possible_targets():
            self._try(f"scalable target {resource_id}", self._deregister, resource_id, dimension)
        self._alarms()
        for name in [*names.endpoints, names.other_config]:
            self._try(f"endpoint configuration {name}", sagemaker.delete_endpoint_config, EndpointConfigName=name)
        self._try(f"model {names.model}", sagemaker.delete_model, ModelName=names.model)
        for what, rule in names.rules.items():
            bus = "default" if what == "aws" else self.stack.bus
            self._try(f"targets of rule {rule}", account.events.remove_targets, Rule=rule, EventBusName=bus, Ids=["recorder"])
            self._try(f"rule {rule}", account.events.delete_rule, Name=rule, EventBusName=bus)
        self._try(f"queue {names.queue}", self._delete_queue)
        self._try(f"role {names.role}", self._delete_role)
        return self.left

    def _possible_targets(self):
        yield variant_id(self.names.serverless), CAPACITY["serverless"]
        yield variant_id(self.names.asynchronous), CAPACITY["variant"]
        yield variant_id(self.names.host), CAPACITY["variant"]
        yield component_id(self.names.component), CAPACITY["component"]

    def _gone(self, kind: str, name: str, find, delete, status: str) -> None:
        """Deletes an endpoint or component, once AWS lets it, and waits until it is gone."""
        asked = False
        for _ in range(120):
            try:
                found = find(name)
                if found is None:
                    return
                if found[status] != "Deleting" and not asked:
                    delete(name)
                    asked = True
                    self.say(f"Deleting {kind} {name}")
            except ClientError as error:
                if is_missing(error):
                    return
                # While it is created or updated, it cannot be deleted.
                if "in-progress" not in text_of(error) and code_of(error) != "ThrottlingException":
                    self.left.append(f"{kind} {name}: {text_of(error)}")
                    return
            self.account.pause(15)
        self.left.append(f"{kind} {name}: still there after half an hour")

    def _alarms(self) -> None:
        """Tagscaler deletes its alarms when it hears of the deletion; what is left after five minutes is deleted here."""
        prefixes = [f"tagscaler/{self.stack.name}/{id}" for id, _ in self._possible_targets()]
        for _ in range(20):
            left = [alarm for prefix in prefixes for alarm in self.account.alarms(prefix)]
            if not left:
                return
            self.account.pause(15)
        self._try("alarms", self.account.cloudwatch.delete_alarms, AlarmNames=left)

    def _deregister(self, resource_id: str, dimension: str) -> None:
        if self.account.target(resource_id, dimension):
            self.account.scaling.deregister_scalable_target(
                ServiceNamespace="sagemaker", ResourceId=resource_id, ScalableDimension=dimension
            )

    def _delete_queue(self) -> None:
        self.account.sqs.delete_queue(QueueUrl=self.account.sqs.get_queue_url(QueueName=self.names.queue)["QueueUrl"])

    def _delete_role(self) -> None:
        iam = self.account.client("iam")
        try:
            iam.get_role(RoleName=self.names.role)
        except ClientError as error:
            # Who may not read roles has made none.
            if is_missing(error) or code_of(error).startswith("AccessDenied"):
                return
            raise
        # An interrupted run may have made the role without its policy.
        self._try(f"policy of role {self.names.role}", iam.delete_role_policy, RoleName=self.names.role, PolicyName="probe")
        iam.delete_role(RoleName=self.names.role)

    def _try(self, what: str, delete, *args, **kwargs) -> None:
        try:
            delete(*args, **kwargs)
        except ClientError as error:
            if not is_missing(error):
                self.left.append(f"{what}: {text_of(error)}")
        except BotoCoreError as error:
            self.left.append(f"{what}: {error}")
