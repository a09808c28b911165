package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Place;
import io.github.tagscaler.outcome.Problem;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Stream;

/**
 * Reads the documents of a catalog. {@code docs/catalog.md} describes the language.
 *
 * <p>A problem breaks as little as possible: a missing base breaks only the policies that extend
 * it, any other problem only its document, and a problem of the platform team's document breaks
 * everything, because the guardrails would be unknown.
 */
public final class CatalogReader {
  /** All of them must fit into one outcome. */
  private static final int MOST_IN_OUTCOME = 10;

  private final SequencedMap<String, Document> documents = new LinkedHashMap<>();
  private final SequencedSet<Problem> problems = new LinkedHashSet<>();
  private final Map<String, NamedPolicy> policies = new HashMap<>();
  private final Map<String, Problem> broken = new HashMap<>();
  private final Map<String, List<Problem>> brokenDocuments = new HashMap<>();
  private int usable;

  private CatalogReader(List<DocumentText> texts) {
    texts.stream().sorted(Comparator.comparing(DocumentText::name)).forEach(this::read);
    documents.forEach((name, document) -> {
      problems.addAll(document.problems());
      DocumentNames.suspicious(name).ifPresent(why -> problems.add(problem(name, why)));
    });
  }

  /**
   * The catalog of these documents and the bundled policies. Problems of a document are part of the
   * result; nothing is thrown. The key {@code tests} is not read: an error in a test must not
   * affect scaling.
   */
  public static Catalog read(List<DocumentText> documents) {
    return new CatalogReader(documents).catalog();
  }

  private void read(DocumentText text) {
    var name = text.name();
    var unreadable = text.unreadable().or(() -> DocumentNames.invalid(name));
    if (documents.containsKey(name)) {
      documents.put(name, broken(name, "Two documents have this name. Remove one."));
    } else if (unreadable.isPresent()) {
      documents.put(name, broken(name, unreadable.get()));
    } else {
      boolean platform = name.equals(Document.PLATFORM);
      documents.put(
          name, Document.read(text, platform ? Document.Role.PLATFORM : Document.Role.OTHER));
    }
  }

  private static Document broken(String name, String sentences) {
    return new Document(name, Map.of(), List.of(), List.of(), List.of(problem(name, sentences)));
  }

  /** A problem of a document as a whole. */
  private static Problem problem(String name, String sentences) {
    return Problem.of(Code.CATALOG_INVALID, Place.whole(name), sentences);
  }

  private Catalog catalog() {
    var platform = Optional.ofNullable(documents.get(Document.PLATFORM));
    var outside =
        Scope.of(platform.map(Document::drafts).orElse(Map.of()), Optional.of(Presets.scope()));
    add("", Presets.scope());
    usable = 0;
    add("", outside);
    documents.forEach((name, document) -> {
      if (!document.problems().isEmpty()) {
        brokenDocuments.put(name, document.problems());
        alsoMissing(document, outside);
      } else if (!name.equals(Document.PLATFORM)) {
        add(name + "/", Scope.of(document.drafts(), Optional.of(outside)));
      }
    });
    var guardrails = platform.map(Document::guardrails).orElse(List.of());
    return new Catalog(
        policies,
        broken,
        brokenDocuments,
        platform.map(Document::defaults).orElse(List.of()),
        guardrails,
        platform.map(CatalogReader::unusable).orElse(List.of()),
        new CatalogSummary(
            List.copyOf(documents.keySet()),
            usable,
            brokenDocuments.containsKey(Document.PLATFORM) ? 0 : guardrails.size(),
            List.copyOf(problems)));
  }

  /** Policies that are added later replace those of the same name. */
  private void add(String prefix, Scope scope) {
    scope
        .drafts()
        .forEach((name, draft) -> {
          var full = prefix + name;
          switch (scope.chain(draft)) {
            case Scope.Chain.Whole(var kinds, var layers) -> {
              policies.put(full, new NamedPolicy(full, kinds, layers));
              usable++;
            }
            case Scope.Chain.Broken chain -> {
              policies.remove(full);
              broken.put(full, chain.problem());
              report(chain);
            }
          }
        });
  }

  /** Reports the bases that a broken document lacks too, so that its author sees all at once. */
  private void alsoMissing(Document document, Scope outside) {
    var keys = document.problems().stream().map(Problem::key).filter(Objects::nonNull).toList();
    var scope =
        document.name().equals(Document.PLATFORM)
            ? outside
            : Scope.of(document.drafts(), Optional.of(outside));
    for (var draft : document.drafts().values()) {
      if (scope.chain(draft) instanceof Scope.Chain.Broken broken
          && isIn(document, broken.problem())
          && !keys.contains("policies." + broken.problem().value())) {
        report(broken);
      }
    }
  }

  private static boolean isIn(Document document, Problem problem) {
    var place = problem.place();
    return place != null && place.document().equals(document.name());
  }

  /**
   * Reports why a chain is broken, unless a base is missing that the platform team's document may
   * have: as long as that cannot be read, nobody knows.
   */
  private void report(Scope.Chain.Broken chain) {
    var platform = documents.get(Document.PLATFORM);
    if (platform == null
        || chain.missing().isEmpty()
        || !platform.mayHave(chain.missing().orElseThrow())) {
      problems.add(chain.problem());
    }
  }

  /** Why nobody can use any policy: the platform team's document has problems. */
  private static List<Problem> unusable(Document platform) {
    var found = platform.problems();
    return found.isEmpty()
        ? List.of()
        : Stream.concat(
                Stream.of(
                    Problem.of(
                        Code.CATALOG_INVALID,
                        "The catalog document %s has %s, so nothing is changed for anybody until your platform team corrects it."
                            .formatted(
                                Document.PLATFORM,
                                found.size() == 1 ? "an error" : found.size() + " errors"))),
                found.stream().limit(MOST_IN_OUTCOME))
            .toList();
  }
}
