package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.outcome.Suggestions;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.catalog.NamedPolicy;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.PolicyChoice;
import io.github.tagscaler.policy.setting.Problems;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.ScalableResource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks up policies by name, and reports names that cannot be used. */
final class PolicyLookup {
  /** How many names a message lists. */
  private static final int MAX_NAMES = 40;

  /** How many errors of a catalog document an outcome lists; the catalog's log line lists all. */
  private static final int MAX_ERRORS = 10;

  private final ScalableResource resource;
  private final Catalog catalog;
  private final String prefix;

  PolicyLookup(ScalableResource resource, Catalog catalog, String prefix) {
    this.resource = resource;
    this.catalog = catalog;
    this.prefix = prefix;
  }

  /** The settings of each chosen policy, in the order of the names: the last takes precedence. */
  List<List<Sourced<Setting>>> read(Sourced<PolicyChoice> choice, Problems problems) {
    return choice.value() instanceof PolicyChoice.Join(var names)
        ? names.stream()
            .flatMap(name -> read(name, names.size() > 1, choice.origin(), problems).stream())
            .toList()
        : List.of();
  }

  /** The tracks of the policy {@code default}, for a target whose settings name none. */
  Optional<List<TrackDraft>> defaultTracks(Problems problems) {
    var found = new Problems();
    var tracks = new TrackMerge();
    read(PolicyChoice.DEFAULT, true, new Origin.BuiltIn(), found).forEach(tracks::merge);
    var drafts = tracks.isUnset() ? tracks.below(bundledTracks()) : tracks.drafts();
    var targeted = tracks.applyTarget(drafts, prefix, found);
    problems.addAll(found.list());
    return found.isEmpty() ? Optional.of(targeted) : Optional.empty();
  }

  /** The tracks of the bundled {@code default}, for a platform's that states none. */
  private List<TrackDraft> bundledTracks() {
    var tracks = new TrackMerge();
    Catalog.bundledDefault().read(resource.kind(), new Origin.BuiltIn()).forEach(tracks::merge);
    return tracks.drafts();
  }

  private List<List<Sourced<Setting>>> read(
      String name, boolean joined, Origin namedBy, Problems problems) {
    switch (catalog.find(name)) {
      case Catalog.Found.Known(var policy) when policy.kinds().contains(resource.kind()) -> {
        return policy.read(resource.kind(), namedBy);
      }
      case Catalog.Found.Known(var policy) -> problems.add(notApplicable(policy, namedBy));
      case Catalog.Found.Broken broken -> reportBroken(name, joined, broken, namedBy, problems);
      case Catalog.Found.Unknown() -> problems.add(unknown(name, joined, namedBy));
    }
    return List.of();
  }

  /** Reports first why it concerns this target, and then the errors for whoever corrects them. */
  private void reportBroken(
      String name, boolean joined, Catalog.Found.Broken broken, Origin namedBy, Problems problems) {
    var errors = broken.problems();
    problems.add(
        Problems.about(
            namedBy,
            prefix + "policy",
            Code.CATALOG_INVALID,
            "%s %s%s%s: ask its team or the platform team to fix %s."
                .formatted(
                    joined ? "Policy " + Quote.of(name) : "This policy",
                    broken
                        .document()
                        .map(document ->
                            "is in the catalog document %s, which has "
                                .formatted(Quote.of(document)))
                        .orElse("has "),
                    errors.size() == 1 ? "an error" : errors.size() + " errors",
                    errors.size() > MAX_ERRORS
                        ? " (the first %d follow)".formatted(MAX_ERRORS)
                        : "",
                    errors.size() == 1 ? "it" : "them"),
            List.of()));
    errors.stream().limit(MAX_ERRORS).forEach(problems::add);
  }

  private Problem notApplicable(NamedPolicy policy, Origin namedBy) {
    var kind = resource.kind();
    var fitting = fitting();
    return Problems.about(
        namedBy,
        prefix + "policy",
        Code.POLICY_NOT_APPLICABLE,
        "Policy %s applies to kind %s only; %s is of kind %s. Policies for that kind: %s."
            .formatted(
                Quote.of(policy.name()),
                policy.kinds().stream()
                    .sorted()
                    .map(Kind::wire)
                    .collect(Collectors.joining(" or ")),
                resource.id().wire(),
                kind.wire(),
                listed(fitting)),
        fitting);
  }

  private Problem unknown(String name, boolean joined, Origin namedBy) {
    var known = names(catalog);
    var fitting = fitting();
    return Problems.about(
        namedBy,
        prefix + "policy",
        Code.UNKNOWN_POLICY,
        "%s%sKnown: %s."
            .formatted(
                joined ? "There is no policy " + Quote.of(name) + ". " : "",
                Suggestions.closest(name, fitting)
                    .or(() -> ofSomeDocument(name, fitting))
                    .map(near -> "Did you mean " + Quote.of(near) + "? ")
                    .orElse(""),
                listed(ofItsDocumentFirst(name, known))),
        known);
  }

  /** A policy of that name in a document: the owner may have left out the document's name. */
  private static Optional<String> ofSomeDocument(String name, List<String> known) {
    return known.stream().filter(each -> each.endsWith("/" + name)).findFirst();
  }

  /** The names of the document that was meant come first, in case not all names are listed. */
  private static List<String> ofItsDocumentFirst(String name, List<String> known) {
    int slash = name.indexOf('/');
    if (slash < 0 || known.size() <= MAX_NAMES) {
      return known;
    }
    var document = name.substring(0, slash + 1);
    return known.stream().sorted(Comparator.comparing(each -> !each.startsWith(document))).toList();
  }

  private List<String> fitting() {
    return sorted(
        catalog.policies().values().stream()
            .filter(each -> each.kinds().contains(resource.kind()))
            .map(NamedPolicy::name));
  }

  /** All valid names: {@code default}, then shared ones, then those of teams. */
  static List<String> names(Catalog catalog) {
    return sorted(catalog.policies().keySet().stream());
  }

  private static List<String> sorted(Stream<String> names) {
    return names
        .sorted(
            Comparator.comparing((String name) -> !name.equals(PolicyChoice.DEFAULT))
                .thenComparing(name -> name.indexOf('/') >= 0)
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /** The names for a sentence. */
  static String listed(List<String> names) {
    return names.size() <= MAX_NAMES
        ? String.join(", ", names)
        : "%s and %d more"
            .formatted(String.join(", ", names.subList(0, MAX_NAMES)), names.size() - MAX_NAMES);
  }
}
