package io.github.tagscaler.soak;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.soak.Expected.Before;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the account holds at one moment, looked at as far as the soak wants to know. */
final class Scene {
  /** How the names of our alarms begin. */
  static final String ALARMS = "tagscaler/tagscaler/";

  private final Json state;

  /** By key: resource ID and dimension. */
  final Map<String, Scaled> scaled = new TreeMap<>();

  /** Our alarms by name, each with whether it is enabled and acts on the standing policy alone. */
  final Map<String, Boolean> alarms = new TreeMap<>();

  private final Map<String, Integer> running = new HashMap<>();

  Scene(Json state) {
    this.state = state;
    state.get("scalableTargets").stream()
        .forEach(target -> scaled.put(Scaled.key(target), Scaled.of(target)));
    state.get("alarms").stream()
        .filter(alarm -> Scaled.text(alarm, "AlarmName").startsWith(ALARMS))
        .forEach(alarm -> alarms.put(Scaled.text(alarm, "AlarmName"), acts(alarm)));
    for (var endpoint : state.get("endpoints").stream().toList()) {
      var name = Scaled.text(endpoint, "EndpointName");
      for (var variant : endpoint.get("ProductionVariants").stream().toList()) {
        var id = "endpoint/%s/variant/%s".formatted(name, Scaled.text(variant, "VariantName"));
        var serverless = variant.get("DesiredServerlessConfig").get("ProvisionedConcurrency");
        running.put(
            id,
            Scaled.whole(serverless.isNull() ? variant.get("DesiredInstanceCount") : serverless));
      }
    }
    for (var component : state.get("inferenceComponents").stream().toList()) {
      running.put(
          "inference-component/" + Scaled.text(component, "InferenceComponentName"),
          Scaled.whole(component.get("RuntimeConfig").get("DesiredCopyCount")));
    }
  }

  private boolean acts(Json alarm) {
    var id = Scaled.text(alarm, "AlarmName").substring(ALARMS.length()).replaceAll("/[^/]+$", "");
    var actions = alarm.get("AlarmActions").stream().toList();
    return alarm.get("ActionsEnabled").equals(Json.of(true))
        && actions.size() == 1
        && state.get("scalableTargets").stream()
            .filter(target -> Scaled.text(target, "ResourceId").equals(id))
            .flatMap(target -> target.get("ScalingPolicies").stream())
            .filter(policy -> Scaled.text(policy, "PolicyName").equals("tagscaler-wake"))
            .anyMatch(policy -> policy.get("PolicyARN").equals(actions.getFirst()));
  }

  Json state() {
    return state;
  }

  Instant now() {
    return Instant.parse(Scaled.text(state, "clock"));
  }

  /** Whether that is registered, and ours. */
  boolean owns(String key) {
    var there = scaled.get(key);
    return there != null && "tagscaler".equals(there.stack());
  }

  static String alarm(String id) {
    return ALARMS + id + "/wake";
  }

  /** How much of it is to run. */
  int running(String id) {
    return running.getOrDefault(id, 0);
  }

  Before before(Fleet.Scalee scalee) {
    return new Before(
        Optional.ofNullable(scaled.get(scalee.key())), alarms.containsKey(alarm(scalee.id())));
  }

  /** What is wrong with it; empty if nothing is. */
  Optional<String> wrong(Fleet.Scalee scalee, Expected expected) {
    var actual = Optional.ofNullable(scaled.get(scalee.key()));
    var alarm = Optional.ofNullable(alarms.get(alarm(scalee.id())));
    boolean right =
        switch (expected) {
          case Expected.Absent() -> actual.isEmpty() && alarm.isEmpty();
          case Expected.Left(var policies) ->
              alarm.isEmpty() && actual.filter(now -> left(policies, now)).isPresent();
          case Expected.Stuck(var policies) ->
              alarm.isEmpty() && actual.filter(now -> stuck(policies, now)).isPresent();
          case Expected.Held(var before) ->
              alarm.isPresent() == before.wakes()
                  && actual.isPresent() == before.scaled().isPresent()
                  && actual.filter(now -> !held(before.scaled().orElseThrow(), now)).isEmpty();
          case Expected.Paused(var before) ->
              alarm.isPresent() == before.wakes()
                  && actual.isPresent() == before.scaled().isPresent()
                  && actual.filter(now -> !paused(before.scaled().orElseThrow(), now)).isEmpty();
          case Expected.Exact exact ->
              actual.filter(now -> exact(exact, now, running(scalee.id()))).isPresent()
                  && alarm.equals(exact.wakes() ? Optional.of(true) : Optional.empty());
        };
    return right
        ? Optional.empty()
        : Optional.of(
            "%s (%s%s, %d running), %s:%n  expected %s%n  but is   %s, alarm %s"
                .formatted(
                    scalee.id(),
                    scalee.sort(),
                    scalee.down() ? ", out of service" : "",
                    running(scalee.id()),
                    scalee.wish().tags(""),
                    expected,
                    actual.map(Object::toString).orElse("not registered"),
                    alarm.map(acts -> acts ? "acts" : "acts on nothing").orElse("none")));
  }

  /** Scheduled actions go on moving the bounds of what is held. */
  private static boolean held(Scaled before, Scaled now) {
    return same(before, now)
        && now.suspended() == before.suspended()
        && (now.bounds().equals(before.bounds()) || now.actions().containsValue(now.bounds()));
  }

  /** To suspend moves the bounds only so far that what runs is inside. */
  private static boolean paused(Scaled before, Scaled now) {
    return same(before, now)
        && now.suspended()
        && Stream.concat(Stream.of(before.bounds()), before.actions().values().stream())
            .anyMatch(now::holds);
  }

  private static boolean left(Map<String, String> policies, Scaled now) {
    return now.stack() == null
        && now.policies().equals(policies)
        && now.actions().isEmpty()
        && !now.suspended();
  }

  private static boolean stuck(Map<String, String> policies, Scaled now) {
    return "tagscaler".equals(now.stack())
        && now.policies().equals(policies)
        && now.actions().isEmpty()
        && now.suspended();
  }

  private static boolean same(Scaled before, Scaled now) {
    return Objects.equals(now.stack(), before.stack())
        && now.policies().equals(before.policies())
        && now.actions().equals(before.actions());
  }

  private static boolean exact(Expected.Exact exact, Scaled now, int running) {
    int max = Integer.parseInt(exact.bounds().substring(exact.bounds().indexOf('-') + 1));
    boolean conceded = exact.mayConcede() && running > max && now.max() >= running;
    return (now.bounds().equals(exact.bounds())
            || (conceded && exact.bounds().startsWith(now.min() + "-")))
        && "tagscaler".equals(now.stack())
        && now.policies().equals(exact.policies())
        && now.actions().equals(exact.actions())
        && !now.suspended()
        && now.min() <= running
        && running <= now.max();
  }
}
