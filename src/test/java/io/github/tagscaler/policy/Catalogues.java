package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.catalogue.Catalogue;
import io.github.tagscaler.policy.catalogue.CatalogueReader;
import io.github.tagscaler.policy.catalogue.CatalogueText;
import io.github.tagscaler.policy.catalogue.Guardrail;
import io.github.tagscaler.policy.catalogue.NamedPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Catalogues for tests. */
final class Catalogues {
  private Catalogues() {}

  /** The bundled policies under the platform team's document of that text, which must be right. */
  static Catalogue platform(String text) {
    return of(new CatalogueText("_platform", "version: 1\n" + text));
  }

  /** The bundled policies under these documents, which must be right. */
  static Catalogue of(CatalogueText... documents) {
    var catalogue = CatalogueReader.read(List.of(documents));
    var wrong =
        Stream.of(
                catalogue.broken().values().stream(),
                catalogue.brokenDocuments().values().stream(),
                catalogue.unusable().stream())
            .flatMap(each -> each)
            .map(Problem::message)
            .toList();
    if (!wrong.isEmpty()) {
      throw new AssertionError(String.join("\n", wrong));
    }
    return catalogue;
  }

  /** The bundled policies and these. */
  static Catalogue with(NamedPolicy... more) {
    var policies = new HashMap<>(Asked.BUNDLED.policies());
    Stream.of(more).forEach(each -> policies.put(each.name(), each));
    return new Catalogue(policies, Map.of(), Map.of(), List.of(), List.of(), List.of());
  }

  /** The bundled policies and these rules. */
  static Catalogue guarded(Guardrail... rules) {
    return new Catalogue(
        Asked.BUNDLED.policies(), Map.of(), Map.of(), List.of(), List.of(rules), List.of());
  }
}
