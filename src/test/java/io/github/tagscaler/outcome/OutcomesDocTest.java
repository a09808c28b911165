package io.github.tagscaler.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.event.ruler.Ruler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code docs/outcomes.md} and its example files agree with the code and the schema. */
class OutcomesDocTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path DOC = Path.of("docs/outcomes.md");
  private static final Path EXAMPLES = Path.of("docs/examples/outcomes");
  private static final Pattern JSON_BLOCK = Pattern.compile("(?ms)^```json\n(.*?)^```$");
  private static final Pattern TABLE =
      Pattern.compile("(?s)<!-- codes: start[^\n]*-->\n(.*?)<!-- codes: end -->");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|");

  @ParameterizedTest
  @MethodSource("examples")
  void each_example_is_valid_by_the_schema(JsonNode example) {
    OutcomeSchema.check(example.toString());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void the_message_of_each_example_contains_its_problems(JsonNode example) {
    for (var problem : example.get("problems")) {
      assertThat(example.get("message").asString())
          .contains(problem.get("code").asString())
          .contains(problem.get("message").asString());
    }
  }

  @Test
  void each_outcome_has_an_example() throws IOException {
    assertThat(examples().map(each -> each.get("outcome").asString()))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Ending.class.getPermittedSubclasses()).map(Class::getSimpleName).toList());
  }

  @Test
  void the_page_links_to_each_example_file() throws IOException {
    assertThat(page()).contains(files().map(file -> "(examples/outcomes/" + file + ")").toList());
  }

  @Test
  void each_event_pattern_matches_the_event_on_the_page() throws Exception {
    var event = event().toString();

    assertThat(patterns()).hasSize(3);
    for (var pattern : patterns()) {
      assertThat(Ruler.matchesRule(event, pattern.toString())).as(pattern.toString()).isTrue();
    }
  }

  @Test
  void the_input_transformer_reads_fields_of_the_event() throws IOException {
    var paths = only(each -> each.has("InputPathsMap")).get("InputPathsMap");

    assertThat(paths).isNotEmpty();
    for (var path : paths) {
      var pointer = path.asString().replaceFirst("^\\$", "").replace('.', '/');
      assertThat(event().at(pointer).isString()).as(path.asString()).isTrue();
    }
  }

  /** With {@code -Dtagscaler.docs.write=true} it writes the table into the page instead. */
  @Test
  void the_table_of_codes_is_the_one_generated_from_the_code() throws IOException {
    var page = page();
    var table = TABLE.matcher(page);
    assertThat(table.find()).isTrue();
    var generated = "\n" + CodeTable.markdown() + "\n";

    if (Boolean.getBoolean("tagscaler.docs.write")) {
      Files.writeString(
          DOC, page.substring(0, table.start(1)) + generated + page.substring(table.end(1)));
      return;
    }
    assertThat(table.group(1))
        .as("docs/outcomes.md; run this test with -Dtagscaler.docs.write=true to update it")
        .isEqualTo(generated);
  }

  @Test
  void each_outcome_has_a_row() throws IOException {
    assertThat(rows())
        .containsAll(
            Stream.of(Ending.class.getPermittedSubclasses()).map(Class::getSimpleName).toList());
  }

  @Test
  void each_field_of_the_schema_has_a_row() throws IOException {
    var schema = JSON.readTree(OutcomeSchema.text());

    for (var owner :
        List.of("", "/$defs/change", "/$defs/finding", "/$defs/trigger", "/$defs/notice")) {
      assertThat(rows()).containsAll(schema.at(owner + "/properties").propertyNames());
    }
  }

  /** The outcomes in the page's event and in the example files. */
  static Stream<JsonNode> examples() throws IOException {
    return Stream.concat(
        Stream.of(event().get("detail")),
        files().map(file -> JSON.readTree(EXAMPLES.resolve(file).toFile())));
  }

  private static Stream<String> files() throws IOException {
    try (var files = Files.list(EXAMPLES)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  private static JsonNode event() throws IOException {
    return only(each -> each.path("source").isString());
  }

  private static List<JsonNode> patterns() throws IOException {
    return blocks().stream().filter(each -> each.path("source").isArray()).toList();
  }

  private static JsonNode only(Predicate<JsonNode> condition) throws IOException {
    return blocks().stream().filter(condition).findFirst().orElseThrow();
  }

  private static List<JsonNode> blocks() throws IOException {
    return JSON_BLOCK.matcher(page()).results().map(each -> JSON.readTree(each.group(1))).toList();
  }

  private static List<String> rows() throws IOException {
    return ROW.matcher(page()).results().map(each -> each.group(1)).toList();
  }

  private static String page() throws IOException {
    return Files.readString(DOC);
  }
}
