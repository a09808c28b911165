"""An endpoint with scaling tags, by sagemaker-core, on which version 3 of the SageMaker Python SDK is built."""

from sagemaker_core.resources import Endpoint
from sagemaker_core.shapes import Tag

Endpoint.create(
    endpoint_name="chat",
    endpoint_config_name="chat-1",
    tags=[Tag(key="autoscaling:policy", value="llm"), Tag(key="autoscaling:max", value="6")],
)
