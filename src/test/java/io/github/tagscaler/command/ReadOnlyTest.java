package io.github.tagscaler.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.command.CommandRun.Shell;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No verb in any of its forms makes a call that could change something. */
class ReadOnlyTest {
  /** The operations that the command may call. Each only reads. */
  private static final Set<String> READS =
      Set.of(
          "cloudformation DescribeStackResource",
          "cloudformation DescribeStackResources",
          "cloudformation DescribeStacks",
          "cloudtrail DescribeTrails",
          "cloudtrail GetEventSelectors",
          "cloudtrail GetTrailStatus",
          "events DescribeRule",
          "events ListTargetsByRule",
          "events TestEventPattern",
          "iam GetRole",
          "iam SimulatePrincipalPolicy",
          "lambda GetFunctionConfiguration",
          "lambda ListEventSourceMappings",
          "sqs GetQueueAttributes",
          "sts GetCallerIdentity",
          "cloudwatch DescribeAlarms",
          "cloudwatch GetMetricData",
          "application-autoscaling DescribeScalableTargets",
          "application-autoscaling DescribeScalingActivities",
          "application-autoscaling DescribeScalingPolicies",
          "application-autoscaling DescribeScheduledActions",
          "application-autoscaling ListTagsForResource",
          "resourcegroupstaggingapi GetResources",
          "sagemaker DescribeEndpoint",
          "sagemaker DescribeEndpointConfig",
          "sagemaker DescribeInferenceComponent",
          "sagemaker ListEndpoints",
          "sagemaker ListInferenceComponents",
          "sagemaker ListTags",
          "ssm GetParametersByPath");

  private final SeededAccount account = VariedFleet.shared();

  static Stream<List<String>> forms() {
    return CommandRun.verbs().stream().flatMap(VerbForms::of);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("forms")
  void no_verb_writes(List<String> form) {
    var before = account.aws().state();
    account.aws().clearCalls();

    var run = Shell.on(account.aws()).in(SeededAccount.SEEDS).run(form.toArray(String[]::new));

    assertThat(run.exit()).as(run.err()).isIn(0, 1, 2);
    var called = new TreeSet<String>();
    account.aws().calls().forEach(call -> called.add(call.service() + " " + call.operation()));
    called.removeAll(READS);
    assertThat(called).as("operations that are not known to only read").isEmpty();
    assertThat(account.aws().state()).isEqualTo(before);
  }
}
