package io.github.tagscaler.aws;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import software.amazon.awssdk.core.exception.AbortedException;

/**
 * Reads long lists no faster than is polite: a rate that AWS takes is the whole account's, and what
 * reads page after page could leave nothing of it to anybody else. For one thread.
 */
final class Pace {
  private final Duration interval;
  private final Pause pause;
  private final LongSupplier nanos;
  private long next;

  /**
   * @param perSecond the most pages a second, 1 or more
   */
  Pace(int perSecond, Pause pause) {
    this(perSecond, pause, System::nanoTime);
  }

  /**
   * @param nanos a clock in nanoseconds, from whenever
   */
  Pace(int perSecond, Pause pause, LongSupplier nanos) {
    this.interval = Duration.ofSeconds(1).dividedBy(perSecond);
    this.pause = pause;
    this.nanos = nanos;
    this.next = nanos.getAsLong();
  }

  /**
   * Takes pages in order; before each it waits for what is left of the interval since the last.
   *
   * @param pages fetched one by one, as the SDK's paginators do
   * @throws AbortedException if the thread is told to stop meanwhile
   */
  <P> void each(Iterable<P> pages, Consumer<? super P> take) {
    for (var iterator = pages.iterator(); iterator.hasNext(); ) {
      await();
      take.accept(iterator.next());
    }
  }

  private void await() {
    long now = nanos.getAsLong();
    long left = Math.max(0, next - now);
    if (left > 0 && !pause.ended(Duration.ofNanos(left))) {
      throw AbortedException.create("the function was stopped between two pages");
    }
    next = now + left + interval.toNanos();
  }
}
