package io.github.tagscaler.policy.setting;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * A moment as a tag writes it.
 *
 * @param utc whether a final {@code Z} says that the time is that of UTC and not the stack's
 */
public record Moment(LocalDateTime time, boolean utc) {

  /** The moment by the stack's clock. */
  public ZonedDateTime in(ZoneId stackZone) {
    return utc
        ? time.atZone(ZoneOffset.UTC).withZoneSameInstant(stackZone)
        : time.atZone(stackZone);
  }
}
