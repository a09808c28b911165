package io.github.tagscaler.event;

/** Reads one type of EventBridge event. */
interface EventParser {

  /** The {@code source} of that type. */
  String source();

  /** The {@code detail-type} of that type. */
  String detailType();

  /** The command of such an event, whatever its detail holds. */
  Command parse(Envelope event);
}
