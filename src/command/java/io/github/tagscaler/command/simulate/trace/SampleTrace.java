package io.github.tagscaler.command.simulate.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Traces that ship with the command: made up, but the same for the same seed on every machine. */
public enum SampleTrace {
  /** A working week: busy afternoons, calm nights, a quiet weekend. */
  DAILY_WAVE("a working week with busy afternoons and calm nights", 7),
  /** A calm day until a launch at ten brings ten times the traffic within minutes. */
  LAUNCH_SPIKE("a calm day until a launch at 10:00", 1),
  /** Two batches each night, and now and then a request by day. */
  BATCH_NIGHTS("two batches each night, almost nothing by day", 7);

  private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");
  private static final int MINUTES_PER_DAY = 1440;

  private final String description;
  private final int days;

  SampleTrace(String description, int days) {
    this.description = description;
    this.days = days;
  }

  /** What it is like. */
  public String description() {
    return description;
  }

  /** As the command line spells it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The sample of that name. */
  public static Optional<SampleTrace> of(String name) {
    return Stream.of(values()).filter(each -> each.wire().equals(name)).findFirst();
  }

  /** The trace of that seed, minute by minute. */
  public Trace trace(long seed) {
    var random = new Random(seed);
    var requests = new ArrayList<Double>();
    double burst = 0;
    for (int minute = 0; minute < days * MINUTES_PER_DAY; minute++) {
      if (random.nextInt(MINUTES_PER_DAY / 3) == 0) {
        burst = 0.15 + 0.25 * random.nextDouble();
      }
      double noise = 1 + 0.08 * (random.nextDouble() + random.nextDouble() - 1) + burst;
      double expected = perSecond(minute / 60.0) * 60 * noise;
      double whole = StrictMath.floor(expected);
      requests.add(whole + (random.nextDouble() < expected - whole ? 1 : 0));
      burst *= 0.85;
    }
    return new Trace(wire(), MONDAY, Duration.ofMinutes(1), requests);
  }

  /** Requests per second at that hour of the trace, without noise. */
  private double perSecond(double hour) {
    return switch (this) {
      case DAILY_WAVE -> wave(hour);
      case LAUNCH_SPIKE -> launch(hour);
      case BATCH_NIGHTS -> batches(hour);
    };
  }

  private static double wave(double hour) {
    double ofDay = hour % 24;
    double height = 0.5 - 0.5 * StrictMath.cos(2 * StrictMath.PI * (ofDay - 2.5) / 24);
    double day = hour < 5 * 24 ? 1 : 0.35;
    return 1.5 + 24 * day * StrictMath.pow(height, 2.2);
  }

  private static double launch(double hour) {
    double calm = 3 + 0.8 * StrictMath.sin(2 * StrictMath.PI * (hour - 9) / 24);
    double since = hour - 10;
    if (since < 0) {
      return calm;
    }
    double rise = StrictMath.min(1, since / 0.1);
    return calm + rise * (6 + 26 * StrictMath.exp(-since / 2.5));
  }

  private static double batches(double hour) {
    double ofDay = hour % 24;
    boolean weekend = hour >= 5 * 24;
    if (ofDay >= 22 && ofDay < 22.25) {
      return weekend ? 6 : 14;
    }
    if (ofDay >= 2 && ofDay < 2.2) {
      return 5;
    }
    return ofDay >= 8 && ofDay < 18 && !weekend ? 0.0005 : 0;
  }
}
