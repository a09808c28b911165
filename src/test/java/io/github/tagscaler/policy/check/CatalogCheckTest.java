package io.github.tagscaler.policy.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.Place;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.catalog.CatalogReader;
import io.github.tagscaler.policy.catalog.DocumentText;
import io.github.tagscaler.policy.check.CatalogCheck.Failure;
import io.github.tagscaler.policy.check.CatalogCheck.Report;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents are checked with their tests. */
class CatalogCheckTest {
  private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");

  private static Report check(DocumentText... documents) {
    return check(CatalogCheck.Documents.of(List.of(documents)));
  }

  private static Report check(CatalogCheck.Documents documents) {
    var zone = ZoneId.of("UTC");
    return CatalogCheck.check(
        documents, new PolicyReader("autoscaling:", Optional.empty(), zone), zone, NOW);
  }

  private static DocumentText tests(String... tests) {
    return new DocumentText("pay", "version: 1\ntests:\n- " + String.join("\n- ", tests));
  }

  @Test
  void a_test_passes_or_reports_the_actual_value_and_its_place() {
    var report =
        check(
            tests(
                "{ given: { tags: { max: 6 } }, expect: { max: 6 } }",
                "{ name: mine, given: { tags: { max: 6 } }, expect: { max: 7, min: 1 } }"));

    assertThat(report)
        .isEqualTo(
            new Report(
                List.of(),
                1,
                1,
                0,
                List.of(new Failure(new Place("pay", 4, 61), Optional.of("mine"), "max 7", "6"))));
    assertThat(report.clean()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ given: { tags: { MAX: 6 } }, expect: { max: 6 } }",
        "{ given: { tags: { \"autoscaling:max\": 6 } }, expect: { max: 6 } }",
        "{ given: { tags: { max@AllTraffic: 6 } }, expect: { max: 6 } }",
        "{ given: { tags: { max@blue: 6 }, variant: blue }, expect: { max: 6 } }",
        "{ given: { tags: { maxx: 6 } }, expect: { problem: UnknownKey } }",
        "{ given: { tags: { environment: prod, size: 6 } }, expect: { off-switch: not-tagged } }",
        "{ given: { tags: { \"autoscaling:maxx\": 6 } }, expect: { problem: UnknownKey } }",
        "{ given: { kind: component, tags: { max: 6 }, endpoint-tags: { max: 9, min: 2 } }, expect: { max: 6, min: 2 } }",
        "{ given: { kind: serverless, tags: { policy: on }, max-concurrency: 7 }, expect: { max: 7 } }",
        "{ given: { tags: { metric: cpu }, instance-type: ml.m5.large }, expect: { track: { cpu: 50 } } }",
        "{ given: { tags: { metric: cpu } }, expect: { track: { cpu: 50 } } }",
        "{ given: { tags: { metric: cpu }, instance-type: [] }, expect: { problem: MetricNotSupported } }",
        "{ given: { kind: component, tags: { metric: cpu } }, expect: { track: { cpu: 50 } } }",
        "{ given: { tags: { policy: ignore } }, expect: { off-switch: ignore } }",
        "{ given: { kind: async, tags: { policy: on } }, expect: { track: { backlog: 5 }, scale-out-cooldown: 5m } }",
      })
  void tags_are_read_as_in_earnest(String test) {
    var report = check(tests(test));

    assertThat(report.failures()).isEmpty();
    assertThat(report).isEqualTo(new Report(List.of(), 1, 0, 0, List.of()));
    assertThat(report.clean()).isTrue();
  }

  @Test
  void a_tag_that_a_guardrail_names_is_another_tag_however_near_it_is() {
    var report =
        check(
            new DocumentText(
                "_platform",
                """
                version: 1
                guardrails: [ { tags: { market: eu }, max: 2 } ]
                tests:
                  - { given: { tags: { policy: on, max: 6, market: eu } }, expect: { problem: GuardrailExceeded } }
                  - { given: { tags: { policy: on, max: 6, market: us } }, expect: { max: 6 } }
                  - { given: { tags: { policy: on, targt: 6 } }, expect: { problem: UnknownKey } }
                """));

    assertThat(report).isEqualTo(new Report(List.of(), 3, 0, 0, List.of()));
  }

  @Test
  void tests_can_be_in_texts_of_their_own() {
    var documents = List.of(new DocumentText("pay", "version: 1\npolicies: { big: { max: 9 } }"));
    var tests =
        List.of(
            new DocumentText(
                "tests/pay",
                """
                version: 1
                tests:
                  - { given: { tags: { policy: pay/big } }, expect: { max: 9 } }
                  - { given: { tags: { policy: pay/big } }, expect: { max: 8 } }
                """),
            new DocumentText("tests/vision", "version: 2\npolicies: {}\ntests: []"),
            new DocumentText("tests/chat", "["));

    var report = check(new CatalogCheck.Documents(documents, CatalogReader.read(documents), tests));

    assertThat(report)
        .isEqualTo(
            new Report(
                report.problems(),
                1,
                1,
                0,
                List.of(
                    new Failure(new Place("tests/pay", 4, 60), Optional.empty(), "max 8", "9"))));
    assertThat(report.problems())
        .extracting(Problem::message)
        .containsExactly(
            "tests/vision, line 2, column 1: policies. Unknown key \"policies\". Valid keys: version, tests.",
            "tests/vision, line 1, column 10: version = \"2\". Unsupported version. Write version: 1.",
            "tests/chat, line 1, column 2: The YAML cannot be read: expected the node content, but found '<stream end>'.");
  }

  @Test
  void tests_in_a_text_of_their_own_are_skipped_while_their_document_is_broken() {
    var documents = List.of(new DocumentText("pay", "version: 1\npolicies: { big: { max: x } }"));
    var tests =
        List.of(
            new DocumentText(
                "tests/pay",
                "version: 1\ntests: [ { given: { tags: { policy: pay/big } }, expect: { max: 9 } } ]"));

    assertThat(
            check(new CatalogCheck.Documents(documents, CatalogReader.read(documents), tests))
                .skipped())
        .isOne();
  }

  /** With all that the language has, as a platform team would write it. */
  private static final String WHOLE =
      """
      version: 1
      defaults: { safety-factor: 0.5, scale-in-cooldown: 5m, scale-out-cooldown: 1m }
      guardrails:
        - { max: 20 }
        - { instance-type: "ml.p5*", max: 2 }
        - { tags: { environment: prod }, min: 1 }
      policies:
        llm-chat:
          extends: default
          kinds: [real-time, component]
          max: 10
          metric: concurrency
          target: 8
          by-kind: { component: { max: 6 } }
        gpu-aware:
          track:
            - { metric: concurrency, target: 5, scale-in-cooldown: 10m }
            - name: kv-cache
              target: 80
              custom: { Namespace: MyApp, MetricName: KvCacheUse, Statistic: Average, Dimensions: [ { Name: EndpointName, Value: "{endpoint}" } ] }
        burst-steps:
          kinds: [real-time]
          step:
            - { name: surge, metric: invocations, statistic: Sum, period: 1m, periods: 2, missing: not-breaching, adjust: change, cooldown: 1m,
                steps: [ { from: 1000, to: 1500, by: 1 }, { from: 1500, by: 3 } ] }
        office-hours: { schedule: "Mon-Fri 08:00-20:00 base else 1-base" }
        month-end: { actions: [ { name: closing, cron: "0 6 28 * ? *", timezone: Europe/Berlin, min: 4, max: 12 }, { name: reopen, cron: "0 6 2 * ? *", timezone: Europe/Berlin, min: 1, max: 4 } ] }
      tests:
        - given: { kind: real-time, tags: { policy: llm-chat, max: 6 } }
          expect: { min: 1, max: 6, track: { concurrency: 8 } }
        - given: { kind: component, tags: { policy: scale-to-zero, environment: prod } }
          expect: { min: 1, warning: GuardrailApplied }
        - given: { kind: real-time, tags: { max: 30 } }
          expect: { problem: GuardrailExceeded }
      """;

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void a_whole_catalog_passes_its_tests_whatever_editor_wrote_it(String lineEnd) {
    for (var mark : List.of("", "\uFEFF")) {
      var report = check(new DocumentText("_platform", mark + WHOLE.replace("\n", lineEnd)));

      assertThat(report).isEqualTo(new Report(List.of(), 3, 0, 0, List.of()));
    }
  }

  @Test
  void problems_of_documents_are_reported_with_those_of_their_tests() {
    var report =
        check(
            new DocumentText(
                "pay",
                "version: 1\npolicies: { a: { maxx: 1 } }\ntests: [{ given: {}, expect: { min: x } }, { given: { tags: { max: 6 } }, expect: { max: 6 } }]"),
            new DocumentText("web", "version: 1\ntests: 5"),
            new DocumentText("a", "b: c: d"));

    assertThat(
            report.problems().stream()
                .map(Problem::message)
                .map(text -> text.replaceAll("\\. .*", "")))
        .containsExactly(
            "a, line 1, column 5: The YAML cannot be read: mapping values are not allowed here.",
            "pay, line 2, column 18: policies.a.maxx",
            "pay, line 3, column 37: tests[0].expect.min = \"x\"",
            "web, line 2, column 8: tests");
    assertThat(report.skipped()).isEqualTo(1);
    assertThat(report.passed()).isZero();
    assertThat(report.clean()).isFalse();
  }

  @Test
  void nothing_is_tried_while_the_platforms_document_is_broken() {
    var report =
        check(
            new DocumentText("_platform", "version: 2"),
            tests("{ given: { tags: { max: 6 } }, expect: { max: 6 } }"));

    assertThat(Stream.of(report.passed(), report.failed(), report.skipped()))
        .containsExactly(0, 0, 1);
    assertThat(report.problems()).hasSize(1);
  }
}
