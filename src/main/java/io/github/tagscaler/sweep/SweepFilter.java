package io.github.tagscaler.sweep;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.IncomingEvent;
import io.github.tagscaler.event.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides which sweeps are needed, and remembers which events the last ones already covered. */
final class SweepFilter {
  /** A sweep that waited longer than this has a younger one behind it, even at one an hour. */
  private static final Duration STALE = Duration.ofMinutes(75);

  /** How long after a change of the catalog another one may belong to it. */
  static final Duration CATALOG_SETTLES = Duration.ofSeconds(30);

  /** How much the clocks of the service that sent an event and of this function may differ. */
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

  private final @Nullable String catalogPath;
  private final InstantSource clock;

  /** When the event of the last scheduled sweep was sent whose items were all handed out. */
  private @Nullable Instant lastSchedule;

  /**
   * When the last sweep began that a change of the catalog started, and whose items were all handed
   * out.
   */
  private @Nullable Instant lastCatalogSweep;

  /** The same for sweeps that report everything: those requested or started by the catalog. */
  private @Nullable Instant lastReport;

  /** The same, dry runs included. */
  private @Nullable Instant lastPlannedReport;

  SweepFilter(@Nullable String catalogPath, InstantSource clock) {
    this.catalogPath = catalogPath;
    this.clock = clock;
  }

  /** Why a sweep is not needed; empty if it is. */
  Optional<String> notNeeded(Command.Sweep sweep, IncomingEvent event) {
    var parameter = sweep.parameter();
    if (parameter.isPresent() && (catalogPath == null || !parameter.get().isUnder(catalogPath))) {
      return Optional.of("The changed parameter is not part of the catalog.");
    }
    var sent = event.time();
    return switch (sweep.trigger().type()) {
      case SCHEDULE ->
          sent.filter(time -> time.isBefore(clock.instant().minus(STALE)))
              .map(_ -> "This sweep was in the queue for too long, and a later one has run.")
              .or(() -> sent.flatMap(this::repeated));
      // A parameter in a subfolder is known by its own event only, and reported by its own sweep.
      case CATALOG ->
          parameter.isPresent()
                  && catalogPath != null
                  && parameter.get().isInSubfolderOf(catalogPath)
              ? Optional.empty()
              : sent.flatMap(time -> covered(time, lastCatalogSweep));
      // Whoever invokes the function waits for an answer.
      case REQUEST ->
          sent.filter(_ -> event.fromQueue())
              .flatMap(time -> covered(time, sweep.dryRun() ? lastPlannedReport : lastReport));
      case ENDPOINT, COMPONENT, TAG, DIRECT -> Optional.empty();
    };
  }

  /**
   * Only a delivery of the same event: each scheduled sweep reports what began, and reminds of what
   * is due, in an interval of its own, which no other sweep does.
   */
  private Optional<String> repeated(Instant sent) {
    return sent.equals(lastSchedule)
        ? Optional.of("This sweep has run: its event was delivered again.")
        : Optional.empty();
  }

  /**
   * A document edited in five places makes five events, and five pipelines make five requests; a
   * sweep that began after them saw all that they are about.
   */
  private Optional<String> covered(Instant sent, @Nullable Instant began) {
    return began != null
            && began.isAfter(sent.plus(CLOCK_SKEW))
            // A clock that was set back must not make it last.
            && !began.isAfter(clock.instant())
        ? Optional.of("A sweep that started after this event already covered it.")
        : Optional.empty();
  }

  /**
   * Whether the catalog changed so lately that more documents may follow: one {@code terraform
   * apply} writes several, and half of them can name policies that do not exist yet.
   */
  boolean moreDocumentsMayFollow(Command.Sweep sweep, IncomingEvent event) {
    return sweep.trigger().type() == Trigger.Type.CATALOG
        && event
            .time()
            .map(sent -> Duration.between(sent, clock.instant()))
            .filter(age -> age.compareTo(CATALOG_SETTLES) < 0)
            // What comes from the future would be put off for ever.
            .filter(age -> age.compareTo(CATALOG_SETTLES.negated()) > 0)
            .isPresent();
  }

  /**
   * Takes note of a sweep whose items were all handed out: no sooner does it cover the events that
   * were sent before it. One that only planned covers requests to plan.
   *
   * @param complete whether all that it found was handed out
   */
  void handedOut(Command.Sweep sweep, IncomingEvent event, Instant began, boolean complete) {
    if (sweep.trigger().isSchedule()) {
      lastSchedule = event.time().orElse(null);
    }
    boolean reports = complete && !sweep.trigger().isSchedule();
    if (reports) {
      lastPlannedReport = began;
    }
    if (sweep.dryRun()) {
      return;
    }
    if (reports) {
      lastReport = began;
    }
    if (sweep.trigger().type() == Trigger.Type.CATALOG && complete) {
      lastCatalogSweep = began;
    }
  }
}
