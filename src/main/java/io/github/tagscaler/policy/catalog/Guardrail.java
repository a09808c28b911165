package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.outcome.Place;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.resource.ScalableResource.InstanceVariant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A rule of the platform team on every bound that can come into force.
 *
 * @param min no bound may be lower; empty for no such limit
 * @param max no bound may be higher; empty for no such limit
 * @param instanceType a glob ({@code *} and {@code ?}) that an instance type has to match; empty
 *     for any
 * @param kinds the kinds it is for; none means all
 * @param tags exact tags that a resource, or else its endpoint, has to carry
 * @param place where it is in the document
 */
public record Guardrail(
    Optional<Integer> min,
    Optional<Integer> max,
    Optional<String> instanceType,
    Set<Kind> kinds,
    Map<String, String> tags,
    Place place) {
  public Guardrail {
    kinds = Set.copyOf(kinds);
    tags = Map.copyOf(tags);
  }

  /**
   * Whether it is for a target.
   *
   * @param carried its tags, over those of its endpoint
   */
  public boolean matches(ScalableResource resource, Map<String, String> carried) {
    return (kinds.isEmpty() || kinds.contains(resource.kind()))
        && instanceType.map(glob -> matchesType(glob, resource)).orElse(true)
        && carried.entrySet().containsAll(tags.entrySet());
  }

  /** An unknown type matches every pattern, because it might be such a type. */
  private static boolean matchesType(String glob, ScalableResource resource) {
    return resource instanceof InstanceVariant(_, _, _, _, var types, _)
        && (types.isEmpty() || types.stream().anyMatch(pattern(glob).asMatchPredicate()));
  }

  private static Pattern pattern(String glob) {
    var regex = new StringBuilder();
    glob.chars()
        .forEach(c ->
            regex.append(
                switch (c) {
                  case '*' -> ".*";
                  case '?' -> ".";
                  default -> Pattern.quote(Character.toString(c));
                }));
    return Pattern.compile(regex.toString());
  }

  /** The guardrail as the origin of a bound that it changed. */
  public Origin.Guardrail origin() {
    return new Origin.Guardrail(rule(), place);
  }

  /** In the catalog's words, such as {@code max: 2 for instance-type ml.p5*}. */
  public String rule() {
    var limits = new java.util.ArrayList<String>();
    min.ifPresent(least -> limits.add("min: " + least));
    max.ifPresent(most -> limits.add("max: " + most));
    var matches = new java.util.ArrayList<String>();
    instanceType.ifPresent(glob -> matches.add("instance-type " + glob));
    kinds.stream().sorted().forEach(kind -> matches.add("kind " + kind.wire()));
    tags.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(tag -> matches.add("tag " + tag.getKey() + " = " + tag.getValue()));
    return String.join(", ", limits)
        + (matches.isEmpty() ? "" : " for " + String.join(" and ", matches));
  }
}
