"""An endpoint with scaling tags, by the AWS CDK in Python."""

import aws_cdk as cdk
from aws_cdk import aws_sagemaker as sagemaker

app = cdk.App()
stack = cdk.Stack(app, "Chat")
endpoint = sagemaker.CfnEndpoint(
    stack,
    "Endpoint",
    endpoint_config_name=cdk.CfnParameter(stack, "EndpointConfigName").value_as_string,
    retain_all_variant_properties=True,
)
cdk.Tags.of(endpoint).add("autoscaling:policy", "llm")
cdk.Tags.of(endpoint).add("autoscaling:max", "6")
app.synth()
