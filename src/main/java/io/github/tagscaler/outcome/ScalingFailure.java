package io.github.tagscaler.outcome;

import java.util.Optional;
import java.util.regex.Pattern;

/** Why Application Auto Scaling could not scale a target, by AWS's reason. */
public enum ScalingFailure {
  /** The account may not have more of it. */
  QUOTA("service limit|quota|LimitExceeded"),
  /** AWS does not have more of it. */
  CAPACITY("capacity"),
  /** The service-linked role, or a policy over it, does not allow it. */
  PERMISSION("AccessDenied|not authorized|permission|assume"),
  /** The resource is changing, or AWS throttled the call: it is tried again and passes. */
  PASSING(
      "status .*(Updating|RollingBack|Creating)|in-progress|Rate exceeded|Throttl|ConcurrentUpdate"),
  OTHER("");

  /** As SageMaker names its quotas: {@code ml.g5.xlarge for endpoint usage}. */
  private static final Pattern QUOTA_NAME = Pattern.compile("'([^']{1,100} for [^']{1,100})'");

  private final Pattern words;

  ScalingFailure(String words) {
    this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
  }

  /** The kind of failure; what passes by itself is recognized first. */
  public static ScalingFailure of(String reason) {
    if (PASSING.words.matcher(reason).find()) {
      return PASSING;
    }
    for (var kind : values()) {
      if (kind != PASSING && kind.words.matcher(reason).find()) {
        return kind;
      }
    }
    return OTHER;
  }

  /** What to do about it. */
  String remedy(String reason, String maxKey) {
    return switch (this) {
      case QUOTA ->
          "Request a higher quota%s in Service Quotas, or lower %s."
              .formatted(quota(reason).map(name -> " \"%s\"".formatted(name)).orElse(""), maxKey);
      case CAPACITY ->
          "AWS has no more of this instance type now and is asked again. Another instance type, or instance pools, would help.";
      case PERMISSION ->
          "Check the service-linked role AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint and service control policies.";
      case PASSING, OTHER -> "Application Auto Scaling tries again.";
    };
  }

  private static Optional<String> quota(String reason) {
    var name = QUOTA_NAME.matcher(reason);
    return name.find() ? Optional.of(Quote.escape(name.group(1))) : Optional.empty();
  }
}
