package io.github.tagscaler.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.soak.EventDelivery.EventTopic;
import io.github.tagscaler.soak.Simulation.Parameters;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;

/**
 * Proves that the soak notices a wrong state: everything is right, then one thing is broken while
 * the function does not run.
 */
class SoakOracleTest {
  private static final String VARIANTS = "sagemaker:variant:DesiredInstanceCount";

  @Test
  void a_broken_state_is_noticed_and_repaired_by_a_sweep() {
    try (var simulation = new Simulation(new Parameters(3, 0, 45, 0, 0, 0, 15, 0))) {
      assertThat(simulation.play()).isEmpty();
      assertThat(simulation.inTheEnd()).isEmpty();

      ways(simulation.account())
          .forEach((way, spoil) -> {
            spoil.run();

            assertThat(simulation.wrong()).as(way).hasSize(1);
            assertThat(simulation.inTheEnd()).as("after a sweep: " + way).isEmpty();
          });
    }
  }

  @Test
  void a_changed_object_of_another_tool_is_noticed() {
    try (var simulation = new Simulation(new Parameters(3, 0, 4, 0, 0, 0, 15))) {
      assertThat(simulation.play()).isEmpty();
      assertThat(simulation.inTheEnd()).isEmpty();

      bounds(simulation.account(), "endpoint/sister/variant/AllTraffic", 1, 6);

      assertThat(simulation.inTheEnd()).singleElement().asString().contains("what others own");
    }
  }

  @Test
  void capacity_that_a_lower_max_removes_is_noticed() {
    try (var simulation = new Simulation(new Parameters(3, 0, 45, 0, 0, 0, 15))) {
      assertThat(simulation.play()).isEmpty();
      assertThat(simulation.inTheEnd()).isEmpty();
      var account = simulation.account();
      var id = tracked(new AccountSnapshot(account.state()));
      bounds(account, id, 3, 4);
      account.advance(Duration.ofMinutes(2));

      bounds(account, id, 1, 4);

      assertThat(account.hasRemovedCapacity(id)).isFalse();

      bounds(account, id, 1, 2);

      assertThat(account.hasRemovedCapacity(id)).isTrue();
    }
  }

  @Test
  void capacity_that_a_higher_min_adds_is_noticed() {
    try (var simulation = new Simulation(new Parameters(3, 0, 45, 0, 0, 0, 15))) {
      assertThat(simulation.play()).isEmpty();
      assertThat(simulation.inTheEnd()).isEmpty();
      var account = simulation.account();
      var id = tracked(new AccountSnapshot(account.state()));

      bounds(account, id, 3, 4);

      assertThat(account.addedCapacity(id)).hasValue(3);
      assertThat(account.lastScaled(id)).hasValue(3);
      account.advance(Duration.ofMinutes(2));
      assertThat(account.addedCapacity(id)).isEmpty();
      assertThat(account.lastScaled(id)).hasValue(3);
    }
  }

  @Test
  void a_function_without_events_and_sweeps_is_noticed() {
    try (var simulation = new Simulation(new Parameters(3, 0, 24, 0, 0, 0, 15))) {
      assertThat(simulation.play()).isEmpty();

      assertThat(simulation.wrong()).isNotEmpty();
    }
  }

  @Test
  void a_function_that_takes_too_long_is_noticed_before_the_day_ends() {
    try (var simulation = new Simulation(new Parameters(1, 1, 8, 16, 0, 0, 15))) {
      simulation.account().asleep = true;

      assertThat(simulation.play())
          .isNotEmpty()
          .allMatch(wrong -> wrong.contains("took more than"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = "REQUEST", mode = EnumSource.Mode.EXCLUDE)
  void a_function_that_loses_a_topic_of_events_is_noticed(EventTopic lost) {
    try (var simulation = new Simulation(new Parameters(1, 1, 12, 16, 0, 0, 0))) {
      assertThat(simulation.playUnswept(Set.of(lost))).isNotEmpty();
    }
  }

  @Test
  void a_function_that_loses_all_events_is_noticed() {
    try (var simulation = new Simulation(new Parameters(1, 1, 12, 16, 0, 0, 0))) {
      assertThat(simulation.playUnswept(EnumSet.allOf(EventTopic.class))).isNotEmpty();
    }
  }

  private static Map<String, Runnable> ways(SimulatedAccount account) {
    var snapshot = new AccountSnapshot(account.state());
    var id = tracked(snapshot);
    var waking = snapshot.alarms.keySet().stream().findFirst().orElseThrow();
    var ways = new LinkedHashMap<String, Runnable>();
    ways.put(
        "a policy is missing",
        () ->
            account.scaling.deleteScalingPolicy(call ->
                call.serviceNamespace("sagemaker")
                    .resourceId(id)
                    .scalableDimension(VARIANTS)
                    .policyName(CONCURRENCY)));
    ways.put("other bounds", () -> bounds(account, id, 1, 17));
    ways.put(
        "a scheduled action of our name",
        () ->
            account.scaling.putScheduledAction(call ->
                call.serviceNamespace("sagemaker")
                    .resourceId(id)
                    .scalableDimension(VARIANTS)
                    .scheduledActionName("tagscaler-Daily-0300")
                    .schedule("cron(0 3 * * ? *)")
                    .scalableTargetAction(action -> action.minCapacity(1).maxCapacity(2))));
    ways.put(
        "not registered",
        () ->
            account.scaling.deregisterScalableTarget(call ->
                call.serviceNamespace("sagemaker").resourceId(id).scalableDimension(VARIANTS)));
    ways.put(
        "its alarm is missing", () -> account.alarms.deleteAlarms(call -> call.alarmNames(waking)));
    return ways;
  }

  /** The ID of a managed target without a schedule that tracks requests. */
  private static String tracked(AccountSnapshot snapshot) {
    return snapshot.scaled.entrySet().stream()
        .filter(entry -> snapshot.owns(entry.getKey()))
        .filter(entry -> entry.getKey().endsWith(VARIANTS))
        .filter(entry -> entry.getValue().policies().containsKey(CONCURRENCY))
        .filter(entry -> entry.getValue().actions().isEmpty())
        .map(entry -> entry.getKey().replace(" " + VARIANTS, ""))
        .findFirst()
        .orElseThrow();
  }

  private static final String CONCURRENCY = "tagscaler-track-concurrency";

  private static void bounds(SimulatedAccount account, String id, int min, int max) {
    account.scaling.registerScalableTarget(
        call -> target(call, id).minCapacity(min).maxCapacity(max));
  }

  private static RegisterScalableTargetRequest.Builder target(
      RegisterScalableTargetRequest.Builder call, String id) {
    return call.serviceNamespace("sagemaker").resourceId(id).scalableDimension(VARIANTS);
  }
}
