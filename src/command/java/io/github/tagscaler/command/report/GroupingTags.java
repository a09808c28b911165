package io.github.tagscaler.command.report;

import io.github.tagscaler.command.exit.UsageException;
import io.github.tagscaler.outcome.Suggestions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The tags that a report is grouped by. */
final class GroupingTags {
  private static final int MOST_KEYS = 20;

  private GroupingTags() {}

  /**
   * Checks that some target has each tag; without targets, none is missed.
   *
   * @param fleet the tags of each target
   * @throws UsageException if no target has one of them
   */
  static void check(List<String> tags, List<Map<String, String>> fleet) {
    // Keys of tools, with a prefix, are rarely what is grouped by.
    var known =
        fleet.stream()
            .flatMap(each -> each.keySet().stream())
            .distinct()
            .sorted(
                Comparator.comparing((String key) -> key.indexOf(':') >= 0)
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    if (fleet.isEmpty()) {
      return;
    }
    tags.stream()
        .filter(tag -> !known.contains(tag))
        .findFirst()
        .ifPresent(tag -> {
          throw new UsageException(
              "--by %s: no target has this tag.%s %s"
                  .formatted(
                      tag,
                      Suggestions.closest(tag, known)
                          .map(near -> " Did you mean \"" + near + "\"?")
                          .orElse(""),
                      known.isEmpty()
                          ? "No target has any tag."
                          : "Tag keys: " + listed(known) + "."));
        });
  }

  private static String listed(List<String> keys) {
    int more = keys.size() - MOST_KEYS;
    return String.join(", ", keys.stream().limit(MOST_KEYS).toList())
        + (more > 0 ? " and %d more".formatted(more) : "");
  }
}
