package io.github.tagscaler.sweep;

import static io.github.tagscaler.fake.FakeSageMaker.MADE;
import static io.github.tagscaler.fake.FakeSageMaker.arn;
import static io.github.tagscaler.fake.FakeSageMaker.componentArn;
import static io.github.tagscaler.fake.FakeSageMaker.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Command.SweepItem;
import io.github.tagscaler.event.Delivery;
import io.github.tagscaler.event.Subject;
import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.fake.BundledPolicies;
import io.github.tagscaler.fake.FakeFleet;
import io.github.tagscaler.fake.FakeSageMaker;
import io.github.tagscaler.fake.FakeScalingActivities;
import io.github.tagscaler.fake.FakeScalingRegistry;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.OutcomeJson;
import io.github.tagscaler.outcome.OutcomeSchema;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.catalog.DocumentText;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.CatalogCache;
import io.github.tagscaler.reconcile.Reconciler;
import io.github.tagscaler.reconcile.StackOptions;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.resource.Variant;
import io.github.tagscaler.scaling.Change;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.ScalingActivity;
import io.github.tagscaler.scaling.ScalingPolicy;
import io.github.tagscaler.scaling.Suspension;
import io.github.tagscaler.scaling.TargetKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SweeperTest {
  private static final Map<String, String> ON = Map.of("autoscaling:policy", "default");
  private static final Map<String, String> WAKES =
      Map.of("autoscaling:policy", "default", "autoscaling:min", "0", "autoscaling:wake", "true");

  private final FakeSageMaker sageMaker = new FakeSageMaker();
  private final FakeScalingRegistry aas = new FakeScalingRegistry(sageMaker);
  private final FakeScalingActivities activities = new FakeScalingActivities();
  private final FakeFleet fleet = new FakeFleet(sageMaker, aas);
  private String stack = "tagscaler";
  private Sweeper sweeper = newSweeper();
  private Instant now = MADE.plus(Duration.ofDays(10));
  private List<DocumentText> catalog = List.of();
  private Duration timeLeft = Duration.ofMinutes(15);

  @Nested
  class Nothing_is_to_do {
    @Test
    void so_nothing_is_looked_at() {
      sageMaker
          .endpoint("chat", ON, variant("blue", 1))
          .endpoint("plain", Map.of(), variant("a", 1));
      settle("chat");

      assertThat(handed(sweep())).isEmpty();
    }

    @Test
    void nor_where_a_list_that_changes_while_it_is_read_names_a_target_twice() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      settle("chat");
      fleet.listTargetsTwice();

      var sweep = sweep();

      assertThat(handed(sweep)).isEmpty();
      assertThat(sweep.counts().owned()).isEqualTo(1);
    }

    @Test
    void nor_where_the_tags_of_targets_are_not_told() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      settle("chat");
      var target = aas.target(key("chat", "blue"));
      aas.put(with(target, Map.of(), target.bounds()));

      assertThat(handed(sweep())).isEmpty();
    }

    @Test
    void nor_where_a_host_carries_tags_for_its_components() {
      sageMaker.endpoint("host", ON, host()).component("llama", "host", "InService", Map.of());
      settle();

      assertThat(handed(sweep())).isEmpty();
    }

    @Test
    void nor_for_off_switches_and_typos_that_change_nothing() {
      sageMaker
          .endpoint("off", Map.of("autoscaling:policy", "off"), variant("a", 1))
          .endpoint("ignore", Map.of("autoscaling:policy", "ignore"), variant("a", 1))
          .endpoint(
              "paused",
              Map.of("autoscaling:max", "3", "autoscaling:paused", "true"),
              variant("a", 1))
          .endpoint("typo", Map.of("autoscaling:max", "many"), variant("a", 1))
          .endpoint("unknown", Map.of("autoscaling:policy", "defualt"), variant("a", 1));

      assertThat(handed(sweep())).isEmpty();
    }

    @Test
    void nor_for_what_is_on_its_way_or_has_failed() {
      sageMaker
          .endpoint("chat", ON, variant("blue", 1))
          .endpoint("host", Map.of(), host())
          .component("slow", "host", "Creating", ON)
          .component("broken", "host", "Failed", ON);
      sageMaker.status("chat", "Updating");

      assertThat(handed(sweep())).isEmpty();
    }

    @Test
    void nor_for_what_other_stacks_and_people_registered() {
      sageMaker.endpoint("theirs", ON, variant("a", 1)).endpoint("mine", Map.of(), variant("a", 1));
      settle("theirs");
      var target = aas.target(key("theirs", "a"));
      aas.put(with(target, Map.of("tagscaler:stack", "other"), new Bounds(2, 9)));
      aas.put(bare(key("mine", "a")));

      assertThat(handed(sweep())).isEmpty();
    }
  }

  @Nested
  class Something_is_to_do {
    @Test
    void what_was_there_before_us_is_registered() {
      sageMaker
          .endpoint("chat", ON, variant("blue", 1))
          .endpoint("plain", Map.of(), variant("a", 1));

      assertThat(reported(sweep())).containsExactly("endpoint/chat/variant/blue Applied");
      assertThat(handed(sweep())).isEmpty();
    }

    @Test
    void changed_tags_are_followed_though_no_event_came() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      settle("chat");
      sageMaker.tag(arn("chat"), Map.of("autoscaling:policy", "default", "autoscaling:max", "9"));

      assertThat(reported(sweep())).containsExactly("endpoint/chat/variant/blue Applied");
      assertThat(aas.target(key("chat", "blue")).bounds()).isEqualTo(new Bounds(1, 9));
    }

    @Test
    void what_somebody_changed_by_hand_is_repaired() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      settle("chat");
      var target = aas.target(key("chat", "blue"));
      aas.put(with(target, target.tags(), new Bounds(1, 40)));

      reported(sweep());
      assertThat(aas.target(key("chat", "blue")).bounds()).isEqualTo(new Bounds(1, 40));
      now = now.plus(Duration.ofHours(4));
      assertThat(reported(sweep())).containsExactly("endpoint/chat/variant/blue Applied");
      assertThat(aas.target(key("chat", "blue")).bounds()).isEqualTo(target.bounds());
    }

    /** A run was interrupted that had raised it to restore capacity after a deployment. */
    @Test
    void a_raised_min_is_put_back_though_tags_are_wrong_and_the_target_counts_once() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      settle("chat");
      var target = aas.target(key("chat", "blue"));
      var tags = new HashMap<>(target.tags());
      tags.put("tagscaler:restore", "1-3@" + now.minus(Duration.ofMinutes(10)));
      aas.put(with(target, tags, new Bounds(3, 4)));
      sageMaker.tag(arn("chat"), Map.of("autoscaling:policy", "defualt"));

      var sweep = sweep();

      assertThat(sweep.counts().states())
          .containsEntry("Rejected", 1)
          .containsEntry("Pending", 0)
          .containsEntry("Scaled", 0);
      assertThat(decided(sweep)).isEmpty();
      assertThat(shown(sweep.planned()))
          .containsExactly("endpoint/chat/variant/blue Rejected UnknownPolicy");
      assertThat(sweep.planned()).allMatch(outcome -> outcome.warnsOf(Code.MIN_RAISED));
      assertThat(reported(sweep))
          .containsExactly("endpoint/chat/variant/blue Rejected UnknownPolicy");
      assertThat(aas.target(key("chat", "blue")).bounds()).isEqualTo(new Bounds(1, 4));
      assertThat(handed(sweep())).isEmpty();
    }

    @Test
    void a_component_that_was_ready_after_all_is_registered() {
      sageMaker.endpoint("host", Map.of(), host()).component("llama", "host", "InService", ON);

      assertThat(reported(sweep())).containsExactly("inference-component/llama Applied");
      assertThat(handed(sweep())).isEmpty();
    }

    @Test
    void a_pause_that_is_over_ends() {
      sageMaker.endpoint(
          "chat",
          Map.of("autoscaling:policy", "default", "autoscaling:paused", "2026-08-18"),
          variant("blue", 1));
      settle("chat");
      assertThat(aas.find(key("chat", "blue"))).isEmpty();

      now = Instant.parse("2026-08-18T00:10:00Z");

      assertThat(reported(sweep())).containsExactly("endpoint/chat/variant/blue Applied");
    }
  }

  @Nested
  class Something_is_gone {
    @Test
    void the_targets_and_alarms_of_an_endpoint_are_released_though_no_event_came() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      settle("chat");
      sageMaker.delete("chat");

      assertThat(reported(sweep())).containsExactly("endpoint/chat/variant/blue Released");
      assertThat(handed(sweep())).isEmpty();
    }

    @Test
    void what_is_being_deleted_is_gone() {
      sageMaker
          .endpoint("chat", ON, variant("blue", 1))
          .endpoint("host", Map.of(), host())
          .component("llama", "host", "InService", ON);
      settle("chat");
      settle();
      sageMaker.status("chat", "Deleting");
      sageMaker.component("llama", "host", "Deleting", ON);

      assertThat(reported(sweep()))
          .containsExactlyInAnyOrder(
              "endpoint/chat/variant/blue Released", "inference-component/llama Released");
    }

    /** Its item finds it, and the sweep saw nothing registered. */
    @Test
    void tags_that_are_gone_before_anything_is_registered_cost_one_call_and_no_outcome() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      var sweep = sweep();
      sageMaker.tag(arn("chat"), Map.of());
      int calls = sageMaker.calls().size();

      assertThat(reported(sweep)).isEmpty();
      assertThat(sageMaker.calls().subList(calls, sageMaker.calls().size()))
          .containsExactly("tags " + arn("chat"));
    }

    @Test
    void an_alarm_that_outlived_its_target_goes_too() {
      sageMaker.endpoint("host", Map.of(), host(0)).component("llama", "host", "InService", WAKES);
      settle();
      assertThat(aas.alarms()).hasSize(1);
      sageMaker.deleteComponent("llama");
      aas.remove(component("llama"));

      assertThat(reported(sweep())).containsExactly("inference-component/llama Released");
      assertThat(aas.alarms()).isEmpty();
    }

    /** AWS deleted its policies with the target, and somebody else registered it again. */
    @Test
    void an_alarm_goes_whose_target_is_another_tools_now() {
      sageMaker.endpoint("host", Map.of(), host(0)).component("llama", "host", "InService", WAKES);
      settle();
      aas.put(
          ObservedTarget.of(
              component("llama"),
              "arn:theirs",
              new Bounds(1, 3),
              Suspension.NONE,
              Map.of(),
              List.of(),
              List.of(),
              aas.alarms()));

      var sweep = sweep();

      assertThat(shown(sweep.planned())).containsExactly("inference-component/llama Planned");
      assertThat(decided(sweep)).containsExactly("inference-component/llama Rejected NotOwned");
      assertThat(sweep.counts().owned()).isEqualTo(1);
      assertThat(reported(sweep)).containsExactly("inference-component/llama Rejected NotOwned");
      assertThat(aas.alarms()).isEmpty();
      assertThat(handed(sweep())).isEmpty();
    }

    @Test
    void an_alarm_without_a_target_goes_though_its_resource_lives() {
      sageMaker.endpoint("host", Map.of(), host(0)).component("llama", "host", "InService", WAKES);
      settle();
      sageMaker.tag(componentArn("llama"), Map.of());
      aas.remove(component("llama"));

      assertThat(reported(sweep())).containsExactly("inference-component/llama Released");
      assertThat(aas.alarms()).isEmpty();
    }

    @Test
    void a_renamed_variant_leaves_nothing_behind() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      settle("chat");
      sageMaker.endpoint("chat", ON, variant("green", 1));
      now = MADE.plus(Duration.ofMinutes(30));

      assertThat(reported(sweep()))
          .containsExactlyInAnyOrder(
              "endpoint/chat/variant/green Applied", "endpoint/chat/variant/blue Released");
    }

    /** Its update may be rolled back, and may show no variant or another one until then. */
    @ParameterizedTest
    @ValueSource(strings = {"Updating", "RollingBack", "UpdateRollbackFailed", "OutOfService"})
    void a_variant_that_is_not_shown_while_its_endpoint_is_out_of_service_is_not_gone(
        String status) {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      settle("chat");
      sageMaker.endpoint("chat", ON);
      sageMaker.status("chat", status);
      now = MADE.plus(Duration.ofMinutes(30));

      assertThat(handed(sweep())).isEmpty();
      assertThat(aas.find(key("chat", "blue"))).isPresent();

      sageMaker.status("chat", "InService");
      assertThat(reported(sweep())).containsExactly("endpoint/chat/variant/blue Released");
    }

    @Test
    void what_a_serverless_variant_has_no_concurrency_for_any_more_is_released() {
      sageMaker.endpoint("lambda", ON, serverless(20));
      settle("lambda");
      sageMaker.endpoint("lambda", ON, serverless(20, Optional.empty()));
      now = MADE.plus(Duration.ofMinutes(30));

      assertThat(reported(sweep())).containsExactly("endpoint/lambda/variant/a Released");
    }

    @Test
    void what_a_component_had_before_it_became_an_adapter_is_released() {
      sageMaker.endpoint("host", Map.of(), host(0)).component("llama", "host", "InService", WAKES);
      settle();
      sageMaker.adapter("llama");
      now = MADE.plus(Duration.ofMinutes(30));

      assertThat(reported(sweep())).containsExactly("inference-component/llama Released");
      assertThat(aas.alarms()).isEmpty();
    }

    @Test
    void a_component_whose_endpoint_is_gone_is_gone_too() {
      sageMaker.endpoint("host", Map.of(), host()).component("llama", "host", "InService", ON);
      settle();
      sageMaker.delete("host");

      assertThat(reported(sweep())).containsExactly("inference-component/llama Released");
    }

    @Test
    void a_name_in_other_letter_case_is_another_endpoint() {
      sageMaker.endpoint("Chat", ON, variant("blue", 1));
      settle("Chat");
      sageMaker.delete("Chat");
      sageMaker.endpoint("chat", ON, variant("blue", 1));

      assertThat(reported(sweep()))
          .containsExactlyInAnyOrder(
              "endpoint/chat/variant/blue Applied", "endpoint/Chat/variant/blue Released");
    }

    /** Whether SageMaker heeds the case of a name is not documented. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_name_in_other_letter_case_is_another_component(boolean anyCase) {
      sageMaker.endpoint("host", Map.of(), host(0)).component("llama", "host", "InService", WAKES);
      settle();
      sageMaker.deleteComponent("llama");
      sageMaker.component("Llama", "host", "InService", WAKES);
      sageMaker.answersAnyCase(anyCase);

      assertThat(reported(sweep()))
          .containsExactlyInAnyOrder(
              "inference-component/llama Released", "inference-component/Llama Applied");
      assertThat(handed(sweep())).isEmpty();
    }

    /** Cut in the middle, they read as if they were of other variants. */
    @Test
    void alarms_with_names_that_were_cut_are_not_left_over() {
      stack = "StackSet-tagscaler-0b7a3c1e-5f0e-4a52-9d55-3a0f3c1f6f11";
      sweeper = newSweeper();
      catalog =
          List.of(
              new DocumentText(
                  "team",
                  """
                  version: 1
                  policies:
                    busy:
                      max: 9
                      step:
                        - name: %s
                          custom: { Namespace: Acme, MetricName: Waiting, Statistic: Maximum }
                          steps: [ { from: 10, by: 2 } ]
                  """
                      .formatted("s".repeat(40))));
      var endpoint = "e".repeat(63);
      sageMaker.endpoint(
          endpoint, Map.of("autoscaling:policy", "team/busy"), variant("v".repeat(63), 1));
      settle(endpoint);
      var alarms = aas.alarms();
      assertThat(alarms).isNotEmpty();
      now = MADE.plus(Duration.ofMinutes(30));

      assertThat(decided(sweep())).allMatch(it -> it.endsWith(" Unchanged")).hasSize(1);
      assertThat(aas.alarms()).isEqualTo(alarms);
    }

    @Test
    void lists_that_cannot_be_read_change_nothing() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      settle("chat");
      sageMaker.delete("chat");
      fleet.fail();

      assertThatThrownBy(SweeperTest.this::sweep).isInstanceOf(CallFailedException.class);
      assertThat(aas.find(key("chat", "blue"))).isPresent();
    }
  }

  @Nested
  class Tags_are_gone {
    @Test
    void a_few_targets_are_released() {
      fleetOf(20);
      untag(5);

      assertThat(reported(sweep())).hasSize(5).allMatch(it -> it.endsWith(" Released"));
    }

    @Test
    void of_too_many_none_is_and_each_is_told() {
      fleetOf(30);
      untag(7);

      var sweep = sweep();

      assertThat(decided(sweep))
          .filteredOn(it -> it.endsWith(" Skipped SweepLimitExceeded"))
          .hasSize(7);
      assertThat(sweep.counts().heldBack()).isEqualTo(7);
      assertThat(handed(sweep)).isEmpty();
    }

    @Test
    void and_only_those_of_which_SageMaker_itself_says_so() {
      fleetOf(30);
      untag(7);
      fleet.late(arn("chat20"), Map.of());

      var sweep = sweep();

      assertThat(sweep.counts().heldBack()).isEqualTo(7);
      assertThat(decided(sweep)).contains("endpoint/chat20/variant/blue Unchanged");
    }

    @Test
    void nor_are_those_of_another_stack_counted_where_lists_do_not_tell_whose_they_are() {
      fleetOf(30);
      untag(8);
      for (int i = 1; i < 8; i++) {
        var theirs = aas.target(key("chat" + i, "blue"));
        aas.put(with(theirs, Map.of("tagscaler:stack", "other"), theirs.bounds()));
      }
      fleet.hideTargets();

      assertThat(reported(sweep())).containsExactly("endpoint/chat0/variant/blue Released");
    }

    @Test
    void and_they_do_not_make_the_limit_any_higher() {
      fleetOf(36);
      for (int i = 30; i < 36; i++) {
        var theirs = aas.target(key("chat" + i, "blue"));
        aas.put(with(theirs, Map.of("tagscaler:stack", "other"), theirs.bounds()));
      }
      untag(7);
      fleet.hideTargets();

      assertThat(sweep().counts().heldBack()).isEqualTo(7);
    }

    @Test
    void a_fifth_of_what_is_ours_may_go() {
      fleetOf(30);
      untag(6);

      assertThat(reported(sweep())).hasSize(6).allMatch(it -> it.endsWith(" Released"));
    }

    @Test
    void what_is_only_told_late_is_neither_released_nor_counted() {
      fleetOf(30);
      for (int i = 0; i < 7; i++) {
        fleet.late(arn("chat" + i), Map.of());
      }

      assertThat(handed(sweep())).isEmpty();
    }

    /** Tags that are replaced are back by then. */
    @Test
    void and_what_is_released_waits_for_a_quarter_of_an_hour() {
      fleetOf(20);
      untag(1);

      assertThat(sweep().handovers())
          .extracting(SweepPlan.Handover::delay)
          .containsExactly(Duration.ofMinutes(15));
    }

    /** Between the sweep and its message: it is not among those that were counted. */
    @Test
    void what_loses_them_only_after_the_sweep_waits_for_the_next() {
      sageMaker.endpoint("chat0", ON, variant("blue", 1));
      settle("chat0");
      sageMaker.tag(arn("chat0"), Map.of("autoscaling:policy", "default", "autoscaling:max", "9"));
      var sweep = sweep();
      untag(1);

      assertThat(reported(sweep)).containsExactly("endpoint/chat0/variant/blue Skipped NotTagged");
      assertThat(reported(sweep())).containsExactly("endpoint/chat0/variant/blue Released");
    }

    /** A component inherits the tags of its endpoint. */
    @ParameterizedTest
    @ValueSource(strings = {"endpoint/host", "inference-component/llama"})
    void are_confirmed_of_a_component_and_of_its_endpoint(String unread) {
      sageMaker.endpoint("host", ON, host()).component("llama", "host", "InService", Map.of());
      settle();
      sageMaker.tag(arn("host"), Map.of());
      sageMaker.tag(componentArn("other"), ON);
      sageMaker.fail("arn:aws:sagemaker:eu-west-1:111122223333:" + unread);

      assertThat(handed(sweep())).isEmpty();
    }

    /** What cannot be confirmed is not released, and most likely lost all the same. */
    @Test
    void those_that_cannot_be_confirmed_count_too() {
      fleetOf(20);
      untag(20);
      for (int i = 0; i < 15; i++) {
        sageMaker.fail(arn("chat" + i));
      }

      var sweep = sweep();

      assertThat(handed(sweep)).isEmpty();
      assertThat(sweep.counts().heldBack()).isEqualTo(5);
      assertThat(sweep.counts().unread()).isEqualTo(15);
    }

    @Test
    void a_message_from_before_too_many_were_found_releases_nothing_any_more() {
      fleetOf(30);
      untag(2);
      var earlier = sweep().handovers().getFirst().item();
      untag(30);
      now = now.plus(Duration.ofMinutes(10));
      sweep();

      assertThat(sweeper.isOutdated(earlier)).isTrue();
    }

    @Test
    void a_message_from_before_a_sweep_that_found_few_releases_what_it_names() {
      fleetOf(30);
      untag(2);
      var earlier = sweep().handovers().getFirst().item();
      now = now.plus(Duration.ofMinutes(10));
      sweep();

      assertThat(sweeper.isOutdated(earlier)).isFalse();
    }

    @Test
    void only_messages_that_may_release_can_be_outdated() {
      fleetOf(30);
      untag(30);
      var earlier = sweep().began().minus(Duration.ofMinutes(10));

      assertThat(sweeper.isOutdated(item(earlier, Command.Release.ALLOWED))).isTrue();
      assertThat(sweeper.isOutdated(item(earlier, Command.Release.UNCOUNTED))).isFalse();
    }

    private static SweepItem item(Instant began, Command.Release release) {
      return new SweepItem(
          new Command.ReconcileResource(
              new Subject.Endpoint("chat0", false),
              Command.Cause.SWEPT,
              new Trigger(Trigger.Type.SCHEDULE, "id", "detail", null),
              Command.Hint.NONE,
              false),
          began,
          release,
          List.of());
    }

    /** Only what the sweep counted. */
    @Test
    void and_a_message_names_the_variants_that_it_may_release() {
      var both =
          Map.of("autoscaling:policy@blue", "default", "autoscaling:policy@green", "default");
      sageMaker.endpoint("chat", both, variant("blue", 1), variant("green", 1));
      settle("chat");
      sageMaker.tag(arn("chat"), Map.of("autoscaling:policy@green", "default"));

      assertThat(sweep().handovers())
          .extracting(SweepPlan.Handover::item)
          .containsExactly(
              new SweepItem(
                  new Command.ReconcileResource(
                      new Subject.Endpoint("chat", false),
                      Command.Cause.SWEPT,
                      new Trigger(Trigger.Type.SCHEDULE, "id", "detail", null),
                      new Command.Hint(arn("chat"), null),
                      false),
                  now,
                  Command.Release.ALLOWED,
                  List.of(new EndpointVariant("chat", "blue"))));
    }

    @Test
    void a_kind_of_which_no_tags_are_told_is_asked_for_one_by_one() {
      sageMaker.endpoint("host", Map.of(), host()).component("llama", "host", "InService", ON);
      fleet.hide("inference-component");

      assertThat(reported(sweep())).containsExactly("inference-component/llama Applied");
      assertThat(handed(sweep())).isEmpty();
    }

    @Test
    void a_kind_that_nobody_tags_costs_a_sample_not_a_call_for_each() {
      sageMaker.endpoint("host", ON, host());
      for (int i = 0; i < 60; i++) {
        sageMaker.component("llama" + i, "host", "InService", Map.of());
      }
      sweep();
      int calls = sageMaker.calls().size();
      now = now.plus(Duration.ofMinutes(1));
      sweep();

      assertThat(sageMaker.calls().subList(calls, sageMaker.calls().size()))
          .hasSize(20)
          .allMatch(call -> call.startsWith("tags "));
    }

    private void fleetOf(int endpoints) {
      for (int i = 0; i < endpoints; i++) {
        sageMaker.endpoint("chat" + i, ON, variant("blue", 1));
        settle("chat" + i);
      }
    }

    private void untag(int endpoints) {
      for (int i = 0; i < endpoints; i++) {
        sageMaker.tag(arn("chat" + i), Map.of());
      }
    }
  }

  /** It decides about what lists do not tell. */
  @Nested
  class The_catalog {
    @Test
    void that_has_a_new_rule_for_some_instance_types_is_followed() {
      sageMaker.endpoint("big", ON, on("ml.p5.48xlarge")).endpoint("small", ON, on("ml.c5.large"));
      settle("big", "small");
      catalog = platform("{ instance-type: \"ml.p5*\", max: 2 }");

      assertThat(reported(sweep())).containsExactly("endpoint/big/variant/a Applied");
      assertThat(aas.target(key("big", "a")).bounds()).isEqualTo(new Bounds(1, 2));
    }

    @Test
    void that_has_a_rule_which_forbids_no_more_than_is_there_costs_no_look() {
      sageMaker.endpoint("chat", ON, variant("a", 1));
      settle("chat");
      catalog = platform("{ instance-type: \"ml.p5*\", max: 50 }");

      assertThat(handed(sweep())).isEmpty();
    }

    private List<DocumentText> platform(String rule) {
      return List.of(new DocumentText("_platform", "version: 1\nguardrails:\n  - " + rule + "\n"));
    }

    private Variant on(String type) {
      return new Variant("a", 1, List.of(type), Optional.empty(), false, Optional.empty(), false);
    }
  }

  /** What lists do not show. */
  @Nested
  class Facts {
    @Test
    void are_read_once_and_remembered_for_four_hours() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      settle("chat");
      sweep();

      assertThat(readsOf(Duration.ofMinutes(15))).isEmpty();
      assertThat(readsOf(Duration.ofMinutes(224))).isEmpty();
      assertThat(readsOf(Duration.ofMinutes(1))).containsExactly("endpoint chat");
    }

    @Test
    void are_read_again_once_the_resource_has_changed() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      settle("chat");
      sweep();
      sageMaker.endpoint("chat", ON, variant("blue", 1), variant("green", 1));
      sageMaker.modified("chat", now.minus(Duration.ofDays(1)));

      assertThat(reported(sweep())).contains("endpoint/chat/variant/green Applied");
    }

    @Test
    void are_not_remembered_of_what_changed_lately() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      settle("chat");
      now = MADE.plus(Duration.ofMinutes(9));
      sweep();

      assertThat(readsOf(Duration.ofSeconds(30))).containsExactly("endpoint chat");
    }

    @Test
    void are_read_again_once_an_item_changed_something() {
      sageMaker.endpoint("chat", ON, variant("blue", 1)).endpoint("more", ON, variant("a", 1));
      settle("chat", "more");
      sageMaker.tag(arn("chat"), Map.of("autoscaling:policy", "default", "autoscaling:max", "9"));
      reported(sweep());

      assertThat(readsOf(Duration.ofMinutes(15))).containsExactly("endpoint chat");
    }

    @Test
    void of_a_component_are_remembered_and_read_again_likewise() {
      sageMaker
          .endpoint("host", Map.of("team", "search"), host())
          .component("llama", "host", "InService", ON);
      settle();
      sweep();
      assertThat(readsOf(Duration.ofMinutes(15))).isEmpty();

      sageMaker.tag(
          componentArn("llama"), Map.of("autoscaling:policy", "default", "autoscaling:max", "9"));
      reported(sweep());

      assertThat(readsOf(Duration.ofMinutes(15))).containsExactly("component llama");
    }

    @Test
    void are_forgotten_of_what_is_gone() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      settle("chat");
      sweep();
      sageMaker.delete("chat");
      sweep();
      sageMaker.endpoint("chat", ON, variant("blue", 1));

      assertThat(readsOf(Duration.ofMinutes(15))).containsExactly("endpoint chat");
    }

    @Test
    void are_read_of_nothing_that_does_not_concern_the_stack() {
      sageMaker.endpoint("plain", Map.of("team", "search"), variant("a", 1));

      sweep();

      assertThat(sageMaker.calls()).noneMatch(call -> call.startsWith("endpoint "));
    }

    @Test
    void that_cannot_be_read_are_reported_and_hold_up_nothing() {
      sageMaker.endpoint("chat", ON, variant("blue", 1)).endpoint("new", ON, variant("a", 1));
      sageMaker.fail("chat");

      var sweep = sweep();

      assertThat(handed(sweep)).containsExactly("new");
      assertThat(decided(sweep)).containsExactly("endpoint/chat Failed ServiceError");
      assertThat(sweep.counts().unread()).isEqualTo(1);
      assertThat(sweep.counts().states()).containsEntry("Unread", 1).containsEntry("Pending", 1);
    }

    @Test
    void are_read_of_1500_resources_at_most_so_that_fresh_functions_read_all_in_turn() {
      for (int i = 0; i < 1600; i++) {
        sageMaker.endpoint("chat" + i, ON, variant("a", 1));
      }

      var sweep = sweep();

      assertThat(sweep.handovers()).hasSize(1500);
      assertThat(sweep.counts().unread()).isEqualTo(100);
      now = now.plus(Duration.ofMinutes(15));
      sweeper = newSweeper();
      var next = sweep();
      assertThat(Stream.concat(handed(sweep).stream(), handed(next).stream()).distinct())
          .hasSizeGreaterThan(1580);
    }

    @Test
    void are_read_as_long_as_the_function_has_time() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      timeLeft = Duration.ofSeconds(40);
      assertThat(sweep().counts().unread()).isEqualTo(1);

      timeLeft = Duration.ofSeconds(41);
      assertThat(sweep().counts().unread()).isZero();
    }

    @Test
    void have_a_hundred_seconds_after_the_lists_or_half_of_the_time() {
      for (int seconds : List.of(900, 201, 200, 100)) {
        timeLeft = Duration.ofSeconds(seconds);
        sweep();
      }

      assertThat(fleet.budgets())
          .extracting(Duration::toSeconds)
          .containsExactly(800L, 101L, 100L, 50L);
    }

    private List<String> readsOf(Duration later) {
      now = now.plus(later);
      int calls = sageMaker.calls().size();
      sweep();
      return sageMaker.calls().subList(calls, sageMaker.calls().size());
    }
  }

  @Nested
  class Targets_whose_policies_were_not_read {
    @Test
    void are_not_decided_about() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      settle("chat");
      fleet.leaveUnread(key("chat", "blue"));

      var sweep = sweep();

      assertThat(handed(sweep)).isEmpty();
      assertThat(sweep.counts().states()).containsEntry("Unread", 1);
    }

    @Test
    void are_neither_read_one_by_one_nor_reported_if_they_are_anothers() {
      sageMaker.endpoint("theirs", ON, variant("a", 1));
      aas.put(bare(key("theirs", "a")));
      fleet.leaveUnread(key("theirs", "a"));

      var sweep = sweep();

      assertThat(sweep.decided()).isEmpty();
      assertThat(sweep.counts().states()).containsEntry("Unread", 1).containsEntry("NotOwned", 0);
    }
  }

  /** A list without tags does not tell whose a target is. */
  @Nested
  class Targets_whose_tags_are_not_listed {
    @Test
    void are_read_one_by_one_if_they_may_be_managed() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      settle("chat");
      sageMaker.delete("chat");
      var other =
          new TargetKey(
              new EndpointVariant("chat", "blue"), ScalableDimension.PROVISIONED_CONCURRENCY);
      aas.put(with(bare(other), Map.of("tagscaler:stack", "tagscaler"), new Bounds(1, 3)));
      fleet.hideTargets();

      assertThat(shown(sweep().planned()))
          .as("one for each dimension")
          .containsExactly(
              "endpoint/chat/variant/blue Planned", "endpoint/chat/variant/blue Planned");
    }

    @Test
    void are_not_read_if_they_have_policies_of_others_only() {
      sageMaker.endpoint("theirs", ON, variant("a", 1));
      settle("theirs");
      var managed = aas.target(key("theirs", "a"));
      aas.put(
          ObservedTarget.of(
              managed.key(),
              managed.arn(),
              managed.bounds(),
              managed.suspended(),
              Map.of(),
              managed.policies().stream()
                  .map(policy -> new ScalingPolicy("theirs", policy.definition()))
                  .toList(),
              List.of(),
              List.of()));
      int reads = aas.reads();

      assertThat(decided(sweep())).containsExactly("endpoint/theirs/variant/a Rejected NotOwned");
      assertThat(aas.reads()).isEqualTo(reads);
    }

    @Test
    void are_not_decided_about_if_they_cannot_be_read() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      settle("chat");
      sageMaker.delete("chat");
      fleet.hideTargets();
      aas.unreadable(_ -> true);

      var sweep = sweep();

      assertThat(handed(sweep)).isEmpty();
      assertThat(sweep.counts().unread()).isEqualTo(1);
    }
  }

  /** Tags in bulk may be late. */
  @Nested
  class Who_asks {
    @Test
    void is_not_told_of_a_mistake_that_is_corrected_already() {
      sageMaker.endpoint("chat", ON, variant("a", 1));
      fleet.late(arn("chat"), Map.of("autoscaling:policy", "defualt"));

      assertThat(handed(sweep(Trigger.Type.DIRECT))).containsExactly("chat");
    }

    @Test
    void is_told_of_a_mistake_that_cannot_be_confirmed() {
      sageMaker.endpoint("chat", Map.of("autoscaling:policy", "defualt"), variant("a", 1));
      sageMaker.fail(arn("chat"));

      var sweep = sweep(Trigger.Type.DIRECT);

      assertThat(decided(sweep)).containsExactly("endpoint/chat/variant/a Rejected UnknownPolicy");
      assertThat(sweep.counts().unread()).isZero();
    }

    /** The owner has all day to be reminded, and each costs a call. */
    @Test
    void not_the_schedule_has_mistakes_confirmed_and_nothing_else_is() {
      sageMaker
          .endpoint("typo", Map.of("autoscaling:policy", "defualt"), variant("a", 1))
          .endpoint("chat", ON, variant("a", 1));

      sweep();
      assertThat(sageMaker.calls()).noneMatch(call -> call.startsWith("tags "));
      sweep(Trigger.Type.DIRECT);
      assertThat(sageMaker.calls())
          .filteredOn(call -> call.startsWith("tags "))
          .containsExactly("tags " + arn("typo"));
    }
  }

  /** What Application Auto Scaling cannot do for a target. */
  @Nested
  class Scaling_that_fails {
    @BeforeEach
    void a_target_that_is_as_it_should_be() {
      sageMaker
          .endpoint("chat", ON, variant("blue", 1), variant("green", 1))
          .endpoint("more", ON, variant("blue", 1));
      settle("chat", "more");
    }

    private void blueFailed() {
      failed(key("chat", "blue"), Optional.of("The account-level service limit is 4 Instances."));
    }

    private void failed(TargetKey key, Optional<String> why) {
      var then = now.minus(Duration.ofMinutes(5));
      activities.add(
          new ScalingActivity(
              key,
              then,
              Optional.of(then),
              ScalingActivity.Status.FAILED,
              "Setting desired instance count to 3.",
              why,
              List.of()));
    }

    private void blueNeedsMoreThanItsMax() {
      var then = now.minus(Duration.ofMinutes(5));
      activities.add(
          new ScalingActivity(
              key("chat", "blue"),
              then,
              Optional.of(then),
              ScalingActivity.Status.FAILED,
              "Attempting to scale due to alarm triggered",
              Optional.empty(),
              List.of("AlreadyAtMaxCapacity")));
    }

    private void tagChat(String key, String value) {
      sageMaker.tag(arn("chat"), Map.of("autoscaling:policy", "default", key, value));
    }

    /** Each outcome with a warning about scaling. */
    private List<String> warned(List<Outcome> outcomes) {
      return outcomes.stream()
          .flatMap(outcome ->
              outcome.warnings().stream()
                  .filter(warning ->
                      warning.code() == Code.SCALING_FAILING || warning.code() == Code.AT_MAX)
                  .map(warning -> shown(List.of(outcome)).getFirst() + ": " + warning.message()))
          .toList();
    }

    private static final String LIMIT =
        "Scaling to 3 instances has failed since 2026-08-17 11:55 UTC: The account-level service limit is 4 Instances. ";

    @Test
    void is_a_warning_of_that_target_with_the_reason_of_AWS() {
      blueFailed();

      var sweep = sweep();

      assertThat(warned(sweep.decided()))
          .singleElement()
          .asString()
          .startsWith("endpoint/chat/variant/blue Unchanged: " + LIMIT);
      assertThat(sweep.counts().states()).containsEntry("Failing", 1).containsEntry("Scaled", 2);
    }

    @Test
    void for_no_reason_is_one_too() {
      failed(key("chat", "blue"), Optional.empty());

      assertThat(warned(sweep().decided()))
          .singleElement()
          .asString()
          .contains("AWS gave no reason.");
    }

    @Test
    void because_it_needs_more_than_its_max_is_another_warning_and_another_state() {
      blueNeedsMoreThanItsMax();

      var sweep = sweep();

      assertThat(warned(sweep.decided()))
          .containsExactly(
              "endpoint/chat/variant/blue Unchanged: It has needed more capacity than its max since"
                  + " 2026-08-17 11:55 UTC. If that load is expected, raise autoscaling:max (or the max"
                  + " in autoscaling:schedule, if there is one).");
      assertThat(sweep.counts().states()).containsEntry("AtMax", 1).containsEntry("Failing", 0);
    }

    @Test
    void is_reported_in_the_interval_in_which_it_began_and_then_goes_on() {
      blueFailed();

      assertThat(warned(sweep().failing()))
          .singleElement()
          .asString()
          .startsWith("endpoint/chat/variant/blue Unchanged: " + LIMIT);
      now = now.plus(Duration.ofMinutes(15));
      var next = sweep();
      assertThat(next.failing()).isEmpty();
      assertThat(warned(next.decided())).hasSize(1);
    }

    /** The change is reported when it is made. */
    @Test
    void of_a_target_that_is_about_to_change_is_reported_without_the_change() {
      blueFailed();
      sageMaker.tag(
          arn("chat"), Map.of("autoscaling:policy", "default", "autoscaling:max@blue", "9"));

      var sweep = sweep();

      assertThat(shown(sweep.planned())).contains("endpoint/chat/variant/blue Planned");
      assertThat(warned(sweep.planned())).hasSize(1);
      assertThat(shown(sweep.failing())).containsExactly("endpoint/chat/variant/blue Unchanged");
    }

    @Test
    void of_a_dry_run_is_reported_with_its_plan() {
      blueFailed();
      sageMaker.tag(
          arn("chat"),
          Map.of(
              "autoscaling:policy",
              "default",
              "autoscaling:max@blue",
              "9",
              "autoscaling:dry-run",
              "true"));

      assertThat(shown(sweep().failing())).containsExactly("endpoint/chat/variant/blue Planned");
    }

    @Test
    void is_a_warning_where_tags_are_wrong_and_the_last_valid_ones_are_in_force() {
      blueFailed();
      tagChat("autoscaling:max@blue", "many");

      assertThat(shown(sweep().failing()))
          .containsExactly("endpoint/chat/variant/blue Rejected BadValue");
    }

    /** What fails to scale is often updating. */
    @Test
    void is_a_warning_while_the_endpoint_is_updating() {
      blueFailed();
      sageMaker.status("chat", "Updating");
      tagChat("autoscaling:max@blue", "9");

      assertThat(shown(sweep().failing()))
          .containsExactly("endpoint/chat/variant/blue Skipped NotReady");
    }

    @ParameterizedTest
    @CsvSource({
      "autoscaling:policy@blue, off",
      "autoscaling:policy@blue, ignore",
      "autoscaling:paused, true"
    })
    void does_not_concern_a_target_that_is_not_to_be_scaled(String key, String value) {
      blueFailed();
      tagChat(key, value);

      var sweep = sweep();

      assertThat(sweep.failing()).isEmpty();
      assertThat(warned(sweep.planned())).isEmpty();
      assertThat(warned(sweep.decided())).isEmpty();
    }

    @Test
    void that_cannot_be_read_is_handed_on_and_changes_nothing_else() {
      blueFailed();
      activities.fail(true);

      var sweep = sweep();

      assertThat(sweep.activitiesFailure().map(CallFailedException::getMessage))
          .contains("The activities cannot be read.");
      assertThat(decided(sweep)).hasSize(3).allMatch(it -> it.endsWith(" Unchanged"));
    }
  }

  /** For somebody who wants to see all of it. */
  @Nested
  class A_scan {
    private FleetScan scan() {
      return sweeper.scan(
          new Command.Sweep(
              new Trigger(Trigger.Type.DIRECT, "id", "detail", null), true, Optional.empty()),
          now);
    }

    @Test
    void decides_as_a_sweep_does_about_each_resource() {
      sageMaker
          .endpoint("chat", ON, variant("blue", 1))
          .endpoint("plain", Map.of(), variant("a", 1))
          .endpoint("host", Map.of(), host())
          .component("llama", "host", "InService", ON)
          .endpoint("unread", ON, variant("a", 1));
      settle("chat");
      fleet.leaveUnread(key("unread", "a"));
      aas.put(bare(key("unread", "a")));

      var scan = scan();

      assertThat(scan.began()).isEqualTo(now);
      assertThat(scan.outcomes().keySet())
          .containsExactlyInAnyOrder(
              new Subject.Endpoint("chat", false), new Subject.Component("llama", false));
      assertThat(shown(scan.outcomes().values().stream().flatMap(List::stream).toList()))
          .containsExactlyInAnyOrder(
              "endpoint/chat/variant/blue Unchanged", "inference-component/llama Planned");
      assertThat(scan.unread()).containsExactly(new Subject.Endpoint("unread", false));
      assertThat(scan.bugs()).isEmpty();
    }

    @Test
    void reads_however_long_it_takes() {
      timeLeft = Duration.ZERO;
      sageMaker.endpoint("chat", ON, variant("a", 1));

      assertThat(scan().unread()).isEmpty();
      assertThat(fleet.budgets()).containsExactly(Duration.ofDays(1));
    }

    @Test
    void finds_resources_and_targets_by_names_in_any_case() {
      sageMaker
          .endpoint("Chat", ON, variant("blue", 1))
          .endpoint("host", Map.of(), host())
          .component("Llama", "host", "InService", ON)
          .endpoint("leaving", ON, variant("a", 1));
      sageMaker.status("leaving", "Deleting");
      settle("Chat");
      aas.put(bare(component("Llama")));

      var scan = scan();

      assertThat(scan.resources().endpointName("chat")).contains("Chat");
      assertThat(scan.resources().endpointName("leaving")).isEmpty();
      assertThat(scan.resources().componentName("llama")).contains("Llama");
      assertThat(scan.resources().componentName("chat")).isEmpty();
      assertThat(scan.resources().componentsOf("host")).containsExactly("Llama");
      assertThat(scan.resources().componentsOf("Chat")).isEmpty();
      assertThat(scan.registered().variantsOf("chat"))
          .containsExactly(new EndpointVariant("Chat", "blue"));
      assertThat(scan.registered().variantsOf("host")).isEmpty();
      assertThat(scan.registered().componentNamed("llama"))
          .containsExactly(new InferenceComponent("Llama"));
      assertThat(scan.registered().componentNamed("blue")).isEmpty();
    }

    @Test
    void changes_nothing() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));

      assertThatThrownBy(() ->
              scan()
                  .registered()
                  .apply(new Change.DeregisterTarget(key("chat", "blue"), new Bounds(1, 4))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("A sweep changes nothing by itself: ");
      assertThat(aas.applied()).isEmpty();
    }
  }

  @Nested
  class The_state_of_everything {
    @Test
    void is_counted_once_for_each_target() {
      sageMaker
          .endpoint("scaled", ON, variant("a", 1))
          .endpoint("new", ON, variant("a", 1))
          .endpoint("off", Map.of("autoscaling:policy", "off"), variant("a", 1))
          .endpoint("ignored", Map.of("autoscaling:policy", "ignore"), variant("a", 1))
          .endpoint(
              "paused",
              Map.of("autoscaling:policy", "default", "autoscaling:paused", "true"),
              variant("a", 1))
          .endpoint("typo", Map.of("autoscaling:policy", "defualt"), variant("a", 1))
          .endpoint("theirs", ON, variant("a", 1))
          .endpoint("host", ON, host())
          .component("slow", "host", "Creating", ON)
          .endpoint("plain", Map.of(), variant("a", 1));
      settle("scaled");
      aas.put(bare(key("theirs", "a")));

      var counts = sweep().counts();

      assertThat(counts.states())
          .isEqualTo(
              Map.ofEntries(
                  Map.entry("Ignored", 1),
                  Map.entry("Off", 1),
                  Map.entry("Paused", 1),
                  Map.entry("NotScalable", 1),
                  Map.entry("NotReady", 1),
                  Map.entry("NotOwned", 1),
                  Map.entry("Rejected", 1),
                  Map.entry("Suspended", 0),
                  Map.entry("Failing", 0),
                  Map.entry("AtMax", 0),
                  Map.entry("Pending", 1),
                  Map.entry("Scaled", 1),
                  Map.entry("Unread", 0),
                  Map.entry("Untagged", 1)));
      assertThat(counts.codes())
          .containsEntry("UnknownPolicy", 1)
          .containsEntry("NotOwned", 1)
          .containsEntry("HostsComponents", 1);
      assertThat(counts.owned()).isEqualTo(1);
    }
  }

  @Nested
  class A_quota_that_is_exhausted {
    @Test
    void lets_five_be_registered_a_sweep_until_one_succeeds() {
      for (int i = 0; i < 10; i++) {
        sageMaker.endpoint("chat" + i, ON, variant("a", 1));
      }
      var first = sweep();
      assertThat(first.handovers()).hasSize(10);
      sweeper.done(first.handovers().getFirst().item(), List.of(overQuota(first)));

      assertThat(sweep().handovers()).hasSize(5);
      reported(sweep());
      assertThat(sweep().handovers()).hasSize(5);
    }

    @Test
    void holds_up_no_change_of_what_is_registered() {
      for (int i = 0; i < 6; i++) {
        sageMaker.endpoint("same" + i, ON, variant("a", 1));
        settle("same" + i);
        sageMaker.tag(
            arn("same" + i), Map.of("autoscaling:policy", "default", "autoscaling:max", "9"));
      }
      sageMaker.endpoint("chat", ON, variant("a", 1));
      var first = sweep();
      sweeper.done(first.handovers().getLast().item(), List.of(overQuota(first)));

      var second = sweep();
      assertThat(second.handovers()).hasSize(7);

      reconciled(
          second.handovers().stream()
              .map(SweepPlan.Handover::item)
              .filter(item -> item.command().subject().name().equals("same0"))
              .findFirst()
              .orElseThrow());
      for (int i = 0; i < 6; i++) {
        sageMaker.endpoint("new" + i, ON, variant("a", 1));
      }
      assertThat(handed(sweep()))
          .as("a change that needs no new target does not show that there is room")
          .filteredOn(name -> !name.startsWith("same"))
          .hasSize(5);
    }

    private Outcome overQuota(SweepPlan sweep) {
      return sweep
          .planned()
          .getFirst()
          .ended(
              new Ending.Rejected(
                  List.of(Problem.of(Code.QUOTA_EXCEEDED, "The quota is exhausted."))));
    }
  }

  /** A suffix tells of a variant that no list shows. */
  @Nested
  class A_suffix {

    @Test
    void that_asks_for_scaling_is_followed() {
      sageMaker.endpoint(
          "chat",
          Map.of("autoscaling:policy", "off", "autoscaling:policy@blue", "default"),
          variant("blue", 1),
          variant("green", 1));

      assertThat(reported(sweep()))
          .containsExactlyInAnyOrder(
              "endpoint/chat/variant/blue Applied", "endpoint/chat/variant/green Skipped Off");
    }

    @Test
    void is_followed_beside_a_variant_that_is_registered_too() {
      sageMaker.endpoint(
          "chat",
          Map.of("autoscaling:policy@blue", "default"),
          variant("blue", 1),
          variant("green", 1));
      settle("chat");
      sageMaker.tag(
          arn("chat"),
          Map.of("autoscaling:policy@blue", "default", "autoscaling:policy@Green", "default"));

      assertThat(reported(sweep()))
          .containsExactlyInAnyOrder(
              "endpoint/chat/variant/blue Unchanged", "endpoint/chat/variant/green Applied");
    }
  }

  private static Variant serverless(int maxConcurrency) {
    return serverless(maxConcurrency, Optional.of(1));
  }

  private static Variant serverless(int maxConcurrency, Optional<Integer> provisioned) {
    return new Variant(
        "a",
        0,
        List.of(),
        Optional.of(new Variant.Serverless(maxConcurrency, provisioned)),
        false,
        Optional.empty(),
        false);
  }

  private static Variant host() {
    return host(1);
  }

  private static Variant host(int min) {
    return new Variant(
        "host", 1, List.of("ml.g5.xlarge"), Optional.empty(), true, Optional.of(min), false);
  }

  /** Everything is as it should be by now. */
  private void settle(String... endpoints) {
    Stream.concat(
            Stream.of(endpoints).map(name -> new Subject.Endpoint(name, false)),
            Stream.of("llama")
                .filter(_ -> endpoints.length == 0)
                .map(name -> new Subject.Component(name, false)))
        .forEach(subject ->
            reconciler()
                .reconcile(
                    new Command.ReconcileResource(
                        subject,
                        Command.Cause.TAGS_CHANGED,
                        new Trigger(Trigger.Type.TAG, "id", "detail", null),
                        Command.Hint.NONE,
                        false),
                    Delivery.DIRECT));
  }

  /** That of a function which has just started. */
  private Sweeper newSweeper() {
    return new Sweeper(
        fleet,
        sageMaker,
        aas,
        BundledPolicies.reader(),
        reconciler(),
        stack,
        20,
        activities,
        Duration.ofMinutes(15));
  }

  private SweepPlan sweep() {
    return sweep(Trigger.Type.SCHEDULE);
  }

  private SweepPlan sweep(Trigger.Type type) {
    return sweeper.sweep(
        new Command.Sweep(new Trigger(type, "id", "detail", null), false, Optional.empty()),
        now,
        now,
        () -> timeLeft);
  }

  private static List<String> handed(SweepPlan sweep) {
    return sweep.handovers().stream()
        .map(each -> each.item().command().subject().name())
        .sorted()
        .toList();
  }

  /** The outcomes once everything that a sweep hands over is reconciled. */
  private List<String> reported(SweepPlan sweep) {
    return sweep.handovers().stream().flatMap(each -> reconciled(each.item()).stream()).toList();
  }

  /** What a sweep decides about everything that it does not hand over. */
  private static List<String> decided(SweepPlan sweep) {
    return shown(sweep.decided());
  }

  private List<String> reconciled(SweepItem piece) {
    var outcomes = reconciler().reconcile(piece).outcomes();
    sweeper.done(piece, outcomes);
    return shown(outcomes);
  }

  private Reconciler reconciler() {
    return new Reconciler(
        sageMaker,
        aas,
        new FakeScalingActivities(),
        BundledPolicies.reader(),
        new CatalogCache(() -> catalog, () -> now),
        new StackOptions(stack, false, false, true, Adoption.REPLACE, Duration.ofHours(4)),
        () -> now);
  }

  private static TargetKey key(String endpoint, String variant) {
    return new TargetKey(new EndpointVariant(endpoint, variant), ScalableDimension.INSTANCE_COUNT);
  }

  private static TargetKey component(String name) {
    return new TargetKey(new InferenceComponent(name), ScalableDimension.COPY_COUNT);
  }

  private static ObservedTarget bare(TargetKey key) {
    return ObservedTarget.of(
        key,
        "arn:target",
        new Bounds(1, 3),
        Suspension.NONE,
        Map.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static ObservedTarget with(
      ObservedTarget target, Map<String, String> tags, Bounds bounds) {
    return ObservedTarget.of(
        target.key(),
        target.arn(),
        bounds,
        target.suspended(),
        tags,
        target.policies(),
        target.scheduledActions(),
        target.alarms());
  }

  private static List<String> shown(List<Outcome> outcomes) {
    return outcomes.stream()
        .map(OutcomeJson::of)
        .peek(OutcomeSchema::check)
        .map(json ->
            json.get("resourceId").text().orElse("")
                + " "
                + json.get("outcome").text().orElse("")
                + json.get("code").text().map(code -> " " + code).orElse(""))
        .toList();
  }
}
