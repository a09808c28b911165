package io.github.tagscaler.aws;

import io.github.tagscaler.reconcile.WorkQueue;
import java.time.Duration;
import java.util.List;

/** {@link WorkQueue} of a function without a queue. */
record NoQueue() implements WorkQueue {
  @Override
  public boolean present() {
    return false;
  }

  @Override
  public void sendLater(String body, Duration delay) {
    throw new IllegalStateException("there is no queue: ask present() first");
  }

  @Override
  public void sendAll(List<Delayed> messages) {
    throw new IllegalStateException("there is no queue: ask present() first");
  }
}
