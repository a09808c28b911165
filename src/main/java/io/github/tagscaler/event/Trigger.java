package io.github.tagscaler.event;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What made Tagscaler act, for the reader of an outcome.
 *
 * @param type what kind of event it was
 * @param eventId the EventBridge event's {@code id}
 * @param detailType the EventBridge event's {@code detail-type}
 * @param principal the ARN of the caller of the recorded call
 */
public record Trigger(
    Type type, @Nullable String eventId, @Nullable String detailType, @Nullable String principal) {

  /** Whether it is the clock, which comes again and again by itself. */
  public boolean isSchedule() {
    return type == Type.SCHEDULE;
  }

  /** The kinds of events. */
  public enum Type {
    ENDPOINT,
    COMPONENT,
    TAG,
    CATALOG,
    SCHEDULE,
    REQUEST,
    DIRECT;

    /** As outcomes spell it. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
