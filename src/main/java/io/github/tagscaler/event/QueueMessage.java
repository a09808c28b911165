package io.github.tagscaler.event;

import io.github.tagscaler.json.Json;
import java.util.Arrays;
import java.util.Optional;

/** What Tagscaler's own messages in the work queue have in common. */
final class QueueMessage {
  static final String SOURCE = "tagscaler";

  private QueueMessage() {}

  /**
   * A message of that type. It says what made Tagscaler act, so that an outcome names it however
   * long it waited.
   */
  static Json write(String detailType, Json.ObjectBuilder detail, Trigger trigger) {
    return Json.object()
        .put("id", trigger.eventId())
        .put("source", SOURCE)
        .put("detail-type", detailType)
        .put(
            "detail",
            detail
                .put("trigger", trigger.type().wire())
                .put("startedBy", trigger.detailType())
                .put("principal", trigger.principal())
                .build())
        .build();
  }

  /** What made Tagscaler act; empty if the message does not say. */
  static Optional<Trigger> trigger(Envelope event) {
    Json detail = event.detail();
    return detail
        .get("trigger")
        .text()
        .flatMap(text ->
            Arrays.stream(Trigger.Type.values())
                .filter(type -> type.wire().equals(text))
                .findFirst())
        .map(type ->
            new Trigger(
                type,
                event.id(),
                detail.get("startedBy").text().orElse(null),
                detail.get("principal").text().orElse(null)));
  }
}
