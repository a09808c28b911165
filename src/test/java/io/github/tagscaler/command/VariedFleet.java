package io.github.tagscaler.command;

import static io.github.tagscaler.command.FleetSeed.instances;

import io.github.tagscaler.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A fleet of some three hundred endpoints and inference components, as a company has it: all kinds
 * and statuses; tags that are right, mistyped or missing; scaled by this stack, another one,
 * Terraform, the console or nobody; changed by hand since. The same seed gives the same fleet.
 */
public final class VariedFleet {
  private static final List<String> TEAMS =
      List.of("search", "media", "assist", "fraud", "ads", "vision", "maps", "speech");
  private static final List<String> STAGES = List.of("prod", "prod", "stage", "dev");
  private static final List<String> TYPES =
      List.of("ml.m5.large", "ml.m5.xlarge", "ml.c6i.2xlarge", "ml.g4dn.xlarge", "ml.g5.xlarge");
  private static final List<String> GOOD =
      List.of(
          "policy=default",
          "policy=default max=6",
          "policy=llm max=8",
          "policy=llm+ha max=6",
          "policy=cpu-model max=10",
          "policy=llm+office-hours min=2 max=8",
          "min=2 max=12",
          "metric=cpu target=60 max=5",
          "metric=invocations target=900 max=9",
          "max-rps=25 max=8",
          "policy=busy",
          "policy=pay/llm-chat max=12",
          "policy=pay/month-end",
          "policy=default scale-in=off",
          "policy=default schedule=Mon-Fri_08:00-20:00_2-8_else_1-2_Europe/Berlin",
          "policy=default schedule=Sat-Sun_00:00-24:00_1-2_else_2-6_America/New_York");
  private static final List<String> BAD =
      List.of(
          "policy=defualt",
          "policy=defualt max=4",
          "policy=office_hours",
          "policy=gpu",
          "policy=pay/lmm-chat",
          "policy=broken/fast",
          "policy=default maxx=9",
          "policy=default max=four",
          "policy=default min=6 max=2",
          "policy=default max=60",
          "metric=latency target=20",
          "metric=gpu",
          "policy=default target=0",
          "policy=default schedule=Mon-Fri_9am-5pm_2-8",
          "policy=scale-to-zero");
  private static final List<String> SWITCHED =
      List.of(
          "policy=off",
          "policy=ignore",
          "policy=default paused=true",
          "policy=default paused=2026-12-31_18:00",
          "policy=llm dry-run=true");

  private static final Duration SINCE_CHANGES = Duration.ofMinutes(20);

  /** How far the clock moves while the fleet is furnished: the command reads the time of day. */
  private static final Duration SETTLING = Duration.ofHours(3).plus(SINCE_CHANGES);

  private final Random random;
  private final FleetSeed before = new FleetSeed();
  private final FleetSeed after = new FleetSeed();
  private final FleetSeed history = new FleetSeed();
  private final List<String> applied = new ArrayList<>();
  private int number;

  VariedFleet(long seed) {
    random = new Random(seed);
    catalog();
    for (int i = 0; i < 70; i++) {
      realTime(pick(GOOD), 1);
    }
    for (int i = 0; i < 36; i++) {
      realTime(pick(BAD), 1);
    }
    for (int i = 0; i < 15; i++) {
      realTime(pick(SWITCHED), 1);
    }
    for (int i = 0; i < 20; i++) {
      realTime("", 1 + random.nextInt(3));
    }
    unusual();
    otherTools();
    otherKinds();
    for (int i = 0; i < 22; i++) {
      host();
    }
    changes();
    traffic();
  }

  private static final class Shared {
    private static final SeededAccount ACCOUNT = account();
  }

  /** One fleet for all tests of a JVM, which must not change it. */
  static SeededAccount shared() {
    return Shared.ACCOUNT;
  }

  /** The fleet after the function has run, and after what others changed since. */
  public static SeededAccount account() {
    return account(1);
  }

  /** Another fleet of that kind. */
  public static SeededAccount account(long seed) {
    var account = SeededAccount.empty();
    furnish(account, seed);
    return account;
  }

  /**
   * Starts a stand-in with the fleet and waits: {@code make fleet}.
   *
   * @param args the port; 4577 if there is none
   */
  public static void main(String[] args) throws InterruptedException {
    var account =
        SeededAccount.ticking(
            args.length == 0 ? 4577 : Integer.parseInt(args[0]), Instant.now().minus(SETTLING));
    System.out.println("Registering the fleet, which takes some seconds.");
    furnish(account, 1);
    System.out.printf(
        """
        A fleet of some 300 resources is at %1$s
        In another terminal:
          export AWS_ENDPOINT_URL=%1$s AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x
          tagscaler plan --all --catalog /tagscaler/catalog
        Ctrl-C stops it.
        """,
        account.aws().endpoint());
    Thread.currentThread().join();
  }

  /** Puts the fleet into an account. */
  static void furnish(SeededAccount account, long seed) {
    var fleet = new VariedFleet(seed);
    account.seed(fleet.before.write());
    account.reconcile();
    account.aws().advance(SETTLING.minus(SINCE_CHANGES));
    account.seed(fleet.after.write());
    account.aws().advance(SINCE_CHANGES);
    account.seed(fleet.history.write());
    account.aws().clearCalls();
  }

  /** The seed documents: before the function runs, after it, and what happened meanwhile. */
  List<String> documents() {
    return List.of(before.write(), after.write(), history.write());
  }

  private void catalog() {
    before.catalog(
        "_platform",
        """
        version: 1
        guardrails:
          - { max: 40 }
          - { instance-type: "ml.p5*", max: 2 }
          - { tags: { stage: prod }, min: 1 }
        policies:
          busy: { extends: default, min: 2, max: 10 }
        """);
    before.catalog(
        "pay",
        """
        version: 1
        policies:
          llm-chat: { extends: llm, min: 2 }
          month-end:
            actions:
              - { name: closing, cron: "0 6 28 * ? *", timezone: Europe/Berlin, min: 4, max: 12 }
              - { name: reopen, cron: "0 6 2 * ? *", timezone: Europe/Berlin, min: 1, max: 4 }
        """);
    before.catalog("broken", "version: 1\npolicies:\n  fast: { extends: defualt }\n");
  }

  private void realTime(String tags, int count) {
    var name = name();
    before.add(before.endpoint(name, tags(tags)), instances(pick(TYPES), count));
    if (GOOD.contains(tags)) {
      applied.add("endpoint/" + name + "/variant/AllTraffic");
    }
  }

  /** Real-time endpoints that are not one variant of some instances in service. */
  private void unusual() {
    for (var status :
        List.of(
            "Failed", "Updating", "Creating", "RollingBack", "OutOfService", "SystemUpdating")) {
      before.add(
          before.endpoint(name(), tags("policy=default max=5")).put("status", status),
          instances("ml.m5.xlarge", 1));
    }
    for (int i = 0; i < 8; i++) {
      before.add(
          before.endpoint(name(), tags("policy=default max=6 max@green=2")),
          instances("blue", "ml.m5.xlarge", 2),
          instances("green", "ml.m5.xlarge", 1));
    }
    before.add(
        before.endpoint(name(), tags("policy=default max=6 max@gren=2")),
        instances("blue", "ml.m5.xlarge", 2),
        instances("green", "ml.m5.xlarge", 1));
    for (int i = 0; i < 3; i++) {
      before.add(
          before.endpoint(name(), tags("metric=invocations target=500 max=6")),
          Json.object()
              .put("pools", Json.ofStrings(List.of("ml.g5.xlarge", "ml.g6.xlarge")))
              .put("count", Json.of(2))
              .build());
    }
    before.add(before.endpoint(name(), tags("policy=default")), instances("ml.t2.medium", 1));
    before.add(before.endpoint(name(), tags("policy=llm")), instances("ml.p5.48xlarge", 1));
    // These run more than the default max.
    realTime("policy=default", 9);
    realTime("policy=llm", 7);
    var mistyped = new TreeMap<>(tags(""));
    mistyped.put("autoscale:policy", "default");
    before.add(before.endpoint(name(), mistyped), instances("ml.m5.large", 1));
    before.add(before.endpoint(name(), mistyped), instances("ml.m5.large", 2));
  }

  private void otherTools() {
    for (int i = 0; i < 24; i++) {
      var name = name();
      var wants = i < 14 ? "" : i < 20 ? "min=2 max=10" : "min=2 max=10 adopt=true";
      before.add(before.endpoint(name, tags(wants)), instances(pick(TYPES), 2));
      before.tracked(
          "endpoint/" + name + "/variant/AllTraffic",
          2,
          10,
          i % 2 == 0 ? "tf-" + name : "SageMakerEndpointInvocationScalingPolicy");
    }
    for (int i = 0; i < 5; i++) {
      var name = name();
      before.add(before.endpoint(name, tags("policy=default")), instances(pick(TYPES), 1));
      before.target(
          "endpoint/" + name + "/variant/AllTraffic", 1, 4, Map.of("tagscaler:stack", "team-b"));
    }
  }

  private void otherKinds() {
    for (var wants :
        List.of(
            "policy=batch max=5",
            "policy=batch",
            "policy=default max=3",
            "policy=scale-to-zero",
            "policy=batch max=8",
            "min=0 max=6",
            "policy=default max-rps=20",
            "metric=utilization",
            "",
            "policy=llm")) {
      before.add(
          before.endpoint(name(), tags(wants)).put("async", Json.of(true)),
          instances("ml.g5.xlarge", random.nextInt(3)));
    }
    for (var wants :
        List.of(
            "policy=default",
            "policy=default max=15",
            "max=40",
            "policy=cpu-model",
            "",
            "policy=off")) {
      before.add(
          before.endpoint(name(), tags(wants)),
          Json.object()
              .put(
                  "serverless",
                  Json.object()
                      .put("memory", Json.of(2048))
                      .put("maxConcurrency", Json.of(20))
                      .put("provisionedConcurrency", Json.of(3))
                      .build())
              .build());
    }
    before.add(
        before.endpoint(name(), tags("policy=default")),
        Json.object()
            .put("serverless", Json.object().put("maxConcurrency", Json.of(10)).build())
            .build());
  }

  private void host() {
    var host = name();
    var wants =
        pick(List.of("policy=llm max=3", "policy=default", "", "policy=scale-to-zero max=4"));
    before.add(
        before.endpoint(host, tags(wants)),
        Json.object()
            .put("instanceType", "ml.g5.12xlarge")
            .put(
                "managedScaling",
                Json.object().put("min", Json.of(random.nextInt(2))).put("max", Json.of(6)).build())
            .build());
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      var own =
          pick(
              List.of(
                  "",
                  "",
                  "max=6",
                  "policy=llm min=2 max=5",
                  "policy=scale-to-zero",
                  "policy=bach",
                  "policy=off"));
      before.component(host + "-model-" + i, host, 1 + random.nextInt(3), wants(own));
    }
    if (count == 3) {
      before.adapter(host + "-adapter", host, host + "-model-0");
      before.componentInStatus(host + "-failed", host, "Failed", wants("policy=default"));
    }
  }

  /** What people did by hand since the function ran. */
  private void changes() {
    for (int i = 0; i < applied.size(); i++) {
      var target = applied.get(i);
      var endpoint = target.substring(0, target.indexOf("/variant"));
      switch (i % 10) {
        case 0 -> after.target(target, 3, 5);
        case 1 -> after.tag(endpoint, wants("max=14"));
        case 5 -> after.tag(endpoint, wants("policy=of"));
        case 7 -> {
          if (i % 20 == 7) {
            after.suspended(target);
          }
        }
        default -> {}
      }
    }
    for (int i = 0; i < 9; i++) {
      var fresh = name();
      after.add(after.endpoint(fresh, tags(pick(GOOD))), instances(pick(TYPES), 1));
    }
  }

  /** Two weeks of daily waves on some of the targets, and what scaling did and could not do. */
  private void traffic() {
    for (int i = 2; i < applied.size(); i += 4) {
      var target = applied.get(i);
      var endpoint = target.substring("endpoint/".length(), target.indexOf("/variant"));
      double peak = 1 + random.nextInt(12);
      var concurrency = wave(peak, 5, Duration.ofHours(24));
      history.metric("ConcurrentRequestsPerModel", endpoint, "PT5M", concurrency);
      history.metric(
          "InvocationsPerInstance",
          endpoint,
          "PT5M",
          concurrency.stream().map(each -> each * 100).toList());
      history.metric(
          "Invocations",
          endpoint,
          "PT5M",
          wave(peak * 300, 5, Duration.ofDays(14)).stream()
              .map(each -> (double) Math.round(each))
              .toList());
      history.activity(target, "PT2H", 2, "");
      history.activity(
          target,
          "PT1H",
          3,
          i % 3 == 0
              ? "Failed to set desired instance count to 3. Reason: The account-level service limit 'ml.g5.xlarge for endpoint usage' is 2 Instances."
              : "");
    }
  }

  private List<Double> wave(double peak, int minutes, Duration length) {
    int values = (int) (length.toMinutes() / minutes);
    return IntStream.range(0, values)
        .mapToObj(step -> {
          double hour = (values - step) * minutes / 60.0;
          double noise = 0.8 + 0.4 * random.nextDouble();
          double tenths =
              Math.rint(peak * (0.55 + 0.45 * Math.cos(hour * Math.PI / 12)) * noise * 10);
          return tenths / 10;
        })
        .toList();
  }

  private String name() {
    number++;
    return "%s-%s-%d"
        .formatted(
            pick(TEAMS),
            pick(List.of("ranker", "embed", "chat", "detect", "score", "llama")),
            number);
  }

  private Map<String, String> tags(String wants) {
    var tags = new TreeMap<>(wants(wants));
    tags.put("team", pick(TEAMS));
    tags.put("stage", pick(STAGES));
    return tags;
  }

  /**
   * Tags under Tagscaler's prefix; an underscore between words of a schedule or a time is a space.
   */
  private static Map<String, String> wants(String wants) {
    var tags = new TreeMap<String, String>();
    for (var tag : wants.split(" ", -1)) {
      if (!tag.isEmpty()) {
        var parts = tag.split("=", 2);
        boolean spaced = parts[0].equals("schedule") || parts[0].equals("paused");
        tags.put(
            "autoscaling:" + parts[0], spaced ? parts[1].replaceAll("_(?!York)", " ") : parts[1]);
      }
    }
    return tags;
  }

  private <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
