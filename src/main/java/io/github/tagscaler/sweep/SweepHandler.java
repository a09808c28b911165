package io.github.tagscaler.sweep;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Command.SweepItem;
import io.github.tagscaler.event.IncomingEvent;
import io.github.tagscaler.event.SweepItems;
import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.CatalogCache;
import io.github.tagscaler.reconcile.WorkQueue;
import io.github.tagscaler.reconcile.WorkQueue.Delayed;
import io.github.tagscaler.report.CatalogReporter;
import io.github.tagscaler.report.EventLog;
import io.github.tagscaler.report.SweepLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Handles a sweep from its event to its last item. */
public final class SweepHandler {
  /**
   * How far apart the items are reconciled. Each may put a policy, for which AWS makes two alarms,
   * and CloudWatch takes three such calls a second of the whole account.
   */
  private static final Duration APART = Duration.ofSeconds(1);

  /** As many as can be put off, at most 15 minutes each; the next sweep goes on. */
  private static final int MOST_ITEMS = 900;

  /** To read the lists of ten thousand endpoints takes about a minute. */
  private static final Duration ENOUGH_TO_SWEEP = Duration.ofSeconds(100);

  /** What a sweep needs of the rest of the function. */
  public interface ItemHandler {
    /** Reconciles an item and outcomes the outcomes. */
    List<Outcome> handle(SweepItem item, IncomingEvent event);

    /** Reports outcomes that the sweep itself found. */
    void publish(List<Outcome> outcomes);
  }

  private final Sweeper sweeper;
  private final SweepFilter filter;
  private final CatalogCache catalogs;
  private final WorkQueue queue;
  private final ItemHandler items;
  private final SweepLog log;
  private final EventLog events;
  private final CatalogReporter reporter;
  private final InstantSource clock;

  /**
   * A handler of one stack's sweeps.
   *
   * @param catalogPath where the catalog's parameters are; {@code null} if there are none
   */
  public SweepHandler(
      Sweeper sweeper,
      CatalogCache catalogs,
      @Nullable String catalogPath,
      WorkQueue queue,
      ItemHandler items,
      SweepLog log,
      EventLog events,
      CatalogReporter reporter,
      InstantSource clock) {
    this.sweeper = sweeper;
    this.filter = new SweepFilter(catalogPath, clock);
    this.catalogs = catalogs;
    this.queue = queue;
    this.items = items;
    this.log = log;
    this.events = events;
    this.reporter = reporter;
    this.clock = clock;
  }

  /**
   * Handles a sweep's own event. Items go to the queue; where there is none, they are handled at
   * once.
   *
   * @return the outcomes so far
   * @throws CallFailedException if something cannot be read, or the queue does not accept all items
   */
  public List<Outcome> handle(Command.Sweep command, IncomingEvent event) {
    var notNeeded = filter.notNeeded(command, event);
    if (notNeeded.isPresent()) {
      events.ignored(new Command.Ignored(notNeeded.get()), event.id());
      return List.of();
    }
    if (event.fromQueue() && queue.present() && filter.moreDocumentsMayFollow(command, event)) {
      queue.sendLater(event.json().write(), SweepFilter.CATALOG_SETTLES);
      events.putOff(
          "More catalog documents may follow: the sweep starts 30 seconds later.", event.id());
      return List.of();
    }
    // A batch may have used up most of it; a direct invocation has all that there is.
    if (event.fromQueue() && event.timeLeft().get().compareTo(ENOUGH_TO_SWEEP) < 0) {
      throw new CallFailedException(
          Code.THROTTLED,
          "Not enough time is left in this invocation for a sweep: it goes back to the queue.",
          null);
    }
    var sweep = sweep(command);
    items.publish(sweep.heldBack());
    var atOnce = handOut(sweep, event);
    // Without a queue it comes again as a whole if anything failed.
    if (atOnce.stream().noneMatch(Outcome::failed)) {
      handedOut(command, sweep);
    }
    return Stream.concat(sweep.heldBack().stream(), atOnce.stream()).toList();
  }

  /** Handles one item of a sweep, and returns its outcomes. */
  public List<Outcome> handle(SweepItem item, IncomingEvent event) {
    // A catalog that is older than the sweep must not decide what it found.
    catalogs.forgetOlderThan(item.began());
    var outcomes = items.handle(item, event);
    sweeper.done(item, outcomes);
    if (outcomes.stream().noneMatch(Outcome::failed)) {
      log.done(item.began());
    }
    return outcomes;
  }

  /**
   * Reads everything, by a catalog that is read anew. Where that cannot be read, a sweep does what
   * does not depend on it, and says so.
   *
   * @throws CallFailedException if anything else cannot be read, or a change of the catalog started
   *     the sweep
   */
  private Sweep sweep(Command.Sweep command) {
    var began = clock.instant();
    var catalog = catalogs.reread();
    CatalogCache.unreadable(catalog)
        .ifPresent(why -> {
          if (command.trigger().type() == Trigger.Type.CATALOG) {
            throw new CallFailedException(why.code(), why.message(), null);
          }
          events.failed(why.message(), command.trigger().eventId());
        });
    reporter.read(catalog, command);
    return sweeper.sweep(command, began, catalog);
  }

  private List<Outcome> handOut(Sweep sweep, IncomingEvent event) {
    if (!queue.present()) {
      sweeper.given(sweep, sweep.items());
      return sweep.items().stream().flatMap(item -> handle(item, event).stream()).toList();
    }
    var messages = new ArrayList<Delayed>();
    var sent = sweep.items().stream().limit(MOST_ITEMS).toList();
    for (var item : sent) {
      messages.add(
          new Delayed(SweepItems.write(item).write(), APART.multipliedBy(messages.size())));
    }
    queue.sendAll(messages);
    sweeper.given(sweep, sent);
    return List.of();
  }

  private void handedOut(Command.Sweep command, Sweep sweep) {
    filter.handedOut(command, sweep.began(), sweep.items().size() <= MOST_ITEMS);
    var seen = sweep.seen();
    log.swept(
        sweep.began(),
        seen.endpoints(),
        seen.components(),
        seen.targets(),
        sweep.items().size(),
        sweep.kept());
  }
}
