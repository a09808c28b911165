package io.github.tagscaler.event;

import io.github.tagscaler.json.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the function was invoked with.
 *
 * @param json the event
 * @param timeLeft how much of the function's time is left
 */
public record IncomingEvent(Json json, Delivery delivery, Supplier<Duration> timeLeft) {

  /** The region that it comes from; a bare request and Tagscaler's own messages have none. */
  public Optional<String> region() {
    return json.get("region").text();
  }

  /** What to do about it. */
  public Command command() {
    return EventReader.read(json, delivery);
  }

  /** The event's {@code id}; a bare request has none. */
  public @Nullable String id() {
    return json.get("id").text().orElse(null);
  }

  /** When it was sent; empty where it does not say. */
  public Optional<Instant> time() {
    try {
      return json.get("time").text().map(Instant::parse);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /**
   * Whether somebody invoked the function with a request of their own, and waits for its answer: no
   * event from a bus.
   */
  public boolean isBareRequest() {
    return delivery == Delivery.DIRECT && !EventReader.isEvent(json);
  }

  /** Whether the queue delivers it again if it fails. */
  public boolean fromQueue() {
    return delivery == Delivery.QUEUE;
  }
}
