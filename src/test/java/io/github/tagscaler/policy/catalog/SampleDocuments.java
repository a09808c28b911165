package io.github.tagscaler.policy.catalog;

import java.util.List;
import java.util.stream.Stream;

/** Documents, each about one thing, that the reader and the schema have to judge alike. */
final class SampleDocuments {

  /** A document of the platform team. */
  record Sample(String text) {
    @Override
    public String toString() {
      return text.replace("\n", "⏎ ");
    }
  }

  private static final String CUSTOM = "{ Namespace: A, MetricName: M, Statistic: Sum }";
  private static final String RUNGS = "steps: [{ from: 1, by: 1 }]";
  private static final String BOUNDS = "min: 1, max: 2";

  static final List<Sample> GOOD =
      Stream.of(
              documents("", "policies:", "policies: {}", "tests:", "guardrails:", "defaults:"),
              guardrails(
                  "{ max: 1 }",
                  "{ min: \"1\" }",
                  "{ max: 1, instance-type: \"ml.p5*\", kind: async, tags: { a: b, c: 1, d: ~ } }",
                  "{ max: 1, kind: [async, component], tags: }"),
              documents(
                  "defaults: { safety-factor: 0.5, scale-in-cooldown: 5m, scale-out-cooldown: 60, scale-in: on }",
                  "defaults: { safety-factor: 1 }",
                  "defaults: { safety-factor: \"0.70\" }"),
              policies(
                  "",
                  "~",
                  "extends: llm",
                  "kinds: [real-time, async, serverless, component]",
                  "kinds: async",
                  "min: 0, max: 10, metric: cpu, target: 50.5",
                  "min: \"0\", max: \"10\", target: \"50.5\"",
                  "max-rps: 0.5, metric: invocations",
                  "scale-in-cooldown: 300, scale-out-cooldown: 300s",
                  "scale-in-cooldown: 5m, scale-out-cooldown: \"1h\"",
                  "scale-in: off, wake: true",
                  "scale-in: \"yes\", wake: no",
                  "schedule: off",
                  "schedule: Mon-Fri 08:00-20:00 2-8 else 1-2 Europe/Berlin",
                  "track: []",
                  "track: [{ metric: cpu }], metric: concurrency, target: 5",
                  "step: , actions: ",
                  "step: [], actions: []",
                  "by-kind: { component: { max: 6 }, async: , serverless: { track: [] } }",
                  "by-kind: "),
              tracks(
                  "{ metric: cpu, target: 50, scale-in-cooldown: 5m, scale-out-cooldown: 5m, scale-in: off }",
                  "{ metric: invocations, max-rps: 5 }",
                  "{ metric: cpu, off: true }",
                  "{ metric: cpu, off: false }",
                  "{ name: x, off: on }",
                  "{ name: cpu, off: yes }",
                  "{ name: cpu, target: 5, custom: " + CUSTOM + " }",
                  "{ name: x, target: 5, custom: " + CUSTOM + " }",
                  "{ name: x, target: 5, custom: " + CUSTOM + ", off: true }"),
              customs(
                  CUSTOM,
                  "{ Namespace: A, MetricName: M, Statistic: Average, Unit: Count, Dimensions: [{ Name: N, Value: \"{endpoint}\" }] }",
                  "{ Namespace: A, MetricName: M, Statistic: Average, Dimensions: }",
                  "{ Metrics: [{ Id: e, Expression: m / 2, Label: L }, { Id: m, ReturnData: false, MetricStat: { Stat: p90, Unit: Count, Metric: { Namespace: A, MetricName: M, Dimensions: [{ Name: N, Value: V }] } } }] }"),
              steps(
                  "{ name: s, metric: invocations, " + RUNGS + " }",
                  "{ name: s, custom: " + CUSTOM + ", steps: [{ to: -1.5, by: -1 }] }",
                  "{ name: s, metric: concurrency, statistic: Maximum, period: 30, periods: 2, of: 3, missing: ignore, adjust: percent, min-change: 1, cooldown: 60, "
                      + RUNGS
                      + " }",
                  "{ name: s, metric: invocations, period: 5m, adjust: exact, steps: [{ from: 1, to: 2, by: 0 }, { from: 2, by: +3 }] }",
                  "{ name: s, off: true }"),
              actions(
                  "{ name: a, cron: \"0 6 28 * ? *\", timezone: Europe/Berlin, " + BOUNDS + " }",
                  "{ name: a, cron: \"0 6 ? * MON-FRI *\", " + BOUNDS + " }",
                  "{ name: a, at: 2026-12-31 18:00, " + BOUNDS + " }",
                  "{ name: a, at: \"2026-12-31T18:00:30\", " + BOUNDS + " }",
                  "{ name: a, off: true }"),
              tests(
                  "{ name: t, given: { kind: async, tags: { max: 6, environment: prod }, instance-type: ml.g5.xlarge, variant: blue }, expect: { min: 1, max: 6 } }",
                  "{ given: { kind: component, endpoint-tags: { max: 6 } }, expect: { track: { cpu: 5 }, wake: off, schedule: off, step: [], actions: a } }",
                  "{ given: { kind: serverless, max-concurrency: 5, instance-type: [a, b] }, expect: { scale-in-cooldown: 5m, scale-out-cooldown: 60, scale-in: on } }",
                  "{ given: , expect: { off-switch: not-tagged } }",
                  "{ given: { tags: { policy: off } }, expect: { off-switch: off } }",
                  "{ given: { tags: { max: 30 } }, expect: { problem: GuardrailExceeded, warning: [] } }",
                  "{ given: { tags: { max: 30 } }, expect: { warning: [GuardrailApplied, AboveMax] } }"))
          .flatMap(samples -> samples)
          .toList();

  static final List<Sample> BAD =
      Stream.of(
              Stream.of(
                  new Sample("[]"),
                  new Sample("text"),
                  new Sample("policies: {}"),
                  new Sample("version: 2"),
                  new Sample("version: ~")),
              documents(
                  "policy: {}",
                  "policies: []",
                  "policies: { A: {} }",
                  "policies: { a: 5 }",
                  "policies: { a: [] }",
                  "guardrails: {}",
                  "defaults: { max: 4 }",
                  "defaults: { safety-factor: 0 }",
                  "defaults: { safety-factor: 1.5 }",
                  "defaults: { scale-in: maybe }"),
              guardrails(
                  "{}",
                  "{ kind: async }",
                  "{ max: x }",
                  "{ max: 1, kind: gpu }",
                  "{ max: 1, kind: [] }",
                  "{ max: 1, kinds: async }",
                  "{ max: 1, instance-type: a b }",
                  "{ max: 1, tags: [a] }",
                  "{ max: 1, tags: { a: [b] } }"),
              policies(
                  "maxx: 1",
                  "policy: llm",
                  "paused: on",
                  "adopt: on",
                  "dry-run: on",
                  "extends: [llm]",
                  "kinds: []",
                  "kinds: [gpu]",
                  "min: -1",
                  "min: 1.5",
                  "min: 1234567890",
                  "min: ~",
                  "min: true",
                  "metric: memory",
                  "target: 0",
                  "target: many",
                  "target: \"0.0\"",
                  "max-rps: 5, target: 5",
                  "max-rps: 5, metric: cpu",
                  "scale-in-cooldown: soon",
                  "scale-in-cooldown: -5",
                  "scale-in: 1",
                  "wake: ~",
                  "schedule: \"\"",
                  "schedule: false",
                  "schedule: [a]",
                  "track: ",
                  "track: cpu",
                  "track: [], metric: cpu",
                  "track: [], target: 5",
                  "step: {}",
                  "actions: 5",
                  "by-kind: { gpu: {} }",
                  "by-kind: { async: { kinds: [async] } }",
                  "by-kind: { async: { extends: llm } }",
                  "by-kind: []"),
              tracks(
                  "cpu",
                  "{}",
                  "{ target: 5 }",
                  "{ off: true }",
                  "{ name: x }",
                  "{ name: x, custom: " + CUSTOM + " }",
                  "{ custom: " + CUSTOM + ", target: 5 }",
                  "{ name: X, target: 5, custom: " + CUSTOM + " }",
                  "{ name: x, target: 5, max-rps: 5, custom: " + CUSTOM + " }",
                  "{ metric: cpu, name: x }",
                  "{ metric: cpu, custom: " + CUSTOM + " }",
                  "{ metric: cpu, max-rps: 5 }",
                  "{ metric: invocations, max-rps: 5, target: 5 }",
                  "{ metric: cpu, max: 5 }"),
              customs(
                  "~",
                  "{}",
                  "{ Namespace: A, MetricName: M }",
                  "{ Namespace: A, MetricName: M, Statistic: p90 }",
                  "{ Namespace: A, MetricName: M, Statistic: sum }",
                  "{ Namespace: \"\", MetricName: M, Statistic: Sum }",
                  "{ namespace: A, MetricName: M, Statistic: Sum }",
                  "{ Namespace: A, MetricName: M, Statistic: Sum, Dimensions: [{ Name: N }] }",
                  "{ Namespace: A, MetricName: M, Statistic: Sum, Metrics: [{ Id: e, Expression: e }] }",
                  "{ Metrics: [] }",
                  "{ Metrics: }",
                  "{ Metrics: [{ Id: e }] }",
                  "{ Metrics: [{ Id: E, Expression: e }] }",
                  "{ Metrics: [{ Expression: e }] }",
                  "{ Metrics: [{ Id: e, Expression: \"\" }] }",
                  "{ Metrics: [{ Id: e, Expression: e, ReturnData: maybe }] }",
                  "{ Metrics: [{ Id: e, Expression: e, MetricStat: { Stat: Sum, Metric: { Namespace: A, MetricName: M } } }] }",
                  "{ Metrics: [{ Id: e, MetricStat: { Metric: { Namespace: A, MetricName: M } } }] }",
                  "{ Metrics: [{ Id: e, MetricStat: { Stat: Sum } }] }",
                  "{ Metrics: [{ Id: e, MetricStat: { Stat: Sum, Metric: { MetricName: M } } }] }"),
              steps(
                  "{ metric: invocations, " + RUNGS + " }",
                  "{ name: wake, metric: invocations, " + RUNGS + " }",
                  "{ name: wake, off: true }",
                  "{ name: s, " + RUNGS + " }",
                  "{ name: s, metric: invocations, custom: " + CUSTOM + ", " + RUNGS + " }",
                  "{ name: s, metric: invocations }",
                  "{ name: s, metric: invocations, steps: [] }",
                  "{ name: s, metric: invocations, steps: [{ by: 1 }] }",
                  "{ name: s, metric: invocations, steps: [{ from: 1 }] }",
                  "{ name: s, metric: invocations, steps: [{ from: x, by: 1 }] }",
                  "{ name: s, metric: invocations, steps: [{ from: 1, by: 1.5 }] }",
                  "{ name: s, metric: invocations, adjust: exact, steps: [{ from: 1, by: -1 }] }",
                  "{ name: s, metric: invocations, statistic: p90, " + RUNGS + " }",
                  "{ name: s, metric: invocations, period: 15, " + RUNGS + " }",
                  "{ name: s, metric: invocations, periods: 0, " + RUNGS + " }",
                  "{ name: s, metric: invocations, missing: never, " + RUNGS + " }",
                  "{ name: s, metric: invocations, adjust: double, " + RUNGS + " }",
                  "{ name: s, metric: invocations, min-change: 2, " + RUNGS + " }",
                  "{ name: s, metric: invocations, target: 2, " + RUNGS + " }"),
              actions(
                  "{ name: a, " + BOUNDS + " }",
                  "{ cron: \"0 6 28 * ? *\", " + BOUNDS + " }",
                  "{ name: a, cron: \"0 6 28 * ? *\", at: 2026-12-31 18:00, " + BOUNDS + " }",
                  "{ name: a, cron: \"0 6 28 * ? *\", min: 1 }",
                  "{ name: a, cron: \"0 6 28 * ? *\", max: 1 }",
                  "{ name: a, cron: \"0 6 28 * *\", " + BOUNDS + " }",
                  "{ name: a, cron: \"0 6 28 * * *\", " + BOUNDS + " }",
                  "{ name: a, cron: \"0 6 ? * ? *\", " + BOUNDS + " }",
                  "{ name: a, rate: 5 minutes, " + BOUNDS + " }",
                  "{ name: a, at: tomorrow, " + BOUNDS + " }"),
              tests(
                  "{}",
                  "{ given: {} }",
                  "{ expect: { min: 1 } }",
                  "{ given: {}, expect: {} }",
                  "{ given: {}, expect: { min: x } }",
                  "{ given: {}, expect: { minn: 1 } }",
                  "{ given: { kind: gpu }, expect: { min: 1 } }",
                  "{ given: { tags: [a] }, expect: { min: 1 } }",
                  "{ given: { max-concurrency: 0 }, expect: { min: 1 } }",
                  "{ given: { variant: a b }, expect: { min: 1 } }",
                  "{ given: {}, expect: { track: { cpu: x } } }",
                  "{ given: {}, expect: { off-switch: hard } }"),
              documents("tests: {}"))
          .flatMap(samples -> samples)
          .toList();

  /** Relations between values, names of other things, and grammars of their own. */
  static final List<Sample> BEYOND_THE_SCHEMA =
      Stream.of(
              policies(
                  "extends: nobody",
                  "extends: mine",
                  "schedule: Mon-Fri 8-20",
                  "scale-in-cooldown: 999999999h"),
              documents("policies: { off: {} }"),
              guardrails("{ min: 2, max: 1 }"),
              tracks("{ metric: cpu }, { metric: cpu, target: 5 }"),
              customs(
                  "{ Namespace: \"{endpont}\", MetricName: M, Statistic: Sum }",
                  "{ Namespace: A, MetricName: M, Statistic: Sum, Dimensions: [{ Name: N, Value: a }, { Name: N, Value: b }] }",
                  "{ Metrics: [{ Id: e, Expression: e }, { Id: f, Expression: e }] }",
                  "{ Metrics: [{ Id: e, Expression: e }, { Id: e, Expression: e, ReturnData: false }] }"),
              steps(
                  "{ name: s, metric: invocations, steps: [{ from: 1, to: 2, by: 1 }, { from: 3, by: 1 }] }",
                  "{ name: s, metric: invocations, periods: 2, of: 1, " + RUNGS + " }",
                  "{ name: s, metric: invocations, period: 15s, " + RUNGS + " }",
                  "{ name: s, metric: invocations, periods: 5000, " + RUNGS + " }",
                  "{ name: s, metric: invocations, steps: [{ from: 2, to: 1, by: 1 }] }",
                  "{ name: s, custom: " + CUSTOM + ", statistic: Average, " + RUNGS + " }"),
              actions(
                  "{ name: a, cron: \"99 6 28 * ? *\", " + BOUNDS + " }",
                  "{ name: a, at: 2026-02-30 18:00, " + BOUNDS + " }",
                  "{ name: a, at: 2026-12-31 18:00, timezone: Mars, " + BOUNDS + " }",
                  "{ name: a, at: 2026-12-31 18:00, min: 2, max: 1 }"),
              tests("{ given: {}, expect: { problem: BadIdea } }"))
          .flatMap(samples -> samples)
          .toList();

  /**
   * Spellings valid in a tag are valid in a catalog, though the schema rejects them in an editor.
   */
  static final List<Sample> ACCEPTED_BY_THE_READER_ONLY =
      Stream.of(
              policies(
                  "metric: CPU",
                  "kinds: [Async]",
                  "scale-in: OFF",
                  "min: \" 4 \"",
                  "scale-in-cooldown: 5M",
                  "schedule: OFF, wake: Off"),
              steps("{ name: s, metric: invocations, missing: Ignore, " + RUNGS + " }"))
          .flatMap(samples -> samples)
          .toList();

  private SampleDocuments() {}

  /** Every sample, good or bad. */
  static List<Sample> all() {
    return Stream.of(GOOD, BAD, BEYOND_THE_SCHEMA, ACCEPTED_BY_THE_READER_ONLY)
        .flatMap(List::stream)
        .toList();
  }

  private static Stream<Sample> documents(String... lines) {
    return Stream.of(lines).map(line -> new Sample("version: 1\n" + line + "\n"));
  }

  private static Stream<Sample> guardrails(String... rules) {
    return documents(within("guardrails: [%s]", rules));
  }

  private static Stream<Sample> policies(String... settings) {
    return documents(
        Stream.of(settings)
            .map(each ->
                "policies:\n  mine: "
                    + (each.equals("~") || each.isEmpty() ? each : "{ " + each + " }"))
            .toArray(String[]::new));
  }

  private static Stream<Sample> tracks(String... entries) {
    return policies(within("track: [%s]", entries));
  }

  private static Stream<Sample> customs(String... specs) {
    return tracks(within("{ name: x, target: 5, custom: %s }", specs));
  }

  private static Stream<Sample> steps(String... entries) {
    return policies(within("step: [%s]", entries));
  }

  private static Stream<Sample> actions(String... entries) {
    return policies(within("actions: [%s]", entries));
  }

  private static Stream<Sample> tests(String... entries) {
    return documents(within("tests: [%s]", entries));
  }

  private static String[] within(String frame, String... parts) {
    return Stream.of(parts).map(frame::formatted).toArray(String[]::new);
  }
}
