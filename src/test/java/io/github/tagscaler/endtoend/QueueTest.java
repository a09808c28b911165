package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.event.Events;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.standin.engine.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages of the work queue: each on its own, tried again in good time, never stuck. */
class QueueTest {
  private static final String LLAMA = "inference-component/llama";
  private static final Json ALL = JsonReader.read("{\"all\": true}");

  @RegisterExtension static final TestAccount account = new TestAccount();

  private static List<Integer> visibilities(Invocation run) {
    return run.calls("ChangeMessageVisibility").stream()
        .map(call ->
            RegisteredTarget.integer(JsonReader.read(call.request()).get("VisibilityTimeout")))
        .toList();
  }

  @Test
  void a_message_that_fails_stops_no_other_and_comes_again_alone() {
    account.endpoint("bad", "policy=default");
    account.endpoint("good", "policy=default");
    account.enqueue(
        SampleEvents.addTags("endpoint/good"),
        SampleEvents.requested("bad"),
        SampleEvents.inService("good"));
    account.fault(Fault.serverError().on("RegisterScalableTarget").at(2).always());

    var run = account.poll(account.withQueue());

    assertThat(run.outcomes())
        .extracting(LoggedOutcome::ending)
        .containsExactly("Applied", "Failed ServiceError", "Unchanged");
    assertThat(run.failures()).hasSize(1);
    assertThat(visibilities(run)).containsExactly(30);
    assertThat(account.queued())
        .singleElement()
        .satisfies(message ->
            assertThat(message.get("Body"))
                .isEqualTo(Json.of(SampleEvents.requested("bad").write())));
  }

  // The queue hides a message for six times the function's timeout; a passing failure should not
  // wait for that. The first try after it comes within two minutes, the later ones less often.
  @Test
  void what_fails_is_tried_again_within_two_minutes_and_then_less_often() {
    account.endpoint("chat", "policy=default");
    account.enqueue(SampleEvents.requested("chat"));
    account.fault(Fault.serverError().on("DescribeEndpoint").always());
    var waits = new ArrayList<Integer>();

    for (int received = 1; received <= 4; received++) {
      var run = account.poll(account.withQueue());
      assertThat(run.failures()).hasSize(1);
      waits.addAll(visibilities(run));
      account.advance(Duration.ofSeconds(waits.getLast()));
    }

    assertThat(waits).containsExactly(30, 60, 120, 240);
    account.clearFaults();
    assertThat(account.poll(account.withQueue()).outcome().ending()).isEqualTo("Applied");
    assertThat(account.queued()).isEmpty();
  }

  @Test
  void a_message_that_is_not_an_event_is_reported_and_dropped() {
    account.endpoint("chat", "policy=default");
    account.user.send(account.queueUrl(), "not an event");
    account.user.send(account.queueUrl(), "[1, 2]");
    account.enqueue(SampleEvents.inService("chat"));

    var run = account.poll(account.withQueue());

    assertThat(run.failures()).isEmpty();
    assertThat(run.loggedEvents()).containsExactlyInAnyOrder("Dropped", "Refused");
    assertThat(run.outcome().ending()).isEqualTo("Applied");
    assertThat(account.queued()).isEmpty();
  }

  @Test
  void a_request_without_an_envelope_is_not_taken_from_the_queue() {
    account.endpoint("chat", "policy=default");
    account.user.send(account.queueUrl(), "{\"endpointName\": \"chat\"}");

    var run = account.poll(account.withQueue());

    assertThat(run.loggedEvents()).containsExactly("Refused");
    assertThat(run.failures()).isEmpty();
    assertThat(account.targets()).isEmpty();
  }

  // CreateInferenceComponent is recorded when the call is taken, minutes before the component is in
  // service, and no event reports when it is: inference components have none.
  // An endpoint can stay out of service for days, and no operator can do anything about the
  // message.
  @Test
  void what_aws_does_not_take_out_of_service_is_left_to_the_sweep_after_two_hours() {
    account.endpoint("chat", "policy=default");
    account.invoke(SampleEvents.inService("chat"));
    account.user.tag("endpoint/chat", "paused=true");
    account.aws().pinEndpoint("chat", "UpdateRollbackFailed");
    account.enqueue(SampleEvents.addTags("endpoint/chat"));
    var waited = Duration.ZERO;

    while (!account.queued().isEmpty()) {
      var run = account.poll(account.withQueue());
      assertThat(run.outcome().ending()).isEqualTo("Failed NotReady");
      for (int wait : visibilities(run)) {
        waited = waited.plusSeconds(wait);
        account.advance(Duration.ofSeconds(wait));
      }
    }

    assertThat(waited).isBetween(Duration.ofMinutes(90), Duration.ofHours(2));
    // A sweep tries once.
    assertThat(account.invoke(ALL).outcome().ending()).isEqualTo("Failed NotReady");
    account.aws().pinEndpoint("chat", "InService");
    assertThat(account.invoke(ALL).outcome().ending()).isEqualTo("Applied");
    assertThat(account.target("endpoint/chat/variant/AllTraffic").suspended())
        .isEqualTo("scale-in scale-out scheduled");
  }

  @Nested
  class A_component_on_its_way {
    private void create(String... tags) {
      account.host("models");
      account.user.createComponent("llama", "models", tags);
    }

    @Test
    void is_checked_again_until_it_is_in_service() {
      create("policy=default");
      account.enqueue(SampleEvents.componentCreated("llama"));

      var early = account.poll(account.withQueue());

      assertThat(early.outcome().ending()).isEqualTo("Skipped NotReady");
      assertThat(early.failures()).isEmpty();
      assertThat(early.calls("SendMessage"))
          .singleElement()
          .satisfies(call ->
              assertThat(JsonReader.read(call.request()).get("DelaySeconds"))
                  .isEqualTo(Json.of(45)));
      assertThat(account.queued())
          .singleElement()
          .satisfies(message ->
              assertThat(
                      JsonReader.read(message.get("Body").text().orElseThrow()).get("detail-type"))
                  .isEqualTo(Json.of("Pending Component")));
      assertThat(account.poll(account.withQueue()).outcomes()).isEmpty();

      account.advance(Duration.ofMinutes(1));

      assertThat(account.poll(account.withQueue()).outcome().ending()).isEqualTo("Applied");
      assertThat(account.queued()).isEmpty();
      assertThat(account.targets()).extracting(RegisteredTarget::resourceId).containsExactly(LLAMA);
    }

    // While Application Auto Scaling changes its copies a component is Updating, and no event tells
    // when that ends: tags that its endpoint got meanwhile would be lost.
    @Test
    void is_waited_for_when_its_endpoint_is_tagged() {
      create();
      account.user.tag("endpoint/models", "policy=default");
      account.enqueue(SampleEvents.addTags("endpoint/models"));

      var early = account.poll(account.withQueue());

      assertThat(early.outcome(LLAMA).ending()).isEqualTo("Skipped NotReady");
      account.advance(Duration.ofMinutes(1));
      assertThat(account.poll(account.withQueue()).outcome(LLAMA).ending()).isEqualTo("Applied");
      assertThat(account.queued()).isEmpty();
    }

    @Test
    void is_requested_again_if_its_endpoint_was_requested() {
      create("policy=default");
      account.enqueue(SampleEvents.requested("models"));

      var early = account.poll(account.withQueue());

      assertThat(early.outcome(LLAMA).ending()).isEqualTo("Skipped NotReady");
      assertThat(account.queued())
          .singleElement()
          .satisfies(message -> {
            var body = JsonReader.read(message.get("Body").text().orElseThrow());
            assertThat(body.get("detail-type")).isEqualTo(Json.of("Pending Component"));
            assertThat(body.get("detail").get("inferenceComponentName"))
                .isEqualTo(Json.of("llama"));
          });
      account.advance(Duration.ofMinutes(1));
      var late = account.poll(account.withQueue());
      assertThat(late.outcome(LLAMA).ending()).isEqualTo("Applied");
      assertThat(late.outcome(LLAMA).json().get("trigger").get("type"))
          .isEqualTo(Json.of("request"));
    }

    /** The message comes again by itself, and would send it on each time. */
    @Test
    void is_not_sent_on_by_a_message_that_failed() {
      create();
      account.component("mistral", "models");
      account.user.tag("endpoint/models", "policy=default");
      account.enqueue(SampleEvents.addTags("endpoint/models"));
      account.fault(Fault.serverError().on("RegisterScalableTarget").always());

      var run = account.poll(account.withQueue());

      assertThat(run.endings())
          .containsEntry(LLAMA, "Skipped NotReady")
          .containsEntry("inference-component/mistral", "Failed ServiceError");
      assertThat(run.failures()).hasSize(1);
      assertThat(run.operations()).doesNotContain("SendMessage");
      account.clearFaults();
      account.advance(Duration.ofMinutes(1));
      assertThat(account.poll(account.withQueue()).endings())
          .containsEntry(LLAMA, "Applied")
          .containsEntry("inference-component/mistral", "Applied");
    }

    @Test
    void is_not_waited_for_in_a_dry_run() {
      create("policy=default");
      account.enqueue(
          Events.with(SampleEvents.requestedComponent("llama"), "detail.dryRun", Json.of(true)));

      assertThat(account.poll(account.withQueue()).outcome().ending())
          .isEqualTo("Skipped NotReady");
      assertThat(account.queued()).isEmpty();
    }

    @Test
    void fails_without_a_queue_to_wait_in() {
      create("policy=default");

      var run = account.invoke(SampleEvents.componentCreated("llama"));

      assertThat(run.raised()).isTrue();
      assertThat(run.outcome().ending()).isEqualTo("Failed NotReady");
    }

    @Test
    void is_not_waited_for_when_nothing_is_asked_of_it() {
      create();
      account.enqueue(SampleEvents.componentCreated("llama"));

      var run = account.poll(account.withQueue());

      assertThat(run.outcome().ending()).isEqualTo("Skipped NotTagged");
      assertThat(account.queued()).isEmpty();
    }

    @Test
    void does_not_delay_off_switches() {
      create("policy=ignore");
      account.enqueue(SampleEvents.componentCreated("llama"));

      assertThat(account.poll(account.withQueue()).outcome().ending()).isEqualTo("Skipped Ignored");
      assertThat(account.queued()).isEmpty();
    }

    // Waiting must never end in the dead-letter queue, nor go on for ever.
    @Test
    void is_left_alone_after_two_hours() {
      account.host("models");
      account.seed(
          """
          {"components": [{"name": "llama", "endpoint": "models", "status": "Creating",
            "tags": {"autoscaling:policy": "default"}}]}
          """);
      account.advance(Duration.ofMinutes(121));
      account.enqueue(SampleEvents.componentCreated("llama"));

      var run = account.poll(account.withQueue());

      assertThat(run.outcome().ending()).isEqualTo("Skipped NotReady");
      assertThat(run.failures()).isEmpty();
      assertThat(account.queued()).isEmpty();
    }

    @Test
    void is_not_waited_for_by_the_events_of_its_endpoint() {
      create("policy=default");
      account.user.tag("endpoint/models", "max=3");
      account.enqueue(SampleEvents.inService("models"));

      var run = account.poll(account.withQueue());

      assertThat(run.outcome(LLAMA).ending()).isEqualTo("Skipped NotReady");
      assertThat(account.queued()).isEmpty();
    }
  }
}
