package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.setting.Checked;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Problems;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.resource.ScalableResource;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Checks whether bounds fit each other and the resource. */
final class BoundsRules {
  /** With a max of 0 nothing would ever run. */
  private static final int LOWEST_MAX = 1;

  private final ScalableResource resource;
  private final String prefix;

  BoundsRules(ScalableResource resource, String prefix) {
    this.resource = resource;
    this.prefix = prefix;
  }

  /** The bounds, with a max that no tag states lowered to what AWS accepts. */
  SourcedBounds fitted(SourcedBounds bounds) {
    var max = bounds.max();
    return resource
        .highestMax()
        .filter(ceiling -> max.value() > ceiling && !(max.origin() instanceof Origin.Tag))
        .map(ceiling -> new SourcedBounds(bounds.min(), new Sourced<>(ceiling, max.origin())))
        .orElse(bounds);
  }

  /** Checks the bounds that hold without a schedule. */
  Checked<SourcedBounds> base(SourcedBounds bounds) {
    var problems = new Problems();
    var min = bounds.min();
    var max = bounds.max();
    int lowest = resource.kind().lowestMin();
    belowLowest(min, least -> " Set %smin to %d.".formatted(prefix, least))
        .ifPresent(problems::add);
    int lowestMax = Math.max(lowest, LOWEST_MAX);
    int mostMin = max.value() < lowestMax ? Integer.MAX_VALUE : max.value();
    var aboveCeiling =
        Stream.of(
                aboveCeiling("min", min, most -> atMost("min", Math.min(most, mostMin))),
                aboveCeiling("max", max, most -> atMost("max", most)))
            .flatMap(Optional::stream)
            .toList();
    problems.addAll(aboveCeiling);
    if (max.value() < lowestMax) {
      problems.add(maxBelowLowest(min, max));
    } else if (aboveCeiling.isEmpty() && min.value() > max.value()) {
      problems.add(minAboveMax(min, max));
    }
    return problems.checked(bounds);
  }

  private String atMost(String bound, int most) {
    return "Set %s%s to at most %d.".formatted(prefix, bound, most);
  }

  /** Checks bounds that come into force at certain times against what AWS accepts. */
  Checked<SourcedBounds> timed(SourcedBounds bounds) {
    var problems = new Problems();
    aboveCeiling("min", bounds.min(), "Use at most %d there."::formatted).ifPresent(problems::add);
    aboveCeiling("max", bounds.max(), "Use at most %d there."::formatted).ifPresent(problems::add);
    return problems.checked(bounds);
  }

  /** Checks the bounds of an action, which do not depend on others. */
  Checked<SourcedBounds> action(SourcedBounds bounds) {
    var problems = new Problems();
    var min = bounds.min();
    var max = bounds.max();
    belowLowest(min, " Use at least %d there."::formatted).ifPresent(problems::add);
    if (min.value() > max.value()) {
      problems.add(
          max.origin(),
          Code.BOUNDS_CONFLICT,
          "min is %d, which is above max, %d%s. Exchange them, or use other numbers."
              .formatted(min.value(), max.value(), OriginSuffix.of(max.origin())));
    }
    problems.valid(timed(bounds));
    return problems.checked(bounds);
  }

  /** The lowest min is 0 or 1, so a min below it is always 0. */
  private Optional<Problem> belowLowest(Sourced<Integer> min, IntFunction<String> remedy) {
    var kind = resource.kind();
    return min.value() >= kind.lowestMin()
        ? Optional.empty()
        : Optional.of(
            Problems.about(
                min.origin(),
                Code.BOUNDS_CONFLICT,
                "%s cannot scale to zero (AWS minimum: %d). Only async endpoints and inference components can.%s%s"
                    .formatted(
                        kind.capitalizedPlural(),
                        kind.lowestMin(),
                        OriginSuffix.of(min.origin()).isEmpty()
                            ? ""
                            : " The min of 0 comes from " + min.origin().describe() + ".",
                        remedy.apply(kind.lowestMin()))));
  }

  /** No min fits such a max, so only the max can be changed. */
  private Problem maxBelowLowest(Sourced<Integer> min, Sourced<Integer> max) {
    int least = Math.max(LOWEST_MAX, min.value());
    return Problems.about(
        max.origin(),
        Code.BOUNDS_CONFLICT,
        "max must be at least %d%s.%s"
            .formatted(
                least,
                least > LOWEST_MAX
                    ? ", because min is %d (from %s)"
                        .formatted(min.value(), min.origin().describe())
                    : "",
                max.value() == 0
                    ? " To turn autoscaling off, set %spolicy = off.".formatted(prefix)
                    : ""));
  }

  private Optional<Problem> aboveCeiling(
      String bound, Sourced<Integer> capacity, IntFunction<String> remedy) {
    return resource
        .highestMax()
        .filter(ceiling -> capacity.value() > ceiling)
        .map(ceiling ->
            Problems.about(
                capacity.origin(),
                Code.BOUNDS_CONFLICT,
                "A %s of %d%s is above the variant's MaxConcurrency, which is %d. %s"
                    .formatted(
                        bound,
                        capacity.value(),
                        OriginSuffix.of(capacity.origin()),
                        ceiling,
                        remedy.apply(ceiling))));
  }

  private Problem minAboveMax(Sourced<Integer> min, Sourced<Integer> max) {
    // A built-in value cannot be changed; where both were stated, the one with max is named first.
    var blamed = max.origin() instanceof Origin.BuiltIn ? min.origin() : max.origin();
    return Problems.about(
        blamed,
        prefix + "max",
        Code.BOUNDS_CONFLICT,
        "min is %1$d (from %2$s), which is above max, %3$d (from %4$s). Set %5$smin to at most %3$d or %5$smax to at least %1$d."
            .formatted(
                min.value(), min.origin().describe(), max.value(), max.origin().describe(), prefix),
        List.of());
  }
}
