package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.outcome.Code;
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
 * @param brokenDocuments documents that are not valid, by name, with all their problems: every
 *     policy of them is broken, whatever its name
 * @param defaults of the platform team's document
 * @param guardrails of the platform team's document
 * @param unusable why no policy can be used: the platform team's document is broken, or the catalog
 *     cannot be read
 * @param summary of the documents
 */
public record Catalog(
    Map<String, NamedPolicy> policies,
    Map<String, Problem> broken,
    Map<String, List<Problem>> brokenDocuments,
    List<Sourced<Setting>> defaults,
    List<Guardrail> guardrails,
    List<Problem> unusable,
    CatalogSummary summary) {
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

    /**
     * A policy that is not valid.
     *
     * @param document the name of its document, if all of that is broken
     * @param problems why: its own problem, or all problems of its document
     */
    record Broken(Optional<String> document, List<Problem> problems) implements Found {
      public Broken {
        problems = List.copyOf(problems);
      }
    }

    /** There is no policy of that name. */
    record Unknown() implements Found {}
  }

  /** A catalog of which no policy can be used. */
  public static Catalog unusable(Problem why) {
    return new Catalog(
        Map.of(), Map.of(), Map.of(), List.of(), List.of(), List.of(why), CatalogSummary.EMPTY);
  }

  /**
   * The same where a document of the platform team is required: unusable if it is missing, because
   * then the guardrails are missing, too.
   */
  public Catalog platformRequired() {
    if (summary.documents().contains(Document.PLATFORM)) {
      return this;
    }
    var missing =
        Problem.of(
            Code.CATALOG_INVALID,
            "This stack requires the catalog document %s (RequirePlatform), and it does not exist: nothing is changed for anybody until your platform team saves it."
                .formatted(Document.PLATFORM));
    return new Catalog(
        policies,
        broken,
        brokenDocuments,
        defaults,
        guardrails,
        List.of(missing),
        summary.with(missing));
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
    var problem = broken.get(name);
    if (problem != null) {
      return new Found.Broken(Optional.empty(), List.of(problem));
    }
    int slash = name.indexOf('/');
    var document = slash < 0 ? "" : name.substring(0, slash);
    var problems = brokenDocuments.get(document);
    return slash < 0 || problems == null
        ? new Found.Unknown()
        : new Found.Broken(Optional.of(document), problems);
  }
}
