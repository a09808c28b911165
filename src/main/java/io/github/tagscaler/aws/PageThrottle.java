package io.github.tagscaler.aws;

import java.time.Duration;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.NonRetryableException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Limits the rate at which a long list is read. AWS's rate limits are those of the whole account,
 * and reading page after page at full speed could use them up for all other callers.
 *
 * <p>A page that AWS throttles is read again, at half the pace, as long as there is time: otherwise
 * one page among hundreds would discard all the others. The pace recovers page by page. A page that
 * fails otherwise is read once more if that may help. For one thread and one list.
 */
final class PageThrottle {

  /** Long enough for a burst of other callers, which share the account's rate limit, to end. */
  private static final Duration SECOND_CHANCE = Duration.ofSeconds(2);

  /** However often AWS throttles, a page is tried this often. */
  private static final Duration SLOWEST = Duration.ofSeconds(30);

  private final Duration shortest;
  private final Sleeper sleeper;
  private final LongSupplier nanos;
  private final long end;
  private Duration interval;
  private long next;

  /** The waits that a test left out. */
  private long skipped;

  /**
   * @param perSecond the most pages per second, 1 or more
   * @param budget for how long throttled pages are tried again
   */
  PageThrottle(int perSecond, Duration budget, Sleeper sleeper) {
    this(perSecond, budget, sleeper, System::nanoTime);
  }

  /**
   * @param nanos a clock in nanoseconds with any start
   */
  PageThrottle(int perSecond, Duration budget, Sleeper sleeper, LongSupplier nanos) {
    this.shortest = Duration.ofSeconds(1).dividedBy(perSecond);
    this.interval = shortest;
    this.sleeper = sleeper;
    this.nanos = nanos;
    this.next = nanos.getAsLong();
    this.end = next + budget.toNanos();
  }

  /**
   * Reads all pages in order. Before each page it waits for the rest of the interval since the last
   * one.
   *
   * @param pages fetched one by one: after a failure, the same page is next
   * @throws AbortedException if the thread is interrupted
   */
  <P> void each(Iterable<P> pages, Consumer<? super P> take) {
    for (var iterator = pages.iterator(); iterator.hasNext(); ) {
      take.accept(next(iterator));
    }
  }

  /**
   * Reads pages in order until all are read or the time is over.
   *
   * @throws AbortedException if the thread is interrupted
   */
  <P> void eachInTime(Iterator<P> pages, Consumer<? super P> take) {
    while (pages.hasNext() && left() > untilNext()) {
      try {
        take.accept(next(pages));
      } catch (SdkException failure) {
        if (left() > 0 || !AwsErrors.isThrottling(failure)) {
          throw failure;
        }
      }
    }
  }

  private <P> P next(Iterator<P> pages) {
    boolean second = false;
    while (true) {
      await();
      try {
        var page = pages.next();
        interval = longer(shortest, interval.multipliedBy(7).dividedBy(8));
        return page;
      } catch (SdkException failure) {
        if (AwsErrors.isThrottling(failure)) {
          interval = shorter(SLOWEST, interval.multipliedBy(2));
          if (left() <= 0) {
            throw failure;
          }
        } else if (second || !mayPass(failure)) {
          throw failure;
        } else {
          second = true;
        }
        if (!slept(longer(SECOND_CHANCE, interval))) {
          throw failure;
        }
        next = time();
      }
    }
  }

  /** Whether the failure is AWS's or the network's, and not the request's. */
  private static boolean mayPass(SdkException failure) {
    return switch (failure) {
      case AbortedException _, NonRetryableException _ -> false;
      case AwsServiceException error -> error.statusCode() >= 500;
      default -> true;
    };
  }

  private void await() {
    long wait = untilNext();
    if (wait > 0 && !slept(Duration.ofNanos(wait))) {
      throw AbortedException.create("the function was stopped between two pages");
    }
    next = time() + interval.toNanos();
  }

  private boolean slept(Duration wait) {
    long before = nanos.getAsLong();
    boolean slept = sleeper.slept(wait);
    skipped += Math.max(0, wait.toNanos() - (nanos.getAsLong() - before));
    return slept;
  }

  private long left() {
    return end - time();
  }

  private long untilNext() {
    return Math.max(0, next - time());
  }

  private long time() {
    return nanos.getAsLong() + skipped;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
