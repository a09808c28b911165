package io.github.tagscaler.command.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.command.CommandRun;
import io.github.tagscaler.json.Json;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With any right missing, the rest is explained, and the right is named with what it costs. */
class MissingRightsTest {
  private final ExplainedAccount account = new ExplainedAccount();

  @BeforeEach
  void furnish() {
    account
        .seed(
            "{'parameters': {'/tagscaler/catalog/_platform': 'version: 1\\nguardrails:\\n  - { max: 8 }\\n'}}")
        .with("TAGSCALER_CATALOG_PATH", "/tagscaler/catalog")
        .endpoint("chat", "'autoscaling:policy': 'default'")
        .reconcile()
        .advance("PT25H")
        .metric("chat", "ConcurrentRequestsPerModel", 3)
        .activity("chat", "PT2H", "'description': 'Setting desired instance count to 2.'");
  }

  @AfterEach
  void close() {
    account.close();
  }

  /**
   * What is still there: status, tags, asked, registered, metric, activities; and the exit code.
   */
  @ParameterizedTest
  @CsvSource({
    "cloudwatch:GetMetricData, status tags asked registered - activities, 0",
    "application-autoscaling:DescribeScalingActivities, status tags asked registered metric -, 0",
    "application-autoscaling:DescribeScalableTargets, status tags asked - metric activities, 3",
    "application-autoscaling:DescribeScalingPolicies, status tags asked - metric activities, 3",
    "application-autoscaling:DescribeScheduledActions, status tags asked - metric activities, 3",
    "application-autoscaling:ListTagsForResource, status tags asked - metric activities, 3",
    "ssm:GetParametersByPath, status tags - registered metric activities, 3",
    "sagemaker:ListTags, status - - registered metric activities, 3",
  })
  void the_rest_is_explained(String permission, String remaining, int exit) {
    deny(permission);

    var run = account.run("chat", "--format", "json");

    ExplainedAccount.check(run);
    var target = run.json().get("targets").stream().findFirst().orElseThrow();
    assertThat(remaining(target)).isEqualTo(remaining);
    assertThat(permissions(target)).containsExactly(permission);
    assertThat(run.exit()).isEqualTo(exit);
  }

  private static String remaining(Json target) {
    var day = target.get("last24Hours");
    return String.join(
        " ",
        target.get("status").isNull() ? "-" : "status",
        target.get("tags").stream().findAny().isEmpty() ? "-" : "tags",
        target.get("asked").isNull() ? "-" : "asked",
        target.get("registered").isNull() ? "-" : "registered",
        day.get("metrics").stream().findAny().isEmpty() ? "-" : "metric",
        day.get("activities").stream().findAny().isEmpty() ? "-" : "activities");
  }

  private static List<String> permissions(Json target) {
    return target.get("unknown").stream()
        .map(unknown -> unknown.get("permission").text().orElse("none"))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"sagemaker:DescribeEndpoint", "sagemaker:DescribeEndpointConfig"})
  void without_these_nothing_can_be_said(String permission) {
    deny(permission);

    var run = account.run("endpoint/chat");

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(permission);
  }

  @Test
  void the_sentence_says_what_is_not_told() {
    deny("cloudwatch:GetMetricData");

    assertThat(account.run("chat").out())
        .endsWith(
            "  not known   You lack cloudwatch:GetMetricData, so the last 24 hours of its metric are not shown.\n");
  }

  @Test
  void when_it_was_registered_is_known_all_the_same() {
    deny("application-autoscaling:DescribeScalingPolicies");

    assertThat(account.run("chat").out())
        .contains("  registered  yes, 25 h ago; min, max and by whom are not known\n");
  }

  @Test
  void a_failure_that_is_no_missing_right_is_told_as_well() {
    account
        .account()
        .aws()
        .fault(
            io.github.tagscaler.standin.engine.Fault.error(
                    400, "InvalidParameterValue", "The value of Period is odd.")
                .on("GetMetricData")
                .always());

    CommandRun run = account.run("chat");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("failed: InvalidParameterValue: The value of Period is");
  }

  private void deny(String permission) {
    account.seed("{'denied': ['" + permission + "']}");
  }
}
