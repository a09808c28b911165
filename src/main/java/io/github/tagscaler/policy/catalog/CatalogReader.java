package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.setting.Place;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * Reads the documents of a catalog. The language is told in {@code docs/catalog.md}.
 *
 * <p>What is wrong breaks no more than it must: a policy whose base is not there only itself and
 * what extends it, anything else in a document only that document, and anything in the platform
 * team's everything, because nobody would know what the guardrails are.
 */
public final class CatalogReader {
  /** An outcome has to hold them all. */
  private static final int MOST_TOLD = 10;

  private final SequencedMap<String, Document> documents = new LinkedHashMap<>();
  private final SequencedSet<Problem> problems = new LinkedHashSet<>();
  private final Map<String, NamedPolicy> policies = new HashMap<>();
  private final Map<String, Problem> broken = new HashMap<>();
  private final Map<String, Problem> brokenDocuments = new HashMap<>();

  private CatalogReader(List<DocumentText> texts) {
    texts.forEach(this::read);
    documents.values().forEach(document -> problems.addAll(document.problems()));
  }

  /**
   * The catalog that these documents make, over the bundled policies. What is wrong with a document
   * is part of the answer; nothing is thrown. What stands under {@code tests} is not looked at: a
   * wrong expectation must not stop anybody's scaling.
   */
  public static Catalog read(List<DocumentText> documents) {
    return new CatalogReader(documents).catalog();
  }

  /** All that is wrong with these documents, but for their {@code tests}. */
  public static List<Problem> problems(List<DocumentText> documents) {
    var reader = new CatalogReader(documents);
    reader.catalog();
    return List.copyOf(reader.problems);
  }

  private void read(DocumentText text) {
    var name = text.name();
    boolean platform = name.equals(Document.PLATFORM);
    if (!platform && !Section.NAME.matcher(name).matches()) {
      documents.put(
          name,
          broken(
              name,
              "The document is called by a name that none can have. %s%s"
                  .formatted(Section.meantName(name), Section.NAME_IN_WORDS)));
    } else if (documents.containsKey(name)) {
      documents.put(name, broken(name, "There are two documents of this name. Remove one."));
    } else {
      documents.put(
          name, Document.read(text, platform ? Document.Role.PLATFORM : Document.Role.OTHER));
    }
  }

  private static Document broken(String name, String sentences) {
    return new Document(
        name,
        Map.of(),
        List.of(),
        List.of(),
        List.of(
            Problem.of(
                Code.CATALOG_INVALID, new Place(Section.shown(name), 1, 1) + ": " + sentences)));
  }

  private Catalog catalog() {
    var platform = Optional.ofNullable(documents.get(Document.PLATFORM));
    var outside =
        Scope.of(platform.map(Document::drafts).orElse(Map.of()), Optional.of(Presets.scope()));
    add("", Presets.scope());
    add("", outside);
    documents.forEach((name, document) -> {
      if (!document.problems().isEmpty()) {
        brokenDocuments.put(name, summary(document.problems()));
      } else if (!name.equals(Document.PLATFORM)) {
        add(name + "/", Scope.of(document.drafts(), Optional.of(outside)));
      }
    });
    return new Catalog(
        policies,
        broken,
        brokenDocuments,
        platform.map(Document::defaults).orElse(List.of()),
        platform.map(Document::guardrails).orElse(List.of()),
        platform
            .map(document -> document.problems().stream().limit(MOST_TOLD).toList())
            .orElse(List.of()));
  }

  /** What is added later replaces what has its name. */
  private void add(String prefix, Scope scope) {
    scope
        .drafts()
        .forEach((name, draft) -> {
          var full = prefix + name;
          switch (scope.chain(draft)) {
            case Scope.Chain.Whole(var kinds, var layers) ->
                policies.put(full, new NamedPolicy(full, kinds, layers));
            case Scope.Chain.Broken(var problem) -> {
              policies.remove(full);
              broken.put(full, problem);
              tell(problem);
            }
          }
        });
  }

  /** What extends a broken document would only tell once more that it is broken. */
  private void tell(Problem problem) {
    var platform = documents.get(Document.PLATFORM);
    if (platform == null || platform.problems().isEmpty()) {
      problems.add(problem);
    }
  }

  /** One problem that stands for all of a document. */
  private static Problem summary(List<Problem> problems) {
    var first = problems.getFirst();
    int more = problems.size() - 1;
    return more == 0
        ? first
        : new Problem(
            first.code(),
            first.key(),
            first.value(),
            "%s (And %d more in this document.)".formatted(first.message(), more),
            first.allowed());
  }
}
