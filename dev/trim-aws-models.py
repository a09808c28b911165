#!/usr/bin/env python3
"""Trim AWS's published service models to what the stand-in speaks.

    dev/trim-aws-models.py BOTOCORE_DIR

BOTOCORE_DIR is an unpacked botocore (the directory that holds `data/`). The same botocore
gives the same files, byte for byte. Documentation texts are left out: only names, types and
constraints are kept, for the operations below and the shapes they reach.
"""

import gzip
import json
import pathlib
import sys

OUT = pathlib.Path(__file__).resolve().parent.parent.joinpath(
    "src/standin/resources/io/github/tagscaler/standin/model"
)

SERVICES = {
    "sagemaker/2017-07-24": """
        AddTags CreateEndpoint CreateEndpointConfig CreateInferenceComponent CreateModel
        DeleteEndpoint DeleteEndpointConfig DeleteInferenceComponent DeleteModel DeleteTags
        DescribeEndpoint DescribeEndpointConfig DescribeInferenceComponent ListEndpoints
        ListInferenceComponents ListTags UpdateEndpoint UpdateEndpointWeightsAndCapacities UpdateInferenceComponent
        UpdateInferenceComponentRuntimeConfig""",
    "application-autoscaling/2016-02-06": """
        DeleteScalingPolicy DeleteScheduledAction DeregisterScalableTarget
        DescribeScalableTargets DescribeScalingActivities DescribeScalingPolicies
        DescribeScheduledActions ListTagsForResource PutScalingPolicy PutScheduledAction
        RegisterScalableTarget TagResource UntagResource""",
    "events/2015-10-07": """
        DeleteRule DescribeRule ListRules ListTargetsByRule PutEvents PutRule PutTargets
        RemoveTargets TestEventPattern""",
    "ssm/2014-11-06": "DeleteParameter GetParameter GetParametersByPath PutParameter",
    "sqs/2012-11-05": """
        ChangeMessageVisibility ChangeMessageVisibilityBatch CreateQueue DeleteMessage DeleteQueue
        GetQueueAttributes GetQueueUrl ReceiveMessage SendMessage SendMessageBatch
        SetQueueAttributes""",
    "resourcegroupstaggingapi/2017-01-26": "GetResources",
    "cloudwatch/2010-08-01": """
        DeleteAlarms DescribeAlarms GetMetricData ListTagsForResource PutMetricAlarm PutMetricData""",
    "sagemaker-runtime/2017-05-13": "InvokeEndpoint InvokeEndpointAsync",
    "cloudformation/2010-05-15": "DescribeStackResource DescribeStackResources DescribeStacks",
    "cloudtrail/2013-11-01": "DescribeTrails GetEventSelectors GetTrailStatus",
    "iam/2010-05-08": """
        CreateRole DeleteRole DeleteRolePolicy GetRole PutRolePolicy SimulatePrincipalPolicy""",
    "lambda/2015-03-31": "GetFunctionConfiguration ListEventSourceMappings",
    "sts/2011-06-15": "AssumeRole GetCallerIdentity",
}

METADATA = ("apiVersion", "jsonVersion", "protocol", "protocols", "serviceId", "targetPrefix", "xmlNamespace")
PROSE = ("documentation", "documentationUrl", "examples")


def without_prose(value):
    if isinstance(value, dict):
        return {
            key: without_prose(item)
            for key, item in value.items()
            if not (key in PROSE and isinstance(item, str))
        }
    if isinstance(value, list):
        return [without_prose(item) for item in value]
    return value


def references(value):
    if isinstance(value, dict):
        if isinstance(value.get("shape"), str):
            yield value["shape"]
        for item in value.values():
            yield from references(item)
    elif isinstance(value, list):
        for item in value:
            yield from references(item)


def reachable(operations, shapes):
    seen = set()
    waiting = list(references(operations))
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(references(shapes[name]))
    return {name: shapes[name] for name in seen}


def trim(model, names):
    missing = [name for name in names if name not in model["operations"]]
    if missing:
        sys.exit(f"not in the model: {missing}")
    # Where an operation stands in HTTP says something only where all of them do not share "POST /".
    keys = ("input", "output", "errors") + (("http",) if model["metadata"]["protocol"] == "rest-json" else ())
    operations = {
        name: without_prose(
            {key: model["operations"][name][key] for key in keys if key in model["operations"][name]}
        )
        for name in names
    }
    return {
        "metadata": {key: model["metadata"][key] for key in METADATA if key in model["metadata"]},
        "operations": operations,
        "shapes": reachable(operations, without_prose(model["shapes"])),
    }


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    data = pathlib.Path(sys.argv[1]) / "data"
    OUT.mkdir(parents=True, exist_ok=True)
    for service, names in SERVICES.items():
        with gzip.open(data / service / "service-2.json.gz") as source:
            model = json.load(source)
        target = OUT / (service.split("/")[0] + ".json")
        text = json.dumps(trim(model, names.split()), indent=1, sort_keys=True, ensure_ascii=True)
        target.write_text(text + "\n", encoding="ascii")
        print(f"{target.name}: {len(text)} characters")


if __name__ == "__main__":
    main()
