package io.github.tagscaler.event;

/** Reads one kind of EventBridge event. */
interface EventParser {

  /** The {@code source} of that kind. */
  String source();

  /** The {@code detail-type} of that kind. */
  String detailType();

  /** The command of such an event, whatever its detail holds. */
  Command parse(Envelope event);
}
