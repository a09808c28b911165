"""The Python function to compare with: boto3, the same six calls, and a loop in place of Lambda's runtime client."""
import json
import os
import urllib.request

import boto3

SAGEMAKER = boto3.client("sagemaker")
AUTO_SCALING = boto3.client("application-autoscaling")
API = f"http://{os.environ['AWS_LAMBDA_RUNTIME_API']}/2018-06-01/runtime/invocation/"


def handle(event):
    name = event["detail"]["EndpointName"]
    endpoint = SAGEMAKER.describe_endpoint(EndpointName=name)
    tags = {tag["Key"]: tag["Value"] for tag in SAGEMAKER.list_tags(ResourceArn=endpoint["EndpointArn"])["Tags"]}
    config = SAGEMAKER.describe_endpoint_config(EndpointConfigName=endpoint["EndpointConfigName"])
    target = {
        "ServiceNamespace": "sagemaker",
        "ResourceId": f"endpoint/{name}/variant/{config['ProductionVariants'][0]['VariantName']}",
    }
    AUTO_SCALING.describe_scalable_targets(ServiceNamespace="sagemaker", ResourceIds=[target["ResourceId"]])
    target["ScalableDimension"] = "sagemaker:variant:DesiredInstanceCount"
    AUTO_SCALING.register_scalable_target(**target, MinCapacity=1, MaxCapacity=int(tags["autoscaling:max"]))
    AUTO_SCALING.put_scaling_policy(
        **target, PolicyName="peer", PolicyType="TargetTrackingScaling",
        TargetTrackingScalingPolicyConfiguration={
            "TargetValue": 5.0,
            "PredefinedMetricSpecification": {"PredefinedMetricType": "SageMakerVariantInvocationsPerInstance"}})
    return {"registered": target["ResourceId"]}


while True:
    with urllib.request.urlopen(API + "next") as response:
        request_id = response.headers["Lambda-Runtime-Aws-Request-Id"]
        event = json.load(response)
    answer = json.dumps(handle(event)).encode()
    urllib.request.urlopen(urllib.request.Request(API + request_id + "/response", data=answer)).close()
