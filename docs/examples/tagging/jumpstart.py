"""A JumpStart model deployed with scaling tags, by the SageMaker Python SDK (version 2)."""

from sagemaker.jumpstart.model import JumpStartModel

model = JumpStartModel(model_id="meta-textgeneration-llama-3-1-8b")
model.deploy(
    accept_eula=True,
    tags=[
        {"Key": "autoscaling:policy", "Value": "llm"},
        {"Key": "autoscaling:max", "Value": "4"},
    ],
)
