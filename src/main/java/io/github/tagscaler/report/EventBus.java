package io.github.tagscaler.report;

import java.util.List;

/** Where outcomes and other news are published for others to act on. */
public interface EventBus {

  /**
   * Publishes the events, any number of them; none is no call at all. That EventBridge takes at
   * most ten entries and 256 KB a call is for the implementation to know, and so is that it may
   * refuse some entries of a call that it answers with success.
   */
  void publish(List<OutcomeEvent> events);
}
