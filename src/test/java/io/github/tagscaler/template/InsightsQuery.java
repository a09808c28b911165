package io.github.tagscaler.template;

import io.github.tagscaler.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * As much of the query language of CloudWatch Logs Insights as the saved queries and the pages use:
 * {@code fields}, {@code filter}, {@code stats}, {@code sort}, {@code limit} and {@code display}. A
 * comparison with a field that a line does not have is false, but for {@code !=}. Whatever else is
 * written is refused.
 */
public final class InsightsQuery {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(/(?:[^/\\\\]|\\\\.)+/|\"[^\"]*\"|'[^']*'|!=|[=><|,()\\[\\]*]|@?[A-Za-z0-9_.]+)");

  private final List<String> tokens = new ArrayList<>();
  private final SequencedSet<String> fields = new LinkedHashSet<>();
  private int next;

  /**
   * @throws IllegalArgumentException if it has a word that is not known here
   */
  public InsightsQuery(String text) {
    var query = text.replaceAll("(?m)^\\s*#.*$", "").strip();
    var token = TOKEN.matcher(query);
    int end = 0;
    while (token.find() && token.start() == end) {
      tokens.add(token.group(1));
      end = token.end();
    }
    if (end != query.length()) {
      throw new IllegalArgumentException("cannot be read: " + query.substring(end));
    }
    rows(List.of()); // so that fields() is complete
  }

  /** The fields of log lines that it names. */
  public SequencedSet<String> fields() {
    return fields;
  }

  /** Its rows for these lines, which are in the order of their time. */
  public List<Map<String, String>> rows(List<Json> lines) {
    next = 0;
    fields.clear();
    var made = new LinkedHashSet<String>();
    var rows = lines.stream().map(Row::of).toList();
    var shown = new ArrayList<String>();
    do {
      var command = take();
      switch (command) {
        case "fields", "display" -> {
          var columns = columns(made);
          rows = rows.stream().map(row -> row.with(columns)).toList();
          shown.clear();
          columns.forEach((name, _) -> shown.add(name));
          made.addAll(shown);
        }
        case "filter" -> {
          var condition = any(made);
          rows = rows.stream().filter(row -> "true".equals(condition.apply(row))).toList();
        }
        case "stats" -> {
          var aggregates = aggregates(made);
          var by = accept("by") ? columns(made) : Map.<String, Function<Row, String>>of();
          rows = grouped(rows, aggregates, by);
          shown.clear();
          shown.addAll(by.keySet());
          shown.addAll(aggregates.keySet());
          made.addAll(shown);
        }
        case "sort" -> rows = sorted(rows, made);
        case "limit" -> rows = rows.stream().limit(Long.parseLong(take())).toList();
        default -> throw new IllegalArgumentException("unknown command " + command);
      }
    } while (accept("|"));
    if (next != tokens.size()) {
      throw new IllegalArgumentException("unexpected " + tokens.get(next));
    }
    return rows.stream().map(row -> row.shown(shown)).toList();
  }

  private Map<String, Function<Row, String>> columns(SequencedSet<String> made) {
    var columns = new LinkedHashMap<String, Function<Row, String>>();
    do {
      int start = next;
      var value = operand(made);
      var name = String.join("", tokens.subList(start, next));
      columns.put(accept("as") ? take() : name, value);
    } while (accept(","));
    return columns;
  }

  private Map<String, Function<List<Row>, String>> aggregates(SequencedSet<String> made) {
    var aggregates = new LinkedHashMap<String, Function<List<Row>, String>>();
    do {
      int start = next;
      var function = take();
      expect("(");
      Function<List<Row>, String> aggregate;
      switch (function) {
        case "count" -> {
          expect("*");
          aggregate = rows -> String.valueOf(rows.size());
        }
        case "latest" -> {
          var value = operand(made);
          aggregate = rows -> value.apply(rows.getLast());
        }
        default -> throw new IllegalArgumentException("unknown function " + function);
      }
      expect(")");
      var name = String.join("", tokens.subList(start, next));
      aggregates.put(accept("as") ? take() : name, aggregate);
    } while (accept(","));
    return aggregates;
  }

  private static List<Row> grouped(
      List<Row> rows,
      Map<String, Function<List<Row>, String>> aggregates,
      Map<String, Function<Row, String>> by) {
    var groups = new LinkedHashMap<List<String>, List<Row>>();
    for (var row : rows) {
      var key = by.values().stream().map(value -> value.apply(row)).toList();
      groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
    }
    return groups.values().stream()
        .map(group -> {
          var values = new LinkedHashMap<String, String>();
          by.forEach((name, value) -> values.put(name, value.apply(group.getLast())));
          aggregates.forEach((name, value) -> values.put(name, value.apply(group)));
          return new Row(Json.object().build(), values);
        })
        .toList();
  }

  private List<Row> sorted(List<Row> rows, SequencedSet<String> made) {
    Comparator<Row> order = (_, _) -> 0;
    do {
      var value = operand(made);
      var one = Comparator.comparing(value, InsightsQuery::compare);
      order = order.thenComparing(accept("desc") ? one.reversed() : one);
      accept("asc");
    } while (accept(","));
    return rows.stream().sorted(order).toList();
  }

  private Function<Row, String> any(SequencedSet<String> made) {
    var any = all(made);
    while (accept("or")) {
      var one = any;
      var other = all(made);
      any = row -> isTrue(one.apply(row)) || isTrue(other.apply(row)) ? "true" : "false";
    }
    return any;
  }

  private Function<Row, String> all(SequencedSet<String> made) {
    var all = condition(made);
    while (accept("and")) {
      var one = all;
      var other = condition(made);
      all = row -> isTrue(one.apply(row)) && isTrue(other.apply(row)) ? "true" : "false";
    }
    return all;
  }

  private Function<Row, String> condition(SequencedSet<String> made) {
    if (accept("(")) {
      var inside = any(made);
      expect(")");
      return inside;
    }
    if (accept("ispresent")) {
      expect("(");
      var value = operand(made);
      expect(")");
      return row -> value.apply(row).isEmpty() ? "false" : "true";
    }
    var value = operand(made);
    var comparison = take();
    return switch (comparison) {
      case "like" -> {
        var pattern = Pattern.compile(take().replaceAll("^/|/$", "").replace("\\/", "/"));
        yield row -> String.valueOf(pattern.matcher(value.apply(row)).find());
      }
      case "in" -> {
        var list = new ArrayList<String>();
        expect("[");
        do {
          list.add(unquoted(take()));
        } while (accept(","));
        expect("]");
        yield row -> String.valueOf(list.contains(value.apply(row)));
      }
      case "=", "!=", ">" -> {
        var other = operand(made);
        yield row ->
            switch (comparison) {
              case "=" -> String.valueOf(value.apply(row).equals(other.apply(row)));
              case "!=" -> String.valueOf(!value.apply(row).equals(other.apply(row)));
              default ->
                  String.valueOf(
                      !value.apply(row).isEmpty()
                          && compare(value.apply(row), other.apply(row)) > 0);
            };
      }
      default -> throw new IllegalArgumentException("unknown comparison " + comparison);
    };
  }

  /** A field, a text, a number, or the first of several that exists. */
  private Function<Row, String> operand(SequencedSet<String> made) {
    var token = take();
    if (token.equals("coalesce")) {
      expect("(");
      var values = new ArrayList<Function<Row, String>>();
      do {
        values.add(operand(made));
      } while (accept(","));
      expect(")");
      return row ->
          values.stream()
              .map(value -> value.apply(row))
              .filter(value -> !value.isEmpty())
              .findFirst()
              .orElse("");
    }
    if (token.matches("[\"'].*|[0-9]+")) {
      return _ -> unquoted(token);
    }
    if (!token.matches("@?[A-Za-z][A-Za-z0-9_.]*")) {
      throw new IllegalArgumentException("no field: " + token);
    }
    if (!made.contains(token)) {
      fields.add(token);
    }
    return row -> row.get(token);
  }

  private static boolean isTrue(String value) {
    return value.equals("true");
  }

  private static int compare(String one, String other) {
    return one.matches("[0-9.]+") && other.matches("[0-9.]+")
        ? new BigDecimal(one).compareTo(new BigDecimal(other))
        : one.compareTo(other);
  }

  private static String unquoted(String token) {
    return token.replaceAll("^[\"']|[\"']$", "");
  }

  private String take() {
    if (next == tokens.size()) {
      throw new IllegalArgumentException("ends too early: " + tokens);
    }
    return tokens.get(next++);
  }

  private boolean accept(String token) {
    boolean found = next < tokens.size() && tokens.get(next).equals(token);
    next += found ? 1 : 0;
    return found;
  }

  private void expect(String token) {
    if (!accept(token)) {
      throw new IllegalArgumentException("expected %s in %s".formatted(token, tokens));
    }
  }

  /** Whether a line has a value at that path, with members and indexes joined by dots. */
  public static boolean has(Json line, String field) {
    return !Row.of(line).get(field).isEmpty();
  }

  /** A line of the log with the columns that commands made. */
  private record Row(Json line, Map<String, String> made) {
    static Row of(Json line) {
      return new Row(line, Map.of());
    }

    String get(String field) {
      var column = made.get(field);
      if (column != null) {
        return column;
      }
      return switch (field) {
        case "@timestamp" -> line.get("timestamp").text().orElse("");
        case "@message" -> line.write();
        default -> at(line, field).map(Row::text).orElse("");
      };
    }

    private static Optional<Json> at(Json value, String path) {
      return Stream.of(path.split("\\."))
          .reduce(
              Optional.of(value),
              (found, name) ->
                  found.flatMap(each ->
                      each instanceof Json.Arr && name.matches("[0-9]+")
                          ? each.stream().skip(Long.parseLong(name)).findFirst()
                          : Optional.of(each.get(name))),
              (a, _) -> a);
    }

    private static String text(Json value) {
      return value.isNull() ? "" : value.text().orElseGet(value::write);
    }

    Row with(Map<String, Function<Row, String>> columns) {
      var more = new LinkedHashMap<>(made);
      columns.forEach((name, value) -> more.put(name, value.apply(this)));
      return new Row(line, more);
    }

    Map<String, String> shown(List<String> columns) {
      var shown = new LinkedHashMap<String, String>();
      columns.forEach(name -> shown.put(name, get(name)));
      return shown;
    }
  }
}
