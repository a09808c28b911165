package io.github.tagscaler.command.simulate.trace;

import io.github.tagscaler.outcome.Quote;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Reads a trace from CSV: a header with {@code time} and {@code requests}, then a row for each
 * step. Separators may be commas, semicolons or tabs; other columns are left out.
 */
public final class TraceReader {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final String name;
  private final List<String> lines;
  private String separator = ",";
  private int timeColumn;
  private int requestsColumn;

  private TraceReader(String name, String text) {
    this.name = name;
    var plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    this.lines = plain.lines().toList();
  }

  /**
   * Reads a trace.
   *
   * @throws BadTraceException at the first thing that is wrong, with its line
   */
  public static Trace read(String name, String text) throws BadTraceException {
    return new TraceReader(name, text).read();
  }

  private record Row(int line, Instant time, double requests) {}

  private Trace read() throws BadTraceException {
    int header = next(0);
    if (header == lines.size()) {
      throw new BadTraceException("the file is empty. Start with the line time,requests.");
    }
    readHeader(header);
    var rows = new ArrayList<Row>();
    for (int i = next(header + 1); i < lines.size(); i = next(i + 1)) {
      rows.add(row(i));
      checkOrder(rows);
    }
    if (rows.size() < 2) {
      throw new BadTraceException(
          "it has %s after the header. A trace needs two or more, so that its step is known."
              .formatted(rows.isEmpty() ? "no row" : "one row"));
    }
    return new Trace(
        name, rows.getFirst().time(), step(rows), rows.stream().map(Row::requests).toList());
  }

  private int next(int index) {
    int i = index;
    while (i < lines.size() && lines.get(i).isBlank()) {
      i++;
    }
    return i;
  }

  private void readHeader(int index) throws BadTraceException {
    var line = lines.get(index);
    for (var candidate : List.of(",", ";", "\t")) {
      var names =
          cells(line, candidate).stream().map(each -> each.toLowerCase(Locale.ROOT)).toList();
      if (names.contains("time") && names.contains("requests")) {
        separator = candidate;
        timeColumn = names.indexOf("time");
        requestsColumn = names.indexOf("requests");
        return;
      }
    }
    throw BadTraceException.at(
        index + 1,
        "the header must name the columns time and requests (time,requests); it is %s."
            .formatted(Quote.of(line.strip())));
  }

  private static List<String> cells(String line, String separator) {
    return Arrays.stream(line.split(separator, -1)).map(TraceReader::unquoted).toList();
  }

  private static String unquoted(String cell) {
    var plain = cell.strip();
    return plain.length() >= 2 && plain.startsWith("\"") && plain.endsWith("\"")
        ? plain.substring(1, plain.length() - 1).strip()
        : plain;
  }

  private Row row(int index) throws BadTraceException {
    int line = index + 1;
    var cells = cells(lines.get(index), separator);
    if (cells.size() <= Math.max(timeColumn, requestsColumn)) {
      throw BadTraceException.at(
          line,
          "it has %d of the header's columns, so time or requests is missing."
              .formatted(cells.size()));
    }
    var time = cells.get(timeColumn);
    return new Row(
        line,
        TraceTime.read(time)
            .orElseThrow(() ->
                BadTraceException.at(
                    line,
                    "time is %s. Write it as 2026-01-05T08:00:00Z, with another offset (+01:00), without one for UTC, or in seconds since 1970."
                        .formatted(Quote.of(time)))),
        requests(line, cells.get(requestsColumn)));
  }

  private double requests(int line, String text) throws BadTraceException {
    double number;
    try {
      number = Double.parseDouble(separator.equals(",") ? text : text.replace(',', '.'));
    } catch (NumberFormatException _) {
      number = Double.NaN;
    }
    if (!Double.isFinite(number)) {
      throw BadTraceException.at(line, "requests is %s, not a number.".formatted(Quote.of(text)));
    }
    if (number < 0) {
      throw BadTraceException.at(line, "requests is %s. It cannot be negative.".formatted(text));
    }
    if (number > 1e12) {
      throw BadTraceException.at(
          line, "requests is %s. At most 1e12 are possible.".formatted(text));
    }
    return number;
  }

  private static void checkOrder(List<Row> rows) throws BadTraceException {
    if (rows.size() < 2) {
      return;
    }
    var row = rows.getLast();
    var before = rows.get(rows.size() - 2);
    var step = Duration.between(before.time(), row.time());
    if (step.isZero()) {
      throw BadTraceException.at(
          row.line(),
          "it has the time of line %d again (%s).".formatted(before.line(), row.time()));
    }
    if (step.isNegative()) {
      throw BadTraceException.at(
          row.line(),
          "its time, %s, is before that of line %d. Sort the rows by time."
              .formatted(row.time(), before.line()));
    }
    checkStep(rows, step);
    if (Duration.between(rows.getFirst().time(), row.time()).compareTo(Trace.LONGEST) > 0) {
      throw BadTraceException.at(
          row.line(),
          "it is more than %d days after the first row, which is as far as a simulation goes."
              .formatted(Trace.LONGEST.toDays()));
    }
  }

  private static void checkStep(List<Row> rows, Duration step) throws BadTraceException {
    var row = rows.getLast();
    var regular = step(rows);
    if (rows.size() == 2
        && (step.toMillis() % Trace.FINEST.toMillis() != 0
            || step.compareTo(Duration.ofHours(1)) > 0)) {
      throw BadTraceException.at(
          row.line(),
          "the step is %s. Use 10 seconds or a multiple of it, at most an hour (sum up shorter steps)."
              .formatted(words(step)));
    }
    if (step.equals(regular)) {
      return;
    }
    var expected = rows.get(rows.size() - 2).time().plus(regular);
    if (step.toMillis() % regular.toMillis() == 0) {
      throw BadTraceException.at(
          row.line(),
          "%d rows are missing before it: the step is %s, so %s was expected, not %s. Add them (with 0 where nothing arrived)."
              .formatted(
                  step.toMillis() / regular.toMillis() - 1, words(regular), expected, row.time()));
    }
    throw BadTraceException.at(
        row.line(),
        "its time is %s, but the step is %s, so %s was expected. All steps must be equal."
            .formatted(row.time(), words(regular), expected));
  }

  private static Duration step(List<Row> rows) {
    return Duration.between(rows.get(0).time(), rows.get(1).time());
  }

  private static String words(Duration step) {
    long seconds = step.toSeconds();
    if (step.toMillis() % 1000 != 0) {
      return step.toMillis() + " milliseconds";
    }
    if (seconds % 3600 == 0) {
      return seconds == 3600 ? "1 hour" : seconds / 3600 + " hours";
    }
    if (seconds % 60 == 0) {
      return seconds == 60 ? "1 minute" : seconds / 60 + " minutes";
    }
    return seconds == 1 ? "1 second" : seconds + " seconds";
  }
}
