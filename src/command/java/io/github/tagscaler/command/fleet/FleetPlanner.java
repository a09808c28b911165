package io.github.tagscaler.command.fleet;

import io.github.tagscaler.command.cli.Session;
import io.github.tagscaler.command.exit.CouldNotLookException;
import io.github.tagscaler.command.target.ExistingTarget;
import io.github.tagscaler.command.terminal.Progress;
import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Command.Cause;
import io.github.tagscaler.event.Command.Hint;
import io.github.tagscaler.event.Command.ReconcileResource;
import io.github.tagscaler.event.Command.Release;
import io.github.tagscaler.event.Command.SweepItem;
import io.github.tagscaler.event.Subject;
import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.reconcile.CatalogCache;
import io.github.tagscaler.reconcile.Reconciler;
import io.github.tagscaler.reconcile.ScalingRegistry;
import io.github.tagscaler.reconcile.StackOptions;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.Variant;
import io.github.tagscaler.settings.Settings;
import io.github.tagscaler.sweep.Sweeper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Plans targets as the function's sweep does, as a dry run and without a queue. */
public final class FleetPlanner {
  private static final Trigger TRIGGER = new Trigger(Trigger.Type.DIRECT, null, null, null);

  private final Session session;
  private final Settings settings;
  private final PolicyReader policies;
  private final CatalogCache catalogs;
  private final ScalingRegistry registry;
  private final Instant now;

  private FleetPlanner(Session session) {
    this.session = session;
    this.settings = session.settings();
    this.policies = session.policies();
    this.now = session.clock().instant();
    this.catalogs = new CatalogCache(session.catalog(), settings.requirePlatform(), () -> now);
    this.registry = new RegisteredOnce(session.aws().registry(settings.stack()));
  }

  /**
   * A planner with the settings and the catalog of a session.
   *
   * @throws CouldNotLookException if the catalog cannot be read
   */
  public static FleetPlanner of(Session session) {
    var planner = new FleetPlanner(session);
    CatalogCache.unreadable(planner.catalogs.get())
        .map(Problem::message)
        .ifPresent(why -> {
          throw new CouldNotLookException(why);
        });
    return planner;
  }

  /**
   * The same where the catalog may be unreadable: then every target that is tagged has failed, and
   * what is registered is read all the same.
   */
  public static FleetPlanner withAnyCatalog(Session session) {
    return new FleetPlanner(session);
  }

  /** The catalog that decides. */
  public Catalog catalog() {
    return catalogs.get();
  }

  /**
   * Plans the whole account.
   *
   * @throws io.github.tagscaler.reconcile.CallFailedException if a list cannot be read
   */
  public FleetPlan all() {
    try (var progress = Progress.start(session.terminal(), "Reading")) {
      var resources = new ReadOnce(session.aws().resources(), TagOverride.NONE);
      var sweeper =
          new Sweeper(
              new FleetAhead(
                  session.aws().fleet(settings.stack()),
                  resources,
                  policies,
                  progress,
                  session.connection()::policiesRead),
              resources,
              registry,
              policies,
              reconciler(resources),
              settings.stack(),
              settings.sweepLimitPercent(),
              session.aws().activities(),
              settings.sweepInterval());
      var scan = sweeper.scan(new Command.Sweep(TRIGGER, true, Optional.empty()), now);
      scan.bugs().stream()
          .findFirst()
          .ifPresent(bug -> {
            throw bug;
          });
      var assembly =
          new Assembly(scan.resources(), scan.registered(), policies, catalogs.get(), now);
      return new FleetPlan(
          now,
          settings.stack(),
          scan.snapshot().endpoints().size(),
          scan.snapshot().components().size(),
          targets(scan.outcomes(), assembly),
          Untagged.of(scan),
          scan.unread());
    }
  }

  /**
   * Plans one target, an endpoint with the components that it hosts.
   *
   * @param override tags to try on it
   * @throws io.github.tagscaler.reconcile.CallFailedException if it cannot be read
   */
  public FleetPlan one(ExistingTarget target, TagOverride override) {
    var resources = new ReadOnce(session.aws().resources(), override);
    var reconciler = reconciler(resources).planningOn(resources, registry, () -> now);
    var outcomes = new LinkedHashMap<Subject, List<Outcome>>();
    var bugs = new ArrayList<RuntimeException>();
    var subjects = subjects(target, resources);
    for (var subject : subjects) {
      var result = reconciler.reconcile(item(subject, known(subject, target)));
      outcomes.put(
          subject, result.outcomes().stream().filter(outcome -> isMeant(target, outcome)).toList());
      bugs.addAll(result.bugs());
    }
    bugs.stream()
        .findFirst()
        .ifPresent(bug -> {
          throw bug;
        });
    var assembly = new Assembly(resources, registry, policies, catalogs.get(), now);
    long components = subjects.stream().filter(Subject.Component.class::isInstance).count();
    return new FleetPlan(
        now,
        settings.stack(),
        subjects.size() - (int) components,
        (int) components,
        targets(outcomes, assembly),
        List.of(),
        List.of());
  }

  private static List<Subject> subjects(ExistingTarget target, ReadOnce resources) {
    return switch (target) {
      case ExistingTarget.OfEndpoint(var endpoint)
          when endpoint.variants().stream().anyMatch(Variant::hostsComponents) ->
          Stream.concat(
                  Stream.of(target.subject()),
                  resources.componentsOf(endpoint.name()).stream()
                      .map(name -> new Subject.Component(name, false)))
              .toList();
      case ExistingTarget.OfEndpoint _, ExistingTarget.OfVariant _, ExistingTarget.OfComponent _ ->
          List.of(target.subject());
    };
  }

  /** What is registered for a subject, of variants that are gone, too. */
  private List<ResourceId> known(Subject subject, ExistingTarget target) {
    return switch (subject) {
      case Subject.Endpoint(var name, _) ->
          Stream.concat(
                  target.ids().stream(),
                  registry.variantsOf(name).stream()
                      .filter(id -> id.wire().startsWith(EndpointVariant.prefixOf(name))))
              .distinct()
              .toList();
      case Subject.Component(var name, _) -> List.of(new InferenceComponent(name));
    };
  }

  private static boolean isMeant(ExistingTarget target, Outcome outcome) {
    return !(target instanceof ExistingTarget.OfVariant)
        || outcome.resourceId().equals(target.wire())
        || ResourceId.of(outcome.resourceId()).isEmpty();
  }

  private SweepItem item(Subject subject, List<ResourceId> known) {
    return new SweepItem(
        new ReconcileResource(subject, Cause.SWEPT, TRIGGER, Hint.NONE, true),
        now,
        Release.ALLOWED,
        known);
  }

  private Reconciler reconciler(ReadOnce resources) {
    return new Reconciler(
        resources,
        registry,
        session.aws().activities(),
        policies,
        catalogs,
        new StackOptions(
            settings.stack(),
            settings.releaseAll(),
            true,
            true,
            settings.allowAdopt(),
            settings.driftDelay()),
        () -> now);
  }

  private static List<PlannedTarget> targets(
      Map<Subject, List<Outcome>> outcomes, Assembly assembly) {
    return outcomes.entrySet().stream()
        .flatMap(entry ->
            entry.getValue().stream().map(outcome -> assembly.target(entry.getKey(), outcome)))
        .sorted(
            Comparator.comparing(PlannedTarget::id)
                .thenComparing(target -> String.valueOf(target.outcome().dimension())))
        .toList();
  }
}
