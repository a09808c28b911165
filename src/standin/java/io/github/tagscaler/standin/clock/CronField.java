package io.github.tagscaler.standin.clock;

import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;

/** One field of a cron expression: numbers or names, with lists, ranges and steps. */
record CronField(String name, int min, int max, List<String> names) {

  NavigableSet<Integer> parse(String text) {
    var values = new TreeSet<Integer>();
    for (String part : text.split(",", -1)) {
      addPart(part, values);
    }
    return values;
  }

  private void addPart(String part, NavigableSet<Integer> values) {
    String[] stepped = part.split("/", -1);
    if (stepped.length > 2) {
      throw wrong(part);
    }
    String[] ends = stepped[0].split("-", -1);
    if (ends.length > 2) {
      throw wrong(part);
    }
    boolean all = stepped[0].equals("*");
    int from = all ? min : number(ends[0], part);
    int to =
        all || (ends.length == 1 && stepped.length == 2)
            ? max
            : number(ends[ends.length - 1], part);
    int step = stepped.length == 2 ? step(stepped[1], part) : 1;
    // FRI-MON is legal: it goes over the end of the week.
    int span = to >= from ? to - from : to - from + (max - min + 1);
    for (int offset = 0; offset <= span; offset += step) {
      values.add(min + (from - min + offset) % (max - min + 1));
    }
  }

  int number(String text, String part) {
    int index = names.indexOf(text.toUpperCase(Locale.ROOT));
    if (index >= 0) {
      return min + index;
    }
    if (!text.matches("[0-9]{1,4}")) {
      throw wrong(part);
    }
    int number = Integer.parseInt(text);
    if (number < min || number > max) {
      throw wrong(part);
    }
    return number;
  }

  private int step(String text, String part) {
    if (!text.matches("[1-9][0-9]{0,3}")) {
      throw wrong(part);
    }
    return Integer.parseInt(text);
  }

  private IllegalArgumentException wrong(String part) {
    return new IllegalArgumentException(
        "cron(): " + name + " takes " + min + "-" + max + " with , - * /, was " + part);
  }
}
