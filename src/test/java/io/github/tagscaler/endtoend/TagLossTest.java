package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tags that are removed from many at once, of which each has its event. */
class TagLossTest {
  @RegisterExtension static final TestAccount account = new TestAccount();

  private static final int ENDPOINTS = 100;

  private static Json scheduled() {
    return JsonReader.read(
        """
        {"id": "s", "source": "aws.events", "detail-type": "Scheduled Event", "detail": {},
         "time": "%s"}
        """
            .formatted(account.aws().now()));
  }

  @Test
  void a_hundred_endpoints_lose_their_tags_by_a_hundred_events_and_none_is_released() {
    endpoints(ENDPOINTS);
    untag(ENDPOINTS);

    assertThat(endings(drain())).hasSize(ENDPOINTS).containsOnly("Skipped NotTagged");
    var sweep = account.withQueue().invoke(scheduled());

    assertThat(sweep.outcomes())
        .hasSize(ENDPOINTS)
        .allMatch(outcome -> outcome.ending().equals("Skipped SweepLimitExceeded"));
    assertThat(heldBack(sweep)).isEqualTo(ENDPOINTS);
    assertThat(account.queued()).isEmpty();
    assertThat(account.targets()).hasSize(ENDPOINTS);
  }

  @Test
  void a_few_are_released_a_quarter_of_an_hour_after_the_sweep_that_counted_them() {
    endpoints(10);
    untag(3);
    drain();
    account.withQueue().invoke(scheduled());

    account.advance(Duration.ofMinutes(14));
    assertThat(account.poll(account.withQueue()).outcomes()).isEmpty();
    account.advance(Duration.ofMinutes(2));

    assertThat(endings(drain())).hasSize(3).containsOnly("Released");
    assertThat(account.targets()).hasSize(7);
  }

  @Test
  void a_variant_that_no_sweep_counted_is_not_released_with_another_one() {
    account.endpointOf(
        "chat",
        "[{\"name\": \"blue\", \"instanceType\": \"ml.g5.xlarge\"},"
            + " {\"name\": \"green\", \"instanceType\": \"ml.g5.xlarge\"}]",
        "policy@blue=default",
        "policy@green=default");
    account.invoke(SampleEvents.inService("chat"));
    account.advance(Duration.ofHours(1));
    account.user.untag("endpoint/chat", "policy@blue");
    account.withQueue().invoke(scheduled());
    account.user.untag("endpoint/chat", "policy@green");
    account.advance(Duration.ofMinutes(16));

    assertThat(endings(drain())).containsExactlyInAnyOrder("Released", "Skipped NotTagged");
    assertThat(account.targets())
        .extracting(RegisteredTarget::resourceId)
        .containsExactly("endpoint/chat/variant/green");
  }

  @Test
  void tags_that_are_replaced_lose_nothing() {
    endpoints(10);
    untag(3);
    drain();
    account.withQueue().invoke(scheduled());
    for (int i = 0; i < 3; i++) {
      account.user.tag("endpoint/chat" + i, "policy=default");
    }

    assertThat(endings(drain())).hasSize(3).containsOnly("Unchanged");
    assertThat(account.targets()).hasSize(10);
  }

  @Test
  void who_invokes_the_function_for_one_endpoint_has_it_released_at_once() {
    endpoints(1);
    account.user.untag("endpoint/chat0", "policy");

    assertThat(
            account
                .withQueue()
                .invoke(JsonReader.read("{\"endpointName\": \"chat0\"}"))
                .outcome()
                .ending())
        .isEqualTo("Released");
  }

  @Test
  void a_request_on_the_bus_leaves_it_to_the_sweep() {
    endpoints(1);
    account.user.untag("endpoint/chat0", "policy");
    account.enqueue(SampleEvents.requested("chat0"));

    assertThat(endings(drain())).containsExactly("Skipped NotTagged");
  }

  private static void endpoints(int number) {
    for (int i = 0; i < number; i++) {
      account.endpoint("chat" + i, "policy=default");
      account.invoke(SampleEvents.inService("chat" + i));
    }
    account.advance(Duration.ofHours(1));
  }

  private static void untag(int number) {
    for (int i = 0; i < number; i++) {
      account.user.untag("endpoint/chat" + i, "policy");
      account.enqueue(SampleEvents.tagChange("endpoint/chat" + i));
    }
  }

  private static List<Invocation> drain() {
    var runs = new ArrayList<Invocation>();
    while (!account.queued().isEmpty()) {
      runs.add(account.poll(account.withQueue()));
      account.advance(Duration.ofSeconds(30));
    }
    return runs;
  }

  private static List<String> endings(List<Invocation> runs) {
    return runs.stream()
        .flatMap(run -> run.outcomes().stream())
        .map(LoggedOutcome::ending)
        .toList();
  }

  private static int heldBack(Invocation sweep) {
    return sweep.log().stream()
        .filter(line -> line.get("event").equals(Json.of("Sweep")))
        .mapToInt(line -> Integer.parseInt(line.get("heldBack").write()))
        .sum();
  }
}
