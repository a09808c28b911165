package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.Sourced;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All named policies, with the platform team's defaults and guardrails.
 *
 * @param policies the valid policies, by the names that tags write
 * @param broken policies that are not valid, by name, with their problem
 * @param brokenDocuments documents that are not valid, by name, with their problem: every policy of
 *     them is broken, whatever its name
 * @param defaults of the platform team's document
 * @param guardrails of the platform team's document
 * @param unusable why no policy can be used: the platform team's document is broken, or the catalog
 *     cannot be read
 */
public record Catalog(
    Map<String, NamedPolicy> policies,
    Map<String, Problem> broken,
    Map<String, Problem> brokenDocuments,
    List<Sourced<Setting>> defaults,
    List<Guardrail> guardrails,
    List<Problem> unusable) {
  public Catalog {
    policies = Map.copyOf(policies);
    broken = Map.copyOf(broken);
    brokenDocuments = Map.copyOf(brokenDocuments);
    defaults = List.copyOf(defaults);
    guardrails = List.copyOf(guardrails);
    unusable = List.copyOf(unusable);
  }

  /** The result of looking up a policy by name. */
  public sealed interface Found {
    /** A policy. */
    record Known(NamedPolicy policy) implements Found {}

    /** A policy that is not valid. */
    record Broken(Problem problem) implements Found {}

    /** There is no policy of that name. */
    record Unknown() implements Found {}
  }

  /** A catalog of which no policy can be used. */
  public static Catalog unusable(Problem why) {
    return new Catalog(Map.of(), Map.of(), Map.of(), List.of(), List.of(), List.of(why));
  }

  /**
   * The policy {@code default} that comes with Tagscaler, whatever a platform puts in its place.
   */
  public static NamedPolicy bundledDefault() {
    return Presets.standard();
  }

  /** Looks a policy up by its name, which is exact. */
  public Found find(String name) {
    var policy = policies.get(name);
    if (policy != null) {
      return new Found.Known(policy);
    }
    int slash = name.indexOf('/');
    return Optional.ofNullable(broken.get(name))
        .or(() ->
            slash < 0
                ? Optional.empty()
                : Optional.ofNullable(brokenDocuments.get(name.substring(0, slash))))
        .<Found>map(Found.Broken::new)
        .orElseGet(Found.Unknown::new);
  }
}
