package io.github.tagscaler.aws;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.reconcile.CallFailedException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Makes several calls at once, on virtual threads, but only a few: SageMaker and Application Auto
 * Scaling do not publish their rate limits.
 *
 * <p>A task must not start further tasks: if all permits were taken, each would wait for another.
 */
final class BoundedExecutor {
  private static final int PLACES = 8;

  private final Semaphore places = new Semaphore(PLACES);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Starts a call; {@link #result} waits for it. */
  <T> Future<T> start(Supplier<T> call) {
    return threads.submit(() -> {
      places.acquire();
      try {
        return call.get();
      } finally {
        places.release();
      }
    });
  }

  /** Makes all calls and returns their results in order; fails as the first failed call did. */
  <T> List<T> all(Collection<? extends Supplier<T>> calls) {
    if (calls.size() == 1) {
      return List.of(calls.iterator().next().get());
    }
    List<Future<T>> started = calls.stream().map(this::<T>start).toList();
    // No call still runs when another one fails: what follows may write.
    started.forEach(BoundedExecutor::settle);
    return started.stream().map(BoundedExecutor::result).toList();
  }

  /** The result of a call that was started, or its failure. */
  static <T> T result(Future<T> call) {
    try {
      return call.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException asThrown) {
        throw asThrown;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException stopped) {
      throw interrupted(stopped);
    }
  }

  /** Waits until a started call has ended, with or without success. */
  static void settle(Future<?> call) {
    try {
      call.get();
    } catch (ExecutionException _) {
      // result() throws it.
    } catch (InterruptedException stopped) {
      throw interrupted(stopped);
    }
  }

  private static CallFailedException interrupted(InterruptedException stopped) {
    Thread.currentThread().interrupt();
    return new CallFailedException(
        Code.SERVICE_ERROR, "The function was stopped while it waited for AWS.", stopped, false);
  }
}
