package io.github.tagscaler.standin.clock;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Runs everything that is due, in the order of time. */
public final class Timeline {

  /** Something that happens by itself at a moment. */
  public record Due(Instant at, Runnable happening) {}

  private final StandInClock clock;
  private final List<Supplier<Stream<Due>>> sources = new ArrayList<>();

  /** Before this nothing happens by itself, unless a call changes something. */
  private Instant quietUntil = Instant.MIN;

  public Timeline(StandInClock clock) {
    this.clock = clock;
  }

  /**
   * Ask this source, again and again, for its next event, however far off it is. At the same
   * moment, the event of the source that was added first comes first.
   */
  public void add(Supplier<Stream<Due>> source) {
    sources.add(source);
  }

  /** A call changed something: the next event may be sooner. */
  public void recheck() {
    quietUntil = Instant.MIN;
  }

  /** Run everything that is due until now. */
  public void catchUp() {
    Instant now = clock.instant();
    if (now.isBefore(quietUntil)) {
      return;
    }
    try {
      var due = next();
      for (; due.isPresent() && !due.get().at().isAfter(now); due = next()) {
        clock.replay(due.get().at());
        due.get().happening().run();
      }
      quietUntil = due.map(Due::at).orElse(Instant.MAX);
    } finally {
      clock.returnToPresent();
    }
  }

  private Optional<Due> next() {
    return sources.stream().flatMap(Supplier::get).min(Comparator.comparing(Due::at));
  }
}
