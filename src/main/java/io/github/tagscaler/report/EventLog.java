package io.github.tagscaler.report;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.outcome.Quote;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes one line for each event that comes to no outcome, so that none of them is lost in silence.
 */
public final class EventLog {
  private final JsonLines lines;

  /** A log that writes to {@code lines}. */
  public EventLog(JsonLines lines) {
    this.lines = lines;
  }

  /** An event that is not ours to act on. */
  public void ignored(Command.Ignored ignored, @Nullable String eventId) {
    write(Level.INFO, "Ignored", ignored.reason(), eventId);
  }

  /** A request to Tagscaler that cannot be taken. */
  public void refused(Command.Refused refused, @Nullable String eventId) {
    write(Level.WARN, "Refused", refused.reason(), eventId);
  }

  /** A scalable target stood in the way of somebody's deploy; {@code remedy} says what to do. */
  public void blocked(Command.Blocked blocked, String remedy) {
    var trigger = blocked.trigger();
    write(
        Level.WARN,
        "DeployBlocked",
        "%s of endpoint %s by %s failed with %s: %s %s"
            .formatted(
                blocked.call(),
                blocked.endpoint().orElse("(unknown)"),
                trigger.principal() == null ? "(unknown)" : trigger.principal(),
                blocked.errorCode(),
                blocked.errorMessage(),
                remedy),
        trigger.eventId());
  }

  /** A message of the queue that is no event, and is not tried again. */
  public void dropped(String reason, @Nullable String messageId) {
    write(Level.WARN, "Dropped", reason, messageId);
  }

  /** An event of ours that could not be published; what it tells of stands. */
  public void unpublished(OutcomeEvent event, String reason) {
    write(Level.WARN, "Unpublished", event.detailType() + ": " + reason, null);
  }

  /** A message of the queue that could not be dealt with this time, and comes again. */
  public void failed(String reason, @Nullable String messageId) {
    write(Level.WARN, "Failed", reason, messageId);
  }

  /** An event that comes again by our own decision. */
  public void putOff(String reason, @Nullable String id) {
    write(Level.INFO, "PutOff", reason, id);
  }

  /** A mistake of our own; what it happened to is tried again. */
  public void bug(RuntimeException bug, @Nullable String id) {
    var trace = new StringWriter();
    bug.printStackTrace(new PrintWriter(trace));
    lines.write(
        Level.ERROR,
        Json.object()
            .put("event", "Bug")
            .put("message", Quote.escape(bug.toString()))
            .put("id", id)
            .put("stackTrace", trace.toString())
            .build());
  }

  private void write(Level level, String event, String reason, @Nullable String id) {
    lines.write(
        level,
        Json.object()
            .put("event", event)
            .put("message", Quote.escape(reason))
            .put("id", id)
            .build());
  }
}
