package io.github.tagscaler.standin.runtime;

import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.MetricKey;
import io.github.tagscaler.standin.state.StatisticSet;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Emits SageMaker's own metrics, by the minute. */
final class MetricEmitter {

  private final Account account;

  MetricEmitter(Account account) {
    this.account = account;
  }

  void emit(String metric, Map<String, String> dimensions, Instant at, double value) {
    account
        .metrics()
        .put(
            new MetricKey("AWS/SageMaker", metric, dimensions),
            at.truncatedTo(ChronoUnit.MINUTES),
            "None",
            StatisticSet.of(value, 1));
  }
}
