package io.github.tagscaler.aws;

import java.time.Duration;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Limits the rate at which a long list is read. AWS's rate limits are those of the whole account,
 * and reading page after page at full speed could use them up for all other callers.
 *
 * <p>It also tries a failed page once more: otherwise one failed page among hundreds would discard
 * all the others, and in a large fleet that is likely. For one thread.
 */
final class PageThrottle {

  /** Long enough for a burst of other callers, which share the account's rate limit, to end. */
  private static final Duration SECOND_CHANCE = Duration.ofSeconds(2);

  private final Duration interval;
  private final Sleeper sleeper;
  private final LongSupplier nanos;
  private long next;

  /**
   * @param perSecond the most pages per second, 1 or more
   */
  PageThrottle(int perSecond, Sleeper sleeper) {
    this(perSecond, sleeper, System::nanoTime);
  }

  /**
   * @param nanos a clock in nanoseconds with any start
   */
  PageThrottle(int perSecond, Sleeper sleeper, LongSupplier nanos) {
    this.interval = Duration.ofSeconds(1).dividedBy(perSecond);
    this.sleeper = sleeper;
    this.nanos = nanos;
    this.next = nanos.getAsLong();
  }

  /**
   * Reads pages in order. Before each page it waits for the rest of the interval since the last
   * one. A page that failed after all attempts of the SDK is read once more.
   *
   * @param pages fetched one by one, like the SDK's paginators: after a failure, the same page is
   *     next
   * @throws AbortedException if the thread is interrupted
   */
  <P> void each(Iterable<P> pages, Consumer<? super P> take) {
    for (var iterator = pages.iterator(); iterator.hasNext(); ) {
      await();
      take.accept(next(iterator));
    }
  }

  private <P> P next(Iterator<P> pages) {
    try {
      return pages.next();
    } catch (SdkException failure) {
      if (!mayPass(failure) || !sleeper.slept(SECOND_CHANCE)) {
        throw failure;
      }
      await();
      return pages.next();
    }
  }

  /** Whether the failure is AWS's or the network's, and not the request's. */
  private static boolean mayPass(SdkException failure) {
    return switch (failure) {
      case AbortedException _ -> false;
      case AwsServiceException error -> error.isThrottlingException() || error.statusCode() >= 500;
      default -> true;
    };
  }

  private void await() {
    long now = nanos.getAsLong();
    long left = Math.max(0, next - now);
    if (left > 0 && !sleeper.slept(Duration.ofNanos(left))) {
      throw AbortedException.create("the function was stopped between two pages");
    }
    next = now + left + interval.toNanos();
  }
}
