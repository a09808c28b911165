package io.github.tagscaler.lambda;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Command.SweepItem;
import io.github.tagscaler.event.SweepItems;
import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.outcome.Report;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.CatalogCache;
import io.github.tagscaler.reconcile.Sweeper;
import io.github.tagscaler.reconcile.WorkQueue;
import io.github.tagscaler.reconcile.WorkQueue.Delayed;
import io.github.tagscaler.report.EventLog;
import io.github.tagscaler.report.SweepLog;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs sweeps: decides which are worth it, and hands out what they find. */
final class Sweeps {
  /**
   * How far apart the pieces are done. Each may put a policy, for which AWS makes two alarms, and
   * CloudWatch takes three such calls a second of the whole account.
   */
  private static final Duration APART = Duration.ofSeconds(1);

  /** As many as can be put off, at most 15 minutes each; the next sweep goes on. */
  private static final int MOST_PIECES = 900;

  /** A sweep that waited longer than this has a younger one behind it, even at one an hour. */
  private static final Duration STALE = Duration.ofMinutes(75);

  /** The longest interval: a piece that is older has a younger one behind it if it is needed. */
  private static final Duration SUPERSEDED = Duration.ofHours(1);

  /** How long after a change of the catalog another one may belong to it. */
  static final Duration SETTLED = Duration.ofSeconds(30);

  /** How much the clocks of the service that sent an event and of this function may differ. */
  private static final Duration SKEW = Duration.ofSeconds(5);

  private final Sweeper sweeper;
  private final CatalogCache catalogs;
  private final @Nullable String catalogPath;
  private final WorkQueue queue;
  private final SweepLog log;
  private final EventLog events;
  private final InstantSource clock;

  /** When the last sweep began whose work was handed out. */
  private @Nullable Instant last;

  /** The same of those that a change of the catalog started: they tell of mistakes as well. */
  private @Nullable Instant lastOfCatalog;

  Sweeps(
      Sweeper sweeper,
      CatalogCache catalogs,
      @Nullable String catalogPath,
      WorkQueue queue,
      SweepLog log,
      EventLog events,
      InstantSource clock) {
    this.sweeper = sweeper;
    this.catalogs = catalogs;
    this.catalogPath = catalogPath;
    this.queue = queue;
    this.log = log;
    this.events = events;
    this.clock = clock;
  }

  /** Why a sweep is not worth it; empty if it is. */
  Optional<String> needless(Command.Sweep notice, Json event) {
    var parameter = notice.parameter();
    if (parameter.isPresent()
        && (catalogPath == null || !parameter.get().startsWith(catalogPath + "/"))) {
      return Optional.of("A parameter changed that is none of the catalog's.");
    }
    var sent = time(event);
    return switch (notice.trigger().type()) {
      case SCHEDULE ->
          sent.filter(time -> time.isBefore(clock.instant().minus(STALE)))
              .map(_ -> "The sweep waited so long that a later one has taken its place.")
              .or(() -> sent.flatMap(time -> covered(time, last)));
      case CATALOG -> sent.flatMap(time -> covered(time, lastOfCatalog));
      case ENDPOINT, COMPONENT, TAG, REQUEST, DIRECT -> Optional.empty();
    };
  }

  /**
   * A document edited in five places makes five events; a sweep that began after it saw them all.
   */
  private Optional<String> covered(Instant sent, @Nullable Instant began) {
    return began != null
            && began.isAfter(sent.plus(SKEW))
            // A clock that was set back must not make it last.
            && !began.isAfter(clock.instant())
        ? Optional.of("Since that event everything has been looked at.")
        : Optional.empty();
  }

  private static Optional<Instant> time(Json event) {
    try {
      return event.get("time").text().map(Instant::parse);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /**
   * Whether the catalog changed so lately that more documents may be on their way: one {@code
   * terraform apply} writes several, and half of them can name policies that are not there yet.
   */
  boolean mayNotBeAll(Command.Sweep notice, Json event) {
    return notice.trigger().type() == Trigger.Type.CATALOG
        && time(event)
            .map(sent -> Duration.between(sent, clock.instant()))
            .filter(age -> age.compareTo(SETTLED) < 0)
            // What comes from the future would be put off for ever.
            .filter(age -> age.compareTo(SETTLED.negated()) > 0)
            .isPresent();
  }

  /**
   * Looks at everything, by a catalog that is read anew. Where that cannot be read, a sweep sees to
   * what does not depend on it, and says so.
   *
   * @throws CallFailedException if anything else cannot be read, or the catalog is what the sweep
   *     is about
   */
  Sweeper.Sweep sweep(Command.Sweep notice) {
    var began = clock.instant();
    var catalog = catalogs.reread();
    CatalogCache.unreadable(catalog)
        .ifPresent(why -> {
          if (notice.trigger().type() == Trigger.Type.CATALOG) {
            throw new CallFailedException(why.code(), why.message(), null);
          }
          events.failed(why.message(), notice.trigger().eventId());
        });
    return sweeper.sweep(notice, began, catalog);
  }

  /**
   * Hands out the pieces: to the queue, or, where there is none, to whoever does them at once.
   *
   * @return what came of those that were done at once
   * @throws CallFailedException if the queue does not take them all
   */
  List<Report> handOut(Sweeper.Sweep sweep, Function<SweepItem, List<Report>> atOnce) {
    if (!queue.present()) {
      sweeper.given(sweep, sweep.pieces());
      return sweep.pieces().stream().flatMap(piece -> atOnce.apply(piece).stream()).toList();
    }
    var messages = new ArrayList<Delayed>();
    var pieces = sweep.pieces().stream().limit(MOST_PIECES).toList();
    for (var piece : pieces) {
      messages.add(
          new Delayed(SweepItems.write(piece).write(), APART.multipliedBy(messages.size())));
    }
    queue.sendAll(messages);
    sweeper.given(sweep, pieces);
    return List.of();
  }

  /**
   * After all pieces are handed out: no sooner does the sweep stand for events that were sent
   * before it. One that only planned stands for none.
   */
  void handedOut(Command.Sweep notice, Sweeper.Sweep sweep) {
    if (!notice.dryRun()) {
      last = sweep.began();
      if (notice.trigger().type() == Trigger.Type.CATALOG && sweep.pieces().size() <= MOST_PIECES) {
        lastOfCatalog = sweep.began();
      }
    }
    var seen = sweep.seen();
    log.swept(
        sweep.began(),
        seen.endpoints(),
        seen.components(),
        seen.targets(),
        sweep.pieces().size(),
        sweep.kept());
  }

  /** Before a piece: a catalog that is older than the sweep must not decide what it found. */
  void prepare(SweepItem piece) {
    catalogs.forgetOlderThan(piece.began());
  }

  /** After a piece; its age is told unless something of it has to be tried again. */
  void done(SweepItem piece, List<Report> reports) {
    sweeper.done(piece, reports);
    if (reports.stream().noneMatch(Report::failed)) {
      log.done(piece.began());
    }
  }

  /**
   * Whether later sweeps find by themselves what a piece is about. What somebody asked for is done
   * as asked; a changed catalog may have had something to tell that the next sweep by the clock
   * would not.
   */
  boolean foundAgain(SweepItem piece) {
    return piece.foundAgain() && piece.look().trigger().type() == Trigger.Type.SCHEDULE;
  }

  /** Whether one has by now, so that a piece that failed need not be tried any more. */
  boolean superseded(SweepItem piece) {
    return foundAgain(piece) && piece.began().isBefore(clock.instant().minus(SUPERSEDED));
  }
}
