package io.github.tagscaler.standin.clock;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Lets everything that is due happen, in the order of time. */
public final class Timeline {

  /** Something that will happen by itself at a moment. */
  public record Due(Instant at, Runnable happening) {}

  private final StandInClock clock;
  private final List<Supplier<Stream<Due>>> sources = new ArrayList<>();

  /** Before this nothing happens by itself, unless somebody does something. */
  private Instant quietUntil = Instant.MIN;

  public Timeline(StandInClock clock) {
    this.clock = clock;
  }

  /**
   * Ask this source, again and again, for what comes next, however far off it is. Of what is due at
   * the same moment, that of the source that was added first comes first.
   */
  public void add(Supplier<Stream<Due>> source) {
    sources.add(source);
  }

  /** Something was done: what comes next may come sooner. */
  public void stir() {
    quietUntil = Instant.MIN;
  }

  /** Live through all that is due until now. */
  public void catchUp() {
    Instant now = clock.instant();
    if (now.isBefore(quietUntil)) {
      return;
    }
    try {
      var due = next();
      for (; due.isPresent() && !due.get().at().isAfter(now); due = next()) {
        clock.relive(due.get().at());
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
