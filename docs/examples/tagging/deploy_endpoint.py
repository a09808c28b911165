"""The Lambda function of the pipeline: creates the endpoint, or updates it and sets its tags."""

import boto3

sagemaker = boto3.client("sagemaker")


def handler(event, context):
    name = event["endpointName"]
    tags = [{"Key": key, "Value": str(value)} for key, value in event["tags"].items()]
    try:
        endpoint = sagemaker.describe_endpoint(EndpointName=name)
    except sagemaker.exceptions.ClientError as error:
        if "Could not find" not in str(error):
            raise
        sagemaker.create_endpoint(EndpointName=name, EndpointConfigName=event["endpointConfigName"], Tags=tags)
        return
    # UpdateEndpoint takes no tags.
    sagemaker.add_tags(ResourceArn=endpoint["EndpointArn"], Tags=tags)
    sagemaker.update_endpoint(
        EndpointName=name, EndpointConfigName=event["endpointConfigName"], RetainAllVariantProperties=True
    )
