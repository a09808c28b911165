package io.github.tagscaler.outcome;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Delivery;
import io.github.tagscaler.event.EventReader;
import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.policy.catalog.CatalogReader;
import io.github.tagscaler.report.CatalogReporter;
import io.github.tagscaler.report.EventLog;
import io.github.tagscaler.report.JsonLines;
import io.github.tagscaler.report.OutcomeEvent;
import io.github.tagscaler.report.SweepCounts;
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
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.event.ruler.Ruler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code docs/operations.md} and {@code docs/deploys.md} agree with the code. */
class OperationsDocTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path OPERATIONS = Path.of("docs/operations.md");
  private static final Path DEPLOYS = Path.of("docs/deploys.md");

  private static final Pattern LOG_TABLE =
      Pattern.compile("(?m)^\\| `event` \\|.*\n\\| -.*\n((?:\\|.*\n?)+)");
  private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| ([^|]+) \\|");
  private static final Pattern WORD = Pattern.compile("`([^`]+)`");
  private static final Pattern REQUEST = Pattern.compile("[`'](\\{\"[^`'\n]*})[`']");
  private static final Pattern JSON_BLOCK = Pattern.compile("(?ms)^```json\n(.*?)^```$");

  @Test
  void each_line_in_the_log_that_is_not_an_outcome_has_a_row() throws IOException {
    assertThat(loggedEventsOnThePage()).containsExactlyInAnyOrderElementsOf(loggedEvents());
  }

  @ParameterizedTest
  @MethodSource("requests")
  void each_request_on_the_page_is_accepted(String request) {
    assertThat(EventReader.read(JsonReader.read(request), Delivery.DIRECT))
        .isNotInstanceOfAny(Command.Refused.class, Command.Ignored.class);
  }

  @Test
  void each_event_pattern_matches_the_event_on_the_page_and_no_other() throws Exception {
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
    assertThat(Ruler.matchesRule(anothers, rules.getLast())).as("of one role only").isFalse();
  }

  /**
   * The names of the lines that {@link EventLog}, {@link SweepLog} and {@link CatalogReporter}
   * write, one per method.
   */
  private static List<String> loggedEvents() {
    var written = new ByteArrayOutputStream();
    var lines = new JsonLines(new PrintStream(written, false, UTF_8), InstantSource.system());
    var trigger = new Trigger(Trigger.Type.ENDPOINT, null, null, null);
    var events = new EventLog(lines);
    events.ignored(new Command.Ignored(""), null);
    events.refused(new Command.Refused(""), null);
    events.blocked("", null);
    events.dropped("", null);
    events.unpublished(new OutcomeEvent("", Json.object().build(), List.of()), "");
    events.failed("", null);
    events.stillFailing(5, "", null);
    events.putOff("", null);
    events.notPrimed("");
    events.bug(new IllegalStateException(), null);
    var sweeps = new SweepLog(lines, InstantSource.system(), "", "");
    sweeps.swept(
        Instant.EPOCH, new SweepCounts(0, 0, 0, 0, 0, 0, 0, Map.of("Scaled", 0), Map.of()));
    sweeps.done(Instant.EPOCH);
    new CatalogReporter(lines, events, _ -> {}, "", "")
        .read(CatalogReader.read(List.of()), new Command.Sweep(trigger, false, Optional.empty()));

    var names =
        written
            .toString(UTF_8)
            .lines()
            .map(line -> JSON.readTree(line).path("event").stringValue())
            .toList();
    // A new method must be called here too.
    assertThat(names)
        .hasSize(
            Math.toIntExact(
                    Stream.of(EventLog.class, SweepLog.class, CatalogReporter.class)
                        .flatMap(log -> Stream.of(log.getDeclaredMethods()))
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .map(method -> method.getName())
                        .distinct()
                        .count())
                // A sweep writes two kinds of lines.
                + 1);
    return names;
  }

  /** The words in the first column of the table whose head begins with {@code event}. */
  private static List<String> loggedEventsOnThePage() throws IOException {
    var table = LOG_TABLE.matcher(Files.readString(OPERATIONS));
    assertThat(table.find()).isTrue();
    return FIRST_CELL
        .matcher(table.group(1))
        .results()
        .flatMap(cell -> WORD.matcher(cell.group(1)).results())
        .map(word -> word.group(1))
        .toList();
  }

  /** The requests in the table and in the commands. */
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

  private static List<JsonNode> blocks() throws IOException {
    return JSON_BLOCK
        .matcher(Files.readString(DEPLOYS))
        .results()
        .map(each -> JSON.readTree(each.group(1)))
        .toList();
  }
}
