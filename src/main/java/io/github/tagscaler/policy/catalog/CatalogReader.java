package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Quote;
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
 * Reads the documents of a catalog. {@code docs/catalog.md} describes the language.
 *
 * <p>A problem breaks as little as possible: a missing base breaks only the policies that extend
 * it, any other problem only its document, and a problem of the platform team's document breaks
 * everything, because the guardrails would be unknown.
 */
public final class CatalogReader {
  /** All of them must fit into one outcome. */
  private static final int MOST_REPORTED = 10;

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
   * The catalog of these documents and the bundled policies. Problems of a document are part of the
   * result; nothing is thrown. The key {@code tests} is not read: an error in a test must not
   * affect scaling.
   */
  public static Catalog read(List<DocumentText> documents) {
    return new CatalogReader(documents).catalog();
  }

  /** All problems of these documents, except those of their {@code tests}. */
  public static List<Problem> problems(List<DocumentText> documents) {
    var reader = new CatalogReader(documents);
    reader.catalog();
    return List.copyOf(reader.problems);
  }

  private void read(DocumentText text) {
    var name = text.name();
    boolean platform = name.equals(Document.PLATFORM);
    if (!platform && !Names.VALID.matcher(name).matches()) {
      documents.put(
          name,
          broken(
              name,
              "Invalid document name %s. %s%s"
                  .formatted(Quote.of(name), Names.didYouMean(name), Names.VALID_IN_WORDS)));
    } else if (documents.containsKey(name)) {
      documents.put(name, broken(name, "Two documents have this name. Remove one."));
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
                Code.CATALOG_INVALID, new Place(Names.shown(name), 1, 1) + ": " + sentences)));
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
            .map(document -> document.problems().stream().limit(MOST_REPORTED).toList())
            .orElse(List.of()));
  }

  /** Policies that are added later replace those of the same name. */
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
              report(problem);
            }
          }
        });
  }

  /** If the platform team's document is broken, whatever extends it is broken for that reason. */
  private void report(Problem problem) {
    var platform = documents.get(Document.PLATFORM);
    if (platform == null || platform.problems().isEmpty()) {
      problems.add(problem);
    }
  }

  /** One problem as a summary of all problems of a document. */
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
