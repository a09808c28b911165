package io.github.tagscaler.aws;

import java.time.Duration;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Reads long lists no faster than is polite: a rate that AWS takes is the whole account's, and what
 * reads page after page could leave nothing of it to anybody else.
 *
 * <p>It also has more patience than a single call. All attempts of one page among hundreds failing
 * would undo what the others told, and in a large fleet that is likely. For one thread.
 */
final class PageThrottle {

  /** Long enough for a burst of other callers, who share the account's rate, to be over. */
  private static final Duration SECOND_CHANCE = Duration.ofSeconds(2);

  private final Duration interval;
  private final Sleeper pause;
  private final LongSupplier nanos;
  private long next;

  /**
   * @param perSecond the most pages a second, 1 or more
   */
  PageThrottle(int perSecond, Sleeper pause) {
    this(perSecond, pause, System::nanoTime);
  }

  /**
   * @param nanos a clock in nanoseconds, from whenever
   */
  PageThrottle(int perSecond, Sleeper pause, LongSupplier nanos) {
    this.interval = Duration.ofSeconds(1).dividedBy(perSecond);
    this.pause = pause;
    this.nanos = nanos;
    this.next = nanos.getAsLong();
  }

  /**
   * Takes pages in order; before each it waits for what is left of the interval since the last. A
   * page that AWS does not give, after all attempts of the SDK's, is asked for once more.
   *
   * @param pages fetched one by one, as the SDK's paginators do: after a failure the same page is
   *     next
   * @throws AbortedException if the thread is told to stop meanwhile
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
      if (!mayPass(failure) || !pause.ended(SECOND_CHANCE)) {
        throw failure;
      }
      await();
      return pages.next();
    }
  }

  /** Whether AWS, or the way there, is in trouble; not what was asked. */
  private static boolean mayPass(SdkException failure) {
    return switch (failure) {
      case AbortedException _ -> false;
      case AwsServiceException told -> told.isThrottlingException() || told.statusCode() >= 500;
      default -> true;
    };
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
