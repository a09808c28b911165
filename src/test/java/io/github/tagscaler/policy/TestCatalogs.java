package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.catalog.CatalogReader;
import io.github.tagscaler.policy.catalog.CatalogSummary;
import io.github.tagscaler.policy.catalog.DocumentText;
import io.github.tagscaler.policy.catalog.Guardrail;
import io.github.tagscaler.policy.catalog.NamedPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** TestCatalogs for tests. */
final class TestCatalogs {
  private TestCatalogs() {}

  /** The bundled policies under the platform team's document of that text, which must be valid. */
  static Catalog platform(String text) {
    return of(new DocumentText("_platform", "version: 1\n" + text));
  }

  /** The bundled policies under these documents, which must be valid. */
  static Catalog of(DocumentText... documents) {
    var catalog = CatalogReader.read(List.of(documents));
    var wrong =
        Stream.of(
                catalog.broken().values().stream(),
                catalog.brokenDocuments().values().stream().flatMap(List::stream),
                catalog.unusable().stream())
            .flatMap(each -> each)
            .map(Problem::message)
            .toList();
    if (!wrong.isEmpty()) {
      throw new AssertionError(String.join("\n", wrong));
    }
    return catalog;
  }

  /** The bundled policies and these. */
  static Catalog with(NamedPolicy... more) {
    var policies = new HashMap<>(TaggedResource.BUNDLED.policies());
    Stream.of(more).forEach(each -> policies.put(each.name(), each));
    return new Catalog(
        policies, Map.of(), Map.of(), List.of(), List.of(), List.of(), CatalogSummary.EMPTY);
  }

  /** The bundled policies and these rules. */
  static Catalog guarded(Guardrail... rules) {
    return new Catalog(
        TaggedResource.BUNDLED.policies(),
        Map.of(),
        Map.of(),
        List.of(),
        List.of(rules),
        List.of(),
        CatalogSummary.EMPTY);
  }
}
