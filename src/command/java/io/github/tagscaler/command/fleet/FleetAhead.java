package io.github.tagscaler.command.fleet;

import io.github.tagscaler.command.terminal.Progress;
import io.github.tagscaler.event.Subject;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.sweep.Fleet;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@link Fleet} that begins to read the single resources which a sweep is going to need as soon as
 * the lists name them, and shows how far that is.
 */
final class FleetAhead implements Fleet {
  private final Fleet fleet;
  private final ReadOnce resources;
  private final PolicyReader policies;
  private final Progress progress;
  private final Supplier<Progress.Count> listed;

  FleetAhead(
      Fleet fleet,
      ReadOnce resources,
      PolicyReader policies,
      Progress progress,
      Supplier<Progress.Count> listed) {
    this.fleet = fleet;
    this.resources = resources;
    this.policies = policies;
    this.progress = progress;
    this.listed = listed;
  }

  @Override
  public Snapshot read(Duration budget) {
    progress.now("Reading what is registered", listed);
    var snapshot = fleet.read(budget);
    var needed = needed(snapshot);
    var done = new AtomicInteger();
    Runnable count = () -> progress.now("Reading endpoints", done.incrementAndGet(), needed.size());
    for (var subject : needed) {
      switch (subject) {
        case Subject.Endpoint(var name, _) -> resources.endpointAhead(name, count);
        case Subject.Component(var name, _) -> resources.componentAhead(name, count);
      }
    }
    return snapshot;
  }

  private Set<Subject> needed(Snapshot snapshot) {
    var concerned = new LinkedHashSet<Subject>();
    snapshot
        .targets()
        .forEach(target -> {
          if (!target.tags().isEmpty()) {
            concerned.add(Subject.of(target.key().id()));
          }
        });
    for (var endpoint : snapshot.endpoints()) {
      if (concerns(snapshot, endpoint.arn())) {
        concerned.add(new Subject.Endpoint(endpoint.name(), false));
      }
    }
    for (var component : snapshot.components()) {
      var host = new Subject.Endpoint(component.endpoint(), false);
      var own = new Subject.Component(component.name(), false);
      if (concerns(snapshot, component.arn()) || concerned.contains(host)) {
        concerned.add(own);
        concerned.add(host);
      }
    }
    concerned.retainAll(existing(snapshot));
    return concerned;
  }

  private boolean concerns(Snapshot snapshot, String arn) {
    return policies.hasStackDefault() || snapshot.tagsOf(arn).map(policies::concerns).orElse(false);
  }

  private static Set<Subject> existing(Snapshot snapshot) {
    return Stream.concat(
            snapshot.endpoints().stream()
                .<Subject>map(each -> new Subject.Endpoint(each.name(), false)),
            snapshot.components().stream()
                .<Subject>map(each -> new Subject.Component(each.name(), false)))
        .collect(Collectors.toSet());
  }
}
