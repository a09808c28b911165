package io.github.tagscaler.lambda;

import io.github.tagscaler.aws.AwsAdapters;
import io.github.tagscaler.reconcile.CatalogCache;
import io.github.tagscaler.reconcile.Reconciler;
import io.github.tagscaler.reconcile.RepeatedEvents;
import io.github.tagscaler.reconcile.StackOptions;
import io.github.tagscaler.report.CatalogReporter;
import io.github.tagscaler.report.DeployBlocked;
import io.github.tagscaler.report.EventLog;
import io.github.tagscaler.report.JsonLines;
import io.github.tagscaler.report.Notices;
import io.github.tagscaler.report.OutcomeLog;
import io.github.tagscaler.report.SweepLog;
import io.github.tagscaler.settings.IllegalSettingException;
import io.github.tagscaler.settings.Settings;
import io.github.tagscaler.sweep.SweepHandler;
import io.github.tagscaler.sweep.Sweeper;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;

/** Puts the parts together: the one place that builds clients and adapters. */
public record Wiring(Dispatcher dispatcher, SqsBatch batches, EventLog log) {

  /**
   * The parts as a function's environment asks for them.
   *
   * @throws IllegalSettingException if a setting cannot be used; its message is one sentence
   */
  public static Wiring of(Map<String, String> environment) {
    return of(environment, InstantSource.system(), System.out);
  }

  /** As {@link #of(Map)}, with another clock and another place for the log. */
  public static Wiring of(Map<String, String> environment, InstantSource clock, PrintStream out) {
    return of(environment, AwsAdapters::create, clock, out);
  }

  /** As {@link #of(Map, InstantSource, PrintStream)}, with other adapters. */
  public static Wiring of(
      Map<String, String> environment,
      Function<Map<String, String>, AwsAdapters> adapters,
      InstantSource clock,
      PrintStream out) {
    var settings = Settings.from(environment);
    var aws = adapters.apply(environment);
    var catalogs =
        new CatalogCache(aws.catalog(settings.catalogPath()), settings.requirePlatform(), clock);
    var policies = settings.policies();
    var queue = aws.queue(settings.queueUrl());
    var lines = new JsonLines(out, clock);
    var log = new EventLog(lines);
    var registry = aws.registry(settings.stack());
    var reconciler =
        new Reconciler(
            aws.resources(),
            registry,
            aws.activities(),
            policies,
            catalogs,
            new StackOptions(
                settings.stack(),
                settings.releaseAll(),
                settings.dryRun(),
                queue.work().present(),
                settings.allowAdopt(),
                settings.driftDelay()),
            clock);
    var bus =
        new Notices(settings.teamTag(), environment.get("AWS_REGION"))
            .on(aws.eventBus(settings.eventBus()));
    var publisher =
        new Publisher(
            new OutcomeLog(lines, clock),
            log,
            bus,
            new DeployBlocked(settings.stack(), settings.tagPrefix()),
            aws.resources());
    var fleet = aws.fleet(settings.stack());
    var sweeper =
        new Sweeper(
            fleet,
            aws.resources(),
            registry,
            policies,
            reconciler,
            settings.stack(),
            settings.sweepLimitPercent(),
            aws.activities(),
            settings.sweepInterval());
    var resources =
        new ReconcileHandler(
            reconciler,
            new RepeatedEvents(
                reconciler.planningOn(
                    aws.recallingResources(), aws.recallingRegistry(settings.stack()), clock),
                clock),
            queue.work(),
            publisher,
            log);
    var sweeps =
        new SweepHandler(
            sweeper,
            catalogs,
            settings.catalogPath(),
            queue.work(),
            resources,
            new SweepLog(
                lines,
                clock,
                settings.stack(),
                environment.getOrDefault("TAGSCALER_VERSION", "unknown")),
            log,
            settings.sweepInterval(),
            new CatalogReporter(lines, log, bus, settings.stack(), settings.catalogPath()),
            clock);
    var dispatcher =
        new Dispatcher(resources, sweeps, publisher, log, environment.get("AWS_REGION"));
    return new Wiring(dispatcher, new SqsBatch(dispatcher, queue.visibility(), log, clock), log);
  }
}
