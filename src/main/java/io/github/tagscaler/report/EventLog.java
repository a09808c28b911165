package io.github.tagscaler.report;

import io.github.tagscaler.event.Notice;
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
  public void ignored(Notice.Ignored ignored, @Nullable String eventId) {
    write(Level.INFO, "Ignored", ignored.reason(), eventId);
  }

  /** A request to Tagscaler that cannot be taken. */
  public void refused(Notice.Refused refused, @Nullable String eventId) {
    write(Level.WARN, "Refused", refused.reason(), eventId);
  }

  /** A message of the queue that is no event, and is not tried again. */
  public void dropped(String reason, @Nullable String messageId) {
    write(Level.WARN, "Dropped", reason, messageId);
  }

  /** An outcome's event that could not be published; the outcome itself stands. */
  public void unpublished(OutcomeEvent event, String reason) {
    write(Level.WARN, "Unpublished", event.detailType() + ": " + reason, null);
  }

  /** A message of the queue that could not be dealt with this time, and comes again. */
  public void failed(String reason, @Nullable String messageId) {
    write(Level.WARN, "Failed", reason, messageId);
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
