package io.github.tagscaler.command.simulate.model;

import io.github.tagscaler.command.cli.TagSets;
import io.github.tagscaler.command.simulate.trace.Trace;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.Reading;
import io.github.tagscaler.policy.catalog.CatalogReader;
import io.github.tagscaler.policy.catalog.DocumentText;
import io.github.tagscaler.policy.check.SampleTarget;
import io.github.tagscaler.resource.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A target with tags, and requests a minute that change at certain minutes. */
record Scenario(
    Kind kind,
    String tags,
    Assumptions assumed,
    List<Double> perMinute,
    String catalog,
    String instanceType) {
  static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  static Scenario of(Kind kind, String tags) {
    return new Scenario(
        kind,
        tags,
        new Assumptions(Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofSeconds(1), 10),
        List.of(),
        "",
        "ml.m5.xlarge");
  }

  Scenario assuming(Duration start, Duration delay) {
    return new Scenario(
        kind,
        tags,
        new Assumptions(start, delay, assumed.serviceTime(), assumed.unitRps()),
        perMinute,
        catalog,
        instanceType);
  }

  Scenario with(String document) {
    return new Scenario(kind, tags, assumed, perMinute, document, instanceType);
  }

  /** With these tags, too. */
  Scenario tagged(String more) {
    return new Scenario(kind, tags + " " + more, assumed, perMinute, catalog, instanceType);
  }

  /** On that instance type. */
  Scenario on(String type) {
    return new Scenario(kind, tags, assumed, perMinute, catalog, type);
  }

  /** So many requests a minute, for so many minutes more. */
  Scenario load(int minutes, double requests) {
    var more = new ArrayList<>(perMinute);
    for (int i = 0; i < minutes; i++) {
      more.add(requests);
    }
    return new Scenario(kind, tags, assumed, more, catalog, instanceType);
  }

  Trace trace() {
    return new Trace("scenario", START, Duration.ofMinutes(1), perMinute);
  }

  SimulatedPolicy policy() {
    var target = new SampleTarget(kind, "AllTraffic", List.of(instanceType), 200);
    var reader = new PolicyReader("autoscaling:", Optional.empty(), ZoneId.of("UTC"));
    var documents =
        catalog.isEmpty()
            ? List.<DocumentText>of()
            : List.of(new DocumentText("_platform", "version: 1\npolicies:\n" + catalog));
    var reading =
        target
            .tags(TagSets.read(List.of(tags)).getFirst().tags(), Map.of(), reader)
            .desired(target.resource(), CatalogReader.read(documents));
    return switch (reading) {
      case Reading.Declared(var policy, _) -> SimulatedPolicy.of(tags, kind, policy);
      case Reading.Invalid invalid -> throw new AssertionError(invalid.problems());
    };
  }

  Run run(Pace pace) {
    return Simulator.run(policy(), trace(), assumed, pace);
  }

  /** Each decision as {@code minutes:seconds action from-to}. */
  List<String> decisions(Pace pace) {
    return run(pace).decisions().stream()
        .map(decision -> {
          var after = Duration.between(START, decision.time());
          return "%d:%02d %s %d-%d"
              .formatted(
                  after.toMinutes(),
                  after.toSecondsPart(),
                  decision.action(),
                  decision.from(),
                  decision.to());
        })
        .toList();
  }
}
