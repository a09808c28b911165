package io.github.tagscaler.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.resource.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An example of a page: a resource, its tags, and the result for each target. */
final class TagExample {
  private static final Pattern HEAD = Pattern.compile("endpoint/chat \\(([\\w-]+)(?:; (.*))?\\)");
  private static final Pattern CEILING = Pattern.compile("MaxConcurrency (\\d+)");

  private TagExample() {}

  /** Fails unless the tags give the results in the example. */
  static void check(String example, Catalog catalog) {
    var lines = example.lines().toList();
    var shown =
        lines.stream()
            .filter(line -> line.contains(" → "))
            .map(line -> line.split(" → ", 2))
            .collect(
                Collectors.groupingBy(
                    parts -> parts[0],
                    LinkedHashMap::new,
                    Collectors.mapping(parts -> parts[1], Collectors.toList())));

    assertThat(shown).isNotEmpty();
    shown.forEach((target, results) ->
        assertThat(Shown.of(asked(lines, target, catalog))).isEqualTo(results));
  }

  private static Asked asked(List<String> lines, String target, Catalog catalog) {
    var head = HEAD.matcher(lines.getFirst());
    assertThat(head.matches()).as(lines.getFirst()).isTrue();
    var asked =
        Kinds.of(head.group(1))
            .catalog(catalog)
            .endpointTags(tags(lines, "endpoint/"))
            .componentTags(tags(lines, "inference-component/"));
    var option = head.group(2) == null ? "blue" : head.group(2);
    var ceiling = CEILING.matcher(option);
    if (ceiling.matches()) {
      return asked.maxConcurrency(Integer.parseInt(ceiling.group(1)));
    }
    if (option.startsWith("ml.")) {
      return asked.types(option.split(", ", -1));
    }
    var others = Stream.of(option.split(", ", -1)).filter(name -> !name.equals(target));
    return asked.kind() == Kind.COMPONENT
        ? asked
        : asked.variant(target, others.toArray(String[]::new));
  }

  private static Map<String, String> tags(List<String> lines, String holder) {
    var tags = new LinkedHashMap<String, String>();
    boolean within = false;
    for (var line : lines) {
      if (!line.startsWith("  ")) {
        within = line.startsWith(holder);
      } else if (within) {
        var tag = line.strip().split(" = ", 2);
        tags.put(tag[0], tag[1]);
      }
    }
    return tags;
  }
}
