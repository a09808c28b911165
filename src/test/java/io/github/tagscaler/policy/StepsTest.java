package io.github.tagscaler.policy;

import static io.github.tagscaler.policy.TaggedResource.component;
import static io.github.tagscaler.policy.TaggedResource.instance;
import static io.github.tagscaler.policy.TaggedResource.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.setting.Adjust;
import io.github.tagscaler.policy.setting.CapacityStep;
import io.github.tagscaler.policy.setting.Measure;
import io.github.tagscaler.policy.setting.Metric;
import io.github.tagscaler.policy.setting.MetricSpec.Customized;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.Statistic;
import io.github.tagscaler.policy.setting.StepEntry;
import io.github.tagscaler.policy.setting.StepEntry.Missing;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scaling by steps. */
class StepsTest {

  private static CapacityStep step(String from, String to, int by) {
    return new CapacityStep(end(from), end(to), by);
  }

  private static Optional<BigDecimal> end(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(text));
  }

  private static StepEntry entry(
      Measure measure, Optional<Statistic> statistic, CapacityStep... steps) {
    return new StepEntry(
        "surge",
        measure,
        statistic,
        Duration.ofMinutes(1),
        1,
        1,
        Missing.MISSING,
        Adjust.CHANGE,
        Optional.empty(),
        Duration.ofMinutes(5),
        List.of(steps));
  }

  private static TaggedResource saying(TaggedResource asked, StepEntry entry) {
    return asked.catalog(TracksTest.saying(new Setting.Step(entry))).tags("policy = mine");
  }

  @Test
  void tell_the_alarm_its_threshold_and_the_policy_its_steps() {
    var entry =
        entry(
            new Measure.Alias(Metric.INVOCATIONS),
            Optional.of(Statistic.SUM),
            step("1500", "", 3),
            step("1000", "1500", 1));

    assertThat(saying(instance(), entry).policy().steps())
        .containsExactly(
            new DesiredPolicy.Step(
                "surge",
                new Origin.Policy("mine", Optional.empty(), tag("policy", "mine")),
                Customized.of(
                    "AWS/SageMaker",
                    "InvocationsPerInstance",
                    Map.of("EndpointName", "chat", "VariantName", "blue"),
                    "Sum"),
                new BigDecimal("1000"),
                true,
                List.of(step("1000", "1500", 1), step("1500", "", 3)),
                entry));
  }

  @Test
  void that_fall_begin_at_their_highest_value() {
    var step =
        saying(
                instance(),
                entry(
                    new Measure.Alias(Metric.INVOCATIONS),
                    Optional.empty(),
                    step("50", "100", -1),
                    step("", "50", -2)))
            .policy()
            .steps()
            .getFirst();

    assertThat(step.rising()).isFalse();
    assertThat(step.threshold()).isEqualByComparingTo("100");
    assertThat(step.steps()).containsExactly(step("", "50", -2), step("50", "100", -1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "real-time | INVOCATIONS | AWS/SageMaker | InvocationsPerInstance | Average | {EndpointName=chat, VariantName=blue} | 40",
        "real-time | CONCURRENCY | AWS/SageMaker | ConcurrentRequestsPerModel | Maximum | {EndpointName=chat, VariantName=blue} | 40",
        "real-time | CPU | /aws/sagemaker/Endpoints | CPUUtilization | Average | {EndpointName=chat, VariantName=blue} | 1920",
        "real-time | GPU | /aws/sagemaker/Endpoints | GPUUtilization | Average | {EndpointName=chat, VariantName=blue} | 160",
        "async | BACKLOG | AWS/SageMaker | ApproximateBacklogSizePerInstance | Average | {EndpointName=chat} | 40",
        "async | CPU | /aws/sagemaker/Endpoints | CPUUtilization | Average | {EndpointName=chat, VariantName=blue} | 1920",
        "serverless | UTILIZATION | AWS/SageMaker | ServerlessProvisionedConcurrencyUtilization | Average | {EndpointName=chat, VariantName=blue} | 0.4",
        "component | INVOCATIONS | AWS/SageMaker | InvocationsPerCopy | Average | {InferenceComponentName=llama} | 40",
        "component | CONCURRENCY | AWS/SageMaker | ConcurrentRequestsPerCopy | Maximum | {InferenceComponentName=llama} | 40",
        "component | GPU | /aws/sagemaker/InferenceComponents | GPUUtilizationNormalized | Average | {InferenceComponentName=llama} | 40",
      })
  void read_by_an_alarm_what_tracking_would_track(
      String kind,
      Metric metric,
      String namespace,
      String name,
      String statistic,
      String dimensions,
      String threshold) {
    var step =
        saying(
                TaggedResource.ofKind(kind).types("ml.g5.12xlarge"),
                entry(new Measure.Alias(metric), Optional.empty(), step("40", "", 1)))
            .policy()
            .steps()
            .getFirst();

    assertThat(step.metric())
        .isInstanceOfSatisfying(
            Customized.class,
            read -> {
              assertThat(read.namespace()).isEqualTo(namespace);
              assertThat(read.name()).isEqualTo(name);
              assertThat(read.statistic()).isEqualTo(statistic);
              assertThat(read.dimensions()).hasToString(dimensions);
            });
    assertThat(step.threshold()).isEqualTo(new BigDecimal(threshold));
    assertThat(step.steps().getFirst().from()).contains(new BigDecimal(threshold));
  }

  @Test
  void accept_another_statistic() {
    assertThat(
            saying(
                    TaggedResource.async(),
                    entry(
                        new Measure.Alias(Metric.BACKLOG),
                        Optional.of(Statistic.MINIMUM),
                        step("40", "", 1)))
                .policy()
                .steps()
                .getFirst()
                .metric())
        .isEqualTo(
            Customized.of(
                "AWS/SageMaker",
                "ApproximateBacklogSizePerInstance",
                Map.of("EndpointName", "chat"),
                "Minimum"));
  }

  @Test
  void read_a_metric_of_ones_own() {
    var own = new Measure.Custom(Customized.of("App", "Used", Map.of("On", "{component}"), "Sum"));

    assertThat(saying(component(), entry(own, Optional.empty(), step("5", "", 1))).policy().steps())
        .extracting(DesiredPolicy.Step::metric)
        .containsExactly(Customized.of("App", "Used", Map.of("On", "llama"), "Sum"));
    assertThat(saying(instance(), entry(own, Optional.empty(), step("5", "", 1))).shown())
        .isEqualTo(
            "MetricNotSupported: autoscaling:policy = \"mine\" on endpoint/chat. The step entry \"surge\" (from policy \"mine\") uses {component}, which endpoint/chat/variant/blue does not have. Placeholders for the kind real-time: {endpoint}, {variant}, {region}, {account}.");
  }

  @Test
  void by_a_metric_that_the_kind_lacks_are_rejected_with_those_it_has() {
    assertThat(
            saying(
                    component(),
                    entry(new Measure.Alias(Metric.BACKLOG), Optional.empty(), step("5", "", 1)))
                .problems())
        .containsExactly(
            new Problem(
                Code.METRIC_NOT_SUPPORTED,
                "autoscaling:policy",
                "mine",
                "autoscaling:policy = \"mine\" on endpoint/chat. The step entry \"surge\" (from policy \"mine\") reads the metric backlog, which inference-component/llama does not have. Inference components have no such metric. Metrics that work: invocations, concurrency, cpu, gpu.",
                List.of("invocations", "concurrency", "cpu", "gpu")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "policy = up | min 1, max 4, steps up from 10",
        "policy = up+down | min 1, max 4, steps up from 10, steps down down from 2",
        "policy = up+higher | min 1, max 4, steps up from 20",
        "policy = up+down+no-up | min 1, max 4, steps down down from 2",
        "policy = up+no-up | min 1, max 4, concurrency 5",
        "policy = llm+up | min 1, max 4, concurrency 5, scale-in-cooldown 10m, steps up from 10",
        "policy = up; metric = concurrency | min 1, max 4, concurrency 5, steps up from 10",
        "policy = up; policy@blue = down | min 1, max 4, steps down down from 2",
      })
  void of_policies_are_laid_over_each_other_by_name_and_need_no_track(String tags, String shown) {
    assertThat(
            instance()
                .platform(
                    """
                    policies:
                      up: { step: [ { name: up, metric: invocations, steps: [ { from: 10, by: 1 } ] } ] }
                      higher: { step: [ { name: up, metric: invocations, steps: [ { from: 20, by: 1 } ] } ] }
                      down: { step: [ { name: down, metric: invocations, steps: [ { to: 2, by: -1 } ] } ] }
                      no-up: { step: [ { name: up, off: true } ] }
                    """)
                .tags(tags)
                .shown()
                .lines())
        .startsWith(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "policy = bursts | true",
        "policy = bursts; metric = concurrency; scale-in = off | false",
        "policy = bursts; metric = concurrency | false",
        "policy = bursts+calm | false",
        "policy = exact | false",
        "policy = calm | false",
      })
  void that_only_rise_are_told_of(String tags, boolean never) {
    var warnings =
        instance()
            .platform(
                """
                policies:
                  bursts: { step: [ { name: surge, metric: invocations, steps: [ { from: 1000, by: 2 } ] } ] }
                  calm: { step: [ { name: calm, metric: invocations, steps: [ { to: 100, by: -1 } ] } ] }
                  exact: { step: [ { name: exact, metric: invocations, adjust: exact, steps: [ { from: 0, to: 1000, by: 1 }, { from: 1000, by: 3 } ] } ] }
                """)
            .tags(tags)
            .reading()
            .warnings();

    assertThat(warnings)
        .extracting(Problem::message)
        .isEqualTo(
            never
                ? List.of(
                    "autoscaling:policy = \"bursts\" on endpoint/chat. All its steps (from policy \"bursts\" (_platform, line 3, column 29)) add capacity and no metric is tracked, so nothing removes capacity again. Set autoscaling:metric to concurrency to track that too, or add a step entry that scales in.")
                : List.of());
  }

  @Test
  void alone_leave_no_track_for_a_target() {
    assertThat(
            saying(
                    instance(),
                    entry(
                        new Measure.Alias(Metric.INVOCATIONS), Optional.empty(), step("5", "", 1)))
                .tags("policy = mine; target = 5")
                .shown())
        .isEqualTo(
            "BadValue: autoscaling:target = \"5\" on endpoint/chat. A target needs exactly one tracked metric, and none is tracked. Set autoscaling:metric too, or remove the target.");
  }
}
