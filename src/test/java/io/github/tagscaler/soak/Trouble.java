package io.github.tagscaler.soak;

import io.github.tagscaler.standin.engine.Fault;
import io.github.tagscaler.standin.engine.Fault.Effect;
import io.github.tagscaler.standin.engine.Faults;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Calls to AWS that go wrong. Which do hangs on the seed, on the invocation and on what is asked,
 * not on the order: of calls at the same time nobody knows which comes first.
 */
final class Trouble {

  /** As many attempts as a call has. */
  private static final int ATTEMPTS = 3;

  private final long seed;
  private final int percent;
  private long invocation;

  /** Of so many percent of the calls. */
  Trouble(long seed, int percent) {
    this.seed = seed;
    this.percent = percent;
  }

  static Trouble none() {
    return new Trouble(0, 0);
  }

  /** What goes wrong in the next invocation. */
  Faults.Source next() {
    if (percent == 0) {
      return (_, _) -> List.of();
    }
    invocation++;
    Map<String, Integer> asked = new HashMap<>();
    long number = invocation;
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
