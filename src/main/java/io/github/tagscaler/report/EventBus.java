package io.github.tagscaler.report;

import java.util.List;

/** Port: publishes outcomes and blocked deploys as events. */
public interface EventBus {

  /**
   * Publishes any number of events; without events it makes no call. The implementation handles the
   * limits of EventBridge: ten entries and 256 KB in a call, and single entries that are refused in
   * a call that succeeds.
   */
  void publish(List<OutcomeEvent> events);

  /**
   * The same, with a failure in the log only: what was done is in the log as well, and another try
   * would find nothing to do or to publish. The answer is whether all were published.
   */
  default boolean publishOrLog(List<OutcomeEvent> events, EventLog log) {
    try {
      publish(events);
      return true;
    } catch (RuntimeException failure) {
      events.forEach(event -> log.unpublished(event, String.valueOf(failure.getMessage())));
      return false;
    }
  }
}
