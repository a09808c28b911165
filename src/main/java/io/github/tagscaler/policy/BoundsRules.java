package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Problems;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.resource.ScalableResource;
import java.util.ArrayList;
import java.util.List;

/** Whether bounds fit each other and the resource. */
final class BoundsRules {
  private final ScalableResource resource;
  private final String prefix;
  private final List<Problem> problems = new ArrayList<>();

  BoundsRules(ScalableResource resource, String prefix) {
    this.resource = resource;
    this.prefix = prefix;
  }

  /** What was wrong so far. */
  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** The bounds that can be had: a max that no tag states is cut to what AWS takes. */
  StatedBounds fitted(StatedBounds bounds) {
    var max = bounds.max();
    return resource
        .maxConcurrency()
        .filter(ceiling -> max.value() > ceiling && !(max.origin() instanceof Origin.Tag))
        .map(ceiling -> new StatedBounds(bounds.min(), new Sourced<>(ceiling, max.origin())))
        .orElse(bounds);
  }

  /** Judges the bounds that hold without a schedule; whether they fit is the answer. */
  boolean base(StatedBounds bounds) {
    int before = problems.size();
    var min = bounds.min();
    var max = bounds.max();
    int lowest = resource.kind().lowestMin();
    lowest(min);
    boolean low = aboveCeiling("min", min, remedy("min"));
    boolean high = aboveCeiling("max", max, remedy("max"));
    if (max.value() < lowest) {
      lowestMax(min, max);
    } else if (!low && !high && min.value() > max.value()) {
      upsideDown(min, max);
    }
    return problems.size() == before;
  }

  private String remedy(String bound) {
    return "Set " + prefix + bound + " to at most %d.";
  }

  /** Judges bounds that come into force at certain times against what AWS takes. */
  void timed(StatedBounds bounds) {
    aboveCeiling("min", bounds.min(), "Write at most %d there.");
    aboveCeiling("max", bounds.max(), "Write at most %d there.");
  }

  /** Judges the bounds of an action, which stand alone. */
  boolean action(StatedBounds bounds) {
    int before = problems.size();
    lowest(bounds.min());
    if (bounds.min().value() > bounds.max().value()) {
      problems.add(
          Problems.about(
              bounds.max().origin(),
              Code.BOUNDS_CONFLICT,
              "min is %d, which is above max, %d%s. Exchange them, or write other numbers there."
                  .formatted(
                      bounds.min().value(),
                      bounds.max().value(),
                      OriginSuffix.of(bounds.max().origin()))));
    }
    timed(bounds);
    return problems.size() == before;
  }

  private void lowest(Sourced<Integer> min) {
    var kind = resource.kind();
    if (min.value() < kind.lowestMin()) {
      problems.add(
          Problems.about(
              min.origin(),
              Code.BOUNDS_CONFLICT,
              "The lowest min for a resource of kind %s is %d; %d is asked for%s."
                  .formatted(
                      kind.wire(), kind.lowestMin(), min.value(), OriginSuffix.of(min.origin()))));
    }
  }

  /** No min could come down to such a max, so it is max alone that has to change. */
  private void lowestMax(Sourced<Integer> min, Sourced<Integer> max) {
    int lowest = resource.kind().lowestMin();
    int least = Math.max(lowest, min.value());
    problems.add(
        Problems.about(
            max.origin(),
            Code.BOUNDS_CONFLICT,
            "max must be at least %d%s."
                .formatted(
                    least,
                    least > lowest
                        ? ", as min is %d (from %s)".formatted(min.value(), min.origin().describe())
                        : "")));
  }

  private boolean aboveCeiling(String bound, Sourced<Integer> capacity, String remedy) {
    var broken = resource.maxConcurrency().filter(ceiling -> capacity.value() > ceiling);
    broken.ifPresent(ceiling ->
        problems.add(
            Problems.about(
                capacity.origin(),
                Code.BOUNDS_CONFLICT,
                "A %s of %d%s is above the variant's MaxConcurrency, which is %d. %s"
                    .formatted(
                        bound,
                        capacity.value(),
                        OriginSuffix.of(capacity.origin()),
                        ceiling,
                        remedy.formatted(ceiling)))));
    return broken.isPresent();
  }

  private void upsideDown(Sourced<Integer> min, Sourced<Integer> max) {
    // Whoever stated something can change it; of two, the one that said max is named first.
    var blamed = max.origin() instanceof Origin.BuiltIn ? min.origin() : max.origin();
    problems.add(
        Problems.about(
            blamed,
            prefix + "max",
            Code.BOUNDS_CONFLICT,
            "min is %1$d (from %2$s), which is above max, %3$d (from %4$s). Set %5$smin to at most %3$d or %5$smax to at least %1$d."
                .formatted(
                    min.value(),
                    min.origin().describe(),
                    max.value(),
                    max.origin().describe(),
                    prefix),
            List.of()));
  }
}
