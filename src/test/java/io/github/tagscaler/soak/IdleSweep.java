package io.github.tagscaler.soak;

import io.github.tagscaler.json.Json;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A sweep over many endpoints that are all in sync with their tags. */
final class IdleSweep implements AutoCloseable {
  /** How many endpoints one call seeds. */
  private static final int BATCH = 500;

  private final SimulatedAccount account = new SimulatedAccount(false, 1, 4, 0);
  private final EventDelivery delivery = new EventDelivery(account, 0, 0);
  private final int endpoints;

  /**
   * Creates endpoints with one variant and one policy each. The function registers the first; the
   * others are copies.
   */
  IdleSweep(int endpoints) {
    this.endpoints = endpoints;
    delivery.reliable(true);
    seed(0, 1, List.of());
    delivery.requested("endpointName", "chat-0");
    rest();
    var first = account.state().get("scalableTargets").stream().findFirst().orElseThrow();
    for (int from = 1; from < endpoints; from += BATCH) {
      seed(from, Math.min(from + BATCH, endpoints), List.of(first));
    }
    // A sweep reconciles recently changed resources.
    account.advance(Duration.ofDays(1));
    sweep();
  }

  private void seed(int from, int to, List<Json> like) {
    var batch = new ArrayList<Json>();
    var targets = new ArrayList<Json>();
    for (int number = from; number < to; number++) {
      var name = "chat-" + number;
      batch.add(endpoint(name));
      like.forEach(first -> targets.add(target(name, first)));
    }
    account.seed(
        Json.object()
            .put("endpoints", new Json.Arr(batch))
            .put("targets", new Json.Arr(targets))
            .build());
  }

  SimulatedAccount account() {
    return account;
  }

  EventDelivery delivery() {
    return delivery;
  }

  private static Json target(String name, Json like) {
    return Json.object()
        .put("resourceId", "endpoint/%s/variant/AllTraffic".formatted(name))
        .put("min", like.get("MinCapacity"))
        .put("max", like.get("MaxCapacity"))
        .put("tags", like.get("Tags"))
        .put(
            "policies",
            new Json.Arr(like.get("ScalingPolicies").stream().map(IdleSweep::definition).toList()))
        .build();
  }

  private static Json definition(Json policy) {
    var definition = Json.object();
    for (var member :
        List.of("PolicyName", "PolicyType", "TargetTrackingScalingPolicyConfiguration")) {
      definition.put(member, policy.get(member));
    }
    return definition.build();
  }

  private static Json endpoint(String name) {
    return endpoint(name, Map.of("autoscaling:policy", "default"));
  }

  private static Json endpoint(String name, Map<String, String> tags) {
    return Json.object()
        .put("name", name)
        .put("tags", Json.ofStrings(tags))
        .put(
            "variants",
            new Json.Arr(List.of((Json) Json.object().put("instanceType", "ml.g5.xlarge").build())))
        .build();
  }

  /** Sweeps, with all its messages. */
  void sweep() {
    delivery.sweep();
    rest();
  }

  private void rest() {
    do {
      account.advance(Duration.ofMinutes(1));
      while (account.poll(FaultPlan.none())) {
        // Until no message is visible.
      }
    } while (!account.queueIsEmpty());
  }

  /** Adds endpoints without any tag. */
  void addUntagged(int number) {
    var batch = new ArrayList<Json>();
    for (int i = 0; i < number; i++) {
      batch.add(endpoint("plain-" + i, Map.of()));
    }
    account.seed(Json.object().put("endpoints", new Json.Arr(batch)).build());
  }

  /** Replaces the function by one that knows nothing. */
  void forget() {
    account.deploy("TAGSCALER_SWEEP_LIMIT", "20");
  }

  /** How many scalable targets there are. */
  int targets() {
    return new AccountSnapshot(account.state()).scaled.size();
  }

  /** How often each operation was called so far. */
  Map<String, Integer> calls() {
    return Map.copyOf(account.calls);
  }

  /** How often each operation was called since then. */
  Map<String, Integer> callsSince(Map<String, Integer> before) {
    var since = new TreeMap<>(account.calls);
    before.forEach((call, times) -> since.merge(call, -times, Integer::sum));
    since.values().removeIf(times -> times == 0);
    return since;
  }

  int endpoints() {
    return endpoints;
  }

  /** The most that the heap held since the last time, in megabytes. */
  static long peak() {
    long bytes = 0;
    for (var pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        bytes += pool.getPeakUsage().getUsed();
        pool.resetPeakUsage();
      }
    }
    return bytes >> 20;
  }

  @Override
  public void close() {
    account.close();
  }
}
