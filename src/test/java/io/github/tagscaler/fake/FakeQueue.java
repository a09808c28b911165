package io.github.tagscaler.fake;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.MessageVisibility;
import io.github.tagscaler.reconcile.WorkQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The work queue in memory. */
public final class FakeQueue implements WorkQueue, MessageVisibility {
  private final List<String> sent = new ArrayList<>();
  private final Map<String, Duration> retries = new LinkedHashMap<>();
  private boolean broken;

  /** Lets every call fail from now on. */
  public void fail() {
    broken = true;
  }

  /** What was sent to arrive later, as {@code PT45S <body>}. */
  public List<String> sent() {
    return List.copyOf(sent);
  }

  /** When failed messages come back, by receipt handle. */
  public Map<String, Duration> retries() {
    return Map.copyOf(retries);
  }

  @Override
  public boolean present() {
    return true;
  }

  @Override
  public void sendLater(String body, Duration delay) {
    check();
    sent.add(delay + " " + body);
  }

  @Override
  public void sendAll(List<Delayed> messages) {
    messages.forEach(message -> sendLater(message.body(), message.delay()));
  }

  @Override
  public void retryAfter(String receiptHandle, Duration delay) {
    check();
    retries.put(receiptHandle, delay);
  }

  private void check() {
    if (broken) {
      throw new CallFailedException(
          Code.ACCESS_DENIED, "The queue refuses.", new IllegalStateException());
    }
  }
}
