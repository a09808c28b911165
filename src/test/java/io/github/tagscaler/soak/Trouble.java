package io.github.tagscaler.soak;

import io.github.tagscaler.standin.engine.Fault;
import io.github.tagscaler.standin.engine.Fault.Effect;
import io.github.tagscaler.standin.engine.Faults;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Calls to AWS that go wrong, and invocations that do. Which do hangs on the seed, on the
 * invocation and on what is asked, not on the order: of calls at the same time nobody knows which
 * comes first.
 */
final class Trouble {

  /** As many attempts as a call has. */
  private static final int ATTEMPTS = 3;

  /** Where an instance that dies comes to its end, if it comes there. */
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
   * What an invocation meets with.
   *
   * @param faults what goes wrong with its calls
   * @param limit how much time it has
   * @param dies whether it ends without an answer, and its instance with it
   */
  record Luck(Faults.Source faults, Limit limit, boolean dies) {}

  private final long seed;
  private final int percent;
  private long invocation;

  /** With so many percent of the calls, half as many of the invocations, and a few that die. */
  Trouble(long seed, int percent) {
    this.seed = seed;
    this.percent = percent;
  }

  static Trouble none() {
    return new Trouble(0, 0);
  }

  /** What the next invocation meets with. */
  Luck next() {
    if (percent == 0) {
      return new Luck((_, _) -> List.of(), Limit.ample(), false);
    }
    invocation++;
    var random = new SplittableRandom(~seed ^ (invocation << 32));
    boolean dies = random.nextInt(500) < percent;
    var end = ENDS.get(random.nextInt(ENDS.size()));
    // From one that has not even time to say that it is late, to one that is just late for a sweep.
    int seconds = 15 + random.nextInt(135);
    var limit =
        random.nextInt(200) < percent * 4
            ? Limit.of(seconds, 5 + random.nextInt(20))
            : Limit.ample();
    var faults = faults(invocation);
    return new Luck(
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
      var call = operation + Account.steady(input);
      int before = asked.merge(call, 1, Integer::sum) - 1;
      return effect(number, call + before / ATTEMPTS, before % ATTEMPTS);
    };
  }

  private List<Effect> effect(long number, String call, int attempt) {
    var random = new SplittableRandom(seed ^ (number << 32) ^ call.hashCode());
    if (random.nextInt(100) >= percent) {
      return List.of();
    }
    // Most pass with the SDK's next attempt; some last for all of them.
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
