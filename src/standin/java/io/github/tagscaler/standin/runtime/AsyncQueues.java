package io.github.tagscaler.standin.runtime;

import io.github.tagscaler.standin.clock.Timeline.Due;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Endpoint;
import io.github.tagscaler.standin.state.Variant;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The queues of asynchronous endpoints: processed each minute, and reported by their metrics
 * (SageMaker developer guide, Monitor asynchronous endpoint). An endpoint emits nothing until its
 * first request.
 */
final class AsyncQueues {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** How many requests an instance finishes in a minute; a number that is easy to follow. */
  private static final int PER_INSTANCE = 10;

  private final Account account;
  private final MetricEmitter emitter;

  /** Until when the queues have been worked off. */
  private Instant workedOff = Instant.EPOCH;

  AsyncQueues(Account account, MetricEmitter emitter) {
    this.account = account;
    this.emitter = emitter;
  }

  void add(Endpoint endpoint) {
    if (used().findAny().isEmpty()) {
      workedOff = account.now();
    }
    endpoint.enqueue();
  }

  Stream<Due> due() {
    Instant minute = workedOff.truncatedTo(ChronoUnit.MINUTES).plus(MINUTE);
    return used().limit(1).map(_ -> new Due(minute, () -> workOff(minute)));
  }

  private Stream<Endpoint> used() {
    return account.sageMaker().endpoints().values().stream()
        .filter(endpoint -> endpoint.backlog().isPresent());
  }

  private void workOff(Instant at) {
    workedOff = at;
    used().toList().forEach(endpoint -> workOff(endpoint, at.minus(MINUTE)));
  }

  private void workOff(Endpoint endpoint, Instant minute) {
    int instances = endpoint.variants().stream().mapToInt(Variant::currentInstanceCount).sum();
    endpoint.workOff(instances * PER_INSTANCE);
    int backlog = endpoint.backlog().orElse(0);
    Map<String, String> dimensions = Map.of("EndpointName", endpoint.name());
    emitter.emit("ApproximateBacklogSize", dimensions, minute, backlog);
    emitter.emit(
        "HasBacklogWithoutCapacity", dimensions, minute, backlog > 0 && instances == 0 ? 1 : 0);
    if (instances > 0) {
      emitter.emit(
          "ApproximateBacklogSizePerInstance", dimensions, minute, (double) backlog / instances);
    }
  }
}
