package io.github.tagscaler.outcome;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.aws.JsonReader;
import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Delivery;
import io.github.tagscaler.event.EventReader;
import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.report.EventLog;
import io.github.tagscaler.report.JsonLines;
import io.github.tagscaler.report.OutcomeEvent;
import io.github.tagscaler.report.SweepLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.event.ruler.Ruler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds {@code docs/operations.md} and {@code docs/deploys.md} to what they describe. */
class OperationsDocTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path OPERATIONS = Path.of("docs/operations.md");
  private static final Path DEPLOYS = Path.of("docs/deploys.md");

  /** A row that begins with words and goes on; the head of a table is none. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (`[^|]+`) \\| [^|\\s].*$(?!\n\\| -)");

  private static final Pattern WORD = Pattern.compile("`([^`]+)`");
  private static final Pattern REQUEST = Pattern.compile("[`'](\\{\"[^`'\n]*})[`']");
  private static final Pattern JSON_BLOCK = Pattern.compile("(?ms)^```json\n(.*?)^```$");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]*)(?:#([^)]*))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

  @ParameterizedTest
  @MethodSource("sections")
  void each_section_has_a_row_for_each_word_that_belongs_there_and_no_other(
      String section, List<String> words) throws IOException {
    assertThat(rows(section)).containsExactlyInAnyOrderElementsOf(words);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void each_request_is_one_that_can_be_taken(String request) {
    assertThat(EventReader.read(JsonReader.read(request), Delivery.DIRECT))
        .isNotInstanceOfAny(Command.Refused.class, Command.Ignored.class);
  }

  @Test
  void each_rule_matches_the_event_it_is_shown_with_and_not_others() throws Exception {
    var event =
        blocks().stream()
            .filter(each -> each.path("source").isString())
            .findFirst()
            .orElseThrow()
            .toString();
    var rules =
        blocks().stream()
            .filter(each -> each.path("source").isArray())
            .map(JsonNode::toString)
            .toList();

    var another = event.replace("Deploy Blocked", "Scaling Applied");
    var anothers = event.replace("assumed-role/deploy/", "assumed-role/search/");
    assertThat(rules).hasSize(2);
    for (var rule : rules) {
      assertThat(Ruler.matchesRule(event, rule)).as(rule).isTrue();
      assertThat(Ruler.matchesRule(another, rule)).as(rule).isFalse();
    }
    assertThat(Ruler.matchesRule(anothers, rules.getFirst())).as("all, of any role").isTrue();
    assertThat(Ruler.matchesRule(anothers, rules.getLast())).as("those of one role").isFalse();
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

  /** The sections that say what to do, each with the words that its table explains. */
  static List<Arguments> sections() {
    var codes =
        Stream.of(Code.Concern.values())
            .map(concern ->
                Arguments.of(
                    section(concern),
                    Stream.of(Code.values())
                        .filter(code -> code.concern() == concern)
                        .map(Code::wire)
                        .toList()));
    var reasons = Stream.of(SkipReason.values()).map(SkipReason::wire).toList();
    return Stream.concat(
            codes,
            Stream.of(
                Arguments.of("Skipped", reasons),
                Arguments.of("Lines in the log that are no outcome", loggedEvents())))
        .toList();
  }

  private static String section(Code.Concern concern) {
    return switch (concern) {
      case OPERATOR -> "Yours";
      case TRANSIENT -> "It passes";
      case OWNER -> "The owner's";
      case WARNING -> "Warnings";
    };
  }

  /** The names of the lines that {@link EventLog} and {@link SweepLog} write, one a method. */
  private static List<String> loggedEvents() {
    var written = new ByteArrayOutputStream();
    var lines = new JsonLines(new PrintStream(written, false, UTF_8), InstantSource.system());
    var trigger = new Trigger(Trigger.Type.ENDPOINT, null, null, null);
    var events = new EventLog(lines);
    events.ignored(new Command.Ignored(""), null);
    events.refused(new Command.Refused(""), null);
    events.blocked(new Command.Blocked(Optional.empty(), "", "", "", trigger), "");
    events.dropped("", null);
    events.unpublished(new OutcomeEvent("", Json.object().build(), List.of()), "");
    events.failed("", null);
    events.putOff("", null);
    events.bug(new IllegalStateException(), null);
    var sweeps = new SweepLog(lines, InstantSource.system(), "");
    sweeps.swept(Instant.EPOCH, 0, 0, 0, 0, 0);
    sweeps.done(Instant.EPOCH);

    var names =
        written
            .toString(UTF_8)
            .lines()
            .map(line -> JSON.readTree(line).path("event").stringValue())
            .toList();
    // A method that is new has to be called here, too.
    assertThat(names)
        .hasSize(
            Math.toIntExact(
                Stream.of(EventLog.class, SweepLog.class)
                    .flatMap(log -> Stream.of(log.getDeclaredMethods()))
                    .filter(method -> Modifier.isPublic(method.getModifiers()))
                    .count()));
    return names;
  }

  /** The words that the table under that heading begins its rows with. */
  private static List<String> rows(String section) throws IOException {
    var page = Files.readString(OPERATIONS);
    var heading = "\n### %s\n".formatted(section);
    assertThat(page).containsOnlyOnce(heading);
    var text = page.substring(page.indexOf(heading) + heading.length());
    int end = text.indexOf("\n#");
    return ROW.matcher(end < 0 ? text : text.substring(0, end))
        .results()
        .flatMap(row -> WORD.matcher(row.group(1)).results())
        .map(word -> word.group(1))
        .toList();
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
