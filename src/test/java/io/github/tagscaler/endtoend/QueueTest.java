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

  @RegisterExtension static final World world = new World();

  private static List<Integer> visibilities(Run run) {
    return run.calls("ChangeMessageVisibility").stream()
        .map(call -> Held.whole(JsonReader.read(call.request()).get("VisibilityTimeout")))
        .toList();
  }

  @Test
  void a_message_that_fails_stops_no_other_and_comes_again_alone() {
    world.endpoint("bad", "policy=default");
    world.endpoint("good", "policy=default");
    world.enqueue(
        News.addTags("endpoint/good"), News.requested("bad"), News.addTags("endpoint/good"));
    world.fault(Fault.serverError().on("RegisterScalableTarget").at(2).always());

    var run = world.poll(world.withQueue());

    assertThat(run.outcomes())
        .extracting(Told::ending)
        .containsExactly("Applied", "Failed ServiceError", "Unchanged");
    assertThat(run.failures()).hasSize(1);
    assertThat(visibilities(run)).containsExactly(30);
    assertThat(world.queued())
        .singleElement()
        .satisfies(message ->
            assertThat(message.get("Body")).isEqualTo(Json.of(News.requested("bad").write())));
  }

  // The queue hides a message for six times the function's timeout; a passing failure should not
  // wait for that. The first try after it comes within two minutes, the later ones less often.
  @Test
  void what_fails_is_tried_again_within_two_minutes_and_then_less_often() {
    world.endpoint("chat", "policy=default");
    world.enqueue(News.requested("chat"));
    world.fault(Fault.serverError().on("DescribeEndpoint").always());
    var waits = new ArrayList<Integer>();

    for (int received = 1; received <= 4; received++) {
      var run = world.poll(world.withQueue());
      assertThat(run.failures()).hasSize(1);
      waits.addAll(visibilities(run));
      world.advance(Duration.ofSeconds(waits.getLast()));
    }

    assertThat(waits).containsExactly(30, 60, 120, 240);
    world.clearFaults();
    assertThat(world.poll(world.withQueue()).outcome().ending()).isEqualTo("Applied");
    assertThat(world.queued()).isEmpty();
  }

  @Test
  void a_message_that_is_no_event_is_told_and_dropped() {
    world.endpoint("chat", "policy=default");
    world.somebody.send(world.queueUrl(), "not an event");
    world.somebody.send(world.queueUrl(), "[1, 2]");
    world.enqueue(News.inService("chat"));

    var run = world.poll(world.withQueue());

    assertThat(run.failures()).isEmpty();
    assertThat(run.notices()).containsExactlyInAnyOrder("Dropped", "Ignored");
    assertThat(run.outcome().ending()).isEqualTo("Applied");
    assertThat(world.queued()).isEmpty();
  }

  @Test
  void a_request_without_an_envelope_is_not_taken_from_the_queue() {
    world.endpoint("chat", "policy=default");
    world.somebody.send(world.queueUrl(), "{\"endpointName\": \"chat\"}");

    var run = world.poll(world.withQueue());

    assertThat(run.notices()).containsExactly("Refused");
    assertThat(run.failures()).isEmpty();
    assertThat(world.held()).isEmpty();
  }

  // CreateInferenceComponent is recorded when the call is taken, minutes before the component is in
  // service, and nothing tells when it is: there is no event of inference components.
  // An endpoint can stay out of service for days, and no operator can do anything about the
  // message.
  @Test
  void what_aws_does_not_take_out_of_service_is_left_to_the_sweep_after_two_hours() {
    world.endpoint("chat", "policy=default");
    world.on(News.inService("chat"));
    world.somebody.tag("endpoint/chat", "paused=true");
    world.aws().pinEndpoint("chat", "UpdateRollbackFailed");
    world.enqueue(News.addTags("endpoint/chat"));
    var waited = Duration.ZERO;

    while (!world.queued().isEmpty()) {
      var run = world.poll(world.withQueue());
      assertThat(run.outcome().ending()).isEqualTo("Failed NotReady");
      for (int wait : visibilities(run)) {
        waited = waited.plusSeconds(wait);
        world.advance(Duration.ofSeconds(wait));
      }
    }

    assertThat(waited).isBetween(Duration.ofMinutes(90), Duration.ofHours(2));
    // Nor does a sweep try meanwhile.
    assertThat(world.on(ALL).outcomes()).isEmpty();
    world.aws().pinEndpoint("chat", "InService");
    assertThat(world.on(ALL).outcome().ending()).isEqualTo("Applied");
    assertThat(world.held("endpoint/chat/variant/AllTraffic").suspended())
        .isEqualTo("scale-in scale-out scheduled");
  }

  @Nested
  class A_component_on_its_way {
    private void create(String... tags) {
      world.host("models");
      world.somebody.createComponent("llama", "models", tags);
    }

    @Test
    void is_looked_at_again_until_it_is_in_service() {
      create("policy=default");
      world.enqueue(News.componentCreated("llama"));

      var early = world.poll(world.withQueue());

      assertThat(early.outcome().ending()).isEqualTo("Skipped NotReady");
      assertThat(early.failures()).isEmpty();
      assertThat(early.calls("SendMessage"))
          .singleElement()
          .satisfies(call ->
              assertThat(JsonReader.read(call.request()).get("DelaySeconds"))
                  .isEqualTo(Json.of(45)));
      assertThat(world.queued())
          .singleElement()
          .satisfies(message ->
              assertThat(
                      JsonReader.read(message.get("Body").text().orElseThrow()).get("detail-type"))
                  .isEqualTo(Json.of("Pending Component")));
      assertThat(world.poll(world.withQueue()).outcomes()).isEmpty();

      world.advance(Duration.ofMinutes(1));

      assertThat(world.poll(world.withQueue()).outcome().ending()).isEqualTo("Applied");
      assertThat(world.queued()).isEmpty();
      assertThat(world.held()).extracting(Held::resourceId).containsExactly(LLAMA);
    }

    // While Application Auto Scaling changes its copies a component is Updating, and no event tells
    // when that ends: tags that its endpoint got meanwhile would be lost.
    @Test
    void is_waited_for_when_its_endpoint_is_tagged() {
      create();
      world.somebody.tag("endpoint/models", "policy=default");
      world.enqueue(News.addTags("endpoint/models"));

      var early = world.poll(world.withQueue());

      assertThat(early.outcome(LLAMA).ending()).isEqualTo("Skipped NotReady");
      world.advance(Duration.ofMinutes(1));
      assertThat(world.poll(world.withQueue()).outcome(LLAMA).ending()).isEqualTo("Applied");
      assertThat(world.queued()).isEmpty();
    }

    @Test
    void is_asked_for_again_where_somebody_asked_for_its_endpoint() {
      create("policy=default");
      world.enqueue(News.requested("models"));

      var early = world.poll(world.withQueue());

      assertThat(early.outcome(LLAMA).ending()).isEqualTo("Skipped NotReady");
      assertThat(world.queued())
          .singleElement()
          .satisfies(message -> {
            var body = JsonReader.read(message.get("Body").text().orElseThrow());
            assertThat(body.get("detail-type")).isEqualTo(Json.of("Pending Component"));
            assertThat(body.get("detail").get("inferenceComponentName"))
                .isEqualTo(Json.of("llama"));
          });
      world.advance(Duration.ofMinutes(1));
      var late = world.poll(world.withQueue());
      assertThat(late.outcome(LLAMA).ending()).isEqualTo("Applied");
      assertThat(late.outcome(LLAMA).json().get("trigger").get("type"))
          .isEqualTo(Json.of("request"));
    }

    /** The message comes again by itself, and would send it on each time. */
    @Test
    void is_not_sent_on_by_a_message_that_failed() {
      create();
      world.component("mistral", "models");
      world.somebody.tag("endpoint/models", "policy=default");
      world.enqueue(News.addTags("endpoint/models"));
      world.fault(Fault.serverError().on("RegisterScalableTarget").always());

      var run = world.poll(world.withQueue());

      assertThat(run.endings())
          .containsEntry(LLAMA, "Skipped NotReady")
          .containsEntry("inference-component/mistral", "Failed ServiceError");
      assertThat(run.failures()).hasSize(1);
      assertThat(run.operations()).doesNotContain("SendMessage");
      world.clearFaults();
      world.advance(Duration.ofMinutes(1));
      assertThat(world.poll(world.withQueue()).endings())
          .containsEntry(LLAMA, "Applied")
          .containsEntry("inference-component/mistral", "Applied");
    }

    @Test
    void is_not_waited_for_in_a_dry_run() {
      create("policy=default");
      world.enqueue(Events.with(News.requestedComponent("llama"), "detail.dryRun", Json.of(true)));

      assertThat(world.poll(world.withQueue()).outcome().ending()).isEqualTo("Skipped NotReady");
      assertThat(world.queued()).isEmpty();
    }

    @Test
    void fails_without_a_queue_to_wait_in() {
      create("policy=default");

      var run = world.on(News.componentCreated("llama"));

      assertThat(run.raised()).isTrue();
      assertThat(run.outcome().ending()).isEqualTo("Failed NotReady");
    }

    @Test
    void is_not_waited_for_when_nothing_is_asked_of_it() {
      create();
      world.enqueue(News.componentCreated("llama"));

      var run = world.poll(world.withQueue());

      assertThat(run.outcome().ending()).isEqualTo("Skipped NotTagged");
      assertThat(world.queued()).isEmpty();
    }

    @Test
    void does_not_keep_brakes_waiting() {
      create("policy=ignore");
      world.enqueue(News.componentCreated("llama"));

      assertThat(world.poll(world.withQueue()).outcome().ending()).isEqualTo("Skipped Ignored");
      assertThat(world.queued()).isEmpty();
    }

    // Waiting must never end in the dead-letter queue, nor go on for ever.
    @Test
    void is_left_alone_after_two_hours() {
      world.host("models");
      world.seed(
          """
          {"components": [{"name": "llama", "endpoint": "models", "status": "Creating",
            "tags": {"autoscaling:policy": "default"}}]}
          """);
      world.advance(Duration.ofMinutes(121));
      world.enqueue(News.componentCreated("llama"));

      var run = world.poll(world.withQueue());

      assertThat(run.outcome().ending()).isEqualTo("Skipped NotReady");
      assertThat(run.failures()).isEmpty();
      assertThat(world.queued()).isEmpty();
    }

    @Test
    void is_not_waited_for_by_the_events_of_its_endpoint() {
      create("policy=default");
      world.somebody.tag("endpoint/models", "max=3");
      world.enqueue(News.inService("models"));

      var run = world.poll(world.withQueue());

      assertThat(run.outcome(LLAMA).ending()).isEqualTo("Skipped NotReady");
      assertThat(world.queued()).isEmpty();
    }
  }
}
