package io.github.tagscaler.scaling;

import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.scaling.ScalingAlarm.Watching;
import io.github.tagscaler.scaling.ScalingPolicy.TargetTracking;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One change that was made outside Tagscaler.
 *
 * @param text what differs, in numbers where it can
 * @param call the AWS call that makes such a change
 */
record Difference(String text, String call) {

  static Difference ofBounds(Bounds found, Bounds wanted) {
    return new Difference(
        "bounds %s instead of %s".formatted(found, wanted), "RegisterScalableTarget");
  }

  static Difference of(ScalingPolicy found, Optional<ScalingPolicy> wanted) {
    return new Difference(
        "policy " + named(found.name(), wanted.map(own -> numbers(found, own))),
        "PutScalingPolicy");
  }

  static Difference of(ScheduledAction found, Optional<ScheduledAction> wanted) {
    return new Difference(
        "scheduled action " + named(found.name(), wanted.map(own -> numbers(found, own))),
        "PutScheduledAction");
  }

  static Difference of(ScalingAlarm found, Optional<ScalingAlarm> wanted) {
    // Its name holds the stack and the resource, too.
    var name = found.name().substring(found.name().lastIndexOf('/') + 1);
    return new Difference(
        "alarm " + named(name, wanted.map(own -> numbers(found, own))), "PutMetricAlarm");
  }

  private static String named(String name, Optional<String> numbers) {
    return "%s (%s)"
        .formatted(
            Quote.of(name), numbers.map(text -> text.isEmpty() ? "changed" : text).orElse("added"));
  }

  private static String numbers(ScalingPolicy found, ScalingPolicy wanted) {
    return found.definition() instanceof TargetTracking is
            && wanted.definition() instanceof TargetTracking was
        ? text(
            List.of(
                number("target", is.targetValue(), was.targetValue()),
                value("scale-in cooldown", is.scaleInCooldown(), was.scaleInCooldown()),
                value("scale-out cooldown", is.scaleOutCooldown(), was.scaleOutCooldown()),
                either("scale-in", is.scaleIn(), was.scaleIn())))
        : "";
  }

  private static String numbers(ScheduledAction found, ScheduledAction wanted) {
    return text(
        List.of(
            instead("schedule", found.schedule(), wanted.schedule()),
            instead("min", number(found.min()), number(wanted.min())),
            instead("max", number(found.max()), number(wanted.max()))));
  }

  private static String numbers(ScalingAlarm found, ScalingAlarm wanted) {
    return found.definition() instanceof Watching is && wanted.definition() instanceof Watching was
        ? text(List.of(number("threshold", is.threshold(), was.threshold())))
        : "";
  }

  private static String text(List<Optional<String>> parts) {
    return parts.stream().flatMap(Optional::stream).collect(Collectors.joining(", "));
  }

  private static Optional<String> number(String name, double is, double was) {
    return instead(name, plain(is), plain(was));
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  private static String number(Optional<Integer> number) {
    return number.map(String::valueOf).orElse("none");
  }

  private static Optional<String> value(String name, Duration is, Duration was) {
    return instead(name, is.toSeconds() + "s", was.toSeconds() + "s");
  }

  private static Optional<String> either(String name, boolean is, boolean was) {
    return instead(name, is ? "on" : "off", was ? "on" : "off");
  }

  private static Optional<String> instead(String name, String is, String was) {
    return is.equals(was)
        ? Optional.empty()
        : Optional.of("%s %s instead of %s".formatted(name, is, was));
  }
}
