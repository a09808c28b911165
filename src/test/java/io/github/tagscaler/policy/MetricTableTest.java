package io.github.tagscaler.policy;

import static io.github.tagscaler.policy.Asked.async;
import static io.github.tagscaler.policy.Asked.component;
import static io.github.tagscaler.policy.Asked.instance;
import static io.github.tagscaler.policy.Asked.serverless;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.tagscaler.policy.MetricTable.Entry.Found;
import io.github.tagscaler.policy.MetricTable.Entry.Unsupported;
import io.github.tagscaler.policy.setting.Metric;
import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.MetricSpec.Customized;
import io.github.tagscaler.policy.setting.MetricSpec.Predefined;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a metric's word means for each kind of resource. */
class MetricTableTest {
  private static final Asked INSTANCE = instance().types("ml.g5.12xlarge");
  private static final Asked ASYNC = async().types("ml.g5.12xlarge");

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource
  void a_word_means_a_metric_of_aws(
      Asked asked, Metric metric, MetricSpec spec, String targetFactor) {
    assertThat(MetricTable.find(metric, asked.resource()))
        .isEqualTo(new Found(spec, new BigDecimal(targetFactor)));
  }

  static Stream<Arguments> a_word_means_a_metric_of_aws() {
    var variant = Map.of("EndpointName", "chat", "VariantName", "blue");
    var llama = Map.of("InferenceComponentName", "llama");
    return Stream.of(
        arguments(
            INSTANCE,
            Metric.CONCURRENCY,
            new Predefined("SageMakerVariantConcurrentRequestsPerModelHighResolution"),
            "1"),
        arguments(
            component(),
            Metric.CONCURRENCY,
            new Predefined("SageMakerInferenceComponentConcurrentRequestsPerCopyHighResolution"),
            "1"),
        arguments(
            INSTANCE,
            Metric.INVOCATIONS,
            new Predefined("SageMakerVariantInvocationsPerInstance"),
            "1"),
        arguments(
            component(),
            Metric.INVOCATIONS,
            new Predefined("SageMakerInferenceComponentInvocationsPerCopy"),
            "1"),
        arguments(
            ASYNC,
            Metric.BACKLOG,
            new Customized(
                "AWS/SageMaker",
                "ApproximateBacklogSizePerInstance",
                new TreeMap<>(Map.of("EndpointName", "chat")),
                "Average",
                Optional.empty()),
            "1"),
        arguments(
            serverless(),
            Metric.UTILIZATION,
            new Predefined("SageMakerVariantProvisionedConcurrencyUtilization"),
            "0.01"),
        arguments(
            INSTANCE,
            Metric.CPU,
            Customized.of("/aws/sagemaker/Endpoints", "CPUUtilization", variant, "Average"),
            "48"),
        arguments(
            INSTANCE,
            Metric.GPU,
            Customized.of("/aws/sagemaker/Endpoints", "GPUUtilization", variant, "Average"),
            "4"),
        arguments(
            ASYNC,
            Metric.CPU,
            Customized.of("/aws/sagemaker/Endpoints", "CPUUtilization", variant, "Average"),
            "48"),
        arguments(
            ASYNC,
            Metric.GPU,
            Customized.of("/aws/sagemaker/Endpoints", "GPUUtilization", variant, "Average"),
            "4"),
        arguments(
            component(),
            Metric.CPU,
            Customized.of(
                "/aws/sagemaker/InferenceComponents", "CPUUtilizationNormalized", llama, "Average"),
            "1"),
        arguments(
            component(),
            Metric.GPU,
            Customized.of(
                "/aws/sagemaker/InferenceComponents", "GPUUtilizationNormalized", llama, "Average"),
            "1"));
  }

  @ParameterizedTest
  @CsvSource({
    "real-time, utilization, Real-time endpoints",
    "real-time, backlog, Real-time endpoints",
    "async, invocations, Async endpoints",
    "async, concurrency, Async endpoints",
    "async, utilization, Async endpoints",
    "serverless, invocations, Serverless endpoints",
    "serverless, concurrency, Serverless endpoints",
    "serverless, backlog, Serverless endpoints",
    "serverless, cpu, Serverless endpoints",
    "serverless, gpu, Serverless endpoints",
    "component, utilization, Inference components",
    "component, backlog, Inference components",
  })
  void a_kind_without_the_metric_is_named(String kind, String metric, String plural) {
    assertThat(MetricTable.find(metric(metric), Kinds.of(kind).resource()))
        .isEqualTo(new Unsupported(plural + " have no such metric."));
  }

  @ParameterizedTest
  @CsvSource({
    "concurrency, 'With instance pools AWS reports concurrency per instance type.'",
    "cpu, 'Its instance pools have instance types with different numbers of processors.'",
    "gpu, 'Its instance pools have instance types with different numbers of processors.'",
  })
  void instance_pools_lack_what_hangs_on_the_instance_type(String metric, String why) {
    var pools = instance().types("ml.g5.xlarge", "ml.g5.2xlarge").resource();

    assertThat(MetricTable.find(metric(metric), pools)).isEqualTo(new Unsupported(why));
    assertThat(MetricTable.workingOn(pools)).isEqualTo(List.of("invocations"));
  }

  @ParameterizedTest
  @CsvSource({
    "ml.m5.large, gpu, 'Its instance type, ml.m5.large, has no GPU that reports its utilization.'",
    "ml.inf2.xlarge, gpu, 'Its instance type, ml.inf2.xlarge, has no GPU that reports its utilization.'",
    "ml.z9.large, cpu, 'AWS reports CPUUtilization summed over all processors, and Tagscaler does not know how many ml.z9.large has.'",
    "ml.z9.large, gpu, 'AWS reports GPUUtilization summed over all processors, and Tagscaler does not know how many ml.z9.large has.'",
  })
  void the_use_of_processors_needs_their_number(String type, String metric, String why) {
    assertThat(MetricTable.find(metric(metric), instance().types(type).resource()))
        .isEqualTo(new Unsupported(why));
  }

  @ParameterizedTest
  @CsvSource({"cpu", "gpu"})
  void the_use_of_processors_needs_a_known_instance_type(String metric) {
    assertThat(MetricTable.find(metric(metric), async().resource()))
        .isEqualTo(
            new Unsupported(
                "AWS reports %sUtilization summed over all processors, and Tagscaler cannot tell how many this variant has because its endpoint config was deleted."
                    .formatted(metric.toUpperCase(java.util.Locale.ROOT))));
  }

  private static Metric metric(String name) {
    return Metric.of(name).orElseThrow();
  }
}
