package io.github.tagscaler.scaling;

import io.github.tagscaler.outcome.AdoptionProblems.LoweredBound;
import io.github.tagscaler.scaling.Limits.MaxSource;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the bounds of a registered target that would be lowered, now or by the schedule, although
 * neither a tag nor a policy states them. Nobody who adopts a target expects a default to do that.
 */
final class LoweredBounds {
  private LoweredBounds() {}

  static List<LoweredBound> of(DesiredState desired, ObservedTarget observed) {
    var limits = desired.schedule().isPresent() ? desired.scheduled() : List.of(desired.base());
    int min = observed.bounds().min();
    int max = observed.bounds().max();
    return Stream.concat(
            limits.stream()
                .filter(each -> !each.minStated())
                .map(each -> each.bounds().min())
                .filter(wanted -> wanted < min)
                .min(Integer::compare)
                .map(wanted -> new LoweredBound("min", min, wanted))
                .stream(),
            limits.stream()
                .filter(each -> each.maxSource() == MaxSource.BUILT_IN)
                .map(each -> each.bounds().max())
                .filter(wanted -> wanted < max)
                .min(Integer::compare)
                .map(wanted -> new LoweredBound("max", Math.max(max, desired.running()), wanted))
                .stream())
        .toList();
  }
}
