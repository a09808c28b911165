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

/** Everything is checked: by the clock, on request, and when the catalog changes. */
class SweepTest {
  @RegisterExtension static final TestAccount account = new TestAccount();

  private static final String ALL = "{\"all\": true}";

  private static Json scheduled() {
    return JsonReader.read(
        """
        {"id": "s", "source": "aws.events", "detail-type": "Scheduled Event", "detail": {},
         "time": "%s"}
        """
            .formatted(account.aws().now()));
  }

  private static Json changed(String parameter) {
    return JsonReader.read(
        """
        {"id": "p", "source": "aws.ssm", "detail-type": "Parameter Store Change", "time": "%s",
         "detail": {"operation": "Update", "name": "%s", "type": "String"}}
        """
            .formatted(account.aws().now(), parameter));
  }

  private static Json direct(String request) {
    return JsonReader.read(request);
  }

  /** Polls until nothing is left in the queue, and gives all that came of it. */
  private static List<Invocation> drain() {
    return drain(account.withQueue());
  }

  private static List<Invocation> drain(DeployedFunction function) {
    var runs = new ArrayList<Invocation>();
    while (!account.queued().isEmpty()) {
      runs.add(account.poll(function));
      account.advance(Duration.ofSeconds(30));
    }
    return runs;
  }

  private static List<String> outcomes(List<Invocation> runs) {
    return runs.stream()
        .flatMap(run -> run.outcomes().stream())
        .map(outcome -> outcome.resourceId() + " " + outcome.ending())
        .sorted()
        .toList();
  }

  @Nested
  class Without_a_queue {
    @Test
    void all_is_done_in_the_same_invocation_and_again_there_is_nothing_to_do() {
      account.endpoint("chat", "policy=default");
      account.endpoint("plain");
      account.host("host");
      account.component("llama", "host", "max=3");
      account.advance(Duration.ofHours(3));

      assertThat(account.invoke(scheduled()).endings())
          .isEqualTo(
              Map.of(
                  "endpoint/chat/variant/AllTraffic", "Applied",
                  "inference-component/llama", "Applied"));
      account.advance(Duration.ofMinutes(15));
      // Once it is asked for its variants.
      assertThat(account.invoke(scheduled()).operations())
          .filteredOn("DescribeEndpoint"::equals)
          .hasSize(1);
      account.advance(Duration.ofMinutes(15));
      var again = account.invoke(scheduled());
      assertThat(again.outcomes()).isEmpty();
      assertThat(again.operations())
          .containsOnly(
              "DescribeAlarms",
              "DescribeScalableTargets",
              "DescribeScalingActivities",
              "DescribeScalingPolicies",
              "DescribeScheduledActions",
              "GetResources",
              "ListEndpoints",
              "ListInferenceComponents");
    }

    @Test
    void a_variant_deregistered_by_hand_is_registered_again() {
      // A name of its own: the function lives on from test to test, and remembers endpoints.
      account.endpointOf(
          "pair",
          """
          [{"name": "blue", "instanceType": "ml.g5.xlarge"},
           {"name": "green", "instanceType": "ml.g5.xlarge"}]
          """,
          "policy=default");
      account.invoke(SampleEvents.inService("pair"));
      account.advance(Duration.ofHours(3));
      // A sweep has to have seen both.
      assertThat(account.invoke(scheduled()).outcomes()).isEmpty();
      account.user.deregister(
          "endpoint/pair/variant/green",
          ScalableDimension.SAGEMAKER_VARIANT_DESIRED_INSTANCE_COUNT);

      assertThat(account.invoke(scheduled()).endings())
          .isEqualTo(
              Map.of(
                  "endpoint/pair/variant/blue", "Unchanged",
                  "endpoint/pair/variant/green", "Applied"));
      assertThat(account.targets())
          .extracting(RegisteredTarget::resourceId)
          .containsExactlyInAnyOrder("endpoint/pair/variant/blue", "endpoint/pair/variant/green");
    }

    @Test
    void a_list_that_cannot_be_read_changes_nothing() {
      account.endpoint("chat", "policy=default");
      account.invoke(SampleEvents.inService("chat"));
      account.user.tag("endpoint/chat", "max=9");
      account.advance(Duration.ofHours(1));
      var before = account.scaling();
      account.fault(Fault.error(400, "AccessDeniedException", "No.").on("ListEndpoints").always());

      assertThatThrownBy(() -> account.invoke(scheduled())).hasMessageContaining("ListEndpoints");
      assertThat(account.scaling()).isEqualTo(before);
    }

    @Test
    void a_dry_run_of_all_plans_all() {
      account.endpoint("chat", "policy=default");

      var run = account.invoke(direct("{\"all\": true, \"dryRun\": true}"));

      assertThat(run.outcome().ending()).isEqualTo("Planned");
      assertThat(account.targets()).isEmpty();
    }
  }

  @Nested
  class With_a_queue {
    @Test
    void what_needs_a_check_is_queued_a_second_apart() {
      for (int i = 0; i < 12; i++) {
        account.endpoint("chat" + i, "policy=default");
      }

      var sweep = account.withQueue().invoke(scheduled());

      assertThat(sweep.outcomes()).isEmpty();
      assertThat(sweep.answer().write()).isEqualTo("{\"outcomes\":[]}");
      assertThat(account.queued()).hasSize(12);
      assertThat(sweep.operations()).filteredOn("SendMessageBatch"::equals).hasSize(2);
      assertThat(account.poll(account.withQueue()).outcomes()).hasSize(1);
      assertThat(outcomes(drain())).hasSize(11).allMatch(it -> it.endsWith(" Applied"));
      assertThat(account.publishedTypes()).hasSize(12).containsOnly("Scaling Applied");
    }

    @Test
    void a_scheduled_sweep_that_waited_too_long_gives_way_to_a_younger_one() {
      account.endpoint("chat", "policy=default");
      var old = scheduled();
      account.advance(Duration.ofMinutes(76));

      assertThat(account.withQueue().invoke(old).operations()).isEmpty();
      assertThat(account.withQueue().invoke(scheduled()).operations()).contains("ListEndpoints");
    }

    @Test
    void whose_pieces_could_not_be_sent_is_done_again() {
      account.endpoint("chat", "policy=default");
      account.enqueue(scheduled());
      account.advance(Duration.ofSeconds(10));
      account.fault(
          Fault.error(400, "AccessDeniedException", "No.").on("SendMessageBatch").times(1));

      assertThat(account.poll(account.withQueue()).loggedEvents()).containsExactly("Failed");
      account.advance(Duration.ofMinutes(1));
      assertThat(account.poll(account.withQueue()).loggedEvents()).containsExactly("Sweep");
      assertThat(outcomes(drain())).containsExactly("endpoint/chat/variant/AllTraffic Applied");
    }

    @Test
    void other_messages_of_the_batch_do_not_wait_for_it() {
      account.endpoint("chat", "policy=default");
      account.enqueue(scheduled(), SampleEvents.inService("chat"));

      var run = account.poll(account.withQueue());

      assertThat(run.log())
          .extracting(line -> line.get("event").text().orElse("outcome"))
          .startsWith("outcome", "Sweep");
      assertThat(account.queued()).isEmpty();
    }

    @Test
    void what_keeps_failing_is_left_to_later_sweeps_after_an_hour() {
      account.endpoint("chat", "policy=default");
      account.withQueue().invoke(scheduled());
      account.fault(
          Fault.error(500, "InternalFailure", "No.").on("RegisterScalableTarget").always());

      var runs = drain();

      assertThat(runs).first().extracting(Invocation::loggedEvents).isEqualTo(List.of());
      assertThat(runs.getLast().loggedEvents()).contains("Ignored");
      assertThat(outcomes(runs))
          .hasSizeBetween(6, 10)
          .containsOnly("endpoint/chat/variant/AllTraffic Failed ServiceError");
    }

    /** The next sweep finds it again: until it is in service there is no use in trying. */
    @Test
    void what_AWS_does_not_take_yet_is_tried_once_a_sweep() {
      account.endpoint("chat", "max=6");
      account.invoke(SampleEvents.inService("chat"));
      account.user.putScheduledAction("endpoint/chat/variant/AllTraffic", "theirs");
      account.user.tag("endpoint/chat", "paused=true");
      account.invoke(SampleEvents.tagChange("endpoint/chat"));
      account.user.tag("endpoint/chat", "policy=off");
      account.aws().pinEndpoint("chat", "OutOfService");

      for (int sweep = 0; sweep < 2; sweep++) {
        account.withQueue().invoke(scheduled());
        var run = account.poll(account.withQueue());
        assertThat(run.outcome().ending()).isEqualTo("Failed NotReady");
        assertThat(run.loggedEvents()).containsExactly("Ignored");
        assertThat(account.queued()).isEmpty();
        account.advance(Duration.ofMinutes(15));
      }
      account.aws().pinEndpoint("chat", "InService");
      account.withQueue().invoke(scheduled());
      assertThat(account.poll(account.withQueue()).outcome().ending()).isEqualTo("Released");
      assertThat(account.target("endpoint/chat/variant/AllTraffic").suspended()).isEmpty();
    }

    @Test
    void what_keeps_failing_is_retried_on_request() {
      account.endpoint("chat", "policy=default");
      account.withQueue().invoke(direct(ALL));
      account.fault(
          Fault.error(500, "InternalFailure", "No.").on("RegisterScalableTarget").always());
      account.advance(Duration.ofHours(2));

      assertThat(account.poll(account.withQueue()).failures()).hasSize(1);
    }

    @Test
    void what_is_wrong_is_published_on_request_and_once_a_day() {
      account.endpoint("typo", "max=many");

      account.withQueue().invoke(direct(ALL));
      assertThat(account.publishedTypes()).containsExactly("Scaling Rejected");

      for (int sweep = 0; sweep < 4 * 24; sweep++) {
        account.withQueue().invoke(scheduled());
        account.advance(Duration.ofMinutes(15));
      }
      assertThat(account.publishedTypes()).containsExactly("Scaling Rejected", "Scaling Rejected");
    }
  }

  @Nested
  class The_catalog_changes {
    private static final String ANOTHER = "version: 1\npolicies:\n  other:\n    max: 3\n";
    private static final String SMALL =
        "version: 1\npolicies:\n  small:\n    min: 1\n    max: %s\n";

    @Test
    void and_whoever_follows_it_gets_the_new_policy_at_once() {
      account.document("_platform", SMALL.formatted(2));
      account.endpoint("chat", "policy=small");
      account.withCatalog().invoke(SampleEvents.inService("chat"));
      account.advance(Duration.ofSeconds(10));
      account.document("_platform", SMALL.formatted(7));

      var run = account.withCatalog().invoke(changed(TestAccount.CATALOG + "/_platform"));

      assertThat(run.outcome().ending()).isEqualTo("Applied");
      assertThat(account.target("endpoint/chat/variant/AllTraffic").bounds()).isEqualTo("1-7");
    }

    @Test
    void and_a_deleted_policy_is_reported() {
      account.document("_platform", SMALL.formatted(2));
      account.endpoint("chat", "policy=small");
      account.withCatalog().invoke(SampleEvents.inService("chat"));
      account.advance(Duration.ofMinutes(5));
      account.document("_platform", ANOTHER);

      var run = account.withCatalog().invoke(changed(TestAccount.CATALOG + "/_platform"));

      assertThat(run.outcome().ending()).isEqualTo("Rejected UnknownPolicy");
      assertThat(account.publishedTypes()).endsWith("Scaling Rejected");
    }

    @Test
    void and_a_sweep_of_another_sort_does_not_take_its_place() {
      account.document("_platform", SMALL.formatted(2));
      account.endpoint("chat", "policy=small");
      account.withCatalog().invoke(SampleEvents.inService("chat"));
      account.advance(Duration.ofMinutes(5));
      account.document("_platform", ANOTHER);
      var change = changed(TestAccount.CATALOG + "/_platform");
      account.advance(Duration.ofSeconds(10));

      account.withCatalog().invoke(direct(ALL));
      account.withCatalog().invoke(scheduled());

      assertThat(account.withCatalog().invoke(change).outcome().ending())
          .isEqualTo("Rejected UnknownPolicy");
      assertThat(account.publishedTypes()).endsWith("Scaling Rejected");
    }

    @Test
    void and_a_sweep_that_only_plans_does_not_take_its_place() {
      account.document("_platform", SMALL.formatted(2));
      account.endpoint("chat", "policy=small");
      account.withCatalog().invoke(SampleEvents.inService("chat"));
      account.document("_platform", SMALL.formatted(7));
      var change = changed(TestAccount.CATALOG + "/_platform");
      var tick = scheduled();
      account.advance(Duration.ofSeconds(10));

      account.withCatalog().invoke(direct("{\"all\": true, \"dryRun\": true}"));

      assertThat(account.withCatalog().invoke(tick).outcome().ending()).isEqualTo("Applied");
      assertThat(account.withCatalog().invoke(change).loggedEvents()).contains("Sweep");
    }

    @Test
    void in_several_documents_and_one_sweep_after_the_last_is_enough() {
      account.document("_platform", SMALL.formatted(2));
      var first = changed(TestAccount.CATALOG + "/_platform");
      var second = changed(TestAccount.CATALOG + "/pay");
      account.advance(Duration.ofSeconds(10));

      assertThat(account.withCatalog().invoke(first).loggedEvents())
          .containsExactly("Catalog", "Sweep");
      assertThat(account.withCatalog().invoke(second).loggedEvents()).containsExactly("Ignored");
    }

    @Test
    void and_may_not_be_all_there_yet_so_the_sweep_waits_half_a_minute() {
      account.endpoint("chat", "policy=small");
      account.document("_platform", ANOTHER);
      account.enqueue(changed(TestAccount.CATALOG + "/_platform"));

      assertThat(account.poll(withBoth()).operations()).containsExactly("SendMessage");
      account.document("_platform", SMALL.formatted(7));
      account.advance(Duration.ofSeconds(31));
      assertThat(account.poll(withBoth()).loggedEvents()).containsExactly("Catalog", "Sweep");
      account.poll(withBoth());
      assertThat(account.target("endpoint/chat/variant/AllTraffic").bounds()).isEqualTo("1-7");
    }

    @Test
    void and_cannot_be_read_so_the_sweep_is_tried_again() {
      account.document("_platform", SMALL.formatted(2));
      account.endpoint("chat", "policy=small");
      account.enqueue(changed(TestAccount.CATALOG + "/_platform"));
      account.advance(Duration.ofMinutes(1));
      account.fault(
          Fault.error(400, "AccessDeniedException", "No.").on("GetParametersByPath").always());

      var run = account.poll(withBoth());

      assertThat(run.failures()).hasSize(1);
      assertThat(run.operations()).doesNotContain("ListEndpoints", "SendMessageBatch");
    }

    @Test
    void or_cannot_be_read_which_floods_no_queue_and_holds_up_nothing_that_goes_without() {
      account.document("_platform", SMALL.formatted(2));
      account.endpoint("chat", "policy=small");
      account.endpoint("late", "policy=small");
      account.endpoint("stop", "policy=small");
      account.withCatalog().invoke(SampleEvents.inService("chat"));
      account.withCatalog().invoke(SampleEvents.inService("stop"));
      account.user.tag("endpoint/stop", "policy=off");
      account.advance(Duration.ofHours(3));
      account.fault(
          Fault.error(400, "AccessDeniedException", "No.").on("GetParametersByPath").always());

      var run = withBoth().invoke(scheduled());

      assertThat(run.loggedEvents()).containsExactly("Failed", "Sweep");
      assertThat(outcomes(drain(withBoth())))
          .containsExactly("endpoint/stop/variant/AllTraffic Released");
    }

    /** Another function has not heard of the change yet: its catalog is a minute old at most. */
    @Test
    void and_a_function_that_read_it_before_does_not_undo_what_another_one_did() {
      account.document("_platform", SMALL.formatted(2));
      account.endpoint("chat", "policy=small");
      account.withCatalog().invoke(SampleEvents.inService("chat"));
      account.advance(Duration.ofSeconds(10));
      assertThat(withBoth().invoke(SampleEvents.inService("chat")).outcome().ending())
          .isEqualTo("Unchanged");
      account.advance(Duration.ofSeconds(6));
      account.document("_platform", SMALL.formatted(7));
      account.withCatalog().invoke(changed(TestAccount.CATALOG + "/_platform"));

      assertThat(withBoth().invoke(SampleEvents.inService("chat")).outcome().ending())
          .isEqualTo("Unchanged");
      assertThat(account.target("endpoint/chat/variant/AllTraffic").bounds()).isEqualTo("1-7");
    }

    @Test
    void and_a_policy_that_has_just_been_added_is_known_at_once() {
      account.document("_platform", SMALL.formatted(2));
      account.endpoint("chat", "policy=small");
      account.withCatalog().invoke(SampleEvents.inService("chat"));
      account.advance(Duration.ofSeconds(10));
      account.document("pay", "version: 1\npolicies:\n  fresh:\n    min: 1\n    max: 3\n");
      account.endpoint("new", "policy=pay/fresh");

      assertThat(account.withCatalog().invoke(SampleEvents.inService("new")).outcome().ending())
          .isEqualTo("Applied");
    }

    private static DeployedFunction withBoth() {
      return account.function(
          Map.of(
              "TAGSCALER_CATALOG_PATH",
              TestAccount.CATALOG,
              "TAGSCALER_QUEUE_URL",
              account.queueUrl()));
    }

    @Test
    void other_parameters_are_none_of_our_business() {
      assertThat(account.withCatalog().invoke(changed("/other/a")).operations()).isEmpty();
      assertThat(account.invoke(changed("/other/a")).operations()).isEmpty();
    }
  }

  /** A user deregistered a managed target and registered it again: AWS left the alarm behind. */
  @Nested
  class An_alarm_of_ours_on_what_is_somebody_elses_now {
    @BeforeEach
    void registered_by_another_tool() {
      account.hostThatScalesToZero("host");
      account.component("llama", "host", "policy=scale-to-zero");
      account.invoke(SampleEvents.requestedComponent("llama"));
      var copies = ScalableDimension.SAGEMAKER_INFERENCE_COMPONENT_DESIRED_COPY_COUNT;
      account.user.deregister("inference-component/llama", copies);
      account.user.register("inference-component/llama", copies, 1, 2);
      account.advance(Duration.ofHours(3));
      assertThat(account.alarms()).hasSize(1);
    }

    @Test
    void is_removed_by_the_sweep_and_nothing_else_is() {
      var run = account.invoke(scheduled());

      assertThat(run.outcome().ending()).isEqualTo("Rejected NotOwned");
      assertThat(run.outcome().changes())
          .containsExactly("delete alarm tagscaler/tagscaler/inference-component/llama/wake");
      assertThat(account.alarms()).isEmpty();
      assertThat(account.target("inference-component/llama").bounds()).isEqualTo("1-2");
    }

    @Test
    void is_removed_where_scaling_is_no_longer_desired() {
      account.user.untag("inference-component/llama", "policy");

      assertThat(account.invoke(scheduled()).outcome().ending()).isEqualTo("Released");
      assertThat(account.alarms()).isEmpty();
      assertThat(account.target("inference-component/llama").bounds()).isEqualTo("1-2");
    }
  }
}
