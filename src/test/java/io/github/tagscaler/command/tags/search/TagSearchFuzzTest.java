package io.github.tagscaler.command.tags.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.TestRounds;
import io.github.tagscaler.command.tags.proof.AdoptionPlanning;
import io.github.tagscaler.command.tags.proof.Proof;
import io.github.tagscaler.command.tags.proof.TargetTags;
import io.github.tagscaler.command.tags.reverse.RegisteredTarget;
import io.github.tagscaler.command.tags.reverse.StepAlarm;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.catalog.CatalogReader;
import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.resource.ScalableResource.HostedComponent;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.ScalingAlarm;
import io.github.tagscaler.scaling.ScalingAlarm.Comparison;
import io.github.tagscaler.scaling.ScalingAlarm.Missing;
import io.github.tagscaler.scaling.ScalingAlarm.Watching;
import io.github.tagscaler.scaling.ScalingPolicy;
import io.github.tagscaler.scaling.ScalingPolicy.Adjustment;
import io.github.tagscaler.scaling.ScalingPolicy.StepAdjustment;
import io.github.tagscaler.scaling.ScalingPolicy.StepScaling;
import io.github.tagscaler.scaling.ScalingPolicy.TargetTracking;
import io.github.tagscaler.scaling.ScheduledAction;
import io.github.tagscaler.scaling.Suspension;
import io.github.tagscaler.scaling.TargetKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is registered, there is an answer; and a reason where something would differ. */
class TagSearchFuzzTest {
  private static final Instant NOW = Instant.parse("2026-06-01T08:30:00Z");
  private static final InferenceComponent ID = new InferenceComponent("Llama_3");

  static IntStream seeds() {
    return IntStream.range(0, TestRounds.of(300, 3_000));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatever_is_registered_has_an_answer(int seed) {
    var random = new Random(seed);
    var registered = registered(random);
    var added = new NewPolicies("adopted", CatalogReader.read(List.of()));

    var proposal =
        new TagSearch(
                new AdoptionPlanning(
                    new PolicyReader("autoscaling:", Optional.empty(), ZoneId.of("UTC")),
                    "tagscaler",
                    Duration.ofHours(4)),
                List.of(),
                CatalogReader::read,
                added,
                NOW)
            .search(
                registered,
                new TargetTags(
                    new HostedComponent(
                        ID,
                        "arn:aws:sagemaker:us-east-1:111122223333:inference-component/llama",
                        "Chat",
                        "AllTraffic",
                        random.nextInt(4),
                        Optional.of(0)),
                    List.of("AllTraffic"),
                    Map.of(),
                    Map.of()));

    assertThat(proposal.tags()).containsKey("autoscaling:adopt");
    if (proposal.proof() instanceof Proof.Adopted(_, var differences, _)
        && proposal.terms().obstacles().isEmpty()) {
      assertThat(differences)
          .allSatisfy(difference ->
              assertThat(difference.what())
                  .as("%s", difference)
                  .isIn("min and max now", "steps of \"step\"", "scheduled actions"));
    }
  }

  private static <T> T oneOf(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static Duration time(Random random) {
    return Duration.ofSeconds(oneOf(random, List.of(0, 30, 60, 300, 777)));
  }

  private static RegisteredTarget registered(Random random) {
    var policies = new ArrayList<ScalingPolicy>();
    var alarms = new ArrayList<StepAlarm>();
    for (int i = random.nextInt(3); i > 0; i--) {
      policies.add(
          new ScalingPolicy(
              oneOf(random, List.of("Tracks %d", "cpu%d", "-%d-")).formatted(i),
              random.nextInt(8) == 0
                  ? new ScalingPolicy.Other("PredictiveScaling")
                  : new TargetTracking(
                      metric(random, i),
                      oneOf(random, List.of(0.5, 3.0, 70.0, 99.9, 1e6, 1e-9, 1e12)),
                      time(random),
                      time(random),
                      random.nextBoolean())));
    }
    if (random.nextBoolean()) {
      policies.add(new ScalingPolicy("step", steps(random)));
      for (int i = random.nextInt(3); i > 0; i--) {
        alarms.add(alarm("alarm " + i, random));
      }
    }
    int min = random.nextInt(4);
    return new RegisteredTarget(
        ObservedTarget.of(
            new TargetKey(ID, ScalableDimension.COPY_COUNT),
            random.nextInt(9) == 0 ? "" : "arn:t",
            new Bounds(min, min + random.nextInt(9)),
            new Suspension(random.nextInt(5) == 0, false, random.nextInt(9) == 0),
            Map.of(),
            policies,
            actions(random),
            List.of()),
        alarms);
  }

  private static MetricSpec metric(Random random, int i) {
    return switch (random.nextInt(4)) {
      case 0 ->
          new MetricSpec.Predefined(
              "SageMakerInferenceComponentInvocationsPerCopy" + (i > 1 ? i : ""));
      case 1 ->
          MetricSpec.Customized.of(
              "/aws/sagemaker/InferenceComponents",
              "CPUUtilizationNormalized",
              Map.of("InferenceComponentName", ID.component()),
              oneOf(random, List.of("Average", "p99", "Maximum")));
      case 2 ->
          MetricSpec.Customized.of(
              "My: \"App\" #" + i, "{\\n} é", Map.of("a: b", "yes", "n", "12"), "Sum");
      default ->
          new MetricSpec.Calculated(
              List.of(
                  new MetricSpec.Query(
                      "e" + i,
                      new MetricSpec.Query.Source.Expression(
                          "SUM(SEARCH('{AWS/X,Y} \"q\"', 'Sum'))"),
                      Optional.of("- label"),
                      true)));
    };
  }

  private static StepScaling steps(Random random) {
    double edge = oneOf(random, List.of(10.0, 0.1, 500.0));
    return new StepScaling(
        oneOf(random, List.of(Adjustment.values())),
        random.nextBoolean() ? Optional.of(2) : Optional.empty(),
        time(random),
        oneOf(random, List.of("Average", "Maximum")),
        oneOf(
            random,
            List.of(
                List.of(new StepAdjustment(Optional.of(0.0), Optional.empty(), 1)),
                List.of(new StepAdjustment(Optional.empty(), Optional.of(0.0), -1)),
                List.of(
                    new StepAdjustment(Optional.of(0.0), Optional.of(edge), 1),
                    new StepAdjustment(Optional.of(edge), Optional.empty(), 3)),
                List.of(new StepAdjustment(Optional.of(edge), Optional.empty(), 2)),
                List.of(
                    new StepAdjustment(Optional.empty(), Optional.of(0.0), -1),
                    new StepAdjustment(Optional.of(0.0), Optional.empty(), 1)))));
  }

  private static StepAlarm alarm(String name, Random random) {
    var comparison = oneOf(random, List.of(Comparison.values()));
    ScalingAlarm.Definition definition =
        random.nextInt(6) == 0
            ? new ScalingAlarm.Other()
            : new Watching(
                MetricSpec.Customized.of(
                    "AWS/SageMaker",
                    oneOf(
                        random, List.of("NoCapacityInvocationFailures", "InvocationsPerCopy", "X")),
                    Map.of("InferenceComponentName", ID.component()),
                    oneOf(random, List.of("Sum", "Maximum"))),
                oneOf(
                    random,
                    List.of(Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofDays(2))),
                1 + random.nextInt(3),
                3,
                oneOf(random, List.of(1.0, 0.25, 1000.0, -3.0)),
                comparison,
                Missing.MISSING);
    return new StepAlarm(
        name,
        Set.of("step"),
        List.of(),
        random.nextInt(6) > 0,
        definition,
        random.nextInt(4) == 0 ? "LessThanThreshold" : comparison.wire());
  }

  private static List<ScheduledAction> actions(Random random) {
    var actions = new ArrayList<ScheduledAction>();
    for (int i = random.nextInt(4); i > 0; i--) {
      int min = random.nextInt(4);
      actions.add(
          new ScheduledAction(
              "action " + i,
              oneOf(
                  random,
                  List.of(
                      "cron(0 8 ? * MON-FRI *)",
                      "cron(0  20 * * ? *)",
                      "cron(0 6 28 * ? *)",
                      "cron(nonsense)",
                      "rate(1 hour)",
                      "at(2026-12-24T18:00:00)",
                      "at(2020-01-01T00:00:00)",
                      "at(then)",
                      "")),
              oneOf(random, List.of("UTC", "UTC", "Europe/Berlin", "EST", "Nowhere")),
              random.nextInt(4) == 0 ? Optional.empty() : Optional.of(min),
              random.nextInt(4) == 0 ? Optional.empty() : Optional.of(min + random.nextInt(4)),
              random.nextInt(9) == 0));
    }
    return actions;
  }
}
