package io.github.tagscaler.aws;

import java.time.Duration;

/** Lets time pass; so that tests need not. */
@FunctionalInterface
interface Pause {

  void of(Duration time) throws InterruptedException;
}
