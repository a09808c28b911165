// An endpoint with scaling tags, by the AWS CDK in TypeScript.
import * as cdk from 'aws-cdk-lib';
import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';

const app = new cdk.App();
const stack = new cdk.Stack(app, 'Chat');
const endpoint = new sagemaker.CfnEndpoint(stack, 'Endpoint', {
  endpointConfigName: new cdk.CfnParameter(stack, 'EndpointConfigName').valueAsString,
  retainAllVariantProperties: true,
});
cdk.Tags.of(endpoint).add('autoscaling:policy', 'llm');
cdk.Tags.of(endpoint).add('autoscaling:max', '6');
