package io.github.tagscaler.event;

import java.util.Optional;

/**
 * EventBridge's own clock: time for the next sweep. Which rule's schedule it is does not matter,
 * because only the stack's own rules may send to the work queue.
 */
final class ScheduledEvent implements EventParser {

  @Override
  public String source() {
    return "aws.events";
  }

  @Override
  public String detailType() {
    return "Scheduled Event";
  }

  @Override
  public Command parse(Envelope event) {
    return new Command.Sweep(event.trigger(Trigger.Type.SCHEDULE), false, Optional.empty());
  }
}
