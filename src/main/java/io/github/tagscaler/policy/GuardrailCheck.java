package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.catalog.Guardrail;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Problems;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.ScalableResource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps bounds within the guardrails that are for one target. Every rule holds for both ends, so
 * the highest of all min and the lowest of all max are what counts.
 */
final class GuardrailCheck {
  private final Optional<Guardrail> floor;
  private final Optional<Guardrail> ceiling;
  private final String prefix;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Problem> warnings = new LinkedHashMap<>();

  GuardrailCheck(List<Guardrail> matching, String prefix) {
    this.floor =
        matching.stream()
            .filter(rule -> rule.min().isPresent())
            .max(Comparator.comparing(rule -> rule.min().orElseThrow()));
    this.ceiling =
        matching.stream()
            .filter(rule -> rule.max().isPresent())
            .min(Comparator.comparing(rule -> rule.max().orElseThrow()));
    this.prefix = prefix;
  }

  /** What tags state and no guardrail allows, each once. */
  List<Problem> problems() {
    return problems.stream().distinct().toList();
  }

  /** What was moved, once for each guardrail. */
  List<Problem> warnings() {
    return List.copyOf(warnings.values());
  }

  /** That no bounds can be right for the resource; empty if some can. */
  Optional<Problem> contradiction(ScalableResource resource) {
    if (floor.isPresent() && ceiling.isPresent() && least() > most()) {
      return Optional.of(
          new Problem(
              Code.CATALOG_INVALID,
              "guardrails",
              null,
              "Two guardrails that both hold for this resource contradict each other: %s allows at least %d, %s at most %d. Whoever keeps them has to change one."
                  .formatted(
                      floor.get().origin().describe(),
                      least(),
                      ceiling.get().origin().describe(),
                      most()),
              List.of()));
    }
    return aboveMaxConcurrency(resource).or(() -> belowLowest(resource.kind()));
  }

  private Optional<Problem> aboveMaxConcurrency(ScalableResource resource) {
    return resource
        .maxConcurrency()
        .filter(most -> floor.isPresent() && least() > most)
        .map(most ->
            new Problem(
                Code.BOUNDS_CONFLICT,
                prefix + "min",
                null,
                "There is %s, and the variant's MaxConcurrency is %d. Raise the MaxConcurrency, or ask whoever keeps the guardrails."
                    .formatted(floor.orElseThrow().origin().describe(), most),
                List.of()));
  }

  private Optional<Problem> belowLowest(Kind kind) {
    return ceiling.isPresent() && most() < kind.lowestMin()
        ? Optional.of(
            new Problem(
                Code.CATALOG_INVALID,
                "guardrails",
                null,
                "There is %s, and the lowest min for a resource of kind %s is %d. Whoever keeps the guardrail has to change it."
                    .formatted(ceiling.get().origin().describe(), kind.wire(), kind.lowestMin()),
                List.of()))
        : Optional.empty();
  }

  /** The bounds within the guardrails; what was wrong or moved is told. */
  StatedBounds within(StatedBounds bounds) {
    return new StatedBounds(min(bounds.min()), max(bounds.max()));
  }

  /** A min within the guardrails; what was wrong or moved is told. */
  Sourced<Integer> min(Sourced<Integer> capacity) {
    return within("min", capacity);
  }

  /** A max within the guardrails; what was wrong or moved is told. */
  Sourced<Integer> max(Sourced<Integer> capacity) {
    return within("max", capacity);
  }

  /** As {@link #within}, for bounds that never come into force: nobody is told. */
  StatedBounds quietlyWithin(StatedBounds bounds) {
    return new StatedBounds(moved(bounds.min()), moved(bounds.max()));
  }

  private Sourced<Integer> within(String bound, Sourced<Integer> capacity) {
    var moved = moved(capacity);
    if (moved.value().equals(capacity.value())) {
      return capacity;
    }
    var rule = (moved.value() < capacity.value() ? ceiling : floor).orElseThrow().origin();
    var allowed = (moved.value() < capacity.value() ? "at most " : "at least ") + moved.value();
    if (capacity.origin() instanceof Origin.Tag) {
      problems.add(
          Problems.about(
              capacity.origin(),
              Code.GUARDRAIL_EXCEEDED,
              "A %s of %d is not allowed here: %s allows %s. Write %s, or ask whoever keeps the guardrails."
                  .formatted(bound, capacity.value(), rule.describe(), allowed, allowed)));
      return capacity;
    }
    warnings.putIfAbsent(
        rule.describe(),
        Problems.about(
            capacity.origin(),
            prefix + bound,
            Code.GUARDRAIL_APPLIED,
            "%s is %d, not %d (from %s): %s allows %s."
                .formatted(
                    bound,
                    moved.value(),
                    capacity.value(),
                    capacity.origin().describe(),
                    rule.describe(),
                    allowed),
            List.of()));
    return moved;
  }

  private Sourced<Integer> moved(Sourced<Integer> capacity) {
    if (ceiling.isPresent() && capacity.value() > most()) {
      return new Sourced<>(most(), ceiling.get().origin());
    }
    if (floor.isPresent() && capacity.value() < least()) {
      return new Sourced<>(least(), floor.get().origin());
    }
    return capacity;
  }

  private int least() {
    return floor.flatMap(Guardrail::min).orElseThrow();
  }

  private int most() {
    return ceiling.flatMap(Guardrail::max).orElseThrow();
  }
}
