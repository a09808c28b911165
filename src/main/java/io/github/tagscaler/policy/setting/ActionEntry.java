package io.github.tagscaler.policy.setting;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * One entry of a policy's list {@code actions}: at these times these bounds come into force.
 *
 * @param zone empty for the time zone of the stack
 */
public record ActionEntry(String name, When when, Optional<ZoneId> zone, int min, int max) {
  public ActionEntry {
    var problems = new Problems();
    if (min > max) {
      problems.badValue("min", "min must be at most max, which is %d.".formatted(max));
    }
    Checked.require(problems);
  }

  /** When the action runs. */
  public sealed interface When {
    /** Repeatedly: the six fields of an AWS cron expression. */
    record Cron(String fields) implements When {}

    /** Once. */
    record At(LocalDateTime time) implements When {}
  }
}
