package io.github.tagscaler.command.explain;

import io.github.tagscaler.command.fleet.PlannedTarget;
import io.github.tagscaler.command.fleet.ResourceFacts;
import io.github.tagscaler.command.target.TaggedPart;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.scaling.ObservedTarget;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All that is known of one variant or component.
 *
 * @param planned what the function would do about it
 * @param facts what SageMaker says of it
 * @param tags the tags that concern it
 * @param asked what they ask for; empty if they ask for nothing, or something is wrong
 * @param parts the endpoint's config and models, read only where nothing is tagged
 * @param dryRun whether what is planned is never applied
 * @param stack the settings that matter
 * @param unknown what could not be read
 * @param now the time
 */
public record Explanation(
    ResourceId id,
    PlannedTarget planned,
    Optional<ResourceFacts> facts,
    List<KeyTag> tags,
    Optional<Asked> asked,
    LastDay lastDay,
    List<TaggedPart> parts,
    boolean dryRun,
    StackTerms stack,
    List<Unknown> unknown,
    Instant now) {
  public Explanation {
    tags = List.copyOf(tags);
    parts = List.copyOf(parts);
    unknown = List.copyOf(unknown);
  }

  /** The outcome of a dry run. */
  Outcome outcome() {
    return planned.outcome();
  }

  /** What is registered. */
  Optional<ObservedTarget> observed() {
    return planned.observed();
  }

  /** The dimension in which it can be scaled, where that is known. */
  Optional<ScalableDimension> dimension() {
    return Optional.ofNullable(outcome().dimension())
        .or(() -> scalable().map(resource -> resource.kind().dimension()))
        .or(() -> observed().map(target -> target.key().dimension()));
  }

  /** It, if it can be scaled. */
  Optional<io.github.tagscaler.resource.ScalableResource> scalable() {
    return facts.flatMap(known -> known.scalability().scalable());
  }

  /** What runs now. */
  OptionalInt running() {
    return scalable()
        .map(resource -> OptionalInt.of(resource.running()))
        .orElse(OptionalInt.empty());
  }

  /** What its owner calls it: {@code endpoint} or {@code inference component}. */
  String tagged() {
    return id instanceof ResourceId.InferenceComponent ? "inference component" : "endpoint";
  }

  /** The problems, without those that only say that the caller may not read something. */
  List<Problem> problems() {
    return switch (outcome().ending()) {
      case Ending.Rejected(var problems, _) ->
          problems.stream().filter(problem -> !Unread.isDenial(problem)).toList();
      case Ending.Failed(var problem, _) when !Unread.isDenial(problem) -> List.of(problem);
      case Ending.Failed _,
          Ending.Applied _,
          Ending.Planned _,
          Ending.Unchanged _,
          Ending.Released _,
          Ending.Skipped _ ->
          List.of();
    };
  }

  /** Whether that key of Tagscaler is set, on whatever level. */
  Optional<KeyTag> tag(String key) {
    var wanted = stack.tagPrefix() + key;
    return tags.stream()
        .filter(tag ->
            tag.key().strip().equalsIgnoreCase(wanted)
                || tag.key().toLowerCase(java.util.Locale.ROOT).startsWith(wanted + "@"))
        .findFirst();
  }
}
