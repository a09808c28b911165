package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.outcome.Suggestions;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.catalog.NamedPolicy;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.PolicyChoice;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.policy.setting.Problems;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.policy.window.Windows;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.ScalableResource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    var policy = joined ? "Policy " + Quote.of(name) : "This policy";
    var subject =
        broken
            .document()
            .map(Quote::of)
            .map(document ->
                joined
                    ? "%s cannot be used: the catalog document %s".formatted(policy, document)
                    : "The catalog document " + document)
            .orElse(policy);
    problems.add(
        Problems.about(
            namedBy,
            prefix + "policy",
            Code.CATALOG_INVALID,
            "%s has %s%s. Ask your platform team to fix %s."
                .formatted(
                    subject,
                    errors.size() == 1 ? "an error" : errors.size() + " errors",
                    errors.size() > MAX_ERRORS
                        ? ", of which the first %d follow".formatted(MAX_ERRORS)
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
        "Policy %s applies to kind %s only; %s is of kind %s%s. Policies for that kind: %s."
            .formatted(
                Quote.of(policy.name()),
                policy.kinds().stream()
                    .sorted()
                    .map(Kind::wire)
                    .collect(Collectors.joining(" or ")),
                resource.id().wire(),
                kind.wire(),
                kind.lowestMin() > 0 && allowsZero(policy, namedBy)
                    ? ", which cannot scale to zero"
                    : "",
                listed(fitting)),
        fitting);
  }

  private static boolean allowsZero(NamedPolicy policy, Origin namedBy) {
    return policy.kinds().stream()
        .flatMap(kind -> policy.read(kind, namedBy).stream())
        .flatMap(List::stream)
        .map(Sourced::value)
        .anyMatch(setting ->
            switch (setting) {
              case Setting.Min(int min) -> min == 0;
              case Setting.Schedule(var windows) -> windows.map(Windows::allowsZero).orElse(false);
              default -> false;
            });
  }

  private Problem unknown(String name, boolean joined, Origin namedBy) {
    var known = names(catalog);
    var fitting = fitting();
    return Problems.about(
        namedBy,
        prefix + "policy",
        Code.UNKNOWN_POLICY,
        "%s%sKnown: %s.%s"
            .formatted(
                joined ? "There is no policy " + Quote.of(name) + ". " : "",
                meant(name, joined, fitting).map(sentence -> sentence + " ").orElse(""),
                listed(ofItsDocumentFirst(name, known)),
                joined || meant(name, false, fitting).isPresent()
                    ? ""
                    : " Or use on, off or ignore."),
        known);
  }

  /** What was probably meant, in a sentence. */
  private Optional<String> meant(String name, boolean joined, List<String> fitting) {
    return Suggestions.closest(name, fitting)
        .or(() -> ofSomeDocument(name, fitting))
        .or(() -> withoutDocument(name, fitting))
        .or(() -> joinedBySpace(name, fitting))
        .or(() -> joined ? Optional.empty() : offSwitch(name))
        .map(near -> "Did you mean %s?".formatted(Quote.of(near)))
        .or(() -> joined ? Optional.empty() : otherKey(name))
        .or(() -> noDocument(name));
  }

  /** The policy of the platform team of that name: it needs no document. */
  private static Optional<String> withoutDocument(String name, List<String> known) {
    return Optional.of(name.substring(name.indexOf('/') + 1))
        .filter(bare -> !bare.equals(name))
        .filter(known::contains);
  }

  /** Names with spaces between them instead of a plus. */
  private static Optional<String> joinedBySpace(String name, List<String> known) {
    var names = List.of(name.split("[ ,;&]+", -1));
    return names.size() > 1 && known.containsAll(names)
        ? Optional.of(String.join("+", names))
        : Optional.empty();
  }

  private static final Set<String> ON = Set.of("enabled", "enable", "active", "1");
  private static final Set<String> OFF = Set.of("disable", "stop", "stopped", "delete", "0");
  private static final Set<String> PAUSED = Set.of("pause", "paused", "suspend", "suspended");
  private static final Set<String> DRY_RUN = Set.of("dry-run", "dryrun", "dry_run", "plan");

  private static Optional<String> offSwitch(String name) {
    if (ON.contains(name)) {
      return Optional.of("on");
    }
    return OFF.contains(name) ? Optional.of("off") : Optional.empty();
  }

  private Optional<String> otherKey(String name) {
    if (PAUSED.contains(name)) {
      return Optional.of(
          "To pause scaling, use %s = on instead.".formatted(prefix + PolicyKey.PAUSED.wire()));
    }
    return DRY_RUN.contains(name)
        ? Optional.of(
            "For a dry run, use %s = on instead.".formatted(prefix + PolicyKey.DRY_RUN.wire()))
        : Optional.empty();
  }

  /** Why no policy of a team can be found. */
  private Optional<String> noDocument(String name) {
    int slash = name.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    var all = catalog.policies().keySet();
    if (all.stream().noneMatch(each -> each.contains("/"))) {
      return Optional.of(
          "This stack has no policies of teams: its catalog is empty or not set (CatalogPath).");
    }
    var document = name.substring(0, slash);
    return all.stream().anyMatch(each -> each.startsWith(document + "/"))
        ? Optional.empty()
        : Optional.of("The catalog has no document %s.".formatted(Quote.of(document)));
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
