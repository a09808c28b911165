package io.github.tagscaler.command.cli;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Reads that run side by side. */
public final class Background {
  private Background() {}

  /** Waits for a read, and returns its result or fails as it failed. */
  public static <T> T result(Future<T> read) {
    try {
      return read.get();
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(failure.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
