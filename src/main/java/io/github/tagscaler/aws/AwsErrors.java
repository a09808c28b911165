package io.github.tagscaler.aws;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.reconcile.CallFailedException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Classifies the errors of AWS. The only class that knows AWS's error names and sentences.
 *
 * <p>An unknown error is {@link Code#SERVICE_ERROR}: it is tried again, and reported to the
 * operator if that does not help. Any other guess could lead to a release.
 */
public final class AwsErrors {

  /**
   * SageMaker's error for a resource that does not exist. It models no such error for its Describe
   * and Tag operations: a missing endpoint is a {@code ValidationException}, of the same type as a
   * bad request, with {@code Could not find endpoint "arn:..."} (botocore's waiter {@code
   * EndpointDeleted} depends on that too). "Requested resource not found" and "does not exist" are
   * messages of other operations of the service.
   */
  private static final Pattern NOT_THERE =
      Pattern.compile(
          "could not find|cannot find|not found|does not exist", Pattern.CASE_INSENSITIVE);

  /**
   * Application Auto Scaling checks the caller's own permissions on the service that it scales and
   * on CloudWatch, and reports {@code User is missing the following permissions: ...} in a {@code
   * ValidationException} (its user guide, "permission validation"). An error of CloudWatch arrives
   * inside a {@code FailedResourceAccessException}.
   */
  private static final Pattern DENIED =
      Pattern.compile(
          "missing the following permissions|is not authorized to perform",
          Pattern.CASE_INSENSITIVE);

  /**
   * CloudWatch accepts three PutMetricAlarm and nine DescribeAlarms a second. Application Auto
   * Scaling makes such calls in the caller's name when it puts or describes a policy, and passes
   * their error on as a {@code FailedResourceAccessException}: {@code Unable to create alarms for
   * scaling policy ... due to reason: Rate exceeded} (hashicorp/terraform-provider-aws#2275), or
   * {@code Unable to retrieve alarms ...} (aws/aws-sdk-go#1472). To the SDK that is no throttling.
   */
  private static final Pattern THROTTLED =
      Pattern.compile("rate exceeded|throttl|too ?many ?requests", Pattern.CASE_INSENSITIVE);

  /** The resource exists but does not accept this call yet. */
  private static final Pattern NOT_READY =
      Pattern.compile(
          "should be in '?inservice|not (?:yet )?in ?service|in-progress endpoint|not in '?inservice",
          Pattern.CASE_INSENSITIVE);

  /**
   * Registering with tags a target that has been registered since it was read, possibly by the
   * first attempt of the same call, whose response was lost
   * (terraform-aws-modules/terraform-aws-rds-aurora#420).
   */
  private static final Pattern EXISTS_MEANWHILE =
      Pattern.compile("you tried to tag already exists", Pattern.CASE_INSENSITIVE);

  /**
   * If the endpoint's configuration is deleted, only this error shows that the instances are
   * burstable ({@code You cannot register a variant with ml.t2.medium instance type as a scalable
   * target}).
   */
  private static final Pattern BURSTABLE =
      Pattern.compile(
          "cannot register a variant with \\S+ instance type", Pattern.CASE_INSENSITIVE);

  /** Since the target was read, another tool has put a policy on the same metric. */
  private static final Pattern TRACKED_ALREADY =
      Pattern.compile("only one TargetTrackingScaling policy", Pattern.CASE_INSENSITIVE);

  private static final Pattern OF_KMS = Pattern.compile("KMS|\\bkms:");

  /** What SDKs of AWS's own services add to an error that they pass on. */
  private static final Pattern OF_REQUEST = Pattern.compile("\\s*\\(Service: [^()]*\\)\\s*$");

  private AwsErrors() {}

  /** Makes a call and classifies its failure. */
  public static <T> T call(String operation, String resource, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException failure) {
      throw failed(operation, resource, failure);
    }
  }

  /** Makes calls whose responses the task itself keeps, and classifies their failure. */
  static void run(String operation, String resource, Runnable calls) {
    try {
      calls.run();
    } catch (SdkException failure) {
      throw failed(operation, resource, failure);
    }
  }

  /** Makes a call to SageMaker or CloudWatch; empty only if the resource does not exist. */
  public static <T> Optional<T> find(String operation, String resource, Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (AwsServiceException failure) {
      if (notFound(failure)) {
        return Optional.empty();
      }
      throw failed(operation, resource, failure);
    } catch (SdkException failure) {
      throw failed(operation, resource, failure);
    }
  }

  /** Whether the error means that the resource does not exist. */
  public static boolean notFound(AwsServiceException failure) {
    return switch (name(failure)) {
      case "ResourceNotFound", "ResourceNotFoundException" -> true;
      case "ValidationException" -> NOT_THERE.matcher(text(failure)).find();
      default -> false;
    };
  }

  /**
   * Whether Parameter Store may have refused because it cannot decrypt a value: its own name for a
   * key that cannot be used, or an error of KMS, which it passes on ({@code AccessDeniedException:
   * The ciphertext refers to a customer master key that does not exist, ... (Service: AWSKMS;
   * ...)}, tryolabs/aws-workshop#6).
   */
  static boolean mayBeOfKey(SdkException failure) {
    return failure instanceof AwsServiceException service
        && codeOf(service) != Code.THROTTLED
        && (codeOf(service) == Code.ACCESS_DENIED
            || name(service).equals("InvalidKeyId")
            || OF_KMS.matcher(name(service) + " " + text(service)).find());
  }

  /** Whether Parameter Store has no such parameter. */
  static boolean noParameter(SdkException failure) {
    return failure instanceof AwsServiceException service
        && name(service).equals("ParameterNotFound");
  }

  /** The error and its text without what differs from call to call. */
  static String lasting(SdkException failure) {
    return failure instanceof AwsServiceException service
        ? name(service) + ": " + stripped(OF_REQUEST.matcher(text(service)).replaceFirst(""))
        : stripped(text(failure));
  }

  /** The failure with Tagscaler's code and message. */
  static CallFailedException failed(String operation, String resource, SdkException failure) {
    return failed(codeOf(failure), operation, resource, failure);
  }

  /** The failure with a code that the caller knows better than the error's text shows. */
  static CallFailedException failed(
      Code code, String operation, String resource, SdkException failure) {
    return failed(code, operation, resource, failure, remedy(code));
  }

  /** The failure with the caller's remedy; one sentence or more. */
  static CallFailedException failed(
      Code code, String operation, String resource, SdkException failure, String remedy) {
    var error =
        failure instanceof AwsServiceException service
            ? "%s: %s (request %s)".formatted(name(service), text(service), service.requestId())
            : text(failure);
    return new CallFailedException(
        code,
        "%s of %s failed: %s.".formatted(operation, resource, stripped(error)),
        remedy,
        failure,
        failure instanceof AwsServiceException);
  }

  /**
   * Whether AWS throttled the call, in whatever form: the one question for the retries of the SDK,
   * for reading lists, and for the code of an outcome.
   */
  static boolean isThrottling(Throwable failure) {
    return failure instanceof AwsServiceException service && codeOf(service) == Code.THROTTLED;
  }

  private static String remedy(Code code) {
    return switch (code) {
      case ACCESS_DENIED ->
          "Add the permission named above to the function's role. If it is already there, look for a"
              + " permissions boundary or SCP that denies it. (Some permissions must be on"
              + " \"Resource\": \"*\", because Application Auto Scaling tests them itself.)";
      case QUOTA_EXCEEDED ->
          "A quota of the account is used up. Request a higher one in Service Quotas: for alarms under"
              + " Amazon CloudWatch, for everything else under Application Auto Scaling.";
      case POLICY_NOT_APPLICABLE ->
          "Application Auto Scaling refuses burstable instance types (ml.t2, ml.t3 and the like):"
              + " change the instance type, or set policy = off.";
      case NOT_OWNED ->
          "Another scaling policy, which Tagscaler does not manage, already tracks that metric: delete"
              + " it, or track another metric.";
      default -> "";
    };
  }

  /** The code of a failure. */
  static Code codeOf(SdkException failure) {
    if (!(failure instanceof AwsServiceException service)) {
      // No response, or none in time.
      return Code.SERVICE_ERROR;
    }
    var name = name(service);
    var text = text(service);
    return switch (name) {
      // CloudWatch leaves the last word out.
      case "LimitExceededException", "LimitExceeded" -> Code.QUOTA_EXCEEDED;
      case "ConcurrentUpdateException" -> Code.CONCURRENT_UPDATE;
      // With a customer's key on the queue it is "KMS.AccessDeniedException".
      case String any when any.endsWith("AccessDeniedException") || any.endsWith("AccessDenied") ->
          Code.ACCESS_DENIED;
      case "UnauthorizedOperation" -> Code.ACCESS_DENIED;
      case String _ when service.isThrottlingException() -> Code.THROTTLED;
      // CloudWatch's name for a bad request is the second one.
      case "ValidationException", "ValidationError", "FailedResourceAccessException" ->
          codeOf(text);
      default -> THROTTLED.matcher(text).find() ? Code.THROTTLED : Code.SERVICE_ERROR;
    };
  }

  /** Two errors whose meaning depends on their text. */
  private static Code codeOf(String text) {
    if (DENIED.matcher(text).find()) {
      return Code.ACCESS_DENIED;
    }
    if (THROTTLED.matcher(text).find()) {
      return Code.THROTTLED;
    }
    if (NOT_READY.matcher(text).find()) {
      return Code.NOT_READY;
    }
    if (BURSTABLE.matcher(text).find()) {
      return Code.POLICY_NOT_APPLICABLE;
    }
    if (TRACKED_ALREADY.matcher(text).find()) {
      return Code.NOT_OWNED;
    }
    return EXISTS_MEANWHILE.matcher(text).find() ? Code.CONCURRENT_UPDATE : Code.SERVICE_ERROR;
  }

  // A response that is not JSON, such as a proxy's, has no details or no name.
  private static String name(AwsServiceException failure) {
    var details = failure.awsErrorDetails();
    return details == null || details.errorCode() == null
        ? "HTTP " + failure.statusCode()
        : details.errorCode();
  }

  private static String text(AwsServiceException failure) {
    var details = failure.awsErrorDetails();
    return details == null || details.errorMessage() == null
        ? "no message"
        : details.errorMessage();
  }

  private static String text(SdkException failure) {
    return Objects.requireNonNullElse(failure.getMessage(), failure.getClass().getSimpleName());
  }

  private static String stripped(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }
}
