package io.github.tagscaler.command.tags.reverse;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An AWS cron expression that means the same times in every week.
 *
 * @param minutes at which it is due, counted from Monday 00:00
 */
record WeeklyCron(SortedSet<Integer> minutes) {
  private static final int DAY = 24 * 60;

  /** More changes than that in a week are no schedule that a person wrote. */
  private static final int MOST = 200;

  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
  private static final Pattern CRON = Pattern.compile("cron\\((.*)\\)");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,2}");

  /** Reads an expression as AWS holds it; empty if it is not one for every week. */
  static Optional<WeeklyCron> of(String schedule) {
    var cron = CRON.matcher(schedule.strip());
    if (!cron.matches()) {
      return Optional.empty();
    }
    var fields = cron.group(1).strip().toUpperCase(Locale.ROOT).split("\\s+", -1);
    if (fields.length != 6
        || !Stream.of("*", "?").toList().contains(fields[2])
        || !fields[3].equals("*")
        || !fields[5].equals("*")) {
      return Optional.empty();
    }
    return new Field(0, 59, List.of())
        .read(fields[0])
        .flatMap(minutes ->
            new Field(0, 23, List.of())
                .read(fields[1])
                .flatMap(hours -> days(fields[4]).flatMap(days -> together(minutes, hours, days))));
  }

  private static Optional<SortedSet<Integer>> days(String field) {
    return field.equals("?") || field.equals("*")
        ? Optional.of(new TreeSet<>(IntStream.rangeClosed(1, 7).boxed().toList()))
        : new Field(1, 7, DAYS).read(field);
  }

  private static Optional<WeeklyCron> together(
      SortedSet<Integer> minutes, SortedSet<Integer> hours, SortedSet<Integer> days) {
    if (minutes.size() * hours.size() * days.size() > MOST) {
      return Optional.empty();
    }
    var all = new TreeSet<Integer>();
    for (int day : days) {
      // AWS's week begins on Sunday, 1.
      int fromMonday = (day + 5) % 7;
      for (int hour : hours) {
        minutes.forEach(minute -> all.add(fromMonday * DAY + hour * 60 + minute));
      }
    }
    return Optional.of(new WeeklyCron(all));
  }

  /** One field: its values by number or word; a range of days may run over the week's end. */
  private record Field(int least, int most, List<String> names) {
    Optional<SortedSet<Integer>> read(String text) {
      var values = new TreeSet<Integer>();
      for (var item : text.split(",", -1)) {
        var parts = item.split("/", -1);
        if (parts.length > 2 || (parts.length == 2 && !NUMBER.matcher(parts[1]).matches())) {
          return Optional.empty();
        }
        int step = parts.length == 2 ? Integer.parseInt(parts[1]) : 1;
        var range = range(parts[0], parts.length == 2);
        if (range.isEmpty() || step == 0) {
          return Optional.empty();
        }
        for (int i = 0; i < range.get().size(); i += step) {
          values.add(range.get().get(i));
        }
      }
      return Optional.of(values);
    }

    private Optional<List<Integer>> range(String text, boolean stepped) {
      if (text.equals("*")) {
        return Optional.of(between(least, most));
      }
      var ends = Stream.of(text.split("-", -1)).map(this::value).toList();
      if (ends.size() > 2 || ends.stream().anyMatch(Optional::isEmpty)) {
        return Optional.empty();
      }
      int from = ends.getFirst().orElseThrow();
      // A step after a single value goes on to the last one.
      int to = ends.size() == 1 && stepped ? most : ends.getLast().orElseThrow();
      return Optional.of(between(from, to));
    }

    private List<Integer> between(int from, int to) {
      int length = Math.floorMod(to - from, most - least + 1) + 1;
      return IntStream.range(0, length)
          .map(i -> least + (from - least + i) % (most - least + 1))
          .boxed()
          .toList();
    }

    private Optional<Integer> value(String text) {
      int named = names.indexOf(text);
      if (named >= 0) {
        return Optional.of(least + named);
      }
      return NUMBER.matcher(text).matches()
          ? Optional.of(Integer.valueOf(text)).filter(each -> each >= least && each <= most)
          : Optional.empty();
    }
  }
}
