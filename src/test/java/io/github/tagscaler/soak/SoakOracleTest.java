package io.github.tagscaler.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.soak.Mail.About;
import io.github.tagscaler.soak.Simulation.Plot;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;

/**
 * A soak that finds nothing proves nothing unless it would have found something: everything is
 * right, then somebody spoils one thing while the function does not look.
 */
class SoakOracleTest {
  private static final String VARIANTS = "sagemaker:variant:DesiredInstanceCount";

  @Test
  void what_is_spoilt_is_noticed_and_after_a_sweep_all_is_right_again() {
    try (var simulation = new Simulation(new Plot(3, 0, 45, 0, 0, 0, 15))) {
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
  void a_foreign_object_that_was_touched_is_noticed() {
    try (var simulation = new Simulation(new Plot(3, 0, 4, 0, 0, 0, 15))) {
      assertThat(simulation.play()).isEmpty();
      assertThat(simulation.inTheEnd()).isEmpty();

      bounds(simulation.account(), "endpoint/sister/variant/AllTraffic", 1, 6);

      assertThat(simulation.inTheEnd()).singleElement().asString().contains("what others own");
    }
  }

  @Test
  void a_function_that_hears_and_looks_at_nothing_is_noticed() {
    try (var simulation = new Simulation(new Plot(3, 0, 24, 0, 0, 0, 15))) {
      assertThat(simulation.play()).isEmpty();

      assertThat(simulation.wrong()).isNotEmpty();
    }
  }

  @Test
  void a_function_that_takes_too_long_is_noticed_before_the_day_ends() {
    try (var simulation = new Simulation(new Plot(1, 1, 8, 16, 0, 0, 15))) {
      simulation.account().asleep = true;

      assertThat(simulation.play())
          .isNotEmpty()
          .allMatch(wrong -> wrong.contains("took more than"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = "REQUEST", mode = EnumSource.Mode.EXCLUDE)
  void a_function_that_does_not_hear_of_something_is_noticed(About lost) {
    try (var simulation = new Simulation(new Plot(1, 1, 12, 16, 0, 0, 0))) {
      assertThat(simulation.playUnswept(Set.of(lost))).isNotEmpty();
    }
  }

  @Test
  void a_function_that_hears_of_nothing_is_noticed() {
    try (var simulation = new Simulation(new Plot(1, 1, 12, 16, 0, 0, 0))) {
      assertThat(simulation.playUnswept(EnumSet.allOf(About.class))).isNotEmpty();
    }
  }

  private static Map<String, Runnable> ways(Account account) {
    var scene = new Scene(account.state());
    var id =
        scene.scaled.entrySet().stream()
            .filter(entry -> scene.owns(entry.getKey()))
            .filter(entry -> entry.getKey().endsWith(VARIANTS))
            .filter(entry -> entry.getValue().policies().containsKey(CONCURRENCY))
            .filter(entry -> entry.getValue().actions().isEmpty())
            .map(entry -> entry.getKey().replace(" " + VARIANTS, ""))
            .findFirst()
            .orElseThrow();
    var waking = scene.alarms.keySet().stream().findFirst().orElseThrow();
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
        "suspended",
        () ->
            account.scaling.registerScalableTarget(call ->
                target(call, id)
                    .suspendedState(state ->
                        state
                            .dynamicScalingInSuspended(true)
                            .dynamicScalingOutSuspended(true)
                            .scheduledScalingSuspended(true))));
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

  private static final String CONCURRENCY = "tagscaler-track-concurrency";

  private static void bounds(Account account, String id, int min, int max) {
    account.scaling.registerScalableTarget(
        call -> target(call, id).minCapacity(min).maxCapacity(max));
  }

  private static RegisterScalableTargetRequest.Builder target(
      RegisterScalableTargetRequest.Builder call, String id) {
    return call.serviceNamespace("sagemaker").resourceId(id).scalableDimension(VARIANTS);
  }
}
