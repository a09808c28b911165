#!/usr/bin/env python3
"""Tries a deployed Tagscaler in a real account.

It makes a small serverless endpoint (and, if asked, an asynchronous endpoint and a component), tags them, checks that
each promise holds, asks AWS what its documentation leaves open, writes a report, and removes all that it made, also
after Ctrl-C.
"""

import argparse
import secrets
import signal
import sys
import time

from botocore.exceptions import BotoCoreError, ClientError

import promise as promises
from account import Account, Cleaner, Stack, text_of
from names import Names
from promise import Missing, Promise, Serverless
from questions import Questions, deleted_component, host_variant, images_after_scaling, register_while_creating
from recorder import Recorder
from results import Results

# The account of AWS's own inference images, in most regions.
IMAGES = "763104351884"
IMAGE = "huggingface-pytorch-inference:2.6.0-transformers4.49.0-cpu-py312-ubuntu22.04"
MODEL = {"HF_MODEL_ID": "distilbert/distilbert-base-uncased-finetuned-sst-2-english", "HF_TASK": "text-classification"}


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog='make verify-aws ARGS="…"', description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--role-arn", help="a role that SageMaker may use to run a model (required, but for --clean)")
    parser.add_argument("--stack", default="tagscaler", help="the name of the deployed stack (default: tagscaler)")
    parser.add_argument("--region")
    parser.add_argument("--profile")
    parser.add_argument("--endpoint-url", help="call this address instead of AWS, such as a stand-in's")
    parser.add_argument("--image", help="the inference image to run, instead of one of AWS's own")
    parser.add_argument("--with-async", metavar="S3_URI", help="also make an asynchronous endpoint, which writes there (1 ml.m5.large, about 0.2 USD)")
    parser.add_argument("--with-component", action="store_true", help="also make an inference component (1 ml.m5.xlarge, about 0.3 USD)")
    parser.add_argument("--with-role", action="store_true", help="also make an IAM role, to see whether narrowed rights suffice")
    parser.add_argument("--skip-slow", action="store_true", help="leave out what waits for two sweeps (about 35 minutes)")
    parser.add_argument("--report", default="verify-aws.md", help="where the report goes (default: verify-aws.md)")
    parser.add_argument("--clean", metavar="RUN", help="only remove what an earlier run left")
    parser.add_argument("--time-scale", type=float, default=1.0, help=argparse.SUPPRESS)
    parser.add_argument("--yes", action="store_true", help="do not ask before anything is made")
    return parser


def say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')}  {text}", file=sys.stderr, flush=True)


class Made:
    """Makes the resources of a run."""

    def __init__(self, account: Account, stack: Stack, names: Names, arguments: argparse.Namespace):
        self.account = account
        self.sagemaker = account.sagemaker
        self.key = stack.prefix
        self.names = names
        self.arguments = arguments
        self.mark = [{"Key": "tagscaler-verify", "Value": names.run}]

    def tags(self, **tags: str) -> list[dict]:
        return self.mark + [{"Key": self.key + key, "Value": value} for key, value in tags.items()]

    def model(self) -> None:
        image = self.arguments.image or f"{IMAGES}.dkr.ecr.{self.account.region}.amazonaws.com/{IMAGE}"
        self.sagemaker.create_model(
            ModelName=self.names.model,
            ExecutionRoleArn=self.arguments.role_arn,
            PrimaryContainer={"Image": image, "Environment": MODEL},
            Tags=self.mark,
        )

    def serverless(self) -> None:
        for name, variant in ((self.names.serverless, "AllTraffic"), (self.names.other_config, "Other")):
            self.sagemaker.create_endpoint_config(
                EndpointConfigName=name,
                ProductionVariants=[
                    {
                        "VariantName": variant,
                        "ModelName": self.names.model,
                        "ServerlessConfig": {"MemorySizeInMB": 4096, "MaxConcurrency": 5, "ProvisionedConcurrency": 1},
                    }
                ],
                Tags=self.mark,
            )
        self.endpoint(self.names.serverless, policy="on", max="4")

    def asynchronous(self) -> None:
        self.sagemaker.create_endpoint_config(
            EndpointConfigName=self.names.asynchronous,
            ProductionVariants=[
                {"VariantName": "AllTraffic", "ModelName": self.names.model, "InstanceType": "ml.m5.large", "InitialInstanceCount": 1}
            ],
            AsyncInferenceConfig={"OutputConfig": {"S3OutputPath": self.arguments.with_async}},
            Tags=self.mark,
        )
        self.endpoint(self.names.asynchronous, policy="batch", max="1")

    def host(self) -> None:
        self.sagemaker.create_endpoint_config(
            EndpointConfigName=self.names.host,
            ExecutionRoleArn=self.arguments.role_arn,
            ProductionVariants=[{"VariantName": "AllTraffic", "InstanceType": "ml.m5.xlarge", "InitialInstanceCount": 1}],
            Tags=self.mark,
        )
        self.endpoint(self.names.host)

    def component(self) -> None:
        self.sagemaker.create_inference_component(
            InferenceComponentName=self.names.component,
            EndpointName=self.names.host,
            VariantName="AllTraffic",
            Specification={
                "ModelName": self.names.model,
                "ComputeResourceRequirements": {"NumberOfCpuCoresRequired": 1, "MinMemoryRequiredInMb": 2048},
            },
            RuntimeConfig={"CopyCount": 1},
            Tags=self.tags(policy="default+scale-to-zero", max="1"),
        )

    def endpoint(self, name: str, **tags: str) -> None:
        say(f"Creating endpoint {name}")
        self.sagemaker.create_endpoint(EndpointName=name, EndpointConfigName=name, Tags=self.tags(**tags))


def verify(account: Account, stack: Stack, names: Names, arguments: argparse.Namespace, results: Results) -> None:
    recorder = Recorder(account, names, stack.bus)
    made = Made(account, stack, names, arguments)
    recorder.start()
    made.model()
    made.serverless()
    register_while_creating(account, names, results)
    if arguments.with_async:
        made.asynchronous()
    if arguments.with_component:
        made.host()
    promise = Promise(account, stack, recorder, results, say)
    serverless = Serverless(promise, names)
    serverless.run(slow=not arguments.skip_slow)
    if account.endpoint(names.serverless)["EndpointStatus"] == "InService":
        # From here on the account is asked, and Tagscaler must keep out.
        serverless.tag(policy="ignore")
        Questions(account, stack, names, recorder, results, promise).run(arguments.with_role)
        promise.check("The target of a deleted endpoint is gone", serverless.deleted)
    if arguments.with_async:
        promises.asynchronous(promise, names).run()
        images_after_scaling(account, names, promise, results)
    if arguments.with_component:
        promise.wait(
            f"{names.host} to be in service", lambda: (account.endpoint(names.host) or {}).get("EndpointStatus") == "InService", 1800
        )
        made.component()
        promises.component(promise, names).run()
        host_variant(account, names, results)
        deleted_component(account, names, promise, results)


def confirmed(account: Account, stack: Stack, arguments: argparse.Namespace) -> bool:
    identity = account.identity()
    print(f"Account {identity['Account']}, region {account.region}, as {identity['Arn']}")
    print(f"Stack {stack.name}, version {stack.version}, tag prefix {stack.prefix}")
    print("This makes a serverless endpoint with a provisioned concurrency of 1 to 4, for about an hour (about 0.5 USD),")
    print("an SQS queue and two EventBridge rules, and removes them at the end.")
    if arguments.with_async:
        print("It makes an asynchronous endpoint on 1 ml.m5.large, at the end for some minutes on 2.")
    if arguments.with_component:
        print("It makes an inference component on 1 ml.m5.xlarge.")
    if arguments.with_role:
        print("It makes an IAM role that this account can assume.")
    return arguments.yes or input("Type yes to go on: ").strip() == "yes"


def clean(cleaner: Cleaner, names: Names, results: Results) -> None:
    """Removes everything; a second Ctrl-C ends this."""
    say("Removing what this run made")
    try:
        results.left = cleaner.clean()
    except KeyboardInterrupt:
        results.left = [f'interrupted; go on with: make verify-aws ARGS="--clean {names.run}"']
    except (ClientError, BotoCoreError) as error:
        results.left = [f'{text_of(error)}; go on with: make verify-aws ARGS="--clean {names.run}"']
    say("Left in the account: " + ("; ".join(results.left) if results.left else "nothing"))


def main() -> int:
    arguments = parser().parse_args()
    names = Names(arguments.clean or secrets.token_hex(3))
    results = Results(say)
    try:
        account = Account(arguments.region, arguments.profile, arguments.endpoint_url, arguments.time_scale)
        stack = account.stack(arguments.stack)
    except (ClientError, BotoCoreError, ValueError) as error:
        print(f"Cannot read stack {arguments.stack}: {text_of(error)}", file=sys.stderr)
        return 3
    cleaner = Cleaner(account, names, stack, say)
    if arguments.clean:
        clean(cleaner, names, results)
        return 1 if results.left else 0
    if not arguments.role_arn:
        print("--role-arn is required: a role that SageMaker may use to run a model.", file=sys.stderr)
        return 64
    if stack.dry_run:
        print(f"Stack {stack.name} is deployed with DryRun = true: it would change nothing. Deploy it with DryRun = false first.", file=sys.stderr)
        return 64
    if not confirmed(account, stack, arguments):
        return 64
    # A terminated run cleans up as an interrupted one does. A shell in the background ignores Ctrl-C for what it starts.
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.default_int_handler)
    say(f"Run {names.run}")
    try:
        verify(account, stack, names, arguments, results)
    except KeyboardInterrupt:
        results.interrupted = True
        say("Interrupted")
    except (Missing, ClientError, BotoCoreError) as error:
        results.check("The run reaches its end", promises.FAILED, text_of(error))
    finally:
        clean(cleaner, names, results)
    facts = {"region": account.region, "stack version": stack.version, "run": names.run}
    with open(arguments.report, "w", encoding="utf-8") as report:
        report.write(results.markdown(facts))
    say(f"Report: {arguments.report}")
    return results.exit_code


if __name__ == "__main__":
    sys.exit(main())
