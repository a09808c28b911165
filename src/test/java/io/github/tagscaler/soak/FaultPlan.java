package io.github.tagscaler.soak;

import io.github.tagscaler.standin.engine.Fault;
import io.github.tagscaler.standin.engine.Fault.Effect;
import io.github.tagscaler.standin.engine.Faults;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes calls to AWS and invocations fail. Which ones depends on the seed, the invocation and the
 * request, not on the order: the order of concurrent calls is not defined.
 */
final class FaultPlan {

  /** The attempts of a call. */
  private static final int ATTEMPTS = 3;

  /** The calls at which a dying instance ends, if it reaches them. */
  private static final List<String> ENDS =
      List.of(
          "DescribeScalableTargets",
          "RegisterScalableTarget",
          "PutScalingPolicy",
          "PutScheduledAction",
          "DeregisterScalableTarget",
          "TagResource",
          "PutMetricAlarm",
          "SendMessageBatch",
          "PutEvents");

  /**
   * The faults of an invocation.
   *
   * @param faults the faults of its calls
   * @param limit its remaining time
   * @param dies whether its instance dies and it ends without a response
   */
  record InvocationFaults(Faults.Source faults, InvocationContext limit, boolean dies) {}

  private final long seed;
  private final int percent;
  private long invocation;

  /** How often the reading of policies was throttled. */
  final AtomicInteger throttledReads = new AtomicInteger();

  /**
   * Fails {@code percent} percent of the calls, half as many of the invocations, and a few
   * instances.
   */
  FaultPlan(long seed, int percent) {
    this.seed = seed;
    this.percent = percent;
  }

  static FaultPlan none() {
    return new FaultPlan(0, 0);
  }

  /** The faults of the next invocation. */
  InvocationFaults next() {
    if (percent == 0) {
      return new InvocationFaults((_, _) -> List.of(), InvocationContext.ample(), false);
    }
    invocation++;
    var random = new SplittableRandom(~seed ^ (invocation << 32));
    boolean dies = random.nextInt(500) < percent;
    var end = ENDS.get(random.nextInt(ENDS.size()));
    // From one that has not even time to say that it is late, to one that is just late for a sweep.
    int seconds = 15 + random.nextInt(135);
    var limit =
        random.nextInt(200) < percent * 4
            ? InvocationContext.of(seconds, 5 + random.nextInt(20))
            : InvocationContext.ample();
    var faults = faults(invocation);
    return new InvocationFaults(
        dies
            ? (operation, input) ->
                operation.equals(end)
                    ? List.of(Fault.lostAnswer().effect())
                    : faults.strike(operation, input)
            : faults,
        limit,
        dies);
  }

  private Faults.Source faults(long number) {
    Map<String, Integer> asked = new HashMap<>();
    return (operation, input) -> {
      var call = operation + SimulatedAccount.steady(input);
      int before = asked.merge(call, 1, Integer::sum) - 1;
      var again = call + before / ATTEMPTS;
      return operation.equals("DescribeScalingPolicies")
              && new SplittableRandom(~seed ^ (number << 32) ^ again.hashCode()).nextInt(100)
                  < percent
          ? throttled(before % ATTEMPTS)
          : effect(number, again, before % ATTEMPTS);
    };
  }

  /** CloudWatch throttles the calls that Application Auto Scaling makes to answer this one. */
  private List<Effect> throttled(int attempt) {
    if (attempt == 0) {
      throttledReads.incrementAndGet();
    }
    return attempt < ATTEMPTS - 1
        ? List.of(
            Fault.error(
                    400,
                    "FailedResourceAccessException",
                    "Unable to retrieve alarms for scaling policy due to reason: Rate exceeded (Service:"
                        + " AmazonCloudWatch; Status Code: 400; Error Code: Throttling)")
                .effect())
        : List.of();
  }

  private List<Effect> effect(long number, String call, int attempt) {
    var random = new SplittableRandom(seed ^ (number << 32) ^ call.hashCode());
    if (random.nextInt(100) >= percent) {
      return List.of();
    }
    // Most pass with the SDK's next attempt; some last for all attempts.
    int draw = random.nextInt(20);
    if (attempt > 0 && (draw < 1 || draw > 4)) {
      return List.of();
    }
    return List.of(
        switch (draw) {
          case 0 -> Fault.throttle().effect();
          case 5, 6, 7 -> Fault.lostAnswer().effect();
          case 8, 9, 10 -> Fault.lostRequest().effect();
          default -> Fault.serverError().effect();
        });
  }
}
