package io.github.tagscaler.standin.engine;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A call that the stand-in received.
 *
 * @param number 1 for the first call, in the order of arrival
 * @param service the service's model, such as {@code sagemaker}
 * @param request the members of the request as JSON on one line
 * @param status the HTTP status, 0 if the connection was closed without an answer
 * @param errorType such as {@code ValidationException}, if the call failed
 * @param started when it arrived, on a scale that only orders
 * @param ended when its answer was ready, on the same scale
 */
public record RecordedCall(
    long number,
    String service,
    String operation,
    String request,
    int status,
    Optional<String> errorType,
    long started,
    long ended) {

  private static final Pattern READ = Pattern.compile("(Describe|List|Get|Receive).*");

  /** Whether the operation only reads. */
  public boolean isRead() {
    return isRead(operation);
  }

  /** Whether an operation of this name only reads, or takes from a queue. */
  static boolean isRead(String operation) {
    return READ.matcher(operation).matches();
  }
}
