package io.github.tagscaler.standin;

import static io.github.tagscaler.standin.Caller.EVENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.standin.Caller.Answer;
import io.github.tagscaler.standin.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amazon EventBridge API reference and user guide, PutEvents. */
class EventBridgeTest {

  private final Caller aws = new Caller(StandIn.start());

  @AfterEach
  void close() {
    aws.close();
  }

  private static final String GOOD =
      "{'Source': 'tagscaler', 'DetailType': 'Outcome', 'Detail': '{}'}";

  private JsonObject put(String... entries) {
    return aws.ok(EVENTS, "PutEvents", "{'Entries': [" + String.join(",", entries) + "]}");
  }

  @Test
  void keeps_events_with_their_bus_and_time() {
    JsonObject answer =
        put(
            "{'Source': 'tagscaler', 'DetailType': 'Outcome', 'Detail': '{\\'a\\': 1}',"
                    .replace("\\'", "\\\"")
                + " 'Resources': ['arn:x']}");

    JsonObject event = aws.state().objects("events").getFirst();
    assertThat(answer.whole("FailedEntryCount")).isZero();
    assertThat(event.text("EventBusName")).isEqualTo("default");
    assertThat(event.object("Detail")).isEqualTo(JsonObject.of("a", 1L));
    assertThat(event.text("Time")).isEqualTo("2026-01-05T08:00:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'DetailType': 'Outcome', 'Detail': '{}'} | InvalidArgument",
        "{'Source': 'tagscaler', 'Detail': '{}'} | InvalidArgument",
        "{'Source': 'tagscaler', 'DetailType': 'Outcome'} | InvalidArgument",
        "{'Source': 'tagscaler', 'DetailType': 'Outcome', 'Detail': '[]'} | MalformedDetail",
        "{'Source': 'aws.mine', 'DetailType': 'Outcome', 'Detail': '{}'} | NotAuthorizedForSource"
      })
  void a_bad_entry_fails_for_itself(String bad, String code) {
    JsonObject answer = put(GOOD, bad);

    List<JsonObject> entries = answer.objects("Entries");
    assertThat(answer.whole("FailedEntryCount")).isEqualTo(1);
    assertThat(entries.get(0).has("EventId")).isTrue();
    assertThat(entries.get(1).text("ErrorCode")).isEqualTo(code);
    assertThat(aws.state().objects("events")).hasSize(1);
  }

  @Test
  void takes_at_most_ten_entries() {
    String eleven = String.join(",", java.util.Collections.nCopies(11, GOOD));

    Answer answer = aws.refused(EVENTS, "PutEvents", "{'Entries': [" + eleven + "]}");

    assertThat(answer.message()).contains("length less than or equal to 10");
  }

  @Test
  void takes_at_most_256_kilobytes() {
    String detail = "{\\\"a\\\": \\\"" + "x".repeat(256 * 1024) + "\\\"}";

    Answer answer =
        aws.refused(EVENTS, "PutEvents", "{'Entries': [" + GOOD.replace("{}", detail) + "]}");

    assertThat(answer.message()).contains("over the limit");
  }
}
