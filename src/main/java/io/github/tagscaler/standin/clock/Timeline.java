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

  /** Live through all that is due until now. */
  public void catchUp() {
    Instant now = clock.instant();
    try {
      for (var due = next(now); due.isPresent(); due = next(now)) {
        clock.relive(due.get().at());
        due.get().happening().run();
      }
    } finally {
      clock.returnToPresent();
    }
  }

  private Optional<Due> next(Instant now) {
    return sources.stream()
        .flatMap(Supplier::get)
        .filter(due -> !due.at().isAfter(now))
        .min(Comparator.comparing(Due::at));
  }
}
