package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.setting.Complaint;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.resource.ScalableResource;
import java.util.ArrayList;
import java.util.List;

/** Whether bounds fit each other and the resource. */
final class BoundsRules {
  /** A max of 0 would need a min of 0, which some kinds never have and others only later. */
  private static final int LOWEST_MAX = 1;

  private final ScalableResource resource;
  private final String prefix;
  private final List<Problem> problems = new ArrayList<>();

  BoundsRules(ScalableResource resource, String prefix) {
    this.resource = resource;
    this.prefix = prefix;
  }

  /** The max that can be had: one that no tag states is cut to what AWS takes. */
  Sourced<Integer> fitted(Sourced<Integer> max) {
    return resource
        .maxConcurrency()
        .filter(ceiling -> max.value() > ceiling && !(max.origin() instanceof Origin.Tag))
        .map(ceiling -> new Sourced<>(ceiling, max.origin()))
        .orElse(max);
  }

  /** What is wrong with them. */
  List<Problem> problems(Sourced<Integer> min, Sourced<Integer> max) {
    lowest(min);
    boolean low = aboveCeiling("min", min);
    boolean high = aboveCeiling("max", max);
    if (max.value() < LOWEST_MAX) {
      lowestMax(min, max);
    } else if (!low && !high && min.value() > max.value()) {
      upsideDown(min, max);
    }
    return List.copyOf(problems);
  }

  private void lowest(Sourced<Integer> min) {
    var kind = resource.kind();
    if (min.value() < kind.lowestMin()) {
      problems.add(
          Complaint.about(
              min.origin(),
              Code.BOUNDS_CONFLICT,
              "The lowest min for a resource of kind %s is %d."
                  .formatted(kind.wire(), kind.lowestMin())));
    } else if (min.value() == 0) {
      problems.add(Coming.zero(min.origin(), prefix));
    }
  }

  /** No min could come down to such a max, so it is max alone that has to change. */
  private void lowestMax(Sourced<Integer> min, Sourced<Integer> max) {
    int lowest = Math.max(LOWEST_MAX, min.value());
    problems.add(
        Complaint.about(
            max.origin(),
            Code.BOUNDS_CONFLICT,
            "max must be at least %d%s."
                .formatted(
                    lowest,
                    lowest > LOWEST_MAX
                        ? ", as min is %d (from %s)".formatted(min.value(), min.origin().describe())
                        : "")));
  }

  private boolean aboveCeiling(String bound, Sourced<Integer> capacity) {
    var broken = resource.maxConcurrency().filter(ceiling -> capacity.value() > ceiling);
    broken.ifPresent(ceiling ->
        problems.add(
            Complaint.about(
                capacity.origin(),
                Code.BOUNDS_CONFLICT,
                "A %s of %d is above the variant's MaxConcurrency, which is %d. Set %s%s to at most %d."
                    .formatted(bound, capacity.value(), ceiling, prefix, bound, ceiling))));
    return broken.isPresent();
  }

  private void upsideDown(Sourced<Integer> min, Sourced<Integer> max) {
    // Whoever stated something can change it; of two, the one that said max is named first.
    var blamed = max.origin() instanceof Origin.BuiltIn ? min.origin() : max.origin();
    problems.add(
        Complaint.about(
            blamed,
            Code.BOUNDS_CONFLICT,
            "min is %1$d (from %2$s), which is above max, %3$d (from %4$s). Set %5$smin to at most %3$d or %5$smax to at least %1$d."
                .formatted(
                    min.value(),
                    min.origin().describe(),
                    max.value(),
                    max.origin().describe(),
                    prefix)));
  }
}
