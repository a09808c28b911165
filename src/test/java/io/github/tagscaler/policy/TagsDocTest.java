package io.github.tagscaler.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.policy.setting.Metric;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.resource.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds {@code docs/tags.md} to what the code does. */
class TagsDocTest {
  private static final Path DOC = Path.of("docs/tags.md");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```tags\n(.*?)^```$");
  private static final Pattern HEAD = Pattern.compile("endpoint/chat \\((\\w+)(?:; (.*))?\\)");
  private static final Pattern CEILING = Pattern.compile("MaxConcurrency (\\d+)");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|(.*)$");

  @ParameterizedTest
  @MethodSource("examples")
  void each_example_comes_to_what_it_says(String example) {
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
    shown.forEach(
        (target, results) -> assertThat(Shown.of(asked(lines, target))).isEqualTo(results));
  }

  private static Asked asked(List<String> lines, String target) {
    var head = HEAD.matcher(lines.getFirst());
    assertThat(head.matches()).as(lines.getFirst()).isTrue();
    var asked =
        Kinds.of(head.group(1))
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

  @Test
  void each_key_and_each_policy_has_a_place() throws IOException {
    assertThat(rows().keySet())
        .containsAll(PolicyKey.names())
        .containsAll(PolicyLayers.names(Asked.BUNDLED));
  }

  @ParameterizedTest
  @EnumSource
  void the_table_of_metrics_is_the_codes(Metric metric) throws IOException {
    var cells = rows().getOrDefault(metric.wire(), "").split("\\|", -1);

    assertThat(cells[1].strip()).isEqualTo(metric.ownTarget().map(Object::toString).orElse("none"));
    int column = 2;
    for (var kind : Kind.values()) {
      var works =
          MetricTable.workingOn(Asked.of(kind).types("ml.g5.xlarge").resource())
              .contains(metric.wire());
      assertThat(cells[column++].strip()).as(kind.wire()).isEqualTo(works ? "yes" : "");
    }
  }

  static List<String> examples() throws IOException {
    return BLOCK.matcher(Files.readString(DOC)).results().map(each -> each.group(1)).toList();
  }

  private static Map<String, String> rows() throws IOException {
    return ROW.matcher(Files.readString(DOC))
        .results()
        .collect(Collectors.toMap(each -> each.group(1), each -> each.group(2), (a, b) -> a));
  }
}
