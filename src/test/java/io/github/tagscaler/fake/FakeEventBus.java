package io.github.tagscaler.fake;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.report.EventBus;
import io.github.tagscaler.report.OutcomeEvent;
import java.util.ArrayList;
import java.util.List;

/** The event bus in memory. */
public final class FakeEventBus implements EventBus {
  private final List<OutcomeEvent> published = new ArrayList<>();
  private boolean broken;

  /** Lets every call fail from now on. */
  public void fail() {
    broken = true;
  }

  /** What was published. */
  public List<OutcomeEvent> published() {
    return List.copyOf(published);
  }

  @Override
  public void publish(List<OutcomeEvent> events) {
    if (broken) {
      throw new CallFailedException(
          Code.SERVICE_ERROR, "The bus is down.", new IllegalStateException());
    }
    published.addAll(events);
  }
}
