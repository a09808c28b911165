package io.github.tagscaler.command.fleet;

import io.github.tagscaler.command.cli.Background;
import io.github.tagscaler.reconcile.SageMakerResources;
import io.github.tagscaler.resource.Component;
import io.github.tagscaler.resource.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@link SageMakerResources} that reads everything once, and can begin ahead with what is going to
 * be read, so that it is read at the same time.
 */
final class ReadOnce implements SageMakerResources {
  /** How much is read at the same time: SageMaker's rate limits are not published. */
  private static final int AT_ONCE = 6;

  private final SageMakerResources sageMaker;
  private final TagOverride override;
  private final Semaphore turns = new Semaphore(AT_ONCE);
  private final ConcurrentMap<String, FutureTask<Optional<Endpoint>>> endpoints =
      new ConcurrentHashMap<>();
  private final ConcurrentMap<String, FutureTask<Optional<Component>>> components =
      new ConcurrentHashMap<>();
  private final ConcurrentMap<String, FutureTask<Optional<Map<String, String>>>> tags =
      new ConcurrentHashMap<>();

  ReadOnce(SageMakerResources sageMaker, TagOverride override) {
    this.sageMaker = sageMaker;
    this.override = override;
  }

  /** Begins to read an endpoint. */
  void endpointAhead(String name, Runnable done) {
    ahead(() -> endpoint(name, null), done);
  }

  /** Begins to read a component. */
  void componentAhead(String name, Runnable done) {
    ahead(() -> component(name), done);
  }

  private void ahead(Runnable read, Runnable done) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            read.run();
          } catch (RuntimeException _) {
            // Whoever needs it gets the same failure.
          } finally {
            done.run();
          }
        });
  }

  @Override
  public Optional<Map<String, String>> tags(String arn) {
    return once(tags, arn, () -> sageMaker.tags(arn).map(read -> override.on(arn, read)));
  }

  @Override
  public Optional<Endpoint> endpoint(String name, @Nullable String likelyConfig) {
    return once(endpoints, name, () -> sageMaker.endpoint(name, likelyConfig));
  }

  @Override
  public Optional<Component> component(String name) {
    return once(components, name, () -> sageMaker.component(name));
  }

  @Override
  public Optional<String> endpointName(String lowerCased) {
    return sageMaker.endpointName(lowerCased);
  }

  @Override
  public Optional<String> componentName(String lowerCased) {
    return sageMaker.componentName(lowerCased);
  }

  @Override
  public List<String> componentsOf(String endpoint) {
    return sageMaker.componentsOf(endpoint);
  }

  private <T> T once(ConcurrentMap<String, FutureTask<T>> known, String name, Supplier<T> read) {
    var task = known.computeIfAbsent(name, _ -> new FutureTask<>(() -> inTurn(read)));
    task.run();
    return Background.result(task);
  }

  private <T> T inTurn(Supplier<T> read) {
    turns.acquireUninterruptibly();
    try {
      return read.get();
    } finally {
      turns.release();
    }
  }
}
