package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.standin.engine.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;

/** Everything is looked at: by the clock, on request, and when the catalog changes. */
class SweepTest {
  @RegisterExtension static final World world = new World();

  private static final String ALL = "{\"all\": true}";

  private static Json scheduled() {
    return JsonReader.read(
        """
        {"id": "s", "source": "aws.events", "detail-type": "Scheduled Event", "detail": {},
         "time": "%s"}
        """
            .formatted(world.aws().now()));
  }

  private static Json changed(String parameter) {
    return JsonReader.read(
        """
        {"id": "p", "source": "aws.ssm", "detail-type": "Parameter Store Change", "time": "%s",
         "detail": {"operation": "Update", "name": "%s", "type": "String"}}
        """
            .formatted(world.aws().now(), parameter));
  }

  private static Json direct(String request) {
    return JsonReader.read(request);
  }

  /** Polls until nothing is left in the queue, and gives all that came of it. */
  private static List<Run> drain() {
    return drain(world.withQueue());
  }

  private static List<Run> drain(Function function) {
    var runs = new ArrayList<Run>();
    while (!world.queued().isEmpty()) {
      runs.add(world.poll(function));
      world.advance(Duration.ofSeconds(30));
    }
    return runs;
  }

  private static List<String> told(List<Run> runs) {
    return runs.stream()
        .flatMap(run -> run.outcomes().stream())
        .map(told -> told.resourceId() + " " + told.ending())
        .sorted()
        .toList();
  }

  @Nested
  class Without_a_queue {
    @Test
    void all_is_done_in_the_same_invocation_and_again_there_is_nothing_to_do() {
      world.endpoint("chat", "policy=default");
      world.endpoint("plain");
      world.host("host");
      world.component("llama", "host", "max=3");
      world.advance(Duration.ofHours(3));

      assertThat(world.on(scheduled()).endings())
          .isEqualTo(
              Map.of(
                  "endpoint/chat/variant/AllTraffic", "Applied",
                  "inference-component/llama", "Applied"));
      world.advance(Duration.ofMinutes(15));
      // Once it is asked for its variants.
      assertThat(world.on(scheduled()).operations())
          .filteredOn("DescribeEndpoint"::equals)
          .hasSize(1);
      world.advance(Duration.ofMinutes(15));
      var again = world.on(scheduled());
      assertThat(again.outcomes()).isEmpty();
      assertThat(again.operations())
          .containsOnly(
              "DescribeAlarms",
              "DescribeScalableTargets",
              "DescribeScalingPolicies",
              "DescribeScheduledActions",
              "GetResources",
              "ListEndpoints",
              "ListInferenceComponents");
    }

    @Test
    void a_variant_that_somebody_deregistered_beside_another_comes_back() {
      // A name of its own: the function lives on from test to test, and remembers endpoints.
      world.endpointOf(
          "pair",
          """
          [{"name": "blue", "instanceType": "ml.g5.xlarge"},
           {"name": "green", "instanceType": "ml.g5.xlarge"}]
          """,
          "policy=default");
      world.on(News.inService("pair"));
      world.advance(Duration.ofHours(3));
      // A sweep has to have seen both.
      assertThat(world.on(scheduled()).outcomes()).isEmpty();
      world.somebody.deregister(
          "endpoint/pair/variant/green",
          ScalableDimension.SAGEMAKER_VARIANT_DESIRED_INSTANCE_COUNT);

      assertThat(world.on(scheduled()).endings())
          .isEqualTo(
              Map.of(
                  "endpoint/pair/variant/blue", "Unchanged",
                  "endpoint/pair/variant/green", "Applied"));
      assertThat(world.held())
          .extracting(Held::resourceId)
          .containsExactlyInAnyOrder("endpoint/pair/variant/blue", "endpoint/pair/variant/green");
    }

    @Test
    void a_list_that_cannot_be_read_changes_nothing() {
      world.endpoint("chat", "policy=default");
      world.on(News.inService("chat"));
      world.somebody.tag("endpoint/chat", "max=9");
      world.advance(Duration.ofHours(1));
      var before = world.scaling();
      world.fault(Fault.error(400, "AccessDeniedException", "No.").on("ListEndpoints").always());

      assertThatThrownBy(() -> world.on(scheduled())).hasMessageContaining("ListEndpoints");
      assertThat(world.scaling()).isEqualTo(before);
    }

    @Test
    void a_dry_run_of_all_plans_all() {
      world.endpoint("chat", "policy=default");

      var run = world.on(direct("{\"all\": true, \"dryRun\": true}"));

      assertThat(run.outcome().ending()).isEqualTo("Planned");
      assertThat(world.held()).isEmpty();
    }
  }

  @Nested
  class With_a_queue {
    @Test
    void what_needs_a_look_is_spread_over_the_queue_a_second_apart() {
      for (int i = 0; i < 12; i++) {
        world.endpoint("chat" + i, "policy=default");
      }

      var sweep = world.withQueue().on(scheduled());

      assertThat(sweep.outcomes()).isEmpty();
      assertThat(sweep.answer().write()).isEqualTo("{\"outcomes\":[]}");
      assertThat(world.queued()).hasSize(12);
      assertThat(sweep.operations()).filteredOn("SendMessageBatch"::equals).hasSize(2);
      assertThat(world.poll(world.withQueue()).outcomes()).hasSize(1);
      assertThat(told(drain())).hasSize(11).allMatch(it -> it.endsWith(" Applied"));
      assertThat(world.publishedTypes()).hasSize(12).containsOnly("Scaling Applied");
    }

    @Test
    void a_scheduled_sweep_that_waited_too_long_gives_way_to_a_younger_one() {
      world.endpoint("chat", "policy=default");
      var old = scheduled();
      world.advance(Duration.ofMinutes(76));

      assertThat(world.withQueue().on(old).operations()).isEmpty();
      assertThat(world.withQueue().on(scheduled()).operations()).contains("ListEndpoints");
    }

    @Test
    void whose_pieces_could_not_be_sent_is_done_again() {
      world.endpoint("chat", "policy=default");
      world.enqueue(scheduled());
      world.advance(Duration.ofSeconds(10));
      world.fault(Fault.error(400, "AccessDeniedException", "No.").on("SendMessageBatch").times(1));

      assertThat(world.poll(world.withQueue()).notices()).containsExactly("Failed");
      world.advance(Duration.ofMinutes(1));
      assertThat(world.poll(world.withQueue()).notices()).containsExactly("Sweep");
      assertThat(told(drain())).containsExactly("endpoint/chat/variant/AllTraffic Applied");
    }

    @Test
    void what_keeps_failing_is_left_to_later_sweeps_after_an_hour() {
      world.endpoint("chat", "policy=default");
      world.withQueue().on(scheduled());
      world.fault(Fault.error(500, "InternalFailure", "No.").on("RegisterScalableTarget").always());

      var runs = drain();

      assertThat(runs).first().extracting(Run::notices).isEqualTo(List.of());
      assertThat(runs.getLast().notices()).containsExactly("Ignored");
      assertThat(told(runs))
          .hasSizeBetween(6, 10)
          .containsOnly("endpoint/chat/variant/AllTraffic Failed ServiceError");
    }

    /** The next sweep finds it again: until it is in service there is no use in trying. */
    @Test
    void what_AWS_does_not_take_yet_is_tried_once_a_sweep() {
      world.endpoint("chat", "max=6");
      world.on(News.inService("chat"));
      world.somebody.schedule("endpoint/chat/variant/AllTraffic", "theirs");
      world.somebody.tag("endpoint/chat", "paused=true");
      world.on(News.tagChange("endpoint/chat"));
      world.somebody.tag("endpoint/chat", "policy=off");
      world.aws().pinEndpoint("chat", "OutOfService");

      for (int sweep = 0; sweep < 2; sweep++) {
        world.withQueue().on(scheduled());
        var run = world.poll(world.withQueue());
        assertThat(run.outcome().ending()).isEqualTo("Failed NotReady");
        assertThat(run.notices()).containsExactly("Ignored");
        assertThat(world.queued()).isEmpty();
        world.advance(Duration.ofMinutes(15));
      }
      world.aws().pinEndpoint("chat", "InService");
      world.withQueue().on(scheduled());
      assertThat(world.poll(world.withQueue()).outcome().ending()).isEqualTo("Released");
      assertThat(world.held("endpoint/chat/variant/AllTraffic").suspended()).isEmpty();
    }

    @Test
    void what_keeps_failing_is_tried_on_where_somebody_asked_for_it() {
      world.endpoint("chat", "policy=default");
      world.withQueue().on(direct(ALL));
      world.fault(Fault.error(500, "InternalFailure", "No.").on("RegisterScalableTarget").always());
      world.advance(Duration.ofHours(2));

      assertThat(world.poll(world.withQueue()).failures()).hasSize(1);
    }

    @Test
    void a_rejection_is_not_published_by_each_sweep() {
      world.endpoint("typo", "max=many");

      world.withQueue().on(direct(ALL));
      drain();

      assertThat(world.published()).isEmpty();
    }
  }

  @Nested
  class The_catalog_changes {
    private static final String ANOTHER = "version: 1\npolicies:\n  other:\n    max: 3\n";
    private static final String SMALL =
        "version: 1\npolicies:\n  small:\n    min: 1\n    max: %s\n";

    @Test
    void and_whoever_follows_it_gets_the_new_policy_at_once() {
      world.document("_platform", SMALL.formatted(2));
      world.endpoint("chat", "policy=small");
      world.withCatalog().on(News.inService("chat"));
      world.advance(Duration.ofSeconds(10));
      world.document("_platform", SMALL.formatted(7));

      var run = world.withCatalog().on(changed(World.CATALOG + "/_platform"));

      assertThat(run.outcome().ending()).isEqualTo("Applied");
      assertThat(world.held("endpoint/chat/variant/AllTraffic").bounds()).isEqualTo("1-7");
    }

    @Test
    void and_a_policy_that_is_gone_is_told_of() {
      world.document("_platform", SMALL.formatted(2));
      world.endpoint("chat", "policy=small");
      world.withCatalog().on(News.inService("chat"));
      world.advance(Duration.ofMinutes(5));
      world.document("_platform", ANOTHER);

      var run = world.withCatalog().on(changed(World.CATALOG + "/_platform"));

      assertThat(run.outcome().ending()).isEqualTo("Rejected UnknownPolicy");
      assertThat(world.publishedTypes()).endsWith("Scaling Rejected");
    }

    @Test
    void and_a_sweep_of_another_sort_does_not_take_its_place() {
      world.document("_platform", SMALL.formatted(2));
      world.endpoint("chat", "policy=small");
      world.withCatalog().on(News.inService("chat"));
      world.advance(Duration.ofMinutes(5));
      world.document("_platform", ANOTHER);
      var change = changed(World.CATALOG + "/_platform");
      world.advance(Duration.ofSeconds(10));

      world.withCatalog().on(direct(ALL));
      world.withCatalog().on(scheduled());

      assertThat(world.withCatalog().on(change).outcome().ending())
          .isEqualTo("Rejected UnknownPolicy");
      assertThat(world.publishedTypes()).endsWith("Scaling Rejected");
    }

    @Test
    void and_a_sweep_that_only_plans_does_not_take_its_place() {
      world.document("_platform", SMALL.formatted(2));
      world.endpoint("chat", "policy=small");
      world.withCatalog().on(News.inService("chat"));
      world.document("_platform", SMALL.formatted(7));
      var change = changed(World.CATALOG + "/_platform");
      var tick = scheduled();
      world.advance(Duration.ofSeconds(10));

      world.withCatalog().on(direct("{\"all\": true, \"dryRun\": true}"));

      assertThat(world.withCatalog().on(tick).outcome().ending()).isEqualTo("Applied");
      assertThat(world.withCatalog().on(change).notices()).contains("Sweep");
    }

    @Test
    void in_several_documents_and_one_sweep_after_the_last_is_enough() {
      world.document("_platform", SMALL.formatted(2));
      var first = changed(World.CATALOG + "/_platform");
      var second = changed(World.CATALOG + "/pay");
      world.advance(Duration.ofSeconds(10));

      assertThat(world.withCatalog().on(first).notices()).containsExactly("Sweep");
      assertThat(world.withCatalog().on(second).notices()).containsExactly("Ignored");
    }

    @Test
    void and_may_not_be_all_there_yet_so_the_sweep_waits_half_a_minute() {
      world.endpoint("chat", "policy=small");
      world.document("_platform", ANOTHER);
      world.enqueue(changed(World.CATALOG + "/_platform"));

      assertThat(world.poll(withBoth()).operations()).containsExactly("SendMessage");
      world.document("_platform", SMALL.formatted(7));
      world.advance(Duration.ofSeconds(31));
      assertThat(world.poll(withBoth()).notices()).containsExactly("Sweep");
      world.poll(withBoth());
      assertThat(world.held("endpoint/chat/variant/AllTraffic").bounds()).isEqualTo("1-7");
    }

    @Test
    void and_cannot_be_read_so_the_sweep_is_tried_again() {
      world.document("_platform", SMALL.formatted(2));
      world.endpoint("chat", "policy=small");
      world.enqueue(changed(World.CATALOG + "/_platform"));
      world.advance(Duration.ofMinutes(1));
      world.fault(
          Fault.error(400, "AccessDeniedException", "No.").on("GetParametersByPath").always());

      var run = world.poll(withBoth());

      assertThat(run.failures()).hasSize(1);
      assertThat(run.operations()).doesNotContain("ListEndpoints", "SendMessageBatch");
    }

    @Test
    void or_cannot_be_read_which_floods_no_queue_and_holds_up_nothing_that_goes_without() {
      world.document("_platform", SMALL.formatted(2));
      world.endpoint("chat", "policy=small");
      world.endpoint("late", "policy=small");
      world.endpoint("stop", "policy=small");
      world.withCatalog().on(News.inService("chat"));
      world.withCatalog().on(News.inService("stop"));
      world.somebody.tag("endpoint/stop", "policy=off");
      world.advance(Duration.ofHours(3));
      world.fault(
          Fault.error(400, "AccessDeniedException", "No.").on("GetParametersByPath").always());

      var run = withBoth().on(scheduled());

      assertThat(run.notices()).containsExactly("Failed", "Sweep");
      assertThat(told(drain(withBoth())))
          .containsExactly("endpoint/stop/variant/AllTraffic Released");
    }

    /** Another function has not heard of the change yet: its catalog is a minute old at most. */
    @Test
    void and_a_function_that_read_it_before_does_not_undo_what_another_one_did() {
      world.document("_platform", SMALL.formatted(2));
      world.endpoint("chat", "policy=small");
      world.withCatalog().on(News.inService("chat"));
      world.advance(Duration.ofSeconds(10));
      assertThat(withBoth().on(News.inService("chat")).outcome().ending()).isEqualTo("Unchanged");
      world.advance(Duration.ofSeconds(6));
      world.document("_platform", SMALL.formatted(7));
      world.withCatalog().on(changed(World.CATALOG + "/_platform"));

      assertThat(withBoth().on(News.inService("chat")).outcome().ending()).isEqualTo("Unchanged");
      assertThat(world.held("endpoint/chat/variant/AllTraffic").bounds()).isEqualTo("1-7");
    }

    @Test
    void and_a_policy_that_has_just_been_added_is_known_at_once() {
      world.document("_platform", SMALL.formatted(2));
      world.endpoint("chat", "policy=small");
      world.withCatalog().on(News.inService("chat"));
      world.advance(Duration.ofSeconds(10));
      world.document("pay", "version: 1\npolicies:\n  fresh:\n    min: 1\n    max: 3\n");
      world.endpoint("new", "policy=pay/fresh");

      assertThat(world.withCatalog().on(News.inService("new")).outcome().ending())
          .isEqualTo("Applied");
    }

    private static Function withBoth() {
      return world.function(
          Map.of("TAGSCALER_CATALOG_PATH", World.CATALOG, "TAGSCALER_QUEUE_URL", world.queueUrl()));
    }

    @Test
    void other_parameters_are_none_of_our_business() {
      assertThat(world.withCatalog().on(changed("/other/a")).operations()).isEmpty();
      assertThat(world.on(changed("/other/a")).operations()).isEmpty();
    }
  }

  /** Somebody deregistered what was ours and registered it again: AWS left our alarm behind. */
  @Nested
  class An_alarm_of_ours_on_what_is_somebody_elses_now {
    @BeforeEach
    void registered_by_somebody_else() {
      world.hostThatSleeps("host");
      world.component("llama", "host", "policy=scale-to-zero");
      world.on(News.requestedComponent("llama"));
      var copies = ScalableDimension.SAGEMAKER_INFERENCE_COMPONENT_DESIRED_COPY_COUNT;
      world.somebody.deregister("inference-component/llama", copies);
      world.somebody.register("inference-component/llama", copies, 1, 2);
      world.advance(Duration.ofHours(3));
      assertThat(world.alarms()).hasSize(1);
    }

    @Test
    void is_removed_by_the_sweep_and_nothing_else_is() {
      var run = world.on(scheduled());

      assertThat(run.outcome().ending()).isEqualTo("Rejected NotOwned");
      assertThat(run.outcome().changes())
          .containsExactly("delete alarm tagscaler/tagscaler/inference-component/llama/wake");
      assertThat(world.alarms()).isEmpty();
      assertThat(world.held("inference-component/llama").bounds()).isEqualTo("1-2");
    }

    @Test
    void is_removed_where_nobody_asks_for_scaling_any_more() {
      world.somebody.untag("inference-component/llama", "policy");

      assertThat(world.on(scheduled()).outcome().ending()).isEqualTo("Released");
      assertThat(world.alarms()).isEmpty();
      assertThat(world.held("inference-component/llama").bounds()).isEqualTo("1-2");
    }

    @Test
    void is_removed_when_all_is_released() {
      assertThat(world.on(direct("{\"release\": \"all\"}")).outcome().ending())
          .isEqualTo("Released");
      assertThat(world.alarms()).isEmpty();
      assertThat(world.held("inference-component/llama").bounds()).isEqualTo("1-2");
    }
  }

  @Nested
  class All_is_released {
    @Test
    void on_request_whatever_the_tags_say_and_nothing_foreign_is_touched() {
      world.endpoint("chat", "policy=default");
      world.host("host");
      world.component("llama", "host", "max=3");
      world.endpoint("theirs");
      world.somebody.register(
          "endpoint/theirs/variant/AllTraffic",
          ScalableDimension.SAGEMAKER_VARIANT_DESIRED_INSTANCE_COUNT,
          1,
          2);
      world.on(direct(ALL));
      assertThat(world.held()).hasSize(3);

      var run = world.on(direct("{\"release\": \"all\"}"));

      assertThat(run.endings())
          .isEqualTo(
              Map.of(
                  "endpoint/chat/variant/AllTraffic", "Released",
                  "inference-component/llama", "Released"));
      assertThat(world.held()).hasSize(1);
      assertThat(world.on(direct("{\"release\": \"all\"}")).outcomes()).isEmpty();
    }

    /** Nobody could end the suspension any more, and what is theirs would never scale again. */
    @Test
    void but_a_pause_of_ours_does_not_outlive_us_where_somebody_elses_action_stays() {
      world.endpoint("chat", "max=6");
      world.on(News.inService("chat"));
      world.somebody.schedule("endpoint/chat/variant/AllTraffic", "theirs");
      world.somebody.tag("endpoint/chat", "paused=true");
      world.on(News.tagChange("endpoint/chat"));
      var run = world.on(direct("{\"release\": \"all\"}"));

      assertThat(run.outcome().ending()).isEqualTo("Released");
      assertThat(world.held("endpoint/chat/variant/AllTraffic").suspended()).isEmpty();
      assertThat(world.held("endpoint/chat/variant/AllTraffic").tags()).isEmpty();
      assertThat(world.capacities()).containsEntry("chat/AllTraffic", 1);
    }

    @Test
    void and_what_is_at_zero_is_told_of() {
      asleep();

      var run = world.on(direct("{\"release\": \"all\"}"));

      assertThat(run.outcome().ending()).isEqualTo("Released");
      assertThat(run.outcome().warnings()).containsExactly("ReleasedAtZero");
      assertThat(run.outcome().json().get("tags").get("autoscaling:policy"))
          .isEqualTo(Json.of("scale-to-zero"));
    }

    @Test
    void and_alarms_that_are_all_that_is_left_go() {
      asleep();
      world.somebody.deregister(
          "inference-component/llama",
          ScalableDimension.SAGEMAKER_INFERENCE_COMPONENT_DESIRED_COPY_COUNT);

      var run = world.on(direct("{\"release\": \"all\"}"));

      assertThat(run.outcome().ending()).isEqualTo("Released");
      assertThat(world.alarms()).isEmpty();
    }

    private void asleep() {
      world.hostThatSleeps("host");
      world.seed(
          """
          {"components": [{"name": "llama", "endpoint": "host", "copies": 0,
            "tags": {"autoscaling:policy": "scale-to-zero"}}]}
          """);
      world.on(News.requestedComponent("llama"));
    }

    @Test
    void but_never_by_an_event_or_a_message() {
      world.endpoint("chat", "policy=default");
      world.on(News.inService("chat"));
      world.enqueue(direct("{\"release\": \"all\"}"));

      world.poll(world.withQueue());

      assertThat(world.held()).hasSize(1);
      assertThat(world.queued()).isEmpty();
    }
  }
}
