package io.github.tagscaler.report;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Quote;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/** Writes one line for each event that has no outcome, so that each event is in the log. */
public final class EventLog {
  private final JsonLines lines;

  /** A log that writes to {@code lines}. */
  public EventLog(JsonLines lines) {
    this.lines = lines;
  }

  /** An event that Tagscaler does not act on. */
  public void ignored(Command.Ignored ignored, @Nullable String eventId) {
    write(Severity.INFO, "Ignored", ignored.reason(), eventId);
  }

  /** A request to Tagscaler that is not valid. */
  public void refused(Command.Refused refused, @Nullable String eventId) {
    write(Severity.WARN, "Refused", refused.reason(), eventId);
  }

  /** A scalable target blocked a deploy; {@code message} says which one, and what to do. */
  public void blocked(String message, @Nullable String eventId) {
    write(Severity.WARN, "DeployBlocked", message, eventId);
  }

  /** A message of the queue that is not an event, and is not retried. */
  public void dropped(String reason, @Nullable String messageId) {
    write(Severity.WARN, "Dropped", reason, messageId);
  }

  /** An event that could not be published; what it reports was done all the same. */
  public void unpublished(OutcomeEvent event, String reason) {
    write(Severity.WARN, "Unpublished", event.detailType() + ": " + reason, null);
  }

  /** A message of the queue that failed and is retried. */
  public void failed(Code code, String reason, @Nullable String messageId) {
    lines.write(
        Severity.WARN,
        Json.object()
            .put("event", "Failed")
            .put("code", code.wire())
            .put("message", Quote.escape(reason))
            .put("id", messageId)
            .build());
  }

  /** Something else that failed, and that is tried again. */
  public void failed(String reason, @Nullable String id) {
    failed(Code.SERVICE_ERROR, reason, id);
  }

  /** A message that has failed for so long that it is no passing trouble any more. */
  public void stillFailing(int attempt, String reason, @Nullable String messageId) {
    write(
        Severity.WARN,
        "StillFailing",
        "Attempt %d has failed, too: %s".formatted(attempt, reason),
        messageId);
  }

  /** An event that is deferred. */
  public void putOff(String reason, @Nullable String id) {
    write(Severity.INFO, "PutOff", reason, id);
  }

  /** Priming that failed: the function works all the same. */
  public void notPrimed(String reason) {
    write(Severity.WARN, "NotPrimed", "The first event takes longer: " + reason, null);
  }

  /** A bug; what it stopped is retried. */
  public void bug(RuntimeException bug, @Nullable String id) {
    var trace = new StringWriter();
    bug.printStackTrace(new PrintWriter(trace));
    lines.write(
        Severity.ERROR,
        Json.object()
            .put("event", "Bug")
            .put("message", Quote.escape(bug.toString()))
            .put("id", id)
            .put("stackTrace", trace.toString())
            .build());
  }

  private void write(Severity severity, String event, String reason, @Nullable String id) {
    lines.write(
        severity,
        Json.object()
            .put("event", event)
            .put("message", Quote.escape(reason))
            .put("id", id)
            .build());
  }
}
