"""The promise, sentence by sentence: tag it, and it scales."""

import time

from botocore.exceptions import BotoCoreError, ClientError

from account import CAPACITY, Account, Stack, text_of
from names import Names, component_id, variant_id
from recorder import Recorder, outcome
from results import FAILED, OK, SKIPPED, Results

# Seconds of AWS's time.
EVENT = 300
SWEEP = 3000


class Missing(Exception):
    """What should have happened did not."""


class Promise:
    """Runs checks; one that fails does not stop the others."""

    def __init__(self, account: Account, stack: Stack, recorder: Recorder, results: Results, say):
        self.account = account
        self.stack = stack
        self.recorder = recorder
        self.results = results
        self.say = say

    def wait(self, what: str, condition, limit: float):
        """What the condition answers once it is true."""
        started = time.monotonic()
        reported = started
        while True:
            answer = condition()
            if answer:
                return answer
            passed = (time.monotonic() - started) * self.account.scale
            if passed > limit:
                raise Missing(f"{what}: not within {limit:.0f} s")
            if time.monotonic() - reported > 60:
                reported = time.monotonic()
                self.say(f"  waiting for {what}, {passed:.0f} s so far")
            self.account.pause(10)

    def check(self, sentence: str, run) -> bool:
        started = time.monotonic()
        try:
            seen = run() or ""
        except Missing as missing:
            self.results.check(sentence, FAILED, str(missing))
            return False
        except (ClientError, BotoCoreError) as error:
            self.results.check(sentence, FAILED, text_of(error))
            return False
        self.results.check(sentence, OK, seen, (time.monotonic() - started) * self.account.scale)
        return True

    def skip(self, sentence: str, reason: str) -> None:
        self.results.check(sentence, SKIPPED, reason)

    def event(self, word: str, resource_id: str, since: int, limit: float = EVENT) -> dict:
        return self.wait(
            f"the event Scaling {word} of {resource_id}",
            lambda: self.recorder.find(outcome(word, resource_id), since),
            limit,
        )["detail"]

    def bounds(self, resource_id: str, dimension: str, low: int, high: int, limit: float = EVENT) -> dict:
        def registered():
            target = self.account.target(resource_id, dimension)
            return target if target and (target["MinCapacity"], target["MaxCapacity"]) == (low, high) else None

        try:
            return self.wait(f"bounds {low}-{high} of {resource_id}", registered, limit)
        except Missing as missing:
            target = self.account.target(resource_id, dimension)
            now = f"{target['MinCapacity']}-{target['MaxCapacity']}" if target else "not registered"
            raise Missing(f"{missing}; it is {now}") from None


class Serverless:
    """The checks on the serverless endpoint, in the order in which they must run."""

    def __init__(self, promise: Promise, names: Names):
        self.promise = promise
        self.account = promise.account
        self.names = names
        self.id = variant_id(names.serverless)
        self.dimension = CAPACITY["serverless"]
        self.arn = self.account.arn("endpoint", names.serverless)
        self.key = promise.stack.prefix

    def tag(self, **tags: str) -> None:
        self.account.tag(self.arn, **{self.key + key.replace("_", "-"): value for key, value in tags.items()})

    def untag(self, *keys: str) -> None:
        self.account.untag(self.arn, *[self.key + key for key in keys])

    def run(self, slow: bool) -> None:
        check = self.promise.check
        if not check("An endpoint created with tags is registered once it is in service", self.created):
            return
        check("The scalable target carries the tags of the stack", self.owned)
        check("The tracking policy is there under Tagscaler's name", self.tracked)
        check("A changed tag changes the bounds", self.changed)
        check("A tag that cannot be read is rejected with a message, and changes nothing", self.rejected)
        check("A mended tag is applied", self.mended)
        check("paused = true suspends all scaling, paused = false resumes it", self.paused)
        check("A schedule becomes scheduled actions, schedule = off removes them", self.scheduled)
        check("dry-run = true plans and changes nothing", self.planned)
        check("What was changed by hand is put back on request", self.put_back)
        check("policy = off releases the target", self.released)
        check("A target that somebody else registered is not touched", self.not_owned)
        check("adopt = true takes it over", self.adopted)
        sentence = "A target whose tags are gone is released by a sweep, and its capacity keeps running"
        if slow:
            check(sentence, self.tags_gone)
        else:
            self.promise.skip(sentence, "left out with --skip-slow")

    def created(self) -> str:
        self.promise.wait(
            f"{self.names.serverless} to be in service",
            lambda: self.status() in ("InService", "Failed"),
            1800,
        )
        if self.status() == "Failed":
            raise Missing(f"AWS could not create the endpoint: {self.account.endpoint(self.names.serverless).get('FailureReason')}")
        self.promise.bounds(self.id, self.dimension, 1, 4)
        return self.promise.event("Applied", self.id, 0)["message"]

    def status(self) -> str:
        return (self.account.endpoint(self.names.serverless) or {}).get("EndpointStatus", "none")

    def owned(self) -> str:
        arn = self.account.target(self.id, self.dimension)["ScalableTargetARN"]

        def tagged():
            tags = self.account.scaling.list_tags_for_resource(ResourceARN=arn)["Tags"]
            return tags if tags.get("tagscaler:stack") == self.promise.stack.name and "tagscaler:config" in tags else None

        tags = self.promise.wait("tags tagscaler:stack and tagscaler:config", tagged, 60)
        return f"tagscaler:config = {tags['tagscaler:config']}"

    def tracked(self) -> str:
        policy = self.account.policies(self.id).get("tagscaler-track-utilization")
        if policy is None:
            raise Missing(f"there is {sorted(self.account.policies(self.id)) or 'no policy'}")
        target = policy["TargetTrackingScalingPolicyConfiguration"]["TargetValue"]
        if target != 0.7:
            raise Missing(f"its target is {target}, not 0.7")
        return "target 0.7"

    def changed(self) -> None:
        self.tag(max="3")
        self.promise.bounds(self.id, self.dimension, 1, 3)

    def rejected(self) -> str:
        since = self.promise.recorder.mark()
        self.tag(max="lots")
        message = self.promise.event("Rejected", self.id, since)["message"]
        if f"{self.key}max" not in message:
            raise Missing(f"the message does not name the tag: {message}")
        self.promise.bounds(self.id, self.dimension, 1, 3, 0)
        return message

    def mended(self) -> None:
        self.tag(max="2")
        self.promise.bounds(self.id, self.dimension, 1, 2)

    def paused(self) -> None:
        def all_are(suspended: bool):
            state = self.account.target(self.id, self.dimension)["SuspendedState"]
            return set(state.values()) == {suspended}

        self.tag(paused="true")
        self.promise.wait("all scaling suspended", lambda: all_are(True), EVENT)
        self.tag(paused="false")
        self.promise.wait("all scaling resumed", lambda: all_are(False), EVENT)

    def scheduled(self) -> str:
        self.tag(schedule="Mon-Fri 08:00-20:00 2 else 1-2")
        actions = self.promise.wait("two scheduled actions", lambda: len(found := self.account.actions(self.id)) == 2 and found, EVENT)
        self.tag(schedule="off")
        self.promise.wait("no scheduled action", lambda: not self.account.actions(self.id), EVENT)
        # A window with min 2 may have been in force.
        self.promise.bounds(self.id, self.dimension, 1, 2)
        return ", ".join(sorted(actions))

    def planned(self) -> str:
        since = self.promise.recorder.mark()
        self.tag(dry_run="true", max="4")
        message = self.promise.event("Planned", self.id, since)["message"]
        self.promise.bounds(self.id, self.dimension, 1, 2, 0)
        self.untag("dry-run")
        self.promise.bounds(self.id, self.dimension, 1, 4)
        return message

    def put_back(self) -> None:
        self.account.scaling.register_scalable_target(
            ServiceNamespace="sagemaker", ResourceId=self.id, ScalableDimension=self.dimension, MinCapacity=1, MaxCapacity=3
        )
        self.account.request(self.promise.stack.bus, endpointName=self.names.serverless)
        self.promise.bounds(self.id, self.dimension, 1, 4)

    def released(self) -> None:
        self.tag(policy="off")
        self.promise.wait("the target to be deregistered", lambda: self.account.target(self.id, self.dimension) is None, EVENT)

    def not_owned(self) -> str:
        self.account.scaling.register_scalable_target(
            ServiceNamespace="sagemaker", ResourceId=self.id, ScalableDimension=self.dimension, MinCapacity=1, MaxCapacity=2
        )
        since = self.promise.recorder.mark()
        self.tag(policy="on", max="3")
        message = self.promise.event("Rejected", self.id, since)["message"]
        self.promise.bounds(self.id, self.dimension, 1, 2, 0)
        return message

    def adopted(self) -> str:
        since = self.promise.recorder.mark()
        self.tag(adopt="true")
        self.promise.bounds(self.id, self.dimension, 1, 3)
        return self.promise.event("Applied", self.id, since)["message"]

    def tags_gone(self) -> None:
        self.untag("policy", "max", "min", "adopt", "paused", "schedule")
        self.promise.wait("the target to be deregistered", lambda: self.account.target(self.id, self.dimension) is None, SWEEP)
        if self.status() != "InService":
            raise Missing(f"the endpoint is {self.status()}")

    def deleted(self) -> None:
        """Run last: deletes the endpoint."""
        self.account.sagemaker.delete_endpoint(EndpointName=self.names.serverless)
        self.promise.wait("the endpoint to be gone", lambda: self.account.endpoint(self.names.serverless) is None, 900)
        self.promise.wait("its target to be gone", lambda: self.account.target(self.id, self.dimension) is None, EVENT)


class Waking:
    """The checks on what may be at zero: an asynchronous endpoint or a component."""

    def __init__(self, promise: Promise, what: str, resource_id: str, dimension: str, ready, arn: str):
        self.promise = promise
        self.account = promise.account
        self.what = what
        self.id = resource_id
        self.dimension = dimension
        self.ready = ready
        self.arn = arn

    @property
    def alarm(self) -> str:
        return f"tagscaler/{self.promise.stack.name}/{self.id}/wake"

    def run(self) -> None:
        check = self.promise.check
        if not check(f"{self.what} with a policy that allows zero is registered with min 0", self.registered):
            return
        check(f"{self.what}: the alarm that wakes it acts on the wake-up policy", self.wakes)
        check(f"{self.what}: policy = off deletes policies and alarm", self.released)

    def registered(self) -> None:
        self.promise.wait(f"{self.what} to be in service", self.ready, 2400)
        self.promise.bounds(self.id, self.dimension, 0, 1)

    def wakes(self) -> None:
        def acting():
            policy = self.account.policies(self.id).get("tagscaler-wake")
            alarm = self.account.alarms(self.alarm).get(self.alarm)
            return policy and alarm and alarm["AlarmActions"] == [policy["PolicyARN"]] and alarm["ActionsEnabled"]

        self.promise.wait(f"alarm {self.alarm}", acting, EVENT)

    def released(self) -> None:
        self.account.tag(self.arn, **{self.promise.stack.prefix + "policy": "off"})
        self.promise.wait("the target to be deregistered", lambda: self.account.target(self.id, self.dimension) is None, EVENT)
        self.promise.wait("the alarm to be deleted", lambda: not self.account.alarms(self.alarm), EVENT)


def asynchronous(promise: Promise, names: Names) -> Waking:
    account = promise.account
    return Waking(
        promise,
        "An asynchronous endpoint",
        variant_id(names.asynchronous),
        CAPACITY["variant"],
        lambda: (account.endpoint(names.asynchronous) or {}).get("EndpointStatus") == "InService",
        account.arn("endpoint", names.asynchronous),
    )


def component(promise: Promise, names: Names) -> Waking:
    account = promise.account
    return Waking(
        promise,
        "A component",
        component_id(names.component),
        CAPACITY["component"],
        lambda: (account.component(names.component) or {}).get("InferenceComponentStatus") == "InService",
        account.arn("inference-component", names.component),
    )
