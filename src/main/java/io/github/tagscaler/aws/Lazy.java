package io.github.tagscaler.aws;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Creates a value once, when it is first needed: loading the classes of a client takes some hundred
 * milliseconds of a cold start, which an event that does not need it should not pay.
 */
final class Lazy<T> implements Supplier<T> {
  private final Supplier<T> made;
  private @Nullable T thing;

  Lazy(Supplier<T> made) {
    this.made = made;
  }

  @Override
  public synchronized T get() {
    var ready = thing;
    if (ready == null) {
      ready = made.get();
      thing = ready;
    }
    return ready;
  }
}
