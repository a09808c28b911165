package io.github.tagscaler.policy;

import static io.github.tagscaler.policy.TaggedResource.component;
import static io.github.tagscaler.policy.TaggedResource.instance;
import static io.github.tagscaler.policy.TaggedResource.serverless;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is tracked, at which value. */
class TargetsTest {

  @ParameterizedTest(name = "{1} on {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "real-time | metric = concurrency | concurrency 5",
        "real-time | metric = CPU | cpu 50 (sent as 2400)",
        "real-time | metric = cpu; target = 65.5 | cpu 65.5 (sent as 3144)",
        "real-time | metric = gpu; target = 60 | gpu 60 (sent as 240)",
        "real-time | metric = invocations; target = 1000.50 | invocations 1000.5",
        "real-time | max-rps = 10 | invocations 300",
        "real-time | max-rps = 0.1 | invocations 3",
        "real-time | target = 0.5 | concurrency 0.5",
        "async | metric = backlog | backlog 5, scale-out-cooldown 5m",
        "async | metric = cpu | cpu 50 (sent as 2400)",
        "async | target = 1 | backlog 1, scale-out-cooldown 5m",
        "serverless | metric = utilization | utilization 70 (sent as 0.7)",
        "serverless | target = 100 | utilization 100 (sent as 1)",
        "serverless | target = 1.5 | utilization 1.5 (sent as 0.015)",
        "component | metric = cpu | cpu 50",
        "component | metric = gpu; target = 60 | gpu 60",
        "component | max-rps = 2.5 | invocations 75",
      })
  void a_metric_is_kept_near_its_target(String kind, String tags, String track) {
    assertThat(TaggedResource.ofKind(kind).types("ml.g5.12xlarge").tags(tags).shown())
        .isEqualTo("min 1, max %d, %s".formatted(kind.equals("serverless") ? 10 : 4, track));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metric = invocations | Metric invocations has no default target. Set autoscaling:target (invocations a minute for each instance or copy), or autoscaling:max-rps (requests per second that one sustained in your load test).",
        "metric = gpu | Metric gpu has no default target. Set autoscaling:target (percent of all GPUs).",
      })
  void some_metrics_need_a_target(String tags, String sentences) {
    var value = tags.substring("metric = ".length());

    assertThat(component().tags(tags).problems())
        .isEqualTo(
            List.of(
                new Problem(
                    Code.TARGET_MISSING,
                    "autoscaling:metric",
                    value,
                    "autoscaling:metric = \"%s\" on endpoint/chat. %s".formatted(value, sentences),
                    List.of())));
  }

  @ParameterizedTest
  @CsvSource({
    "component, metric = cpu, cpu, 0.7, ' Did you mean 70?'",
    "component, metric = gpu, gpu, 0.55, ' Did you mean 55?'",
    "serverless, min = 1, utilization, 0.7, ' Did you mean 70?'",
    "serverless, min = 1, utilization, 1, ''",
    "serverless, min = 1, utilization, 0.001, ''",
    "serverless, min = 1, utilization, 0.01, ''",
    "serverless, min = 1, utilization, 0.99, ' Did you mean 99?'",
    "serverless, min = 1, utilization, 100.5, ''",
    "component, metric = cpu, cpu, 400, ''",
  })
  void a_percentage_is_neither_a_ratio_nor_a_sum(
      String kind, String tags, String metric, String target, String hint) {
    assertThat(TaggedResource.ofKind(kind).tags(tags + "; target = " + target).shown())
        .isEqualTo(
            "BadValue: autoscaling:target = \"%s\" on endpoint/chat. The target of %s is in percent: it must be above 1 and at most 100, such as 70.%s"
                .formatted(target, metric, hint));
  }

  @Test
  void a_metric_that_the_kind_lacks_is_rejected_with_those_it_has() {
    assertThat(serverless().tags("metric = concurrency").problems())
        .isEqualTo(
            List.of(
                new Problem(
                    Code.METRIC_NOT_SUPPORTED,
                    "autoscaling:metric",
                    "concurrency",
                    "autoscaling:metric = \"concurrency\" on endpoint/chat. Metric concurrency cannot be tracked on endpoint/chat/variant/blue. Serverless endpoints have no such metric. Set autoscaling:metric to utilization.",
                    List.of("utilization"))));
  }

  @Test
  void max_rps_is_rejected_where_there_are_no_invocations() {
    assertThat(TaggedResource.async().tags("max-rps = 10").shown())
        .startsWith(
            "MetricNotSupported: autoscaling:max-rps = \"10\" on endpoint/chat. Metric invocations cannot be tracked on endpoint/chat/variant/blue.");
  }

  @Test
  void a_default_track_that_cannot_be_had_names_the_key_to_set() {
    assertThat(instance().types("ml.g5.xlarge", "ml.g5.2xlarge").tags("max = 9").problems())
        .isEqualTo(
            List.of(
                new Problem(
                    Code.METRIC_NOT_SUPPORTED,
                    "autoscaling:metric",
                    null,
                    "Metric concurrency (from policy \"default\") cannot be tracked on endpoint/chat/variant/blue. With instance pools AWS reports concurrency per instance type. Set autoscaling:metric to invocations (and autoscaling:target).",
                    List.of("invocations"))));
  }

  @Test
  void instance_pools_can_be_tracked_by_invocations() {
    assertThat(instance().types("ml.g5.xlarge", "ml.g5.2xlarge").tags("max-rps = 10").shown())
        .isEqualTo("min 1, max 4, invocations 300");
  }
}
