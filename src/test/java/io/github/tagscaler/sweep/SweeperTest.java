package io.github.tagscaler.sweep;

import static io.github.tagscaler.fake.FakeSageMaker.MADE;
import static io.github.tagscaler.fake.FakeSageMaker.arn;
import static io.github.tagscaler.fake.FakeSageMaker.componentArn;
import static io.github.tagscaler.fake.FakeSageMaker.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Command.SweepItem;
import io.github.tagscaler.event.Subject;
import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.fake.BundledPolicies;
import io.github.tagscaler.fake.FakeFleet;
import io.github.tagscaler.fake.FakeSageMaker;
import io.github.tagscaler.fake.FakeScalingRegistry;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.OutcomeJson;
import io.github.tagscaler.outcome.OutcomeSchema;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.catalog.CatalogReader;
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
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.Suspension;
import io.github.tagscaler.scaling.TargetKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SweeperTest {
  private static final Map<String, String> ON = Map.of("autoscaling:policy", "default");
  private static final Map<String, String> WAKES =
      Map.of("autoscaling:policy", "default", "autoscaling:min", "0", "autoscaling:wake", "true");

  private final FakeSageMaker sageMaker = new FakeSageMaker();
  private final FakeScalingRegistry aas = new FakeScalingRegistry(sageMaker);
  private final FakeFleet fleet = new FakeFleet(sageMaker, aas);
  private String stack = "tagscaler";
  private Sweeper sweeper = newSweeper();
  private Instant now = MADE.plus(Duration.ofDays(10));
  private List<DocumentText> catalog = List.of();

  @Nested
  class Nothing_is_to_do {
    @Test
    void so_nothing_is_looked_at() {
      sageMaker
          .endpoint("chat", ON, variant("blue", 1))
          .endpoint("plain", Map.of(), variant("a", 1));
      settle("chat");

      assertThat(looks(sweep())).isEmpty();
    }

    @Test
    void nor_where_the_tags_of_targets_are_not_told() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      settle("chat");
      var target = aas.target(key("chat", "blue"));
      aas.put(with(target, Map.of(), target.bounds()));

      assertThat(looks(sweep())).isEmpty();
    }

    @Test
    void nor_where_a_host_carries_tags_for_its_components() {
      sageMaker.endpoint("host", ON, host()).component("llama", "host", "InService", Map.of());
      settle();

      assertThat(looks(sweep())).isEmpty();
    }

    @Test
    void nor_for_brakes_and_typos_that_change_nothing() {
      sageMaker
          .endpoint("off", Map.of("autoscaling:policy", "off"), variant("a", 1))
          .endpoint("ignore", Map.of("autoscaling:policy", "ignore"), variant("a", 1))
          .endpoint(
              "paused",
              Map.of("autoscaling:max", "3", "autoscaling:paused", "true"),
              variant("a", 1))
          .endpoint("typo", Map.of("autoscaling:max", "many"), variant("a", 1))
          .endpoint("unknown", Map.of("autoscaling:policy", "defualt"), variant("a", 1));

      assertThat(looks(sweep())).isEmpty();
    }

    @Test
    void nor_for_what_is_on_its_way_or_has_failed() {
      sageMaker
          .endpoint("chat", ON, variant("blue", 1))
          .endpoint("host", Map.of(), host())
          .component("slow", "host", "Creating", ON)
          .component("broken", "host", "Failed", ON);
      sageMaker.status("chat", "Updating");

      assertThat(looks(sweep())).isEmpty();
    }

    @Test
    void nor_for_what_other_stacks_and_people_registered() {
      sageMaker.endpoint("theirs", ON, variant("a", 1)).endpoint("mine", Map.of(), variant("a", 1));
      settle("theirs");
      var target = aas.target(key("theirs", "a"));
      aas.put(with(target, Map.of("tagscaler:stack", "other"), new Bounds(2, 9)));
      aas.put(bare(key("mine", "a")));

      assertThat(looks(sweep())).isEmpty();
    }
  }

  @Nested
  class Something_is_to_do {
    @Test
    void what_was_there_before_us_is_registered() {
      sageMaker
          .endpoint("chat", ON, variant("blue", 1))
          .endpoint("plain", Map.of(), variant("a", 1));

      assertThat(told(sweep())).containsExactly("endpoint/chat/variant/blue Applied");
      assertThat(looks(sweep())).isEmpty();
    }

    @Test
    void changed_tags_are_followed_though_no_event_came() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      settle("chat");
      sageMaker.tag(arn("chat"), Map.of("autoscaling:policy", "default", "autoscaling:max", "9"));

      assertThat(told(sweep())).containsExactly("endpoint/chat/variant/blue Applied");
      assertThat(aas.target(key("chat", "blue")).bounds()).isEqualTo(new Bounds(1, 9));
    }

    @Test
    void what_somebody_changed_by_hand_is_repaired() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      settle("chat");
      var target = aas.target(key("chat", "blue"));
      aas.put(with(target, target.tags(), new Bounds(1, 40)));

      told(sweep());
      assertThat(aas.target(key("chat", "blue")).bounds()).isEqualTo(new Bounds(1, 40));
      now = now.plus(Duration.ofHours(4));
      assertThat(told(sweep())).containsExactly("endpoint/chat/variant/blue Applied");
      assertThat(aas.target(key("chat", "blue")).bounds()).isEqualTo(target.bounds());
    }

    @Test
    void a_component_that_was_ready_after_all_is_registered() {
      sageMaker.endpoint("host", Map.of(), host()).component("llama", "host", "InService", ON);

      assertThat(told(sweep())).containsExactly("inference-component/llama Applied");
      assertThat(looks(sweep())).isEmpty();
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

      assertThat(told(sweep())).containsExactly("endpoint/chat/variant/blue Applied");
    }

    @Test
    void what_changed_lately_is_looked_at_whatever_the_lists_say() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      settle("chat");
      now = MADE.plus(Duration.ofMinutes(70));

      assertThat(looks(sweep())).containsExactly("chat");
    }

    @Test
    void everything_has_its_turn_once_in_four_days_and_what_is_untagged_costs_one_call() {
      sageMaker
          .endpoint("chat", ON, variant("blue", 1))
          .endpoint("plain", Map.of(), variant("a", 1));
      settle("chat");
      var seen = new ArrayList<String>();
      for (int turn = 0; turn < 383; turn++) {
        seen.addAll(looks(sweep()));
        now = now.plus(Duration.ofMinutes(15));
      }

      assertThat(seen).containsExactlyInAnyOrder("chat", "plain");
      var plain = pieceOf("plain", Duration.ofMinutes(15));
      int calls = sageMaker.calls().size();
      assertThat(reconciled(plain)).isEmpty();
      assertThat(sageMaker.calls().subList(calls, sageMaker.calls().size()))
          .containsExactly("tags " + arn("plain"));
    }
  }

  @Nested
  class Something_is_gone {
    @Test
    void the_targets_and_alarms_of_an_endpoint_are_released_though_no_event_came() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      settle("chat");
      sageMaker.delete("chat");

      assertThat(told(sweep())).containsExactly("endpoint/chat/variant/blue Released");
      assertThat(looks(sweep())).isEmpty();
    }

    @Test
    void an_alarm_that_outlived_its_target_goes_too() {
      sageMaker.endpoint("host", Map.of(), host(0)).component("llama", "host", "InService", WAKES);
      settle();
      assertThat(aas.alarms()).hasSize(1);
      sageMaker.deleteComponent("llama");
      aas.remove(component("llama"));

      assertThat(told(sweep())).containsExactly("inference-component/llama Released");
      assertThat(aas.alarms()).isEmpty();
    }

    @Test
    void an_alarm_without_a_target_goes_though_its_resource_lives() {
      sageMaker.endpoint("host", Map.of(), host(0)).component("llama", "host", "InService", WAKES);
      settle();
      sageMaker.tag(componentArn("llama"), Map.of());
      aas.remove(component("llama"));

      assertThat(told(sweep())).containsExactly("inference-component/llama Released");
      assertThat(aas.alarms()).isEmpty();
    }

    @Test
    void a_renamed_variant_leaves_nothing_behind() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      settle("chat");
      sageMaker.endpoint("chat", ON, variant("green", 1));
      now = MADE.plus(Duration.ofMinutes(30));

      assertThat(told(sweep()))
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

      assertThat(looks(sweep())).containsExactly("chat");
      assertThat(told(newSweeper().sweep(scheduled(), now, currentCatalog()))).isEmpty();
      assertThat(aas.find(key("chat", "blue"))).isPresent();

      sageMaker.status("chat", "InService");
      assertThat(told(sweep())).containsExactly("endpoint/chat/variant/blue Released");
    }

    @Test
    void what_a_serverless_variant_has_no_concurrency_for_any_more_is_released() {
      sageMaker.endpoint("lambda", ON, serverless(20));
      settle("lambda");
      sageMaker.endpoint("lambda", ON, serverless(20, Optional.empty()));
      now = MADE.plus(Duration.ofMinutes(30));

      assertThat(told(sweep())).containsExactly("endpoint/lambda/variant/a Released");
    }

    @Test
    void what_a_component_had_before_it_became_an_adapter_is_released() {
      sageMaker.endpoint("host", Map.of(), host(0)).component("llama", "host", "InService", WAKES);
      settle();
      sageMaker.adapter("llama");
      now = MADE.plus(Duration.ofMinutes(30));

      assertThat(told(sweep())).containsExactly("inference-component/llama Released");
      assertThat(aas.alarms()).isEmpty();
    }

    @Test
    void a_component_whose_endpoint_is_gone_is_gone_too() {
      sageMaker.endpoint("host", Map.of(), host()).component("llama", "host", "InService", ON);
      settle();
      sageMaker.delete("host");

      assertThat(told(sweep())).containsExactly("inference-component/llama Released");
    }

    @Test
    void a_name_in_other_letter_case_is_another_endpoint() {
      sageMaker.endpoint("Chat", ON, variant("blue", 1));
      settle("Chat");
      sageMaker.delete("Chat");
      sageMaker.endpoint("chat", ON, variant("blue", 1));

      assertThat(told(sweep()))
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

      assertThat(told(sweep()))
          .containsExactlyInAnyOrder(
              "inference-component/llama Released", "inference-component/Llama Applied");
      assertThat(looks(sweep())).isEmpty();
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

      assertThat(told(sweep())).allMatch(it -> it.endsWith(" Unchanged")).hasSize(1);
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

      assertThat(told(sweep())).hasSize(5).allMatch(it -> it.endsWith(" Released"));
    }

    @Test
    void of_too_many_none_is_and_each_is_told() {
      fleetOf(30);
      untag(7);

      var sweep = sweep();

      assertThat(shown(sweep.heldBack()))
          .hasSize(7)
          .allMatch(it -> it.endsWith(" Skipped SweepLimitExceeded"));
      assertThat(sweep.kept()).isEqualTo(7);
      assertThat(looks(sweep)).isEmpty();
    }

    @Test
    void and_only_those_of_which_SageMaker_itself_says_so() {
      fleetOf(30);
      untag(7);
      fleet.late(arn("chat20"), Map.of());

      var sweep = sweep();

      assertThat(shown(sweep.heldBack()))
          .hasSize(7)
          .noneMatch(it -> it.startsWith("endpoint/chat20/"));
      assertThat(told(sweep)).contains("endpoint/chat20/variant/blue Unchanged");
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

      assertThat(told(sweep())).containsExactly("endpoint/chat0/variant/blue Released");
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

      assertThat(sweep().kept()).isEqualTo(7);
    }

    /** Between the sweep and the look: it is not among those that were counted. */
    @Test
    void what_loses_them_only_after_the_sweep_waits_for_the_next() {
      fleetOf(1);
      sageMaker.endpoint("chat0", ON, variant("blue", 1));
      now = MADE.plus(Duration.ofMinutes(30));
      var sweep = sweep();
      untag(1);

      assertThat(told(sweep)).containsExactly("endpoint/chat0/variant/blue Skipped NotTagged");
      assertThat(told(sweep())).containsExactly("endpoint/chat0/variant/blue Released");
    }

    @Test
    void nor_is_one_that_is_looked_at_for_another_reason() {
      fleetOf(30);
      untag(7);
      now = MADE.plus(Duration.ofMinutes(30));

      var sweep = sweep();

      assertThat(sweep.kept()).isEqualTo(7);
      assertThat(told(sweep))
          .filteredOn(it -> !it.endsWith("Unchanged"))
          .hasSize(7)
          .allMatch(it -> it.endsWith(" Skipped SweepLimitExceeded"));
    }

    @Test
    void a_fifth_of_what_is_ours_may_go() {
      fleetOf(30);
      untag(6);

      assertThat(told(sweep())).hasSize(6).allMatch(it -> it.endsWith(" Released"));
    }

    @Test
    void what_is_only_told_late_is_neither_released_nor_counted() {
      fleetOf(30);
      for (int i = 0; i < 7; i++) {
        fleet.late(arn("chat" + i), Map.of());
      }

      assertThat(told(sweep())).hasSize(7).allMatch(it -> it.endsWith(" Unchanged"));
    }

    @Test
    void a_kind_of_which_no_tags_are_told_is_asked_for_one_by_one() {
      sageMaker.endpoint("host", Map.of(), host()).component("llama", "host", "InService", ON);
      fleet.hide("inference-component");

      assertThat(told(sweep())).containsExactly("inference-component/llama Applied");
      assertThat(looks(sweep())).isEmpty();
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

    @Test
    void the_sample_is_of_what_is_registered_first() {
      sageMaker.endpoint("host", Map.of(), host());
      for (int i = 0; i < 60; i++) {
        sageMaker.component("plain" + i, "host", "InService", Map.of());
      }
      sageMaker.component("llama", "host", "InService", ON);
      settle();
      fleet.hide("inference-component");

      assertThat(looks(sweep())).isEmpty();
      sageMaker.tag(
          componentArn("llama"), Map.of("autoscaling:policy", "default", "autoscaling:max", "9"));
      assertThat(looks(sweep())).containsExactly("llama");
    }

    /** So few have their turn at once that they need not be counted. */
    @Test
    void bulk_tags_that_are_wrong_for_good_do_not_keep_what_has_its_turn() {
      fleetOf(1);
      fleet.late(arn("chat0"), ON);
      untag(1);
      assertThat(looks(sweep())).isEmpty();

      assertThat(reconciled(pieceOf("chat0", Duration.ofMinutes(15))))
          .containsExactly("endpoint/chat0/variant/blue Released");
    }

    /** Only some of so many are asked about, and stand for the others. */
    @Test
    void the_limit_holds_in_a_fleet_of_which_only_a_part_is_asked_about() {
      fleetOf(2100);
      untag(2100);

      var sweep = sweep();

      assertThat(sweep.kept()).isEqualTo(400);
      assertThat(told(sweep)).allMatch(it -> it.endsWith(" SweepLimitExceeded"));
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

  /** Lists do not show the variants of an endpoint. */
  @Nested
  class A_variant_beside_a_registered_one {
    @Test
    void is_found_though_it_was_never_seen_and_by_asking_once() {
      sageMaker.endpoint("chat", ON, variant("blue", 1), variant("green", 1));
      settle("chat");
      aas.remove(key("chat", "green"));

      assertThat(told(sweep()))
          .containsExactly(
              "endpoint/chat/variant/blue Unchanged", "endpoint/chat/variant/green Applied");
      now = now.plus(Duration.ofHours(3));
      aas.remove(key("chat", "green"));
      assertThat(told(sweep())).contains("endpoint/chat/variant/green Applied");
      assertThat(looks(sweep())).isEmpty();
      assertThat(questions()).containsExactly("variants chat");
    }

    @Test
    void is_asked_for_again_when_its_endpoint_was_modified() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      settle("chat");
      assertThat(looks(sweep())).isEmpty();
      sageMaker.endpoint("chat", ON, variant("blue", 1), variant("green", 1));
      sageMaker.modified("chat", now.minus(Duration.ofDays(1)));

      assertThat(told(sweep())).contains("endpoint/chat/variant/green Applied");
    }

    @Test
    void is_found_by_having_been_registered_where_nobody_was_asked() {
      fleetOfPairs();
      sweep();
      var asked = questions().stream().map(each -> each.substring("variants ".length())).toList();
      assertThat(asked).hasSizeBetween(20, 25);
      var other =
          Stream.of(pairs()).filter(name -> !asked.contains(name)).findFirst().orElseThrow();
      aas.remove(key(other, "green"));
      now = now.plus(Duration.ofMinutes(1));

      assertThat(told(sweep())).contains("endpoint/" + other + "/variant/green Applied");
    }

    @Test
    void is_found_within_twelve_hours_by_functions_that_forget() {
      fleetOfPairs();
      aas.remove(key("pair77", "green"));
      int turn = 1;
      while (!looksOf(newSweeper()).contains("pair77")) {
        now = now.plus(Duration.ofMinutes(15));
        turn++;
      }

      assertThat(turn).isLessThanOrEqualTo(47);
    }

    /** Nobody tells that a pause is over, and what is registered may need nothing then. */
    @Test
    void is_found_when_the_pause_is_over_for_which_it_waited() {
      fleetOfPairs();
      aas.remove(key("pair77", "green"));
      sageMaker.tag(
          arn("pair77"),
          Map.of(
              "autoscaling:policy", "default",
              "autoscaling:policy@blue", "ignore",
              "autoscaling:paused", "2026-08-18"));
      now = Instant.parse("2026-08-17T23:50:00Z");
      assertThat(looksOf(newSweeper())).doesNotContain("pair77");
      now = Instant.parse("2026-08-18T00:20:00Z");

      assertThat(looksOf(newSweeper())).contains("pair77");
      assertThat(told(sweep())).contains("endpoint/pair77/variant/green Applied");
    }

    @Test
    void that_cannot_be_scaled_is_looked_at_ever_more_rarely() {
      sageMaker.endpoint(
          "chat",
          ON,
          variant("blue", 1),
          new Variant(
              "a", 1, List.of("ml.t2.medium"), Optional.empty(), false, Optional.empty(), false));
      settle("chat");

      int looks = 0;
      for (int turn = 0; turn < 12; turn++) {
        looks += looks(sweep()).size();
        now = now.plus(Duration.ofMinutes(15));
      }

      assertThat(looks).isEqualTo(5);
    }

    @Test
    void stays_away_where_nobody_asks_for_it_any_more() {
      sageMaker.endpoint("chat", ON, variant("blue", 1), variant("green", 1));
      settle("chat");
      assertThat(looks(sweep())).isEmpty();
      sageMaker.tag(
          arn("chat"), Map.of("autoscaling:policy", "default", "autoscaling:policy@green", "off"));
      settle("chat");
      assertThat(aas.find(key("chat", "green"))).isEmpty();

      assertThat(looks(sweep())).isEmpty();
    }

    @Test
    void is_not_asked_for_where_none_is_registered_or_can_be() {
      sageMaker
          .endpoint("chat", ON, variant("blue", 1))
          .endpoint("plain", Map.of(), variant("a", 1))
          .endpoint("host", ON, host())
          .component("llama", "host", "InService", Map.of())
          .endpoint("down", ON, variant("a", 1));
      settle("chat", "down");
      settle();
      sageMaker.status("down", "OutOfService");

      for (int turn = 0; turn < 47; turn++) {
        now = now.plus(Duration.ofMinutes(15));
        sweep();
      }

      assertThat(questions()).containsExactly("variants chat");
    }

    @Test
    void of_an_endpoint_that_cannot_be_asked_waits_and_holds_up_nothing() {
      sageMaker.endpoint("chat", ON, variant("blue", 1), variant("green", 1));
      sageMaker.endpoint("new", ON, variant("a", 1));
      settle("chat");
      aas.remove(key("chat", "green"));
      sageMaker.fail("chat");

      assertThat(looks(sweep())).containsExactly("new");
    }

    private String[] pairs() {
      return IntStream.range(0, 100).mapToObj(i -> "pair" + i).toArray(String[]::new);
    }

    private void fleetOfPairs() {
      for (var name : pairs()) {
        sageMaker.endpoint(name, ON, variant("blue", 1), variant("green", 1));
      }
      settle(pairs());
    }

    private List<String> looksOf(Sweeper fresh) {
      return looks(fresh.sweep(scheduled(), now, currentCatalog()));
    }

    private List<String> questions() {
      return sageMaker.calls().stream().filter(call -> call.startsWith("variants ")).toList();
    }
  }

  /** What lists cannot judge. */
  @Nested
  class In_doubt {
    @Test
    void a_resource_is_looked_at_ever_more_rarely_and_once_an_hour_in_the_end() {
      unscalable();

      assertThat(minutesOfLooks(5 * 60)).containsExactly(0L, 15L, 30L, 60L, 120L, 180L, 240L, 300L);
    }

    /** A list does not tell a variant's MaxConcurrency, to which its max is cut. */
    @Test
    void so_is_what_its_own_limits_make_otherwise_than_its_tags() {
      sageMaker.endpoint("lambda", ON, serverless(5));
      settle("lambda");
      assertThat(
              aas.target(
                      new TargetKey(
                          new EndpointVariant("lambda", "a"),
                          ScalableDimension.PROVISIONED_CONCURRENCY))
                  .bounds())
          .isEqualTo(new Bounds(1, 5));

      assertThat(minutesOfLooks(5 * 60)).containsExactly(0L, 15L, 30L, 60L, 120L, 180L, 240L, 300L);
    }

    /** Right for an endpoint that is not async, which no list tells. */
    @Test
    void so_is_what_is_registered_and_has_tags_that_are_wrong_for_what_it_is() {
      sageMaker.endpoint("lambda", ON, serverless(20));
      settle("lambda");
      sageMaker.tag(
          arn("lambda"), Map.of("autoscaling:policy", "default", "autoscaling:max", "90"));

      assertThat(minutesOfLooks(5 * 60)).containsExactly(0L, 15L, 30L, 60L, 120L, 180L, 240L, 300L);
    }

    @Test
    void it_stays_one_when_another_variant_turns_out_to_lack_nothing() {
      sageMaker.endpoint("chat", ON, variant("blue", 1), variant("green", 1));
      settle("chat");
      aas.put(bare(key("chat", "green")));

      // It asks for the variants, and learns that both are registered.
      assertThat(looks(sweep())).containsExactly("chat");
    }

    @Test
    void it_is_looked_at_at_once_when_lists_say_something_else() {
      unscalable();
      minutesOfLooks(5 * 60);
      now = now.plus(Duration.ofMinutes(15));
      sageMaker.tag(arn("small"), Map.of("autoscaling:policy", "default", "autoscaling:max", "9"));

      assertThat(looks(sweep())).containsExactly("small");
    }

    @Test
    void it_is_looked_at_at_once_when_somebody_asks_for_a_sweep() {
      unscalable();
      minutesOfLooks(5 * 60);
      now = now.plus(Duration.ofMinutes(15));

      assertThat(looks(sweep())).isEmpty();
      assertThat(looks(sweep(Trigger.Type.REQUEST))).containsExactly("small");
      assertThat(looks(sweep(Trigger.Type.DIRECT))).containsExactly("small");
    }

    @Test
    void a_sweep_that_only_plans_counts_for_none() {
      unscalable();
      var planned =
          sweeper.sweep(
              new Command.Sweep(
                  new Trigger(Trigger.Type.DIRECT, "id", "detail", null), true, Optional.empty()),
              now,
              currentCatalog());
      sweeper.given(planned, planned.items());

      assertThat(minutesOfLooks(30)).containsExactly(0L, 15L, 30L);
    }

    @Test
    void what_was_not_given_its_look_has_it_the_next_time() {
      unscalable();
      sweep();
      now = now.plus(Duration.ofMinutes(15));
      sweep();
      now = now.plus(Duration.ofMinutes(15));
      var cut = sweeper.sweep(scheduled(), now, currentCatalog());
      sweeper.given(cut, List.of());
      now = now.plus(Duration.ofMinutes(15));

      assertThat(looks(sweep())).containsExactly("small");
    }

    /** Each time something is done, so it is no doubt that has been settled. */
    @Test
    void somebody_who_deregisters_again_and_again_is_answered_each_time() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      for (int turn = 0; turn < 12; turn++) {
        assertThat(told(sweep())).containsExactly("endpoint/chat/variant/blue Applied");
        aas.remove(key("chat", "blue"));
        now = now.plus(Duration.ofMinutes(15));
      }
    }

    @Test
    void a_resource_that_was_modified_is_looked_at_once() {
      sageMaker.endpoint("chat", ON, variant("blue", 1));
      settle("chat");
      now = MADE.plus(Duration.ofMinutes(1));

      assertThat(minutesOfLooks(120)).containsExactly(0L);
      sageMaker.modified("chat", now);
      assertThat(minutesOfLooks(120)).containsExactly(0L);
    }

    @Test
    void it_comes_after_what_is_surely_to_be_done() {
      for (int i = 0; i < 20; i++) {
        sageMaker
            .endpoint("right" + i, ON, variant("a", 1))
            .endpoint("wrong" + i, ON, variant("a", 1));
        settle("right" + i, "wrong" + i);
        sageMaker.tag(
            arn("wrong" + i), Map.of("autoscaling:policy", "default", "autoscaling:max", "9"));
      }
      now = MADE.plus(Duration.ofMinutes(30));

      var order = sweep().items().stream().map(piece -> piece.command().subject().name()).toList();

      assertThat(order).hasSize(40);
      assertThat(order.subList(0, 20)).allMatch(name -> name.startsWith("wrong"));
      assertThat(order.subList(0, 20))
          .isNotEqualTo(order.subList(0, 20).stream().sorted().toList());
    }

    private void unscalable() {
      sageMaker.endpoint(
          "small",
          ON,
          new Variant(
              "a", 1, List.of("ml.t2.medium"), Optional.empty(), false, Optional.empty(), false));
    }

    /** When sweeps looked at anything, one every 15 minutes. */
    private List<Long> minutesOfLooks(int minutes) {
      var start = now;
      var found = new ArrayList<Long>();
      for (;
          Duration.between(start, now).toMinutes() <= minutes;
          now = now.plus(Duration.ofMinutes(15))) {
        var sweep = sweep();
        if (!sweep.items().isEmpty()) {
          found.add(Duration.between(start, now).toMinutes());
          told(sweep);
        }
      }
      return found;
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

      assertThat(looks(sweep())).isEmpty();
      assertThat(told(sweep(Trigger.Type.CATALOG)))
          .containsExactlyInAnyOrder(
              "endpoint/big/variant/a Applied", "endpoint/small/variant/a Unchanged");
      assertThat(aas.target(key("big", "a")).bounds()).isEqualTo(new Bounds(1, 2));
    }

    @Test
    void that_has_a_new_rule_for_a_kind_has_a_look_at_what_may_be_of_that_kind() {
      sageMaker
          .endpoint(
              "worker",
              Map.of("autoscaling:metric", "cpu", "autoscaling:target", "60"),
              variant("a", 1))
          .endpoint("chat", ON, variant("a", 1));
      settle("worker", "chat");
      assertThat(looks(sweep(Trigger.Type.CATALOG))).isEmpty();
      catalog = platform("{ kind: async, max: 2 }");

      assertThat(told(sweep(Trigger.Type.CATALOG)))
          .containsExactly("endpoint/worker/variant/a Unchanged");
    }

    @Test
    void that_has_a_rule_which_forbids_no_more_than_is_there_costs_no_look() {
      sageMaker.endpoint("chat", ON, variant("a", 1));
      settle("chat");
      catalog = platform("{ instance-type: \"ml.p5*\", max: 50 }");

      assertThat(looks(sweep(Trigger.Type.CATALOG))).isEmpty();
    }

    private List<DocumentText> platform(String rule) {
      return List.of(new DocumentText("_platform", "version: 1\nguardrails:\n  - " + rule + "\n"));
    }

    private Variant on(String type) {
      return new Variant("a", 1, List.of(type), Optional.empty(), false, Optional.empty(), false);
    }
  }

  /** A suffix tells of a variant that no list shows. */
  @Nested
  class A_suffix {
    @Test
    void that_switches_a_variant_off_is_no_reason_to_look() {
      sageMaker.endpoint("chat", Map.of("autoscaling:policy@blue", "off"), variant("blue", 1));

      assertThat(looks(sweep())).isEmpty();
    }

    @Test
    void that_is_no_tag_of_ours_is_no_reason_to_look() {
      sageMaker.endpoint(
          "chat", Map.of("autoscaling:policy", "off", "mail@team", "a"), variant("blue", 1));

      assertThat(looks(sweep())).isEmpty();
    }

    @Test
    void that_asks_for_scaling_is_followed() {
      sageMaker.endpoint(
          "chat",
          Map.of("autoscaling:policy", "off", "autoscaling:policy@blue", "default"),
          variant("blue", 1),
          variant("green", 1));

      assertThat(told(sweep()))
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

      assertThat(told(sweep()))
          .containsExactlyInAnyOrder(
              "endpoint/chat/variant/blue Unchanged", "endpoint/chat/variant/green Applied");
    }
  }

  @Test
  void a_mistake_is_looked_at_after_a_change_of_the_catalog_only() {
    sageMaker.endpoint("typo", Map.of("autoscaling:max", "many"), variant("a", 1));

    assertThat(told(sweep(Trigger.Type.CATALOG)))
        .containsExactly("endpoint/typo/variant/a Rejected BadValue");
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
                        false)));
  }

  /** That of a function which has just started. */
  private Sweeper newSweeper() {
    return new Sweeper(fleet, sageMaker, aas, BundledPolicies.reader(), stack, 20, false);
  }

  private Catalog currentCatalog() {
    return CatalogReader.read(catalog);
  }

  private Sweep sweep() {
    return sweep(Trigger.Type.SCHEDULE);
  }

  private static Command.Sweep scheduled() {
    return new Command.Sweep(
        new Trigger(Trigger.Type.SCHEDULE, "id", "detail", null), false, Optional.empty());
  }

  private Sweep sweep(Trigger.Type type) {
    var sweep =
        sweeper.sweep(
            new Command.Sweep(new Trigger(type, "id", "detail", null), false, Optional.empty()),
            now,
            currentCatalog());
    sweeper.given(sweep, sweep.items());
    return sweep;
  }

  private SweepItem pieceOf(String endpoint, Duration step) {
    for (int turn = 0; turn < 383; turn++) {
      now = now.plus(step);
      for (var piece : sweep().items()) {
        if (piece.command().subject().name().equals(endpoint)) {
          return piece;
        }
      }
    }
    throw new AssertionError("never its turn");
  }

  private static List<String> looks(Sweep sweep) {
    return sweep.items().stream().map(piece -> piece.command().subject().name()).sorted().toList();
  }

  /** What came of all that a sweep found. */
  private List<String> told(Sweep sweep) {
    return Stream.concat(
            shown(sweep.heldBack()).stream(),
            sweep.items().stream().flatMap(piece -> reconciled(piece).stream()))
        .toList();
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
