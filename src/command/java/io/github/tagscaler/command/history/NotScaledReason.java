package io.github.tagscaler.command.history;

import java.util.OptionalInt;

/**
 * Why Application Auto Scaling left capacity as it was.
 *
 * @param code AWS's code
 */
public record NotScaledReason(String code, OptionalInt current, OptionalInt min, OptionalInt max) {

  /** A reason that comes without numbers. */
  public static NotScaledReason of(String code) {
    return new NotScaledReason(code, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
  }

  /**
   * The reason in words, in the middle of a sentence (the user guide of AWS explains the codes).
   */
  public String words() {
    return switch (code) {
      case "AutoScalingAnticipatedFlapping", "AutoScalingAnticipatesFlapping" ->
          "the next step would have scaled it back at once";
      case "TargetServicePutResourceAsUnscalable" ->
          "SageMaker did not accept a change at that time; AWS tries again";
      case "AlreadyAtMaxCapacity" -> "already at max" + number(max, current);
      case "AlreadyAtMinCapacity" -> "already at min" + number(min, current);
      case "AlreadyAtDesiredCapacity" ->
          "already at the capacity it needs" + number(current, current);
      case "NotEnoughCapacity", "InsufficientCapacity" ->
          "AWS has no capacity of that instance type";
      default -> code;
    };
  }

  private static String number(OptionalInt bound, OptionalInt current) {
    var known = bound.isPresent() ? bound : current;
    return known.isPresent() ? " (" + known.getAsInt() + ")" : "";
  }
}
