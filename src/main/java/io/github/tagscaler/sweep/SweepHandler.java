package io.github.tagscaler.sweep;

import static java.util.Comparator.comparingInt;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Command.Release;
import io.github.tagscaler.event.Command.SweepItem;
import io.github.tagscaler.event.IncomingEvent;
import io.github.tagscaler.event.SweepItems;
import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.SkipReason;
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
  private static final Duration ENOUGH_TO_SWEEP = Duration.ofSeconds(150);

  /** To reconcile an item in the invocation of the sweep, and to answer. */
  private static final Duration ENOUGH_FOR_AN_ITEM = Duration.ofSeconds(60);

  /** What a sweep needs of the rest of the function. */
  public interface ItemHandler {
    /** Reconciles an item and publishes its outcomes. */
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
  private final Duration interval;
  private final CatalogReporter reporter;
  private final InstantSource clock;

  /**
   * A handler of one stack's sweeps.
   *
   * @param catalogPath where the catalog's parameters are; {@code null} if there are none
   * @param interval the time from one scheduled sweep to the next
   */
  public SweepHandler(
      Sweeper sweeper,
      CatalogCache catalogs,
      @Nullable String catalogPath,
      WorkQueue queue,
      ItemHandler items,
      SweepLog log,
      EventLog events,
      Duration interval,
      CatalogReporter reporter,
      InstantSource clock) {
    this.sweeper = sweeper;
    this.filter = new SweepFilter(catalogPath, clock);
    this.catalogs = catalogs;
    this.queue = queue;
    this.items = items;
    this.log = log;
    this.events = events;
    this.interval = interval;
    this.reporter = reporter;
    this.clock = clock;
  }

  /**
   * Handles a sweep's own event. Items go to the queue; where there is none, they are handled at
   * once.
   *
   * @throws CallFailedException if something cannot be read, or the queue does not accept all items
   */
  public SweepResult handle(Command.Sweep command, IncomingEvent event) {
    var notNeeded = filter.notNeeded(command, event);
    if (notNeeded.isPresent()) {
      events.ignored(new Command.Ignored(notNeeded.get()), event.id());
      return SweepResult.NOTHING;
    }
    if (event.fromQueue() && queue.present() && filter.moreDocumentsMayFollow(command, event)) {
      queue.sendLater(event.json().write(), SweepFilter.CATALOG_SETTLES);
      events.putOff(
          "More catalog documents may follow: the sweep starts 30 seconds later.", event.id());
      return SweepResult.NOTHING;
    }
    // A batch may have used up most of it; a direct invocation has all that there is.
    if (event.fromQueue() && event.timeLeft().get().compareTo(ENOUGH_TO_SWEEP) < 0) {
      throw new CallFailedException(
          Code.THROTTLED,
          "Not enough time is left in this invocation for a sweep: it goes back to the queue.",
          null);
    }
    var sweep = sweep(command, event);
    sweep.bugs().forEach(bug -> events.bug(bug, event.id()));
    sweep
        .activitiesFailure()
        .ifPresent(failure ->
            events.failed(failure.code(), String.valueOf(failure.getMessage()), event.id()));
    var handled = handOver(sweep, event);
    var done = handled.stream().flatMap(List::stream).toList();
    var reported =
        Stream.concat(
                worthReporting(sweep, command, event).stream(),
                // Once for each spell: only scheduled sweeps follow each other without a gap.
                sweep.failing().stream().filter(_ -> command.trigger().isSchedule()))
            .toList();
    items.publish(reported);
    log.swept(sweep.began(), sweep.counts());
    boolean whole = queue.present() || handled.size() == sweep.handovers().size();
    // Without a queue it comes again as a whole if anything failed.
    if (whole && done.stream().noneMatch(Outcome::failed)) {
      filter.handedOut(command, event, sweep.began(), sweep.handovers().size() <= MOST_ITEMS);
    }
    // Who invokes the function learns what the queue is going to do, too.
    var queued = isRequested(command) && queue.present() ? sweep.planned() : List.<Outcome>of();
    return new SweepResult(
        Stream.of(reported, done, queued)
            .flatMap(List::stream)
            .sorted(comparingInt(SweepHandler::rank))
            .toList(),
        whole && sweep.counts().unread() == 0,
        done);
  }

  /** Handles one item of a sweep, and returns its outcomes. */
  public List<Outcome> handle(SweepItem item, IncomingEvent event) {
    // A catalog that is older than the sweep must not decide what it found.
    catalogs.forgetOlderThan(item.began());
    var outcomes =
        items.handle(sweeper.isOutdated(item) ? item.releasing(Release.TOO_MANY) : item, event);
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
  private SweepPlan sweep(Command.Sweep command, IncomingEvent event) {
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
    return sweeper.sweep(command, began, event.time().orElse(began), event.timeLeft());
  }

  /**
   * What the sweep itself reports of what it hands over to nobody: everything to whoever asked,
   * else what is wrong with a resource once a day. That releases are held back is always reported.
   */
  private List<Outcome> worthReporting(
      SweepPlan sweep, Command.Sweep command, IncomingEvent event) {
    var end = event.time().orElse(sweep.began());
    return sweep.decided().stream()
        .filter(SweepHandler::isWorthReading)
        .flatMap(outcome -> {
          if (!command.trigger().isSchedule() || isHeldBack(outcome)) {
            return Stream.of(outcome);
          }
          var arn = outcome.audience().arn();
          return arn != null && ReminderTime.isIn(interval, end, arn)
              ? Stream.of(outcome.asReminder())
              : Stream.empty();
        })
        .toList();
  }

  private static boolean isRequested(Command.Sweep command) {
    return switch (command.trigger().type()) {
      case REQUEST, DIRECT -> true;
      case ENDPOINT, COMPONENT, TAG, CATALOG, SCHEDULE -> false;
    };
  }

  private static boolean isWorthReading(Outcome outcome) {
    return !(outcome.ending() instanceof Ending.Unchanged && outcome.warnings().isEmpty());
  }

  private static boolean isHeldBack(Outcome outcome) {
    return outcome.skippedFor(SkipReason.SWEEP_LIMIT_EXCEEDED);
  }

  /** The lower, the worse. */
  private static int rank(Outcome outcome) {
    return switch (outcome.ending()) {
      case Ending.Failed _ -> 0;
      case Ending.Rejected _ -> 1;
      case Ending.Skipped _ when isHeldBack(outcome) -> 2;
      case Ending.Planned _, Ending.Applied _, Ending.Released _ -> 3;
      case Ending.Unchanged _ -> 4;
      case Ending.Skipped _ -> 5;
    };
  }

  /**
   * Hands over what has to be changed, and returns the outcomes of each item reconciled at once.
   */
  private List<List<Outcome>> handOver(SweepPlan sweep, IncomingEvent event) {
    if (!queue.present()) {
      return sweep.handovers().stream()
          .takeWhile(_ -> event.timeLeft().get().compareTo(ENOUGH_FOR_AN_ITEM) > 0)
          .map(each -> handle(each.item(), event))
          .toList();
    }
    var messages = new ArrayList<Delayed>();
    for (var each : sweep.handovers().subList(0, Math.min(MOST_ITEMS, sweep.handovers().size()))) {
      var inTurn = APART.multipliedBy(messages.size());
      messages.add(
          new Delayed(
              SweepItems.write(each.item()).write(),
              inTurn.compareTo(each.delay()) > 0 ? inTurn : each.delay()));
    }
    queue.sendAll(messages);
    return List.of();
  }
}
