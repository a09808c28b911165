package io.github.tagscaler.policy.setting;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * One entry of a policy's list {@code actions}: at these times these bounds come into force.
 *
 * @param zone empty for the stack's
 */
public record ActionEntry(String name, When when, Optional<ZoneId> zone, int min, int max) {

  /** The times. */
  public sealed interface When {
    /** Again and again: the six fields of AWS's cron expressions. */
    record Cron(String fields) implements When {}

    /** Once. */
    record At(LocalDateTime time) implements When {}
  }
}
