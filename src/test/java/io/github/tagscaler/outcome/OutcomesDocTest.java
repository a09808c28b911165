package io.github.tagscaler.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.event.ruler.Ruler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds {@code docs/outcomes.md} to what it describes. */
class OutcomesDocTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path DOC = Path.of("docs/outcomes.md");
  private static final Pattern JSON_BLOCK = Pattern.compile("(?ms)^```json\n(.*?)^```$");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|");

  @ParameterizedTest
  @MethodSource("examples")
  void each_example_is_an_outcome_by_the_schema(JsonNode example) {
    OutcomeSchema.check(example.toString());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void each_example_says_in_its_message_what_its_problems_say(JsonNode example) {
    for (var problem : example.get("problems")) {
      assertThat(example.get("message").asString())
          .contains(problem.get("code").asString() + ": " + problem.get("message").asString());
    }
  }

  @Test
  void each_ending_has_an_example() throws IOException {
    assertThat(examples().map(each -> each.get("outcome").asString()))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Ending.class.getPermittedSubclasses()).map(Class::getSimpleName).toList());
  }

  @Test
  void each_rule_matches_the_event_it_is_shown_with() throws Exception {
    var event = events().findFirst().orElseThrow().toString();

    assertThat(rules()).hasSize(3);
    for (var rule : rules()) {
      assertThat(Ruler.matchesRule(event, rule.toString())).as(rule.toString()).isTrue();
    }
  }

  @Test
  void each_ending_code_and_reason_has_a_row() throws IOException {
    var words =
        Stream.of(
                Stream.of(Ending.class.getPermittedSubclasses()).map(Class::getSimpleName),
                Stream.of(Code.values()).map(Code::wire),
                Stream.of(SkipReason.values()).map(SkipReason::wire))
            .flatMap(each -> each)
            .toList();

    assertThat(rows()).containsAll(words);
  }

  @Test
  void each_field_of_the_schema_has_a_row() throws IOException {
    var schema = JSON.readTree(OutcomeSchema.text());

    for (var owner : List.of("", "/$defs/change", "/$defs/finding", "/$defs/trigger")) {
      assertThat(rows()).containsAll(schema.at(owner + "/properties").propertyNames());
    }
  }

  /** The outcomes shown, by themselves or in an event. */
  static Stream<JsonNode> examples() throws IOException {
    return Stream.concat(
        blocks().stream().filter(each -> each.has("outcome")),
        events().map(each -> each.get("detail")));
  }

  private static Stream<JsonNode> events() throws IOException {
    return blocks().stream().filter(each -> each.path("source").isString());
  }

  private static List<JsonNode> rules() throws IOException {
    return blocks().stream().filter(each -> each.path("source").isArray()).toList();
  }

  private static List<JsonNode> blocks() throws IOException {
    return JSON_BLOCK
        .matcher(Files.readString(DOC))
        .results()
        .map(each -> JSON.readTree(each.group(1)))
        .toList();
  }

  private static List<String> rows() throws IOException {
    return ROW.matcher(Files.readString(DOC)).results().map(each -> each.group(1)).toList();
  }
}
