"""An inference component with scaling tags of its own, by boto3."""

import boto3

sagemaker = boto3.client("sagemaker")

sagemaker.create_inference_component(
    InferenceComponentName="llama",
    EndpointName="models",
    VariantName="AllTraffic",
    Specification={
        "ModelName": "llama",
        "ComputeResourceRequirements": {"NumberOfAcceleratorDevicesRequired": 1, "MinMemoryRequiredInMb": 16384},
    },
    RuntimeConfig={"CopyCount": 1},
    Tags=[
        {"Key": "autoscaling:policy", "Value": "llm+scale-to-zero"},
        {"Key": "autoscaling:max", "Value": "4"},
    ],
)
