package io.github.tagscaler.command.explain;

import io.github.tagscaler.command.target.TaggedPart;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Reasons;
import io.github.tagscaler.outcome.SkipReason;
import io.github.tagscaler.resource.NotScalable;
import io.github.tagscaler.resource.Scalability.Unscalable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Hints about tags that are missing, misspelled or in the wrong place. */
final class TagHints {
  private TagHints() {}

  static Stream<Hint> of(Explanation of) {
    if (!of.outcome().skippedFor(SkipReason.NOT_TAGGED)) {
      return Stream.empty();
    }
    var misspelled = of.outcome().warnings().stream().filter(TagHints::isMisspelled).toList();
    if (!misspelled.isEmpty()) {
      return Stream.of(misspelled(of, misspelled));
    }
    var elsewhere = of.parts().stream().filter(part -> isTagged(part, of)).toList();
    return elsewhere.isEmpty()
        ? Stream.of(untagged(of))
        : elsewhere.stream().map(part -> elsewhere(of, part));
  }

  private static boolean isMisspelled(Problem warning) {
    return warning.code() == Code.MISTYPED_PREFIX && warning.key() != null;
  }

  private static Hint misspelled(Explanation of, List<Problem> warnings) {
    var right = new TreeMap<String, String>();
    warnings.forEach(warning -> {
      if (!warning.allowed().isEmpty()) {
        right.put(
            warning.allowed().getFirst(),
            java.util.Objects.requireNonNullElse(warning.value(), ""));
      }
    });
    return Hint.of(
        "MisspelledPrefix",
        "The prefix of its tags is misspelled, so they are not read. Set the right ones:",
        addTags(of, right));
  }

  private static boolean isTagged(TaggedPart part, Explanation of) {
    return part.tags().keySet().stream().anyMatch(key -> isKey(key, of));
  }

  private static boolean isKey(String key, Explanation of) {
    return key.toLowerCase(java.util.Locale.ROOT)
        .startsWith(of.stack().tagPrefix().toLowerCase(java.util.Locale.ROOT));
  }

  private static Hint elsewhere(Explanation of, TaggedPart part) {
    var tags = new TreeMap<String, String>();
    part.tags()
        .forEach((key, value) -> {
          if (isKey(key, of)) {
            tags.put(key, value);
          }
        });
    return Hint.of(
        part.kind().equals("model") ? "TagsOnModel" : "TagsOnEndpointConfig",
        "The tags are on the %s %s, where Tagscaler does not read them. Tag the %s:"
            .formatted(part.kind(), part.name(), of.tagged()),
        addTags(of, tags));
  }

  private static Hint untagged(Explanation of) {
    // The tags of an endpoint that hosts components are theirs too.
    var never =
        of.facts()
            .filter(facts ->
                facts.scalability() instanceof Unscalable(_, var why)
                    && why != NotScalable.HOSTS_COMPONENTS)
            .map(facts -> ((Unscalable) facts.scalability()).why());
    if (never.isPresent()) {
      return Hint.of(
          "NotTagged",
          "Application Auto Scaling cannot scale it, whatever its tags: it "
              + Reasons.notScalable(never.get()).predicate());
    }
    return Hint.of(
        "NotTagged",
        "To scale it, tag the %s:".formatted(of.tagged()),
        addTags(of, Map.of(of.stack().tagPrefix() + "policy", "default")));
  }

  /** The command that sets tags. */
  static String addTags(Explanation of, Map<String, String> tags) {
    return "aws sagemaker add-tags --resource-arn %s --tags %s"
        .formatted(
            of.facts().map(facts -> facts.arn()).orElse("ARN"),
            tags.entrySet().stream()
                .map(tag -> quoted("Key=" + tag.getKey() + ",Value=" + tag.getValue()))
                .collect(Collectors.joining(" ")));
  }

  private static String quoted(String word) {
    return word.contains(" ") ? "'" + word + "'" : word;
  }
}
