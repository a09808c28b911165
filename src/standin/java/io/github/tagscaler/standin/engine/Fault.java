package io.github.tagscaler.standin.engine;

import io.github.tagscaler.standin.model.AlarmThrottling;
import io.github.tagscaler.standin.model.AwsFailure;
import java.time.Duration;

/**
 * A fault that some calls meet.
 *
 * @param operation which calls: an operation, {@code service:Operation}, or {@code *} for all
 * @param effect what goes wrong
 * @param from the first of the matching calls, counted from 1, that meets it
 * @param times how many calls in a row meet it
 */
public record Fault(String operation, Effect effect, int from, int times) {

  /** What goes wrong with a call. */
  public sealed interface Effect {

    /** An AWS error instead of the call's effect. */
    record AwsError(int status, String type, String message) implements Effect {}

    /** The call takes effect, but the connection is closed before the answer. */
    record LostAnswer() implements Effect {}

    /** The connection is closed, and the call takes no effect. */
    record LostRequest() implements Effect {}

    /** The call succeeds except for its first entries, as batch calls can. */
    record FailedEntries(int entries) implements Effect {}

    /** The call waits before it takes effect. */
    record Delay(Duration duration) implements Effect {}
  }

  public Fault {
    if (from < 1 || times < 1) {
      throw new IllegalArgumentException(
          "a fault starts at call 1 or later and happens once or more, was %d and %d"
              .formatted(from, times));
    }
  }

  /** Meets the first call of any operation; the methods below narrow it. */
  public static Fault of(Effect effect) {
    return new Fault("*", effect, 1, 1);
  }

  /** As AWS throttles: status 400, and a type that no model names. */
  public static Fault throttle() {
    return error(400, "ThrottlingException", "Rate exceeded");
  }

  /** As Application Auto Scaling answers when CloudWatch throttles its reading of alarms. */
  public static Fault throttledAlarms() {
    AwsFailure failure =
        AlarmThrottling.onRead(
            "arn:aws:autoscaling:us-east-1:111122223333:scalingPolicy:11111111-2222-3333-4444-555555555555:resource/sagemaker/endpoint/Chat/variant/AllTraffic:policyName/p");
    return error(failure.status(), failure.type(), failure.text()).on("DescribeScalingPolicies");
  }

  public static Fault serverError() {
    return error(500, "InternalFailure", "The request processing has failed.");
  }

  public static Fault error(int status, String type, String message) {
    return of(new Effect.AwsError(status, type, message));
  }

  public static Fault lostAnswer() {
    return of(new Effect.LostAnswer());
  }

  public static Fault lostRequest() {
    return of(new Effect.LostRequest());
  }

  public static Fault delay(Duration duration) {
    return of(new Effect.Delay(duration));
  }

  /** The answer to a batch is 200, and these many of its entries have failed all the same. */
  public static Fault failedEntries(int entries) {
    return of(new Effect.FailedEntries(entries));
  }

  public Fault on(String anOperation) {
    return new Fault(anOperation, effect, from, times);
  }

  public Fault at(int nthCall) {
    return new Fault(operation, effect, nthCall, times);
  }

  public Fault times(int inARow) {
    return new Fault(operation, effect, from, inARow);
  }

  public Fault always() {
    return times(Integer.MAX_VALUE);
  }

  static boolean matches(String operation, String service, String calledOperation) {
    return operation.equals("*")
        || operation.equals(calledOperation)
        || operation.equals(service + ":" + calledOperation)
        || operation.equals(service + ":*");
  }
}
