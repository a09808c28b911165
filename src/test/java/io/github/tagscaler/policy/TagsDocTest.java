package io.github.tagscaler.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.policy.setting.Metric;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.resource.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/tags.md} agrees with the code. */
class TagsDocTest {
  private static final Path DOC = Path.of("docs/tags.md");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```tags\n(.*?)^```$");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|(.*)$");

  @ParameterizedTest
  @MethodSource("examples")
  void each_example_gives_the_result_on_the_page(String example) {
    TagExample.check(example, Asked.BUNDLED);
  }

  @Test
  void each_key_and_each_policy_has_a_row() throws IOException {
    assertThat(rows().keySet())
        .containsAll(PolicyKey.names())
        .containsAll(PolicyLookup.names(Asked.BUNDLED));
  }

  @ParameterizedTest
  @EnumSource
  void the_table_of_metrics_agrees_with_the_code(Metric metric) throws IOException {
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
