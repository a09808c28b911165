package io.github.tagscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.report.EventBus;
import io.github.tagscaler.report.OutcomeEvent;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

class EventBridgeBusTest {
  private static final String TAKEN = "{'EventId': 'e'}";
  private static final String REFUSED =
      "{'ErrorCode': 'ThrottlingException', 'ErrorMessage': 'Rate exceeded'}";

  private final CannedAws aws = new CannedAws();
  private final EventBus bus = aws.adapters().eventBus("ours");

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void publishes_an_outcome_with_its_resource() {
    answer(TAKEN);

    bus.publish(
        List.of(
            new OutcomeEvent(
                "Scaling Applied", Json.object().put("version", 1).build(), List.of("arn:e"))));

    assertThat(sent().getFirst().getFirst())
        .isEqualTo(
            JsonNode.parser()
                .parse(
                    """
                    {"EventBusName": "ours", "Source": "tagscaler", "DetailType": "Scaling Applied",
                     "Detail": "{\\"version\\":1}", "Resources": ["arn:e"]}
                    """));
  }

  @Test
  void makes_no_call_for_nothing() {
    bus.publish(List.of());

    assertThat(aws.calls()).isEmpty();
  }

  @Test
  void sends_no_more_than_ten_at_once() {
    answer(Collections.nCopies(10, TAKEN).toArray(String[]::new));

    bus.publish(IntStream.range(0, 23).mapToObj(i -> event("n" + i)).toList());

    assertThat(sent()).extracting(List::size).containsExactly(10, 10, 3);
  }

  @Test
  void sends_no_more_than_256_KB_at_once() {
    answer(TAKEN, TAKEN);
    var large = "x".repeat(100_000);

    bus.publish(Stream.of(large, large, large).map(text -> event(text)).toList());

    assertThat(sent()).extracting(List::size).containsExactly(2, 1);
  }

  /** Counted are source, detail-type, detail and resources, in UTF-8. */
  @Test
  void fills_256_KB_to_the_last_byte() {
    int rest = 256 * 1024 - size("", "arn:é") - size("first");
    var fits = event("x".repeat(rest), "arn:é");
    answer(TAKEN, TAKEN);

    bus.publish(List.of(event("first"), fits));
    bus.publish(List.of(event("first!"), fits));

    assertThat(sent()).extracting(List::size).containsExactly(2, 1, 1);
  }

  private static int size(String text, String... resources) {
    return Stream.concat(
            Stream.of("tagscaler", "Scaling Applied", "{\"text\":\"" + text + "\"}"),
            Stream.of(resources))
        .mapToInt(each -> each.getBytes(StandardCharsets.UTF_8).length)
        .sum();
  }

  @Test
  void sends_again_just_those_that_were_given_back() {
    answer(TAKEN, REFUSED);
    answer(TAKEN);

    bus.publish(List.of(event("a"), event("b")));

    assertThat(sent()).extracting(List::size).containsExactly(2, 1);
    assertThat(sent().get(1).getFirst().field("Detail").orElseThrow().text()).contains("b");
    assertThat(aws.pauses()).hasSize(1);
  }

  @Test
  void reports_what_was_rejected_in_the_end() {
    answer(REFUSED);

    assertThatThrownBy(() -> bus.publish(List.of(event("a"))))
        .isInstanceOfSatisfying(
            CallFailedException.class,
            failed -> assertThat(failed.code()).isEqualTo(Code.THROTTLED));
    assertThat(aws.calls()).hasSize(3);
  }

  @Test
  void one_that_fails_stops_no_other() {
    aws.fail(
        "PutEvents",
        "ValidationException",
        "Total size of the entries in the request is over the limit.");
    answer(TAKEN);

    assertThatThrownBy(() -> bus.publish(List.of(event("x".repeat(300_000)), event("b"))))
        .isInstanceOf(CallFailedException.class);
    assertThat(sent()).extracting(List::size).containsExactly(1, 1);
  }

  private void answer(String... entries) {
    aws.answer(
        "PutEvents", "{'FailedEntryCount': 0, 'Entries': [" + String.join(",", entries) + "]}");
  }

  private List<List<JsonNode>> sent() {
    return aws.calls().stream()
        .map(call -> call.request().field("Entries").orElseThrow().asArray())
        .toList();
  }

  private static OutcomeEvent event(String text, String... resources) {
    return new OutcomeEvent(
        "Scaling Applied", Json.object().put("text", text).build(), List.of(resources));
  }
}
