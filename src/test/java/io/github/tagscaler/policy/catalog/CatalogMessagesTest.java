package io.github.tagscaler.policy.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.Problem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents as people write them at first, and the whole messages that they read. */
class CatalogMessagesTest {
  private static final String NAMES =
      " A name has at most 63 lower-case letters, digits, dots, hyphens and underscores, and begins with a letter or a digit.";

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake(
            "several mistakes are all reported",
            "version: 1\npolicies:\n  chat: { maxx: 3, kinds: [real-tim], max: many }",
            "pay, line 3, column 11: policies.chat.maxx. Unknown key \"maxx\". Did you mean \"max\"? Valid keys: extends, kinds, by-kind, min, max, metric, target, max-rps, scale-in-cooldown, scale-out-cooldown, scale-in, wake, schedule, restore, track, step, actions.",
            "pay, line 3, column 28: policies.chat.kinds[0] = \"real-tim\". Did you mean \"real-time\"? Allowed: real-time, async, serverless, component.",
            "pay, line 3, column 44: policies.chat.max = \"many\". Use a whole number, for example 4."),
        mistake(
            "policies as a list",
            "version: 1\npolicies:\n  - name: chat",
            "pay, line 3, column 3: policies. Expected a mapping (key: value), found a list."),
        mistake(
            "a list of bases",
            "version: 1\npolicies: { chat: { extends: [llm, ha] } }",
            "pay, line 2, column 21: policies.chat.extends. extends accepts one policy, not a list. Extend one, and join others in the tag: policy = llm+ha."),
        mistake(
            "a base of another team",
            "version: 1\npolicies: { chat: { extends: web/chat } }",
            "pay, line 2, column 30: policies.chat.extends = \"web/chat\". extends needs a plain policy name (\"chat\", not \"web/chat\") from this document, _platform or the built-in policies. Policies to extend: batch, cpu-model, default, ha, llm, office-hours, office-hours-zero, scale-out-only, scale-to-zero."),
        mistake(
            "kinds by the names of resources",
            "version: 1\npolicies: { chat: { kinds: [endpoint, variant, inference-component, realtime] } }",
            "pay, line 2, column 29: policies.chat.kinds[0] = \"endpoint\". Did you mean \"real-time\"? Allowed: real-time, async, serverless, component.",
            "pay, line 2, column 39: policies.chat.kinds[1] = \"variant\". Did you mean \"real-time\"? Allowed: real-time, async, serverless, component.",
            "pay, line 2, column 48: policies.chat.kinds[2] = \"inference-component\". Did you mean \"component\"? Allowed: real-time, async, serverless, component.",
            "pay, line 2, column 69: policies.chat.kinds[3] = \"realtime\". Did you mean \"real-time\"? Allowed: real-time, async, serverless, component."),
        mistake(
            "a percentile",
            "version: 1\npolicies: { chat: { track: [{ name: slow, target: 200, custom: { Namespace: A, MetricName: ModelLatency, Statistic: p90 } }] } }",
            "pay, line 2, column 117: policies.chat.track[0].custom.Statistic = \"p90\". Application Auto Scaling has no percentiles in Statistic. Write the metric under Metrics instead, with MetricStat and Stat: p90. Allowed here: Average, Minimum, Maximum, Sum, SampleCount."),
        mistake(
            "a rate",
            "version: 1\npolicies: { chat: { actions: [{ name: often, cron: rate(5 minutes), min: 1, max: 2 }] } }",
            "pay, line 2, column 52: policies.chat.actions[0].cron = \"rate(5 minutes)\". \"rate(5 minutes)\" is a rate, but an action happens at times of the calendar. The six fields are minutes, hours, day of month, month, day of week and year, as in \"0 6 28 * ? *\"."),
        mistake(
            "a step that scales in as the load rises",
            "version: 1\npolicies: { chat: { step: [{ name: calm, metric: invocations, steps: [{ from: 1000, by: -1 }] }] } }",
            "pay, line 2, column 63: policies.chat.step[0].steps. This entry acts while invocations is high (its lowest step has a from), but { from: 1000, by: -1 } removes capacity. Write a positive by, or leave out from in the lowest step to scale in."),
        mistake(
            "a step that scales out as the load falls",
            "version: 1\npolicies: { chat: { step: [{ name: calm, metric: invocations, steps: [{ to: 10, by: 1 }] }] } }",
            "pay, line 2, column 63: policies.chat.step[0].steps. This entry acts while invocations is low (its lowest step has no from), but { to: 10, by: 1 } adds capacity. Write a negative by, or leave out to in the highest step instead of from in the lowest."),
        mistake(
            "guardrails of a team",
            "version: 1\nguardrails: [{ max: 3 }]",
            "pay, line 2, column 1: guardrails. Only the platform team's document, _platform, can have guardrails."),
        mistake(
            "a policy that no tag can name",
            "version: 1\npolicies: { Chat: { max: 3 } }",
            "pay, line 2, column 13: policies.Chat. Did you mean \"chat\"?" + NAMES));
  }

  private static Arguments mistake(String what, String text, String... messages) {
    return Arguments.of(what, text, List.of(messages));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void each_mistake_is_reported_so_that_its_author_can_correct_it(
      String what, String text, List<String> messages) {
    assertThat(messages(new DocumentText("pay", text))).isEqualTo(messages);
  }

  static Stream<Arguments> names() {
    return Stream.of(
        Arguments.of(
            "Pay",
            "Pay: No tag can use this document, because its name \"Pay\" is not valid. Rename the document. Did you mean \"pay\"?"
                + NAMES),
        Arguments.of(
            "pay.yaml",
            "pay.yaml: The name \"pay.yaml\" looks like a file's. Did you mean \"pay\"? Tags have to name its policies pay.yaml/<policy>. If that is not intended, rename the document."),
        Arguments.of(
            "platform",
            "platform: Did you mean \"_platform\"? A document \"platform\" is one team's like any other: it cannot have guardrails and defaults, and tags name its policies platform/<policy>. If it is the platform team's, rename the document."),
        Arguments.of(
            "_platform.yaml",
            "_platform.yaml: No tag can use this document, because its name \"_platform.yaml\" is not valid. Rename the document. Did you mean \"_platform\"?"
                + NAMES));
  }

  @ParameterizedTest
  @MethodSource("names")
  void each_name_that_was_not_meant_is_reported(String name, String message) {
    assertThat(messages(new DocumentText(name, "version: 1"))).containsExactly(message);
  }

  @Test
  void a_custom_metric_may_fall_as_the_load_rises() {
    assertThat(
            messages(
                new DocumentText(
                    "pay",
                    "version: 1\npolicies: { chat: { step: [{ name: idle, custom: { Namespace: A, MetricName: FreeSlots, Statistic: Average }, steps: [{ from: 9, by: -1 }] }] } }")))
        .isEmpty();
  }

  private static List<String> messages(DocumentText document) {
    return CatalogReader.read(List.of(document)).summary().problems().stream()
        .map(Problem::message)
        .toList();
  }
}
