package io.github.tagscaler.command.aws;

import java.util.Objects;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Reads the refusals of AWS. */
final class Refusal {
  private Refusal() {}

  /** Whether the caller lacks a permission. */
  static boolean isDenial(SdkException failure) {
    var name = name(failure);
    return name.contains("AccessDenied") || name.equals("UnauthorizedOperation");
  }

  /** AWS's name of the error; empty if AWS did not answer. */
  static String name(SdkException failure) {
    return failure instanceof AwsServiceException service && service.awsErrorDetails() != null
        ? Objects.requireNonNullElse(service.awsErrorDetails().errorCode(), "")
        : "";
  }

  /** What AWS said, without a full stop. */
  static String text(SdkException failure) {
    var text =
        failure instanceof AwsServiceException service && service.awsErrorDetails() != null
            ? service.awsErrorDetails().errorMessage()
            : failure.getMessage();
    var known = Objects.requireNonNullElse(text, failure.getClass().getSimpleName()).strip();
    return known.endsWith(".") ? known.substring(0, known.length() - 1) : known;
  }
}
