package io.github.tagscaler.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.aws.JsonReader;
import io.github.tagscaler.event.Delivery;
import io.github.tagscaler.event.EventReader;
import io.github.tagscaler.event.Notice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.event.ruler.Ruler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds {@code docs/operations.md} and {@code docs/deploys.md} to what they describe. */
class OperationsDocTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path OPERATIONS = Path.of("docs/operations.md");
  private static final Path DEPLOYS = Path.of("docs/deploys.md");

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|");
  private static final Pattern REQUEST = Pattern.compile("[`'](\\{\"[^`'\n]*})[`']");
  private static final Pattern JSON_BLOCK = Pattern.compile("(?ms)^```json\n(.*?)^```$");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]*)(?:#([^)]*))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

  @Test
  void each_code_and_reason_has_a_row_that_says_what_to_do() throws IOException {
    var words =
        Stream.concat(
                Stream.of(Code.values()).map(Code::wire),
                Stream.of(SkipReason.values()).map(SkipReason::wire))
            .toList();
    var rows =
        ROW.matcher(Files.readString(OPERATIONS)).results().map(each -> each.group(1)).toList();

    assertThat(rows).containsAll(words);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void each_request_is_one_that_can_be_taken(String request) {
    assertThat(EventReader.read(JsonReader.read(request), Delivery.DIRECT))
        .isNotInstanceOfAny(Notice.Refused.class, Notice.Ignored.class);
  }

  @Test
  void each_rule_matches_the_event_it_is_shown_with() throws Exception {
    var event =
        blocks().stream()
            .filter(each -> each.path("source").isString())
            .findFirst()
            .orElseThrow()
            .toString();
    var rules = blocks().stream().filter(each -> each.path("source").isArray()).toList();

    assertThat(rules).hasSize(2);
    for (var rule : rules) {
      assertThat(Ruler.matchesRule(event, rule.toString())).as(rule.toString()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("links")
  void each_link_leads_somewhere(Path page, String file, String heading) throws IOException {
    var target = file.isEmpty() ? page : page.resolveSibling(file).normalize();

    assertThat(target).exists();
    if (!heading.isEmpty()) {
      assertThat(headings(target)).contains(heading);
    }
  }

  /** What is written as a request for one resource: in the table and in the commands. */
  static List<String> requests() throws IOException {
    return REQUEST
        .matcher(Files.readString(OPERATIONS))
        .results()
        .map(each -> each.group(1))
        .filter(json -> !json.startsWith("{\"outcomes\""))
        .map(request -> request.replace("…", "chat"))
        .distinct()
        .toList();
  }

  static List<Object[]> links() throws IOException {
    return Stream.concat(links(OPERATIONS).stream(), links(DEPLOYS).stream()).toList();
  }

  private static List<Object[]> links(Path page) throws IOException {
    return LINK.matcher(Files.readString(page))
        .results()
        .map(each -> new Object[] {page, each.group(1), each.group(2) == null ? "" : each.group(2)})
        .toList();
  }

  /** The headings of a page as links spell them. */
  private static List<String> headings(Path page) throws IOException {
    return HEADING
        .matcher(Files.readString(page))
        .results()
        .map(each ->
            each.group(1).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
        .toList();
  }

  private static List<JsonNode> blocks() throws IOException {
    return JSON_BLOCK
        .matcher(Files.readString(DEPLOYS))
        .results()
        .map(each -> JSON.readTree(each.group(1)))
        .toList();
  }
}
