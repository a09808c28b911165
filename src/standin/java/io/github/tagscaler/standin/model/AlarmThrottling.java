package io.github.tagscaler.standin.model;

/**
 * CloudWatch's throttling as Application Auto Scaling passes it on (aws/aws-sdk-go#1472,
 * hashicorp/terraform-provider-aws#1428).
 */
public final class AlarmThrottling {

  private AlarmThrottling() {}

  /** Instead of policies: their alarms could not be read. */
  public static AwsFailure onRead(String policyArn) {
    return AwsFailure.of(
        "FailedResourceAccessException",
        "Unable to retrieve alarms for scaling policy "
            + policyArn
            + " due to reason: Rate exceeded (Service: AmazonCloudWatch; Status Code: 400; Error Code: Throttling; Request ID: 11111111-2222-3333-4444-555555555555)");
  }
}
