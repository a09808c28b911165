package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Problems;
import io.github.tagscaler.resource.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The policies that {@code extends} can reach by bare name: a document's own, then those of the
 * next scope out.
 *
 * @param outer empty for the bundled policies
 * @param names all that can be reached, in the order of the alphabet
 */
record Scope(Map<String, Draft> drafts, Optional<Scope> outer, List<String> names) {

  /** A message lists at most so many names. */
  private static final int MOST_NAMES = 30;

  /** The longest chain, so that a catalog is quick to read. */
  static final int LONGEST = 20;

  /** The result of following {@code extends} to its end. */
  sealed interface Chain {
    /** A policy's kinds and layers, its bases' first. */
    record Whole(Set<Kind> kinds, List<NamedPolicy.Layer> layers) implements Chain {}

    /**
     * A base is missing, or the chain is circular or too long.
     *
     * @param missing the name of the missing base
     */
    record Broken(Problem problem, Optional<String> missing) implements Chain {
      Broken(Problem problem) {
        this(problem, Optional.empty());
      }
    }
  }

  private record Found(Draft draft, Scope scope) {}

  /** The policies of a document, inside an outer scope. */
  static Scope of(Map<String, Draft> drafts, Optional<Scope> outer) {
    var names = new TreeSet<>(drafts.keySet());
    outer.ifPresent(scope -> names.addAll(scope.names()));
    return new Scope(drafts, outer, List.copyOf(names));
  }

  /** Follows the bases of a policy of this scope. */
  Chain chain(Draft start) {
    var chain = new ArrayList<Draft>();
    var seen = new LinkedHashSet<Draft>();
    var at = new Found(start, this);
    while (true) {
      var draft = at.draft();
      if (!seen.add(draft)) {
        return new Chain.Broken(circle(chain, draft));
      }
      chain.addFirst(draft);
      if (chain.size() > LONGEST) {
        return new Chain.Broken(tooLong(start));
      }
      if (draft.base().isEmpty()) {
        return whole(chain);
      }
      var base = draft.base().get();
      var next = at.scope().base(draft, base.value());
      if (next.isEmpty()) {
        return new Chain.Broken(at.scope().unknown(draft, base), Optional.of(base.value()));
      }
      at = next.get();
    }
  }

  /** A policy that extends its own name extends the one of the next scope out. */
  private Optional<Found> base(Draft draft, String name) {
    return draft.name().equals(name) ? outer.flatMap(scope -> scope.find(name)) : find(name);
  }

  private Optional<Found> find(String name) {
    return Optional.ofNullable(drafts.get(name))
        .map(draft -> new Found(draft, this))
        .or(() -> outer.flatMap(scope -> scope.find(name)));
  }

  private static Chain whole(List<Draft> chain) {
    return new Chain.Whole(
        chain.reversed().stream()
            .flatMap(draft -> draft.kinds().stream())
            .findFirst()
            .orElseGet(NamedPolicy::everyKind),
        chain.stream().map(Draft::layer).toList());
  }

  private Problem unknown(Draft draft, Origin.CatalogValue base) {
    var known = names.stream().filter(name -> !name.equals(draft.name())).toList();
    var shown = known.stream().limit(MOST_NAMES).toList();
    int more = known.size() - shown.size();
    var sentence =
        base.value().indexOf('/') >= 0
            ? "extends needs a plain policy name (%s, not %s) from this document, %s or the built-in policies."
                .formatted(
                    Quote.of(base.value().substring(base.value().lastIndexOf('/') + 1)),
                    Quote.of(base.value()),
                    Document.PLATFORM)
            : "There is no such policy%s."
                .formatted(draft.name().equals(base.value()) ? " outside this document" : "");
    return problem(
        base,
        "%s %sPolicies to extend: %s%s."
            .formatted(
                sentence,
                Names.didYouMean(base.value(), known),
                String.join(", ", shown),
                more > 0 ? " and %d more".formatted(more) : ""),
        shown);
  }

  /**
   * The problem of a circle, at the policy where it begins.
   *
   * @param chain the policies so far, the last one first
   */
  private static Problem circle(List<Draft> chain, Draft again) {
    var names = new ArrayList<String>();
    for (var draft : chain) {
      names.addFirst(draft.name());
      if (draft.equals(again)) {
        break;
      }
    }
    names.add(again.name());
    return problem(
        again.base().orElseThrow(),
        "Circular extends: %s.".formatted(String.join(" -> ", names)),
        List.of());
  }

  private static Problem tooLong(Draft start) {
    return problem(
        start.base().orElseThrow(),
        "This extends more than %d policies in a row. Use fewer.".formatted(LONGEST),
        List.of());
  }

  private static Problem problem(Origin.CatalogValue base, String sentences, List<String> allowed) {
    return Problems.about(base, Code.CATALOG_INVALID, sentences, allowed);
  }
}
