"""A model deployed with scaling tags, by the SageMaker Python SDK (version 2)."""

from sagemaker.model import Model

model = Model(
    image_uri="111122223333.dkr.ecr.us-east-1.amazonaws.com/chat:1",
    model_data="s3://models/chat.tar.gz",
    role="arn:aws:iam::111122223333:role/sagemaker",
    name="chat",
)
model.deploy(
    endpoint_name="chat",
    instance_type="ml.g5.xlarge",
    initial_instance_count=1,
    tags=[
        {"Key": "autoscaling:policy", "Value": "llm"},
        {"Key": "autoscaling:max", "Value": "6"},
    ],
)
