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
    if (event.get("source").isNull() && event.get("detail-type").isNull()) {
      return bareRequest(event, delivery);
    }
    var envelope = Envelope.of(event);
    return PARSERS.stream()
        .filter(parser -> parser.source().equals(envelope.source()))
        .filter(parser -> parser.detailType().equals(envelope.detailType()))
        .findFirst()
        .map(parser -> parser.parse(envelope))
        .orElseGet(() -> unknown(event, delivery));
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

  /** A rule may let in too much, but whoever invokes the function wants something. */
  private static Command unknown(Json event, Delivery delivery) {
    var reason =
        "No handler for source %s, detail-type %s."
            .formatted(
                JsonSnippet.of(event.get("source")), JsonSnippet.of(event.get("detail-type")));
    return switch (delivery) {
      case DIRECT ->
          new Command.Refused(
              reason
                  + " Send an event that Tagscaler handles, or a request such as {\"endpointName\": \"chat\"}.");
      case QUEUE -> new Command.Ignored(reason);
    };
  }
}
