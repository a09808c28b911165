package io.github.tagscaler.policy.window;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Expressions that are fine, over a base of 3-9; boundaries often fall together. */
public final class RandomExpression {
  private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
  private static final List<String> ZONES =
      List.of(
          "UTC",
          "Europe/Berlin",
          "America/New_York",
          "Asia/Kolkata",
          "Australia/Lord_Howe",
          "Pacific/Apia",
          "Pacific/Kiritimati",
          "America/Havana",
          "Africa/Casablanca",
          "Etc/GMT+9");

  private final Random random;

  private RandomExpression(Random random) {
    this.random = random;
  }

  /** An expression. */
  public static String next(Random random) {
    return new RandomExpression(random).expression();
  }

  private String expression() {
    var windows = several(6, () -> days() + " " + hours() + " " + bounds());
    var otherwise = random.nextBoolean() ? " else " + bounds() : "";
    var zone = random.nextInt(4) > 0 ? " " + oneOf(ZONES) : "";
    return String.join(" + ", windows) + otherwise + zone;
  }

  private String days() {
    return switch (random.nextInt(6)) {
      case 0 -> "Daily";
      case 1, 2 -> range();
      default -> String.join("/", several(3, () -> random.nextInt(3) == 0 ? range() : oneOf(DAYS)));
    };
  }

  private String range() {
    int first = random.nextInt(7);
    return DAYS.get(first) + "-" + DAYS.get((first + 1 + random.nextInt(6)) % 7);
  }

  private String hours() {
    var from = time(random.nextBoolean() ? random.nextInt(24) * 60 : random.nextInt(1440));
    var to =
        switch (random.nextInt(6)) {
          case 0 -> "24:00";
          case 1 -> "00:00";
          case 2, 3 -> time(random.nextInt(24) * 60);
          default -> time(random.nextInt(1440));
        };
    return from.equals(to) ? from + "-24:00" : from + "-" + to;
  }

  private static String time(int minute) {
    return "%02d:%02d".formatted(minute / 60, minute % 60);
  }

  private String bounds() {
    int low = random.nextInt(3);
    int high = low + random.nextInt(3);
    return switch (random.nextInt(6)) {
      case 0 -> "base";
      case 1 -> random.nextInt(9) + "-base";
      case 2 -> "base-" + (3 + random.nextInt(9));
      case 3 -> Integer.toString(low);
      default -> low + "-" + high;
    };
  }

  private String oneOf(List<String> some) {
    return some.get(random.nextInt(some.size()));
  }

  private List<String> several(int most, Supplier<String> one) {
    return Stream.generate(one).limit(1 + random.nextInt(most)).toList();
  }
}
