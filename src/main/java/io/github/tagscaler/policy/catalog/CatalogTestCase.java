package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Place;
import io.github.tagscaler.policy.window.Windows;
import io.github.tagscaler.resource.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One entry of a document's {@code tests}.
 *
 * @param place where it is in the document
 * @param name its name, if it has one
 */
public record CatalogTestCase(
    Place place, Optional<String> name, Given given, List<Expectation> expected) {
  public CatalogTestCase {
    expected = List.copyOf(expected);
  }

  /**
   * A resource with its tags.
   *
   * @param tags its own; Tagscaler's keys may lack the prefix
   * @param endpointTags a component's endpoint's
   * @param instanceTypes several for instance pools, none where they cannot be known
   */
  public record Given(
      Kind kind,
      Map<String, String> tags,
      Map<String, String> endpointTags,
      List<String> instanceTypes,
      int maxConcurrency,
      String variant) {
    public Given {
      tags = Map.copyOf(tags);
      endpointTags = Map.copyOf(endpointTags);
      instanceTypes = List.copyOf(instanceTypes);
    }
  }

  /**
   * One thing that must come of it.
   *
   * @param text as it is written, for messages
   */
  public record Expectation(Place place, String key, String text, What what) {}

  /** What can be expected. */
  public sealed interface What {
    /** The min without a schedule. */
    record Min(int capacity) implements What {}

    /** The max without a schedule. */
    record Max(int capacity) implements What {}

    /** All that is tracked, with its targets. */
    record Tracks(Map<String, BigDecimal> targets) implements What {}

    /** Every track's scale-in cooldown. */
    record ScaleInCooldown(Duration cooldown) implements What {}

    /** Every track's scale-out cooldown. */
    record ScaleOutCooldown(Duration cooldown) implements What {}

    /** Whether every track may take capacity away. */
    record ScaleIn(boolean on) implements What {}

    /** Whether it wakes from zero. */
    record Wake(boolean on) implements What {}

    /** The bounds by the time of the week; empty for the same always. */
    record Schedule(Optional<Windows> windows) implements What {}

    /** The names of all steps. */
    record Steps(Set<String> names) implements What {}

    /** The names of all actions. */
    record Actions(Set<String> names) implements What {}

    /** An off switch, by its word; {@code none} for none. */
    record OffSwitch(String word) implements What {}

    /** These among the warnings; none at all if empty. */
    record Warnings(List<Code> codes) implements What {}

    /** These among the problems. */
    record Problems(List<Code> codes) implements What {}
  }
}
