package io.github.tagscaler.event;

import io.github.tagscaler.json.Json;
import java.util.List;

/**
 * Turns an event into a command. It accepts any JSON value, and ignores unknown events with a log
 * line.
 *
 * <p>To add an event, add an {@link EventParser} and a line here.
 */
public final class EventReader {
  /** Every parser. */
  static final List<EventParser> PARSERS =
      List.of(
          new EndpointStateChange(),
          new CloudTrailCall(),
          new TagChange(),
          new ParameterChange(),
          new ScheduledEvent(),
          new ReconcileRequested(),
          new SweepItems(),
          new PendingComponents());

  private EventReader() {}

  /** The command of one event. */
  public static Command read(Json event, Delivery delivery) {
    if (!isEvent(event)) {
      return bareRequest(event, delivery);
    }
    var envelope = Envelope.of(event);
    return PARSERS.stream()
        .filter(parser -> parser.source().equals(envelope.source()))
        .filter(parser -> parser.detailType().equals(envelope.detailType()))
        .findFirst()
        .map(parser -> parser.parse(envelope))
        .orElseGet(() -> unknown(event));
  }

  private static Command bareRequest(Json request, Delivery delivery) {
    return switch (delivery) {
      case DIRECT -> Request.read(request, new Trigger(Trigger.Type.DIRECT, null, null, null));
      case QUEUE ->
          new Command.Refused(
              "The message is not an EventBridge event: it has neither source nor detail-type. A bare"
                  + " request is accepted from a direct invocation only.");
    };
  }

  /** Whether it has the form of an EventBridge event, be it a known one or not. */
  static boolean isEvent(Json event) {
    return !event.get("source").isNull() || !event.get("detail-type").isNull();
  }

  private static Command unknown(Json event) {
    return new Command.Ignored(
        "No handler for source %s, detail-type %s."
            .formatted(
                JsonSnippet.of(event.get("source")), JsonSnippet.of(event.get("detail-type"))));
  }
}
