package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.policy.window.Flaw;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The grammar of AWS's cron expressions: the six fields minutes, hours, day of month, month, day of
 * week and year, separated by space. One of the two days is {@code ?}, as the other gives the days
 * there are. This only checks an expression; AWS knows when it is due.
 *
 * <pre>
 * field  = item { "," item }
 * item   = ( "*" | value [ "-" value ] ) [ "/" step ]
 * days of the month also: "L" (the last), "15W" (the weekday nearest to the 15th)
 * days of the week also: "L" (Saturday), "6L" (the last Friday), "3#2" (the second Tuesday);
 *   ranges may run over the week's end, steps there are none
 * an item with L, W or # is the whole field
 * </pre>
 */
final class Cron {
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  private static final String EXAMPLE =
      "The six fields are minutes, hours, day of month, month, day of week and year, as in \"0 6 28 * ? *\".";

  private static final Pattern PASTED =
      Pattern.compile("cron\\s*\\((.*)\\)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern RATE =
      Pattern.compile("rate\\s*\\(.*\\)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");
  private static final Pattern NEAREST = Pattern.compile("(.+)W");
  private static final Pattern LAST = Pattern.compile("(.+)L");
  private static final Pattern NTH = Pattern.compile("(.+)#([1-5])");

  /** One field: its place, its name, and its values by number or word. */
  private record Field(int place, String words, int least, int most, List<String> names) {
    private String of(List<String> fields) {
      return fields.get(place);
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

    private String accepts() {
      return "%s accepts %d to %d%s"
          .formatted(
              words,
              least,
              most,
              names.isEmpty() ? "" : " or %s to %s".formatted(names.getFirst(), names.getLast()));
    }
  }

  private static final Field DAY_OF_MONTH = new Field(2, "day of month", 1, 31, List.of());
  private static final Field DAY_OF_WEEK = new Field(4, "day of week", 1, 7, DAYS);
  private static final List<Field> FIELDS =
      List.of(
          new Field(0, "minutes", 0, 59, List.of()),
          new Field(1, "hours", 0, 23, List.of()),
          DAY_OF_MONTH,
          new Field(3, "month", 1, 12, MONTHS),
          DAY_OF_WEEK,
          new Field(5, "year", 1970, 2199, List.of()));

  private Cron() {}

  /** The flaw of an expression; empty if it is valid. */
  static Optional<Flaw> flaw(String text) {
    var pasted = PASTED.matcher(text.strip());
    if (pasted.matches()) {
      return Optional.of(
          bad(
              "%s must have the six fields only. Did you mean \"%s\"?"
                  .formatted(Quote.of(text), normal(pasted.group(1)))));
    }
    if (RATE.matcher(text.strip()).matches()) {
      return Optional.of(
          bad(
              "%s is a rate, but an action happens at times of the calendar. %s"
                  .formatted(Quote.of(text), EXAMPLE)));
    }
    var fields = List.of(normal(text).split(" ", -1));
    if (fields.size() != FIELDS.size()) {
      return Optional.of(
          bad(
              "%s has %d fields, not six. %s"
                  .formatted(Quote.of(text), normal(text).isEmpty() ? 0 : fields.size(), EXAMPLE)));
    }
    return days(text, fields)
        .or(() -> {
          var wrong = new ArrayList<String>();
          for (var field : FIELDS) {
            item(field, field.of(fields)).ifPresent(wrong::add);
          }
          return wrong.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  bad(
                      "%s is not a valid AWS cron expression: %s. %s"
                          .formatted(Quote.of(text), String.join("; ", wrong), EXAMPLE)));
        });
  }

  /** The expression in its plainest form: one space between fields, words in upper case. */
  static String normal(String text) {
    return text.strip().replaceAll("\\s+", " ").toUpperCase(Locale.ROOT);
  }

  private static Optional<Flaw> days(String text, List<String> fields) {
    boolean anyOfMonth = DAY_OF_MONTH.of(fields).equals("?");
    boolean anyOfWeek = DAY_OF_WEEK.of(fields).equals("?");
    if (anyOfMonth != anyOfWeek) {
      return Optional.empty();
    }
    return Optional.of(
        bad(
            "%s must have ? either as its day of month (the third field) or as its day of week (the fifth). %s"
                .formatted(Quote.of(text), EXAMPLE)));
  }

  /** The flaw of a field, without a full stop. */
  private static Optional<String> item(Field field, String text) {
    boolean day = field.equals(DAY_OF_MONTH) || field.equals(DAY_OF_WEEK);
    if (day && (text.equals("?") || special(field, text))) {
      return Optional.empty();
    }
    var wrong =
        Stream.of(text.split(",", -1))
            .filter(item -> !range(field, item))
            .map(Quote::of)
            .collect(Collectors.joining(", "));
    return wrong.isEmpty()
        ? Optional.empty()
        : Optional.of("%s, not %s".formatted(field.accepts(), wrong));
  }

  /** Whether it is an item that must be a whole day field. */
  private static boolean special(Field field, String text) {
    return text.equals("L")
        || (field.equals(DAY_OF_MONTH)
            ? holds(NEAREST, text, field)
            : holds(LAST, text, field) || holds(NTH, text, field));
  }

  private static boolean holds(Pattern pattern, String text, Field field) {
    var match = pattern.matcher(text);
    return match.matches() && field.value(match.group(1)).isPresent();
  }

  private static boolean range(Field field, String item) {
    var stepped = item.split("/", -1);
    boolean step =
        stepped.length == 1
            || (stepped.length == 2
                && !field.equals(DAY_OF_WEEK)
                && NUMBER.matcher(stepped[1]).matches()
                && Integer.parseInt(stepped[1]) > 0);
    if (!step) {
      return false;
    }
    if (stepped[0].equals("*")) {
      return true;
    }
    var ends = Stream.of(stepped[0].split("-", -1)).map(field::value).toList();
    if (ends.size() > 2 || ends.stream().anyMatch(Optional::isEmpty)) {
      return false;
    }
    return field.equals(DAY_OF_WEEK)
        || ends.getFirst().orElseThrow() <= ends.getLast().orElseThrow();
  }

  private static Flaw bad(String message) {
    return new Flaw(Code.BAD_VALUE, message, List.of());
  }
}
