package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.catalog.Guardrail;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.policy.setting.Problems;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.ScalableResource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps bounds within the guardrails of one target. Every rule applies to both ends, so that the
 * highest min and the lowest max decide.
 */
final class GuardrailCheck {
  private final Optional<Limit> floor;
  private final Optional<Limit> ceiling;
  private final ReadContext context;
  private final Set<Applied> applied = new HashSet<>();

  /** One end of a guardrail. */
  private record Limit(int capacity, Origin origin) {}

  /** A limit that moves that bound. */
  private record Applied(Limit limit, String bound) {}

  /**
   * Checks bounds.
   *
   * @param matching the catalog's rules for the target
   * @param maxCapacity the stack's limit on every max
   */
  GuardrailCheck(List<Guardrail> matching, OptionalInt maxCapacity, ReadContext context) {
    this.floor =
        matching.stream()
            .flatMap(rule -> rule.min().map(least -> new Limit(least, rule.origin())).stream())
            .max(Comparator.comparingInt(Limit::capacity));
    this.ceiling =
        Stream.concat(
                matching.stream()
                    .flatMap(
                        rule -> rule.max().map(most -> new Limit(most, rule.origin())).stream()),
                maxCapacity.stream().mapToObj(most -> new Limit(most, new Origin.MaxCapacity())))
            .min(Comparator.comparingInt(Limit::capacity));
    this.context = context;
  }

  /** Why no bounds are possible for the resource; empty if some are. */
  Optional<Problem> contradiction(ScalableResource resource) {
    if (floor.isPresent() && ceiling.isPresent() && least() > most()) {
      return Optional.of(
          new Problem(
              Code.CATALOG_INVALID,
              "guardrails",
              null,
              "Two guardrails for this resource contradict each other: %s allows at least %d, %s at most %d. Your platform team has to change one."
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
        .highestMax()
        .filter(most -> floor.isPresent() && least() > most)
        .map(most ->
            new Problem(
                Code.BOUNDS_CONFLICT,
                context.key(PolicyKey.MIN),
                null,
                "This variant's MaxConcurrency of %d is lower than %s. Raise MaxConcurrency, or ask your platform team."
                    .formatted(most, floor.orElseThrow().origin().describe()),
                List.of()));
  }

  private Optional<Problem> belowLowest(Kind kind) {
    return ceiling.isPresent() && most() < kind.lowestMin()
        ? Optional.of(
            new Problem(
                Code.CATALOG_INVALID,
                "guardrails",
                null,
                "The AWS minimum of %d for %s is higher than %s. Your platform team has to change it."
                    .formatted(kind.lowestMin(), kind.plural(), ceiling.get().origin().describe()),
                List.of()))
        : Optional.empty();
  }

  /**
   * The bounds within the guardrails; reports what is refused and, once per limit and bound, what
   * moves.
   */
  SourcedBounds within(SourcedBounds bounds) {
    return new SourcedBounds(within("min", bounds.min()), within("max", bounds.max()));
  }

  /** As {@link #within}, without a report, for bounds that are never in force. */
  SourcedBounds moved(SourcedBounds bounds) {
    return new SourcedBounds(moved(bounds.min()), moved(bounds.max()));
  }

  /** The problem with a capacity that a tag states and a guardrail does not allow. */
  Optional<Problem> refusal(String bound, Sourced<Integer> capacity) {
    if (!(capacity.origin() instanceof Origin.Tag) || isAllowed(capacity)) {
      return Optional.empty();
    }
    var allowed = allowed(capacity);
    return Optional.of(
        Problems.about(
            capacity.origin(),
            Code.GUARDRAIL_EXCEEDED,
            "A %s of %d is not allowed here: %s allows %s. Use %s, or ask your platform team to change the limit."
                .formatted(
                    bound,
                    capacity.value(),
                    limit(capacity).origin().describe(),
                    allowed,
                    allowed)));
  }

  private Sourced<Integer> within(String bound, Sourced<Integer> capacity) {
    var refusal = refusal(bound, capacity);
    if (refusal.isPresent()) {
      context.problems().add(refusal.get());
      return capacity;
    }
    if (!isAllowed(capacity) && applied.add(new Applied(limit(capacity), bound))) {
      context
          .warnings()
          .add(
              Problems.about(
                  capacity.origin(),
                  context.prefix() + bound,
                  Code.GUARDRAIL_APPLIED,
                  "%s is %d, not %d (from %s): %s allows %s."
                      .formatted(
                          bound,
                          moved(capacity).value(),
                          capacity.value(),
                          capacity.origin().describe(),
                          limit(capacity).origin().describe(),
                          allowed(capacity)),
                  List.of()));
    }
    return moved(capacity);
  }

  private boolean isAllowed(Sourced<Integer> capacity) {
    return moved(capacity).value().equals(capacity.value());
  }

  /** The limit that does not allow a capacity. */
  private Limit limit(Sourced<Integer> capacity) {
    return (isAbove(capacity) ? ceiling : floor).orElseThrow();
  }

  private String allowed(Sourced<Integer> capacity) {
    return isAbove(capacity) ? "at most " + most() : "at least " + least();
  }

  private boolean isAbove(Sourced<Integer> capacity) {
    return ceiling.isPresent() && capacity.value() > most();
  }

  private Sourced<Integer> moved(Sourced<Integer> capacity) {
    if (isAbove(capacity)) {
      return new Sourced<>(most(), ceiling.get().origin());
    }
    if (floor.isPresent() && capacity.value() < least()) {
      return new Sourced<>(least(), floor.get().origin());
    }
    return capacity;
  }

  private int least() {
    return floor.orElseThrow().capacity();
  }

  private int most() {
    return ceiling.orElseThrow().capacity();
  }
}
