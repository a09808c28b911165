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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks policies up by their names, and says what is wrong with the names. */
final class PolicyLayers {
  /** More names than this tell nobody anything. */
  private static final int MOST_NAMES = 40;

  private final ScalableResource resource;
  private final Catalog catalog;
  private final String prefix;
  private final List<Problem> problems = new ArrayList<>();

  PolicyLayers(ScalableResource resource, Catalog catalog, String prefix) {
    this.resource = resource;
    this.catalog = catalog;
    this.prefix = prefix;
  }

  /** What was wrong with the policies so far. */
  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** What the policies chosen there say, from left to right: each list lies over those before. */
  List<List<Sourced<Setting>>> read(Sourced<PolicyChoice> choice) {
    return choice.value() instanceof PolicyChoice.Join(var names)
        ? names.stream()
            .flatMap(name -> read(name, names.size() > 1, choice.origin()).stream())
            .toList()
        : List.of();
  }

  /** What the policy {@code default} tracks, for a wish that names nothing to track. */
  List<TrackDraft> defaultTracks() {
    var tracks = new TrackLayers();
    read(PolicyChoice.DEFAULT, true, new Origin.BuiltIn()).forEach(tracks::lay);
    var drafts = tracks.silent() ? tracks.under(bundledTracks()) : tracks.drafts();
    var aimed = tracks.aim(drafts, prefix);
    aimed.problem().ifPresent(problems::add);
    return aimed.tracks();
  }

  /** What lies under a {@code default} of the platform's that says nothing of tracks. */
  private List<TrackDraft> bundledTracks() {
    var tracks = new TrackLayers();
    Catalog.bundledDefault().read(resource.kind(), new Origin.BuiltIn()).forEach(tracks::lay);
    return tracks.drafts();
  }

  private List<List<Sourced<Setting>>> read(String name, boolean joined, Origin namedBy) {
    switch (catalog.find(name)) {
      case Catalog.Found.Known(var policy) when policy.kinds().contains(resource.kind()) -> {
        return policy.read(resource.kind(), namedBy);
      }
      case Catalog.Found.Known(var policy) -> problems.add(notApplicable(policy, namedBy));
      case Catalog.Found.Broken(var problem) -> problems.add(problem);
      case Catalog.Found.Unknown() -> problems.add(unknown(name, joined, namedBy));
    }
    return List.of();
  }

  private Problem notApplicable(NamedPolicy policy, Origin namedBy) {
    var kind = resource.kind();
    var fitting = fitting();
    return Problems.about(
        namedBy,
        prefix + "policy",
        Code.POLICY_NOT_APPLICABLE,
        "Policy %s is made for resources of kind %s; %s is of kind %s. Policies for that kind: %s."
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
    return Problems.about(
        namedBy,
        prefix + "policy",
        Code.UNKNOWN_POLICY,
        "%s%sKnown: %s."
            .formatted(
                joined ? "There is no policy " + Quote.of(name) + ". " : "",
                Suggestions.closest(name, fitting())
                    .or(() -> Suggestions.closest(name, known))
                    .or(() -> ofSomeDocument(name, known))
                    .map(near -> "Did you mean " + Quote.of(near) + "? ")
                    .orElse(""),
                listed(ofItsDocumentFirst(name, known))),
        known);
  }

  /** A policy of that name in a document: who writes the bare name forgot the document's. */
  private static Optional<String> ofSomeDocument(String name, List<String> known) {
    return known.stream().filter(each -> each.endsWith("/" + name)).findFirst();
  }

  /** Where not all names are shown, those of the document that was meant are. */
  private static List<String> ofItsDocumentFirst(String name, List<String> known) {
    int slash = name.indexOf('/');
    if (slash < 0 || known.size() <= MOST_NAMES) {
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

  /** All names that can be followed: {@code default}, those of everybody, those of teams. */
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

  /** The names in a sentence. */
  static String listed(List<String> names) {
    return names.size() <= MOST_NAMES
        ? String.join(", ", names)
        : "%s and %d more"
            .formatted(String.join(", ", names.subList(0, MOST_NAMES)), names.size() - MOST_NAMES);
  }
}
