"""An endpoint with scaling tags, by boto3."""

import boto3

sagemaker = boto3.client("sagemaker")

sagemaker.create_endpoint(
    EndpointName="chat",
    EndpointConfigName="chat-1",
    Tags=[
        {"Key": "autoscaling:policy", "Value": "llm"},
        {"Key": "autoscaling:max", "Value": "6"},
    ],
)
