package io.github.tagscaler.reconcile;

import static io.github.tagscaler.fake.FakeSageMaker.MADE;
import static io.github.tagscaler.fake.FakeSageMaker.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Command.Cause;
import io.github.tagscaler.event.Command.Hint;
import io.github.tagscaler.event.Delivery;
import io.github.tagscaler.event.Subject;
import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.fake.BundledPolicies;
import io.github.tagscaler.fake.FakeSageMaker;
import io.github.tagscaler.fake.FakeScalingActivities;
import io.github.tagscaler.fake.FakeScalingRegistry;
import io.github.tagscaler.outcome.Audience.Occasion;
import io.github.tagscaler.outcome.CapacityReset;
import io.github.tagscaler.outcome.ChangeEntry;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.OutcomeJson;
import io.github.tagscaler.outcome.OutcomeSchema;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.catalog.DocumentText;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.Deployment;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.resource.Variant;
import io.github.tagscaler.scaling.Change;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.ScalingActivity;
import io.github.tagscaler.scaling.ScalingAlarm;
import io.github.tagscaler.scaling.ScalingPolicy;
import io.github.tagscaler.scaling.Suspension;
import io.github.tagscaler.scaling.TargetKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReconcilerTest {
  private static final Map<String, String> ON = Map.of("autoscaling:policy", "default");
  private static final Map<String, String> OFF = Map.of("autoscaling:policy", "off");
  private static final Map<String, String> IGNORE = Map.of("autoscaling:policy", "ignore");
  private static final TargetKey BLUE = key("chat", "blue");
  private static final TargetKey GREEN = key("chat", "green");
  private static final TargetKey LLAMA =
      new TargetKey(new InferenceComponent("llama"), ScalableDimension.COPY_COUNT);

  private final FakeSageMaker sageMaker = new FakeSageMaker();
  private final FakeScalingRegistry aas = new FakeScalingRegistry(sageMaker);
  private final FakeScalingActivities activities = new FakeScalingActivities();
  private List<DocumentText> documents = List.of();
  private int catalogReads;
  private Instant now = MADE.plus(Duration.ofMinutes(10));
  private final CatalogCache catalogs = new CatalogCache(this::catalog, () -> now);
  private boolean dryRun;
  private boolean canWait = true;

  @Nested
  class Tags_ask_for_scaling {
    @Test
    void so_it_is_registered_and_a_second_run_writes_nothing() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));

      assertThat(outcomes(tagged("chat"))).containsExactly("endpoint/chat/variant/blue Applied");
      assertThat(aas.target(BLUE).bounds()).isEqualTo(new Bounds(1, 4));
      int writes = aas.applied().size();
      assertThat(outcomes(tagged("chat"))).containsExactly("endpoint/chat/variant/blue Unchanged");
      assertThat(aas.applied()).hasSize(writes);
    }

    @Test
    void a_dry_run_of_setting_tag_or_request_plans_only() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      var request = command(new Subject.Endpoint("chat", false), Cause.REQUESTED, Hint.NONE, true);
      assertThat(outcomes(request)).containsExactly("endpoint/chat/variant/blue Planned");

      sageMaker.endpoint(
          "chat",
          Map.of("autoscaling:policy", "default", "autoscaling:dry-run", "true"),
          variant("blue", 1));
      assertThat(outcomes(tagged("chat"))).containsExactly("endpoint/chat/variant/blue Planned");

      sageMaker.endpoint("chat", ON, variant("blue", 1));
      dryRun = true;
      assertThat(outcomes(tagged("chat"))).containsExactly("endpoint/chat/variant/blue Planned");
      assertThat(aas.applied()).isEmpty();
    }

    @Test
    void a_bad_variant_stops_no_other() {
      sageMaker.endpoint(
          "chat",
          Map.of("autoscaling:policy", "default", "autoscaling:max@blue", "many"),
          variant("blue", 1),
          variant("green", 1));

      assertThat(outcomes(tagged("chat")))
          .containsExactly(
              "endpoint/chat/variant/blue Rejected BadValue",
              "endpoint/chat/variant/green Applied");
    }

    @Test
    void a_variant_that_cannot_be_read_stops_no_other() {
      sageMaker.endpoint("chat", ON, variant("blue", 1), variant("green", 1));
      aas.unreadable(BLUE.id()::equals);

      assertThat(outcomes(tagged("chat")))
          .containsExactly(
              "endpoint/chat/variant/blue Failed ServiceError",
              "endpoint/chat/variant/green Applied");
    }

    @Test
    void a_service_that_does_not_answer_is_not_asked_for_each_variant() {
      sageMaker.endpoint("chat", ON, variant("blue", 1), variant("green", 1));
      aas.silent();

      assertThat(outcomes(tagged("chat")))
          .containsExactly(
              "endpoint/chat/variant/blue Failed ServiceError",
              "endpoint/chat/variant/green Failed ServiceError");
      assertThat(aas.reads()).isEqualTo(1);
    }

    @Test
    void a_bug_in_one_target_stops_no_other_and_is_handed_on() {
      sageMaker.endpoint("chat", ON, variant("blue", 1), variant("green", 1));
      var bug = new IllegalStateException("never");
      aas.failAt(1, bug);

      var result = run(tagged("chat"));

      assertThat(shown(result))
          .containsExactly(
              "endpoint/chat/variant/blue Failed ServiceError",
              "endpoint/chat/variant/green Applied");
      assertThat(result.bugs()).containsExactly(bug);
    }

    @Test
    void a_failure_half_way_is_finished_by_the_next_run() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      aas.failAt(2, Code.THROTTLED);

      assertThat(outcomes(tagged("chat")))
          .containsExactly("endpoint/chat/variant/blue Failed Throttled");
      assertThat(outcomes(tagged("chat"))).containsExactly("endpoint/chat/variant/blue Applied");
      assertThat(outcomes(tagged("chat"))).containsExactly("endpoint/chat/variant/blue Unchanged");
    }

    @Test
    void what_is_denied_half_way_is_for_the_operator_and_lists_what_was_done() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      aas.failAt(2, Code.ACCESS_DENIED);

      var outcome = run(tagged("chat")).outcomes().getFirst();

      assertThat(outcome.ending().changesMade()).hasSize(1);
      assertThat(OutcomeJson.of(outcome).get("outcome").text()).contains("Rejected");
    }

    @Test
    void all_problems_are_reported_together_foreign_ownership_too() {
      sageMaker.endpoint("chat", Map.of("autoscaling:max", "many"), variant("blue", 1));
      aas.put(foreign(BLUE));

      assertThat(run(tagged("chat")).outcomes().getFirst().ending().toString())
          .contains("BAD_VALUE", "NOT_OWNED");
    }

    @Test
    void an_own_target_in_another_dimension_is_released() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      var other = new TargetKey(BLUE.id(), ScalableDimension.PROVISIONED_CONCURRENCY);
      aas.put(own(other));

      assertThat(outcomes(tagged("chat")))
          .containsExactly(
              "endpoint/chat/variant/blue Released", "endpoint/chat/variant/blue Applied");
      assertThat(aas.find(other)).isEmpty();
    }

    @Test
    void serverless_that_lost_its_concurrency_is_released() {
      sageMaker.endpoint(
          "chat",
          ON,
          new Variant(
              "blue",
              0,
              List.of(),
              Optional.of(new Variant.Serverless(20, Optional.empty())),
              false,
              Optional.empty(),
              false));
      aas.put(own(new TargetKey(BLUE.id(), ScalableDimension.PROVISIONED_CONCURRENCY)));

      assertThat(outcomes(tagged("chat"))).containsExactly("endpoint/chat/variant/blue Released");
      assertThat(outcomes(tagged("chat")))
          .containsExactly("endpoint/chat/variant/blue Skipped NoProvisionedConcurrency");
    }
  }

  @Nested
  class OffSwitches {
    @ParameterizedTest
    @ValueSource(
        strings = {"InService", "Creating", "Updating", "SystemUpdating", "RollingBack", "Failed"})
    void work_in_every_status(String status) {
      registered();
      sageMaker.status("chat", status);

      sageMaker.tag(FakeSageMaker.arn("chat"), IGNORE);
      assertThat(outcomes(tagged("chat")))
          .containsExactly("endpoint/chat/variant/blue Skipped Ignored");
      assertThat(aas.find(BLUE)).isPresent();
      sageMaker.tag(FakeSageMaker.arn("chat"), OFF);
      assertThat(outcomes(tagged("chat"))).containsExactly("endpoint/chat/variant/blue Released");
      assertThat(outcomes(tagged("chat")))
          .containsExactly("endpoint/chat/variant/blue Skipped Off");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OutOfService", "Updating", "SystemUpdating", "RollingBack"})
    void no_passing_status_releases_anything(String status) {
      registered();
      sageMaker.status("chat", status);

      assertThat(outcomes(tagged("chat")))
          .containsExactly("endpoint/chat/variant/blue Skipped NotReady");
      assertThat(aas.find(BLUE)).isPresent();
    }

    @Test
    void an_ignored_target_costs_no_call_of_auto_scaling() {
      sageMaker.endpoint("chat", IGNORE, variant("blue", 1));

      assertThat(outcomes(tagged("chat")))
          .containsExactly("endpoint/chat/variant/blue Skipped Ignored");
      assertThat(aas.reads()).isZero();
    }

    @Test
    void tags_gone_release_what_is_ours_and_nothing_else() {
      registered();
      aas.put(foreign(GREEN));
      sageMaker.endpoint("chat", Map.of(), variant("blue", 1), variant("green", 1));

      assertThat(outcomes(tagged("chat")))
          .containsExactly(
              "endpoint/chat/variant/blue Released",
              "endpoint/chat/variant/green Skipped NotTagged");
      assertThat(aas.find(GREEN)).contains(foreign(GREEN));
    }
  }

  @Nested
  class What_is_gone {
    @Test
    void is_released_once() {
      registered();
      sageMaker.delete("chat");

      assertThat(outcomes(deleted("chat"))).containsExactly("endpoint/chat/variant/blue Released");
      assertThat(outcomes(deleted("chat"))).isEmpty();
    }

    @Test
    void is_not_what_differs_from_it_by_case_alone() {
      registered();

      assertThat(outcomes(deleted("CHAT"))).isEmpty();
      assertThat(aas.find(BLUE)).isPresent();
    }

    @Test
    void may_be_named_by_a_lower_cased_arn() {
      sageMaker.endpoint("Chat", ON, variant("blue", 1));
      outcomes(tagged("Chat"));
      sageMaker.delete("Chat");

      assertThat(
              outcomes(
                  command(
                      new Subject.Endpoint("chat", true), Cause.TAGS_CHANGED, Hint.NONE, false)))
          .containsExactly("endpoint/Chat/variant/blue Released");
    }

    @Test
    void and_comes_back_while_it_is_released_is_registered_again() {
      registered();
      sageMaker.delete("chat");
      once(() -> sageMaker.endpoint("chat", ON, variant("blue", 1)));

      assertThat(outcomes(deleted("chat"))).containsExactly("endpoint/chat/variant/blue Applied");
      assertThat(aas.find(BLUE)).isPresent();
    }

    @Test
    void is_a_component_whose_endpoint_is_gone() {
      sageMaker.endpoint("chat", ON, host()).component("llama", "chat", "InService", Map.of());
      outcomes(component("llama"));
      sageMaker.delete("chat");

      assertThat(outcomes(component("llama")))
          .containsExactly("inference-component/llama Released");
    }

    /** Its name in the ARN is lower-cased, so that either may be meant. */
    @Test
    void is_not_a_variant_of_another_endpoint_that_exists() {
      sageMaker
          .endpoint("Chat", ON, variant("blue", 1))
          .endpoint("CHAT", ON, variant("blue", 1), variant("green", 1));
      outcomes(tagged("Chat"));
      outcomes(tagged("CHAT"));
      sageMaker.delete("Chat");
      sageMaker.endpoint("CHAT", ON, variant("blue", 1));

      assertThat(outcomes(deleted("chat")))
          .containsExactly(
              "endpoint/Chat/variant/blue Released", "endpoint/CHAT/variant/green Released");
    }

    @Test
    void is_not_what_an_update_of_another_endpoint_does_not_show() {
      sageMaker.endpoint("CHAT", ON, variant("blue", 1), variant("green", 1));
      outcomes(tagged("CHAT"));
      sageMaker.endpoint("CHAT", ON, variant("blue", 1));
      sageMaker.status("CHAT", "Updating");

      assertThat(outcomes(deleted("chat"))).isEmpty();
    }

    @Test
    void is_what_is_being_deleted() {
      registered();
      sageMaker.status("chat", "Deleting");

      assertThat(outcomes(deleted("chat"))).containsExactly("endpoint/chat/variant/blue Released");
    }

    @Test
    void is_a_component_that_is_being_deleted_or_whose_endpoint_is() {
      sageMaker.endpoint("chat", ON, host()).component("llama", "chat", "InService", Map.of());
      outcomes(component("llama"));
      sageMaker.component("llama", "chat", "Deleting", Map.of());
      assertThat(outcomes(component("llama")))
          .containsExactly("inference-component/llama Released");

      sageMaker.component("llama", "chat", "InService", Map.of());
      outcomes(component("llama"));
      sageMaker.status("chat", "Deleting");
      assertThat(outcomes(component("llama")))
          .containsExactly("inference-component/llama Released");
    }

    @Test
    void are_the_components_of_an_endpoint_that_is_gone() {
      sageMaker
          .endpoint("chat", ON, host())
          .component("llama", "chat", "InService", Map.of())
          .component("other", "elsewhere", "InService", Map.of());
      outcomes(component("llama"));
      sageMaker.delete("chat");

      assertThat(outcomes(deleted("chat"))).containsExactly("inference-component/llama Released");
    }

    @Test
    void is_nothing_that_could_not_be_read() {
      registered();
      sageMaker.fail("chat");

      assertThat(outcomes(deleted("chat"))).containsExactly("endpoint/chat Failed ServiceError");
      assertThat(aas.find(BLUE)).isPresent();
    }
  }

  @Nested
  class A_scaling_activity {
    @Test
    void of_an_endpoint_without_a_key_of_tagscaler_costs_one_call_and_reports_nothing() {
      sageMaker.endpoint("chat", Map.of("team", "search"), variant("blue", 1));

      assertThat(outcomes(inService("chat", FakeSageMaker.arn("chat")))).isEmpty();
      assertThat(sageMaker.calls()).containsExactly("tags " + FakeSageMaker.arn("chat"));
      assertThat(aas.reads()).isZero();
    }

    @Test
    void reports_nothing_either_if_the_event_has_no_arn() {
      sageMaker.endpoint("chat", Map.of("team", "search"), variant("blue", 1));

      assertThat(
              outcomes(
                  command(new Subject.Endpoint("chat", false), Cause.IN_SERVICE, Hint.NONE, false)))
          .isEmpty();
    }

    @Test
    void repeats_only_what_is_a_day_old() {
      sageMaker.endpoint("chat", OFF, variant("blue", 1));
      var event = inService("chat", FakeSageMaker.arn("chat"));

      assertThat(run(event).outcomes().getFirst().audience().occasion()).isEqualTo(Occasion.NEWS);
      now = MADE.plus(Duration.ofDays(2));
      assertThat(run(event).outcomes().getFirst().audience().occasion())
          .isEqualTo(Occasion.REPETITION);
    }
  }

  @Nested
  class A_component_on_its_way {
    @Test
    void is_checked_again_for_two_hours() {
      sageMaker.endpoint("chat", ON, host()).component("llama", "chat", "Creating", Map.of());

      var early = run(component("llama"));
      now = MADE.plus(Duration.ofHours(2)).plusSeconds(1);
      var late = run(component("llama"));

      assertThat(shown(early)).containsExactly("inference-component/llama Skipped NotReady");
      assertThat(early.pending()).containsExactly("llama");
      assertThat(shown(late)).containsExactly("inference-component/llama Skipped NotReady");
      assertThat(late.pending()).isEmpty();
    }

    @Test
    void fails_where_there_is_no_queue_to_wait_in() {
      canWait = false;
      sageMaker.endpoint("chat", ON, host()).component("llama", "chat", "Creating", Map.of());

      assertThat(outcomes(component("llama")))
          .containsExactly("inference-component/llama Failed NotReady");
      now = MADE.plus(Duration.ofHours(3));
      assertThat(outcomes(component("llama")))
          .containsExactly("inference-component/llama Skipped NotReady");
    }

    @Test
    void is_waited_for_by_tags_of_its_endpoint_but_not_by_its_being_in_service() {
      sageMaker.endpoint("chat", ON, host()).component("llama", "chat", "Updating", Map.of());

      assertThat(run(tagged("chat")).pending()).containsExactly("llama");
      assertThat(run(inService("chat", FakeSageMaker.arn("chat"))).pending()).isEmpty();
      assertThat(
              run(command(new Subject.Endpoint("chat", false), Cause.REQUESTED, Hint.NONE, true))
                  .pending())
          .isEmpty();
    }

    @Test
    void is_not_waited_for_once_it_failed() {
      sageMaker.endpoint("chat", ON, host());

      sageMaker.component("llama", "chat", "Failed", Map.of());
      var failed = run(component("llama"));
      assertThat(shown(failed)).containsExactly("inference-component/llama Skipped ResourceFailed");
      assertThat(failed.pending()).isEmpty();
    }

    @Test
    void inherits_from_its_endpoint_once_in_service() {
      sageMaker
          .endpoint("chat", Map.of("autoscaling:max", "7"), host())
          .component("llama", "chat", "InService", Map.of());

      assertThat(outcomes(tagged("chat")))
          .containsExactly(
              "endpoint/chat/variant/host Skipped HostsComponents",
              "inference-component/llama Applied");
      assertThat(aas.target(LLAMA).bounds()).isEqualTo(new Bounds(1, 7));
    }
  }

  @Nested
  class Tags_that_change_meanwhile {
    @Test
    void are_applied_in_the_same_run_and_reported_as_one() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      once(() -> sageMaker.tag(FakeSageMaker.arn("chat"), OFF));

      assertThat(outcomes(tagged("chat"))).containsExactly("endpoint/chat/variant/blue Released");
      assertThat(aas.find(BLUE)).isEmpty();
    }

    @Test
    void do_not_hide_what_was_done_before() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      once(() -> sageMaker.tag(FakeSageMaker.arn("chat"), IGNORE));

      assertThat(outcomes(tagged("chat"))).containsExactly("endpoint/chat/variant/blue Applied");
    }

    @Test
    void end_in_a_failure_after_three_passes() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      var max = new AtomicInteger(5);
      aas.beforeWrite(_ ->
          sageMaker.tag(
              FakeSageMaker.arn("chat"), Map.of("autoscaling:max", "" + max.incrementAndGet())));

      assertThat(outcomes(tagged("chat")))
          .containsExactly("endpoint/chat/variant/blue Failed ConcurrentUpdate");
    }

    @Test
    void undo_what_this_run_wrote_over_a_faster_one() {
      registered();
      aas.put(without(aas.target(BLUE)));
      once(() -> {
        sageMaker.tag(FakeSageMaker.arn("chat"), Map.of("autoscaling:target", "9"));
        outcomes(tagged("chat"));
      });

      outcomes(tagged("chat"));

      aas.beforeWrite(_ -> {});
      assertThat(outcomes(tagged("chat"))).containsExactly("endpoint/chat/variant/blue Unchanged");
      assertThat(aas.target(BLUE).policies().toString()).contains("targetValue=9.0");
    }

    @Test
    void never_leave_a_target_without_an_owner() {
      registered();
      sageMaker.tag(FakeSageMaker.arn("chat"), Map.of("autoscaling:max", "8"));
      once(() -> {
        sageMaker.tag(FakeSageMaker.arn("chat"), OFF);
        outcomes(tagged("chat"));
      });

      assertThat(outcomes(tagged("chat")))
          .containsExactly("endpoint/chat/variant/blue Failed ConcurrentUpdate");
      assertThat(outcomes(tagged("chat"))).containsExactly("endpoint/chat/variant/blue Released");
    }
  }

  @Nested
  class A_pause {
    private static final Map<String, String> PAUSED =
        Map.of("autoscaling:policy", "default", "autoscaling:paused", "true");

    @Test
    void suspends_what_is_managed_once_and_reports_it_each_time() {
      registered();
      sageMaker.run(BLUE.id(), 3);
      sageMaker.tag(FakeSageMaker.arn("chat"), PAUSED);

      assertThat(outcomes(tagged("chat")))
          .containsExactly("endpoint/chat/variant/blue Applied Paused");
      assertThat(aas.target(BLUE).suspended()).isEqualTo(Suspension.ALL);
      assertThat(outcomes(tagged("chat")))
          .containsExactly("endpoint/chat/variant/blue Unchanged Paused");
      assertThat(sageMaker.running(BLUE.id())).isEqualTo(3);
    }

    @Test
    void moves_no_capacity_that_lies_outside_the_bounds() {
      registered();
      sageMaker.run(BLUE.id(), 9);
      sageMaker.tag(FakeSageMaker.arn("chat"), PAUSED);

      outcomes(tagged("chat"));

      assertThat(aas.target(BLUE).bounds()).isEqualTo(new Bounds(1, 9));
      assertThat(sageMaker.running(BLUE.id())).isEqualTo(9);
    }

    @Test
    void ends_with_the_bounds_in_force() {
      registered();
      sageMaker.run(BLUE.id(), 0);
      sageMaker.tag(FakeSageMaker.arn("chat"), PAUSED);
      outcomes(tagged("chat"));
      sageMaker.tag(FakeSageMaker.arn("chat"), ON);

      assertThat(outcomes(tagged("chat"))).containsExactly("endpoint/chat/variant/blue Applied");
      assertThat(aas.target(BLUE).suspended()).isEqualTo(Suspension.NONE);
      assertThat(aas.target(BLUE).bounds()).isEqualTo(new Bounds(1, 4));
    }

    @Test
    void is_planned_by_a_dry_run() {
      registered();
      sageMaker.tag(FakeSageMaker.arn("chat"), PAUSED);
      dryRun = true;

      assertThat(outcomes(tagged("chat")))
          .containsExactly("endpoint/chat/variant/blue Planned Paused");
      assertThat(aas.target(BLUE).suspended()).isEqualTo(Suspension.NONE);
    }

    @Test
    void registers_nothing() {
      sageMaker.endpoint("chat", PAUSED, variant("blue", 1));

      assertThat(outcomes(tagged("chat")))
          .containsExactly("endpoint/chat/variant/blue Unchanged Paused");
      assertThat(aas.applied()).isEmpty();
    }

    @Test
    void keeps_what_is_foreign() {
      sageMaker.endpoint("chat", PAUSED, variant("blue", 1));
      aas.put(foreign(BLUE));

      assertThat(outcomes(tagged("chat")))
          .containsExactly("endpoint/chat/variant/blue Unchanged Paused NotOwned");
      assertThat(aas.find(BLUE)).contains(foreign(BLUE));
    }

    @Test
    void keeps_what_is_managed_though_scaling_is_no_longer_desired() {
      registered();
      sageMaker.tag(FakeSageMaker.arn("chat"), Map.of("autoscaling:paused", "true"));

      assertThat(outcomes(tagged("chat")))
          .containsExactly("endpoint/chat/variant/blue Applied Paused Paused");
      assertThat(aas.find(BLUE)).isPresent();
      sageMaker.tag(FakeSageMaker.arn("chat"), Map.of());
      assertThat(outcomes(tagged("chat"))).containsExactly("endpoint/chat/variant/blue Released");
    }

    @Test
    void holds_what_is_ours_in_a_dimension_that_is_no_longer_scaled() {
      sageMaker.endpoint("chat", PAUSED, host());
      var host = key("chat", "host");
      aas.put(own(host));

      assertThat(outcomes(tagged("chat")))
          .containsExactly("endpoint/chat/variant/host Applied Paused");
      assertThat(aas.target(host).suspended()).isEqualTo(Suspension.ALL);
      assertThat(aas.target(host).bounds()).isEqualTo(new Bounds(1, 3));
    }

    @Test
    void works_whatever_else_is_wrong() {
      registered();
      sageMaker.tag(
          FakeSageMaker.arn("chat"),
          Map.of("autoscaling:paused", "true", "autoscaling:max", "many"));

      assertThat(outcomes(tagged("chat")))
          .containsExactly("endpoint/chat/variant/blue Applied Paused BadValue");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SERVICE_ERROR", "NOT_READY"})
    void that_aws_refuses_is_tried_again_unless_the_resource_has_failed(Code refusal) {
      registered();
      sageMaker.tag(FakeSageMaker.arn("chat"), PAUSED);
      sageMaker.status("chat", "Updating");
      aas.failAt(1, refusal);
      assertThat(outcomes(tagged("chat")))
          .containsExactly("endpoint/chat/variant/blue Failed NotReady Paused");

      sageMaker.status("chat", "Failed");
      aas.failAt(1, refusal);
      assertThat(outcomes(tagged("chat")))
          .containsExactly("endpoint/chat/variant/blue Unchanged Paused");
    }

    @Test
    void that_fails_in_service_is_reported_with_its_failure() {
      registered();
      sageMaker.tag(FakeSageMaker.arn("chat"), PAUSED);
      aas.failAt(1, Code.SERVICE_ERROR);

      assertThat(outcomes(tagged("chat")))
          .containsExactly("endpoint/chat/variant/blue Failed ServiceError Paused");
    }
  }

  /** Of 6 instances 2 are left, as many as in the endpoint config. */
  @Nested
  class A_deployment_that_reset_capacity {
    private static final Map<String, String> TO_EIGHT =
        Map.of("autoscaling:policy", "default", "autoscaling:max", "8");
    private static final CapacityReset RESET = new CapacityReset(6, 2, MADE);

    @BeforeEach
    void of_a_registered_variant() {
      sageMaker.endpoint(
          "chat",
          TO_EIGHT,
          new Variant(
              "blue",
              2,
              List.of("ml.m5.xlarge"),
              Optional.empty(),
              false,
              Optional.empty(),
              false,
              Optional.of(new Deployment(2, MADE, MADE.minus(Duration.ofDays(1))))));
      outcomes(tagged("chat"));
      scaled(BLUE);
    }

    private void scaled(TargetKey key) {
      activities.add(
          new ScalingActivity(
              key,
              MADE.minus(Duration.ofHours(1)),
              Optional.of(MADE.minus(Duration.ofMinutes(50))),
              ScalingActivity.Status.SUCCESSFUL,
              "Setting desired instance count to 6.",
              Optional.empty(),
              List.of()));
    }

    private void tag(String... more) {
      var tags = new HashMap<>(TO_EIGHT);
      for (int i = 0; i < more.length; i += 2) {
        tags.put("autoscaling:" + more[i], more[i + 1]);
      }
      sageMaker.tag(FakeSageMaker.arn("chat"), tags);
    }

    /** The warning about the reset. */
    private List<String> warnings(ReconcileResult result) {
      return result.outcomes().stream()
          .flatMap(outcome -> outcome.warnings().stream())
          .filter(warning -> warning.code() == Code.CAPACITY_RESET)
          .map(Problem::message)
          .toList();
    }

    @Test
    void is_reported_with_before_and_after_and_the_remedy() {
      var result = run(tagged("chat"));

      assertThat(shown(result))
          .containsExactly("endpoint/chat/variant/blue Unchanged CapacityReset");
      assertThat(result.outcomes()).extracting(Outcome::reset).containsExactly(RESET);
      assertThat(warnings(result))
          .containsExactly(
              "A deployment reset the capacity from 6 to 2 instances. Call UpdateEndpoint with"
                  + " RetainAllVariantProperties = true to keep the capacity, or set"
                  + " autoscaling:restore = on to have Tagscaler bring it back after a deployment.");
    }

    @Test
    void is_undone_by_a_min_that_is_raised_for_a_moment() {
      tag("restore", "on");

      assertThat(run(tagged("chat")).outcomes()).extracting(Outcome::reset).containsExactly(RESET);
      assertThat(aas.target(BLUE).bounds()).isEqualTo(new Bounds(6, 8));
      assertThat(sageMaker.running(BLUE.id())).isEqualTo(6);
      now = now.plus(Duration.ofMinutes(10));
      assertThat(outcomes(tagged("chat"))).containsExactly("endpoint/chat/variant/blue Applied");
      assertThat(aas.target(BLUE).bounds()).isEqualTo(new Bounds(1, 8));
      assertThat(outcomes(tagged("chat"))).containsExactly("endpoint/chat/variant/blue Unchanged");
    }

    @Test
    void is_reported_and_not_undone_while_tags_are_wrong() {
      tag("restore", "on", "min", "one");

      var result = run(tagged("chat"));

      assertThat(shown(result))
          .containsExactly("endpoint/chat/variant/blue Rejected BadValue CapacityReset");
      assertThat(result.outcomes()).extracting(Outcome::reset).containsExactly(RESET);
      assertThat(warnings(result))
          .containsExactly(
              "A deployment reset the capacity from 6 to 2 instances. Tagscaler does not restore it"
                  + " because it changes nothing until the problems are solved.");
      assertThat(aas.target(BLUE).bounds()).isEqualTo(new Bounds(1, 8));
    }

    /** A problem that only planning finds. */
    @Test
    void is_reported_and_not_undone_while_another_tool_has_a_policy_for_the_same_metric() {
      tag("restore", "on");
      var own = aas.target(BLUE);
      var theirs =
          own.policies().stream()
              .map(policy -> new ScalingPolicy("theirs", policy.definition()))
              .toList();
      aas.put(
          ObservedTarget.of(
              BLUE,
              own.arn(),
              own.bounds(),
              own.suspended(),
              own.tags(),
              theirs,
              List.of(),
              List.of()));

      var result = run(tagged("chat"));

      assertThat(shown(result))
          .containsExactly("endpoint/chat/variant/blue Rejected NotOwned CapacityReset");
      assertThat(warnings(result).getFirst())
          .endsWith("because it changes nothing until the problems are solved.");
    }

    @Test
    void is_reported_and_not_undone_while_it_is_paused() {
      tag("restore", "on", "paused", "true");

      var result = run(tagged("chat"));

      assertThat(shown(result))
          .containsExactly("endpoint/chat/variant/blue Applied Paused CapacityReset");
      assertThat(result.outcomes()).extracting(Outcome::reset).containsExactly(RESET);
      assertThat(warnings(result))
          .containsExactly(
              "A deployment reset the capacity from 6 to 2 instances. Tagscaler does not restore it"
                  + " because scaling is paused.");
    }

    @Test
    void is_not_known_of_a_paused_endpoint_that_is_updating() {
      tag("paused", "true");
      sageMaker.status("chat", "Updating");

      assertThat(outcomes(tagged("chat")))
          .containsExactly("endpoint/chat/variant/blue Applied Paused");
      assertThat(activities.reads()).isZero();
    }

    @Test
    void concerns_no_target_of_another_tool() {
      aas.put(foreign(BLUE));
      assertThat(outcomes(tagged("chat")))
          .containsExactly("endpoint/chat/variant/blue Rejected NotOwned");

      tag("paused", "true");
      assertThat(outcomes(tagged("chat")))
          .containsExactly("endpoint/chat/variant/blue Unchanged Paused NotOwned");
      assertThat(activities.reads()).isZero();
    }

    @Test
    void concerns_no_target_in_a_dimension_in_which_it_is_no_longer_scaled() {
      var other = new TargetKey(BLUE.id(), ScalableDimension.PROVISIONED_CONCURRENCY);
      aas.remove(BLUE);
      aas.put(own(other));
      scaled(other);
      tag("paused", "true");

      assertThat(outcomes(tagged("chat")))
          .containsExactly("endpoint/chat/variant/blue Applied Paused");
      assertThat(activities.reads()).isZero();
    }

    @Nested
    class And_whose_min_is_raised_when_its_tags_become_wrong {
      @BeforeEach
      void raised() {
        tag("restore", "on");
        outcomes(tagged("chat"));
        now = now.plus(Duration.ofMinutes(10));
        tag("restore", "on", "max", "six");
      }

      @Test
      void has_it_put_back_all_the_same() {
        var outcome = run(tagged("chat")).outcomes();

        assertThat(outcome)
            .singleElement()
            .satisfies(rejected -> {
              assertThat(rejected.ending()).isInstanceOf(Ending.Rejected.class);
              assertThat(rejected.ending().changesMade())
                  .extracting(ChangeEntry::action, ChangeEntry::type)
                  .containsExactly(
                      tuple(ChangeEntry.Action.UPDATE, ChangeEntry.Type.TARGET),
                      tuple(ChangeEntry.Action.DELETE, ChangeEntry.Type.TAG));
            });
        assertThat(aas.target(BLUE).bounds()).isEqualTo(new Bounds(1, 8));
        assertThat(outcomes(tagged("chat")))
            .containsExactly("endpoint/chat/variant/blue Rejected BadValue");
      }

      @Test
      void is_rejected_by_a_dry_run_with_a_warning_that_the_min_is_raised() {
        dryRun = true;

        assertThat(outcomes(tagged("chat")))
            .containsExactly("endpoint/chat/variant/blue Rejected BadValue MinRaised");
        assertThat(aas.target(BLUE).bounds()).isEqualTo(new Bounds(6, 8));
      }
    }
  }

  @Nested
  class A_catalog_that_changes {
    private static DocumentText max(int max) {
      return new DocumentText(
          "team", "version: 1\npolicies:\n  busy:\n    max: %d\n".formatted(max));
    }

    private void tagBusy(int min) {
      sageMaker.endpoint(
          "chat",
          Map.of("autoscaling:policy", "team/busy", "autoscaling:min", String.valueOf(min)),
          variant("blue", 1));
    }

    @BeforeEach
    void was_read_a_moment_ago() {
      documents = List.of(max(3));
      tagBusy(1);
      outcomes(tagged("chat"));
      documents = List.of(max(5));
      catalogReads = 0;
      now = now.plusSeconds(30);
    }

    @Test
    void is_read_again_before_anything_is_changed() {
      tagBusy(2);

      assertThat(outcomes(tagged("chat"))).containsExactly("endpoint/chat/variant/blue Applied");
      assertThat(aas.target(BLUE).bounds()).isEqualTo(new Bounds(2, 5));
    }

    @Test
    void is_read_again_before_anything_is_rejected() {
      tagBusy(4);

      assertThat(outcomes(tagged("chat"))).containsExactly("endpoint/chat/variant/blue Applied");
      assertThat(aas.target(BLUE).bounds()).isEqualTo(new Bounds(4, 5));
    }

    /** Events come often, and the sweep reads it anew. */
    @Test
    void is_not_read_again_where_everything_is_as_it_should_be() {
      assertThat(outcomes(tagged("chat"))).containsExactly("endpoint/chat/variant/blue Unchanged");
      assertThat(catalogReads).isZero();
    }
  }

  /** Who finds it in the log decides how often it is published. */
  @Test
  void an_item_of_the_schedule_repeats_and_that_of_a_request_answers() {
    sageMaker.endpoint("chat", OFF, variant("blue", 1));
    var requested = endpoint(Cause.SWEPT);
    var scheduled =
        new Command.ReconcileResource(
            requested.subject(),
            Cause.SWEPT,
            new Trigger(Trigger.Type.SCHEDULE, "id", "detail", null),
            Hint.NONE,
            false);
    assertThat(occasion(requested)).isEqualTo(Occasion.INQUIRY);
    assertThat(occasion(scheduled)).isEqualTo(Occasion.REPETITION);

    sageMaker.fail("chat");
    assertThat(occasion(requested)).isEqualTo(Occasion.INQUIRY);
    assertThat(occasion(scheduled)).isEqualTo(Occasion.REPETITION);
    assertThat(occasion(tagged("chat"))).isEqualTo(Occasion.NEWS);
  }

  private Occasion occasion(Command.ReconcileResource command) {
    return run(command).outcomes().getFirst().audience().occasion();
  }

  @Nested
  class Alarms_left_behind {
    private static ScalingAlarm alarm(String name) {
      return new ScalingAlarm(name, Optional.of("tagscaler-wake"), new ScalingAlarm.Other());
    }

    /** Ours with alarms, of which AWS then deregisters all but those. */
    private void abandoned(TargetKey key, String... names) {
      var it = own(key);
      aas.put(
          ObservedTarget.of(
              key,
              it.arn(),
              it.bounds(),
              it.suspended(),
              it.tags(),
              it.policies(),
              List.of(),
              Stream.of(names).map(name -> alarm(name)).toList()));
      aas.remove(key);
    }

    @Test
    void by_the_variants_of_an_endpoint_that_is_gone_are_deleted() {
      abandoned(
          BLUE,
          "tagscaler/tagscaler/endpoint/chat/variant/blue/wake",
          "tagscaler/tagscaler/endpoint/chat/variant/blue/step-surge",
          "tagscaler/tagscaler/endpoint/chat/variant/green/wake",
          "tagscaler/tagscaler/endpoint/chat2/variant/blue/wake",
          "tagscaler/other/endpoint/chat/variant/blue/wake");

      assertThat(outcomes(deleted("chat")))
          .containsExactly(
              "endpoint/chat/variant/blue Released", "endpoint/chat/variant/green Released");
      assertThat(aas.alarms())
          .extracting(ScalingAlarm::name)
          .containsExactly(
              "tagscaler/other/endpoint/chat/variant/blue/wake",
              "tagscaler/tagscaler/endpoint/chat2/variant/blue/wake");
      assertThat(outcomes(deleted("chat"))).isEmpty();
    }

    @Test
    void by_a_component_that_is_gone_are_deleted() {
      abandoned(LLAMA, "tagscaler/tagscaler/inference-component/llama/wake");

      assertThat(outcomes(component("llama")))
          .containsExactly("inference-component/llama Released");
      assertThat(aas.alarms()).isEmpty();
    }

    @Test
    void by_a_component_known_in_lower_case_alone_are_deleted() {
      abandoned(LLAMA, "tagscaler/tagscaler/inference-component/llama/wake");

      assertThat(
              outcomes(
                  command(
                      new Subject.Component("llama", true), Cause.TAGS_CHANGED, Hint.NONE, false)))
          .containsExactly("inference-component/llama Released");
    }

    @Test
    void are_deleted_with_the_target_if_it_still_exists() {
      abandoned(BLUE, "tagscaler/tagscaler/endpoint/chat/variant/blue/wake");
      var orphan = aas.alarms().getFirst();
      aas.put(
          ObservedTarget.of(
              BLUE,
              "arn:own",
              new Bounds(1, 3),
              Suspension.NONE,
              Map.of("tagscaler:stack", "tagscaler"),
              List.of(),
              List.of(),
              List.of(orphan)));

      assertThat(outcomes(deleted("chat"))).containsExactly("endpoint/chat/variant/blue Released");
      assertThat(aas.applied())
          .containsExactly(
              new Change.DeleteAlarms(BLUE.id(), List.of(orphan)),
              new Change.DeregisterTarget(BLUE, new Bounds(1, 3)));
    }

    // Another run for the same target deleted the policy for which this run had made the alarm.
    @Test
    void by_a_concurrent_run_are_deleted_by_the_next_pass() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      once(() -> {
        abandoned(BLUE, "tagscaler/tagscaler/endpoint/chat/variant/blue/wake");
        sageMaker.tag(FakeSageMaker.arn("chat"), Map.of("autoscaling:max", "5"));
      });

      assertThat(outcomes(tagged("chat"))).containsExactly("endpoint/chat/variant/blue Applied");

      assertThat(aas.target(BLUE).bounds()).isEqualTo(new Bounds(1, 5));
      assertThat(aas.alarms()).isEmpty();
    }

    @Test
    void are_only_planned_to_go_by_a_dry_run() {
      abandoned(BLUE, "tagscaler/tagscaler/endpoint/chat/variant/blue/wake");
      dryRun = true;

      assertThat(outcomes(deleted("chat"))).containsExactly("endpoint/chat/variant/blue Planned");
      assertThat(aas.alarms()).hasSize(1);
    }
  }

  @Nested
  class A_release {
    @Test
    void at_zero_warns_that_nothing_restores_capacity() {
      registered();
      sageMaker.run(BLUE.id(), 0);
      sageMaker.tag(FakeSageMaker.arn("chat"), OFF);

      assertThat(outcomes(tagged("chat")))
          .containsExactly("endpoint/chat/variant/blue Released ReleasedAtZero");
    }

    @Test
    void that_aws_refuses_until_the_resource_is_in_service_is_tried_again() {
      registered();
      sageMaker.status("chat", "Updating");
      sageMaker.tag(FakeSageMaker.arn("chat"), OFF);
      aas.failAt(1, Code.SERVICE_ERROR);

      var outcome = run(tagged("chat")).outcomes().getFirst();

      assertThat(OutcomeJson.of(outcome).get("message").text())
          .contains(
              "endpoint/chat/variant/blue is not reconciled yet. NotReady: The resource is Updating, not InService. The call failed.");
    }
  }

  @Test
  void what_cannot_be_read_of_a_catalog_is_tried_again() {
    var transientProblem = Problem.of(Code.SERVICE_ERROR, "The catalog cannot be read.");

    assertThat(Problem.firstTransient(List.of(transientProblem))).contains(transientProblem);
    assertThat(Problem.firstTransient(List.of(Problem.of(Code.BAD_VALUE, "No number.")))).isEmpty();
  }

  @Test
  void drift_is_left_by_events_however_often_and_repaired_by_a_request() {
    registered();
    aas.put(with(aas.target(BLUE), new Bounds(1, 9)));

    assertThat(outcomes(tagged("chat")))
        .containsExactly("endpoint/chat/variant/blue Applied Drift");
    assertThat(outcomes(tagged("chat")))
        .containsExactly("endpoint/chat/variant/blue Unchanged Drift");
    assertThat(outcomes(endpoint(Cause.SWEPT)))
        .containsExactly("endpoint/chat/variant/blue Unchanged Drift");
    assertThat(outcomes(endpoint(Cause.REQUESTED)))
        .containsExactly("endpoint/chat/variant/blue Applied Drift");
    assertThat(aas.target(BLUE).bounds()).isEqualTo(new Bounds(1, 4));
  }

  private static Command.ReconcileResource endpoint(Cause cause) {
    return command(new Subject.Endpoint("chat", false), cause, Hint.NONE, false);
  }

  private static ObservedTarget with(ObservedTarget it, Bounds bounds) {
    return ObservedTarget.of(
        it.key(),
        it.arn(),
        bounds,
        Suspension.NONE,
        it.tags(),
        it.policies(),
        List.of(),
        List.of());
  }

  private static ObservedTarget without(ObservedTarget it) {
    return ObservedTarget.of(
        it.key(),
        it.arn(),
        it.bounds(),
        Suspension.NONE,
        it.tags(),
        List.of(),
        List.of(),
        List.of());
  }

  private static TargetKey key(String endpoint, String variant) {
    return new TargetKey(new EndpointVariant(endpoint, variant), ScalableDimension.INSTANCE_COUNT);
  }

  private static Variant host() {
    return new Variant(
        "host", 1, List.of("ml.g5.xlarge"), Optional.empty(), true, Optional.empty(), false);
  }

  private static ObservedTarget foreign(TargetKey key) {
    return ObservedTarget.of(
        key,
        "arn:foreign",
        new Bounds(1, 3),
        Suspension.NONE,
        Map.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static ObservedTarget own(TargetKey key) {
    return ObservedTarget.of(
        key,
        "arn:own",
        new Bounds(1, 3),
        Suspension.NONE,
        Map.of("tagscaler:stack", "tagscaler"),
        List.of(),
        List.of(),
        List.of());
  }

  private void registered() {
    sageMaker.endpoint("chat", ON, variant("blue", 1));
    outcomes(tagged("chat"));
  }

  /** Does it before the next write only. */
  private void once(Runnable action) {
    var done = new AtomicBoolean();
    aas.beforeWrite((Change _) -> {
      if (done.compareAndSet(false, true)) {
        action.run();
      }
    });
  }

  private static Command.ReconcileResource tagged(String endpoint) {
    return command(new Subject.Endpoint(endpoint, false), Cause.TAGS_CHANGED, Hint.NONE, false);
  }

  private static Command.ReconcileResource deleted(String endpoint) {
    return command(new Subject.Endpoint(endpoint, false), Cause.DELETED, Hint.NONE, false);
  }

  private static Command.ReconcileResource inService(String endpoint, String arn) {
    return command(
        new Subject.Endpoint(endpoint, false), Cause.IN_SERVICE, new Hint(arn, null), false);
  }

  private static Command.ReconcileResource component(String component) {
    return command(
        new Subject.Component(component, false), Cause.COMPONENT_CHANGED, Hint.NONE, false);
  }

  private static Command.ReconcileResource command(
      Subject subject, Cause cause, Hint hint, boolean dryRun) {
    return new Command.ReconcileResource(
        subject, cause, new Trigger(Trigger.Type.TAG, "id", "detail", null), hint, dryRun);
  }

  private List<DocumentText> catalog() {
    catalogReads++;
    return documents;
  }

  private List<String> outcomes(Command.ReconcileResource command) {
    return shown(run(command));
  }

  private ReconcileResult run(Command.ReconcileResource command) {
    return new Reconciler(
            sageMaker,
            aas,
            activities,
            BundledPolicies.reader(),
            catalogs,
            new StackOptions(
                "tagscaler", false, dryRun, canWait, Adoption.REPLACE, Duration.ofHours(4)),
            () -> now)
        .reconcile(command, Delivery.DIRECT);
  }

  /** Each outcome in short; all of them are held against the schema. */
  private static List<String> shown(ReconcileResult result) {
    return result.outcomes().stream()
        .map(OutcomeJson::of)
        .peek(OutcomeSchema::check)
        .map(json -> {
          var warnings = new StringBuilder();
          json.get("warnings").stream()
              .forEach(it -> warnings.append(" ").append(it.get("code").text().orElse("")));
          return json.get("resourceId").text().orElse("")
              + " "
              + json.get("outcome").text().orElse("")
              + json.get("code").text().map(code -> " " + code).orElse("")
              + warnings;
        })
        .toList();
  }
}
