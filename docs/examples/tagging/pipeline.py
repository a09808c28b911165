"""A pipeline that ends with a deployment: its last step calls a Lambda function, which creates the endpoint with the tags."""

from sagemaker.lambda_helper import Lambda
from sagemaker.workflow.lambda_step import LambdaStep
from sagemaker.workflow.parameters import ParameterInteger, ParameterString
from sagemaker.workflow.pipeline import Pipeline

policy = ParameterString(name="ScalingPolicy", default_value="llm")
max_capacity = ParameterInteger(name="ScalingMax", default_value=6)

deploy = LambdaStep(
    name="Deploy",
    lambda_func=Lambda(function_arn="arn:aws:lambda:us-east-1:111122223333:function:deploy-endpoint"),
    inputs={
        "endpointName": "chat",
        "endpointConfigName": "chat-1",
        "tags": {"autoscaling:policy": policy, "autoscaling:max": max_capacity},
    },
)
pipeline = Pipeline(name="chat", parameters=[policy, max_capacity], steps=[deploy])
print(pipeline.definition())
