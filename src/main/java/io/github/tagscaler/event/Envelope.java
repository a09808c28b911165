package io.github.tagscaler.event;

import io.github.tagscaler.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * An EventBridge event, as far as it matters here. Its {@code time} does not: AWS's own sample of
 * an endpoint's event has one that is no ISO date (SageMaker guide,
 * automating-sagemaker-with-eventbridge).
 */
record Envelope(
    @Nullable String source,
    @Nullable String detailType,
    @Nullable String id,
    Json resources,
    Json detail) {

  static Envelope of(Json event) {
    return new Envelope(
        event.get("source").text().orElse(null),
        event.get("detail-type").text().orElse(null),
        event.get("id").text().orElse(null),
        event.get("resources"),
        event.get("detail"));
  }

  Trigger trigger(Trigger.Type type) {
    return trigger(type, null);
  }

  Trigger trigger(Trigger.Type type, @Nullable String principal) {
    return new Trigger(type, id, detailType, principal);
  }
}
