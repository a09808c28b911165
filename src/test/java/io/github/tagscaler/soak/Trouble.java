package io.github.tagscaler.soak;

import io.github.tagscaler.standin.StandIn;
import io.github.tagscaler.standin.engine.Fault;
import java.util.List;
import java.util.Random;

/** Calls to AWS that go wrong, drawn from a seed. */
final class Trouble {
  /** Those of the function, and none of the soak's own. */
  private static final List<String> OPERATIONS =
      List.of(
          "DescribeEndpoint",
          "DescribeEndpointConfig",
          "ListTags",
          "ListEndpoints",
          "ListInferenceComponents",
          "DescribeInferenceComponent",
          "DescribeScalableTargets",
          "DescribeScalingPolicies",
          "DescribeScheduledActions",
          "ListTagsForResource",
          "RegisterScalableTarget",
          "DeregisterScalableTarget",
          "PutScalingPolicy",
          "DeleteScalingPolicy",
          "PutScheduledAction",
          "DeleteScheduledAction",
          "TagResource",
          "UntagResource",
          "PutMetricAlarm",
          "DescribeAlarms",
          "DeleteAlarms",
          "GetResources",
          "SendMessage",
          "SendMessageBatch",
          "ChangeMessageVisibility",
          "PutEvents");

  /** Of each operation, the first so many calls of an invocation can go wrong. */
  private static final int CALLS = 12;

  private final Random random;
  private final int percent;

  /** Of so many percent of the calls. */
  Trouble(long seed, int percent) {
    this.random = new Random(seed);
    this.percent = percent;
  }

  static Trouble none() {
    return new Trouble(0, 0);
  }

  /**
   * Arms the faults of one invocation. Each goes by its operation: which of several operations at
   * the same time comes first, nobody knows.
   */
  void brew(StandIn aws) {
    if (percent == 0) {
      return;
    }
    for (var operation : OPERATIONS) {
      for (int call = 1; call <= CALLS; call++) {
        if (random.nextInt(100) < percent) {
          aws.fault(fault().on(operation).at(call));
        }
      }
    }
  }

  /** Most pass with the SDK's next attempt; some last for all of them. */
  private Fault fault() {
    return switch (random.nextInt(20)) {
      case 0 -> Fault.throttle();
      case 1, 2, 3, 4 -> Fault.serverError().times(3);
      case 5, 6, 7 -> Fault.lostAnswer();
      case 8, 9, 10 -> Fault.lostRequest();
      default -> Fault.serverError();
    };
  }
}
