package io.github.tagscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

class AwsErrorsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ThrottlingException           | Rate exceeded                                             | THROTTLED
          TooManyRequestsException      | Too many requests                                         | THROTTLED
          ValidationException           | Rate exceeded                                             | THROTTLED
          FailedResourceAccessException | Unable to create alarms for scaling policy tagscaler-track-cpu due to reason: Rate exceeded (Service: AmazonCloudWatch; Status Code: 400; Error Code: Throttling; Request ID: 1) | THROTTLED
          FailedResourceAccessException | Unable to retrieve alarms for scaling policy p due to reason: User: arn:aws:sts::111122223333:assumed-role/f/f is not authorized to perform: cloudwatch:DescribeAlarms | ACCESS_DENIED
          FailedResourceAccessException | Unable to create alarms for scaling policy p due to reason: 500 | SERVICE_ERROR
          AccessDeniedException         | User: arn:aws:sts::111122223333:assumed-role/f/f is not authorized to perform: sagemaker:ListTags | ACCESS_DENIED
          AccessDenied                  | Access to the resource is denied.                         | ACCESS_DENIED
          KMS.AccessDeniedException     | The ciphertext refers to a customer master key            | ACCESS_DENIED
          UnauthorizedOperation         | You are not authorized to perform this operation.         | ACCESS_DENIED
          ValidationException           | User is missing the following permissions: sagemaker:UpdateEndpointWeightsAndCapacities | ACCESS_DENIED
          LimitExceededException        | The maximum number of scalable targets is 500             | QUOTA_EXCEEDED
          LimitExceeded                 | The quota of alarms is exceeded.                          | QUOTA_EXCEEDED
          Throttling                    | Rate exceeded                                             | THROTTLED
          ValidationError               | Period must be 10, 20, 30 or a multiple of 60.            | SERVICE_ERROR
          InternalServiceFault          | An internal error occurred.                               | SERVICE_ERROR
          ConcurrentUpdateException     | You already have a pending update to an Auto Scaling resource. | CONCURRENT_UPDATE
          ValidationException           | The scalable target that you tried to tag already exists. To update tags on an existing scalable target, use the TagResource API. | CONCURRENT_UPDATE
          ValidationException           | Endpoint status should be in 'InService' to be registered | NOT_READY
          ValidationException           | The endpoint is not yet in service.                       | NOT_READY
          ValidationException           | You cannot register a variant with ml.t2.medium instance type as a scalable target. | POLICY_NOT_APPLICABLE
          ValidationException           | Only one TargetTrackingScaling policy for a given metric specification is allowed. | NOT_OWNED
          ValidationException           | Could not find endpoint                                   | SERVICE_ERROR
          InternalServiceException      | An internal error occurred.                               | SERVICE_ERROR
          SomethingNewException         | Nobody knows.                                             | SERVICE_ERROR
          """)
  void sorts_what_AWS_says(String name, String text, Code code) {
    assertThat(AwsErrors.codeOf(failure(name, text))).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ValidationException   | Could not find endpoint "arn:aws:sagemaker:eu-central-1:111122223333:endpoint/chat". | true
          ValidationException   | Could not find endpoint configuration "arn:aws:sagemaker:eu-central-1:111122223333:endpoint-config/c". | true
          ValidationException   | Requested resource not found.                             | true
          ValidationException   | Inference Component chat does not exist.                  | true
          ResourceNotFound      | No such alarms: [a]                                       | true
          ResourceNotFound      | Nothing of that name                                      | true
          ValidationException   | 1 validation error detected: Value 'a b' at 'endpointName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9] | false
          AccessDeniedException | User is not authorized, or the resource does not exist    | false
          ThrottlingException   | Rate exceeded                                             | false
          InternalFailure       | Backend not found                                         | false
          """)
  void accepts_only_a_not_found_error_as_gone(String name, String text, boolean gone) {
    assertThat(AwsErrors.notFound(failure(name, text))).isEqualTo(gone);
  }

  @Test
  void no_answer_is_a_service_error() {
    assertThat(AwsErrors.codeOf(SdkClientException.create("Unable to execute HTTP request")))
        .isEqualTo(Code.SERVICE_ERROR);
    assertThat(AwsErrors.codeOf(ApiCallTimeoutException.create(20_000)))
        .isEqualTo(Code.SERVICE_ERROR);
  }

  @Test
  void an_answer_that_is_none_of_AWS_is_a_service_error() {
    var proxy = AwsServiceException.builder().statusCode(502).requestId("r").build();

    assertThat(AwsErrors.failed("ListTags", "arn", proxy))
        .hasMessage("ListTags of arn failed: HTTP 502: no message (request r).")
        .extracting("code")
        .isEqualTo(Code.SERVICE_ERROR);
  }

  @Test
  void states_the_call_and_the_error_of_AWS() {
    var failed =
        AwsErrors.failed(
            "DescribeEndpoint", "endpoint/chat", failure("ThrottlingException", "Rate exceeded."));

    assertThat(failed)
        .hasMessage(
            "DescribeEndpoint of endpoint/chat failed: ThrottlingException: Rate exceeded. (request"
                + " r).");
  }

  @Test
  void has_a_remedy_for_a_missing_permission() {
    var failed =
        AwsErrors.failed(
            "ListTags",
            "arn:chat",
            failure("AccessDeniedException", "not authorized to perform: sagemaker:ListTags"));

    assertThat(failed.getMessage())
        .contains("Add the permission named above to the function's role");
  }

  @Test
  void has_a_remedy_for_a_permanent_rejection() {
    assertThat(
            AwsErrors.failed(
                "RegisterScalableTarget",
                "chat",
                failure(
                    "ValidationException",
                    "You cannot register a variant with ml.t2.medium instance type as a scalable"
                        + " target.")))
        .hasMessageContaining("change the instance type, or set policy = off");
    assertThat(
            AwsErrors.failed(
                "PutScalingPolicy",
                "chat",
                failure(
                    "ValidationException",
                    "Only one TargetTrackingScaling policy for a given metric specification is"
                        + " allowed.")))
        .hasMessageContaining("delete it, or track another metric");
  }

  @Test
  void distinguishes_an_error_response_from_no_response() {
    assertThat(AwsErrors.failed("ListTags", "arn", failure("InternalFailure", "-")).answered())
        .isTrue();
    assertThat(AwsErrors.failed("ListTags", "arn", ApiCallTimeoutException.create(1)).answered())
        .isFalse();
  }

  private static AwsServiceException failure(String name, String text) {
    return AwsServiceException.builder()
        .statusCode(400)
        .requestId("r")
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(name).errorMessage(text).build())
        .build();
  }
}
