package io.github.tagscaler.soak;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.soak.ExpectedState.StateBefore;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the account contains at one moment, as far as the soak checks it. */
final class AccountSnapshot {
  /** The prefix of the names of Tagscaler's alarms. */
  static final String ALARMS = "tagscaler/tagscaler/";

  private final Json state;

  /** By key: resource ID and dimension. */
  final Map<String, RegisteredState> scaled = new TreeMap<>();

  /**
   * Tagscaler's alarms by name, each with whether it is enabled and triggers only the current
   * policy.
   */
  final Map<String, Boolean> alarms = new TreeMap<>();

  private final Map<String, Integer> running = new HashMap<>();

  AccountSnapshot(Json state) {
    this.state = state;
    state.get("scalableTargets").stream()
        .forEach(target -> scaled.put(RegisteredState.key(target), RegisteredState.of(target)));
    state.get("alarms").stream()
        .filter(alarm -> RegisteredState.text(alarm, "AlarmName").startsWith(ALARMS))
        .forEach(alarm -> alarms.put(RegisteredState.text(alarm, "AlarmName"), acts(alarm)));
    for (var endpoint : state.get("endpoints").stream().toList()) {
      var name = RegisteredState.text(endpoint, "EndpointName");
      for (var variant : endpoint.get("ProductionVariants").stream().toList()) {
        var id =
            "endpoint/%s/variant/%s".formatted(name, RegisteredState.text(variant, "VariantName"));
        var serverless = variant.get("DesiredServerlessConfig").get("ProvisionedConcurrency");
        running.put(
            id,
            RegisteredState.whole(
                serverless.isNull() ? variant.get("DesiredInstanceCount") : serverless));
      }
    }
    for (var component : state.get("inferenceComponents").stream().toList()) {
      running.put(
          "inference-component/" + RegisteredState.text(component, "InferenceComponentName"),
          RegisteredState.whole(component.get("RuntimeConfig").get("DesiredCopyCount")));
    }
  }

  private boolean acts(Json alarm) {
    var id =
        RegisteredState.text(alarm, "AlarmName")
            .substring(ALARMS.length())
            .replaceAll("/[^/]+$", "");
    var actions = alarm.get("AlarmActions").stream().toList();
    return alarm.get("ActionsEnabled").equals(Json.of(true))
        && actions.size() == 1
        && state.get("scalableTargets").stream()
            .filter(target -> RegisteredState.text(target, "ResourceId").equals(id))
            .flatMap(target -> target.get("ScalingPolicies").stream())
            .filter(policy -> RegisteredState.text(policy, "PolicyName").equals("tagscaler-wake"))
            .anyMatch(policy -> policy.get("PolicyARN").equals(actions.getFirst()));
  }

  Json state() {
    return state;
  }

  Instant now() {
    return Instant.parse(RegisteredState.text(state, "clock"));
  }

  /** Whether it is registered and managed by Tagscaler. */
  boolean owns(String key) {
    var there = scaled.get(key);
    return there != null && "tagscaler".equals(there.stack());
  }

  static String alarm(String id) {
    return ALARMS + id + "/wake";
  }

  /** Its desired capacity. */
  int running(String id) {
    return running.getOrDefault(id, 0);
  }

  StateBefore before(SimulatedFleet.ScalableResource resource) {
    return new StateBefore(
        Optional.ofNullable(scaled.get(resource.key())), alarms.containsKey(alarm(resource.id())));
  }

  /** What is wrong with it; empty if nothing is. */
  Optional<String> wrong(SimulatedFleet.ScalableResource resource, ExpectedState expected) {
    var actual = Optional.ofNullable(scaled.get(resource.key()));
    var alarm = Optional.ofNullable(alarms.get(alarm(resource.id())));
    boolean right =
        switch (expected) {
          case ExpectedState.NotRegistered() -> actual.isEmpty() && alarm.isEmpty();
          case ExpectedState.OthersOnly(var policies, var suspended) ->
              alarm.isEmpty()
                  && actual
                      .filter(now -> left(policies, now) && now.suspended().equals(suspended))
                      .isPresent();
          case ExpectedState.SuspendedUntilInService(var policies) ->
              alarm.isEmpty() && actual.filter(now -> stuck(policies, now)).isPresent();
          case ExpectedState.Unchanged(var before) ->
              alarm.isPresent() == before.wakes()
                  && actual.isPresent() == before.scaled().isPresent()
                  && actual.filter(now -> !held(before.scaled().orElseThrow(), now)).isEmpty();
          case ExpectedState.Paused(var before) ->
              alarm.isPresent() == before.wakes()
                  && actual.isPresent() == before.scaled().isPresent()
                  && actual.filter(now -> !paused(before.scaled().orElseThrow(), now)).isEmpty();
          case ExpectedState.Exact exact ->
              actual.filter(now -> exact(exact, now, running(resource.id()))).isPresent()
                  && alarm.equals(exact.wakes() ? Optional.of(true) : Optional.empty());
        };
    return right
        ? Optional.empty()
        : Optional.of(
            "%s (%s%s, %d running), %s:%n  expected %s%n  but is   %s, alarm %s"
                .formatted(
                    resource.id(),
                    resource.type(),
                    resource.down() ? ", out of service" : "",
                    running(resource.id()),
                    resource.settings().tags(""),
                    expected,
                    actual.map(Object::toString).orElse("not registered"),
                    alarm.map(acts -> acts ? "acts" : "acts on nothing").orElse("none")));
  }

  /** Scheduled actions still change the bounds of a target that Tagscaler must not touch. */
  private static boolean held(RegisteredState before, RegisteredState now) {
    return same(before, now)
        && now.suspended().equals(before.suspended())
        && (now.bounds().equals(before.bounds())
            // The min that was raised for a moment is put back in any case.
            || now.bounds().equals(before.lastingBounds())
            || now.actions().containsValue(now.bounds()));
  }

  /** Suspending changes the bounds only as far as needed to contain the current capacity. */
  private static boolean paused(RegisteredState before, RegisteredState now) {
    return same(before, now)
        && now.suspended().equals(RegisteredState.ACTIVITIES)
        && now.byHand().equals(before.byHand())
        && Stream.concat(Stream.of(before.lastingBounds()), before.actions().values().stream())
            .anyMatch(now::holds);
  }

  private static boolean left(Map<String, String> policies, RegisteredState now) {
    return now.stack() == null && now.policies().equals(policies) && now.actions().isEmpty();
  }

  private static boolean stuck(Map<String, String> policies, RegisteredState now) {
    return "tagscaler".equals(now.stack())
        && now.policies().equals(policies)
        && now.actions().isEmpty()
        && now.suspended().equals(RegisteredState.ACTIVITIES);
  }

  private static boolean same(RegisteredState before, RegisteredState now) {
    return Objects.equals(now.stack(), before.stack())
        && now.policies().equals(before.policies())
        && now.actions().equals(before.actions());
  }

  /**
   * What runs above the max is Application Auto Scaling's to take in, unless the owner lowered the
   * max; what is missing below the min is added, unless somebody suspended scaling.
   */
  private static boolean exact(ExpectedState.Exact exact, RegisteredState now, int running) {
    return Stream.concat(
                Stream.of(exact.bounds()),
                // AWS skips scheduled actions, and Tagscaler does not make up for them.
                exact.suspended().contains("scheduled")
                    ? exact.actions().values().stream()
                    : Stream.<String>empty())
            .anyMatch(bounds -> inForce(bounds, exact.mayConcede(), now, running))
        && "tagscaler".equals(now.stack())
        && now.policies().equals(exact.policies())
        && now.actions().equals(exact.actions())
        && now.suspended().equals(exact.suspended())
        && (now.min() <= running || !exact.suspended().isEmpty());
  }

  private static boolean inForce(
      String bounds, boolean mayConcede, RegisteredState now, int running) {
    int dash = bounds.indexOf('-');
    int max = Integer.parseInt(bounds.substring(dash + 1));
    boolean right = now.bounds().equals(bounds);
    return running <= max
        ? right
        : mayConcede && (right || (bounds.startsWith(now.min() + "-") && now.max() >= running));
  }
}
