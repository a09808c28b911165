package io.github.tagscaler.command.tags.search;

import io.github.tagscaler.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A YAML value as people write it: what is short on one line, the rest in blocks. */
sealed interface Yaml {
  /** A scalar, quoted where needed. */
  record Scalar(String text) implements Yaml {}

  /** A list. */
  record Items(List<Yaml> items) implements Yaml {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** A mapping, in this order. */
  record Entries(SequencedMap<String, Yaml> entries) implements Yaml {
    public Entries {
      entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
    }
  }

  /** Collects a mapping. */
  final class Mapping {
    private final SequencedMap<String, Yaml> entries = new LinkedHashMap<>();

    Mapping put(String key, Yaml value) {
      entries.put(key, value);
      return this;
    }

    /** A word, a number or a time of Tagscaler's own, which never needs quotes. */
    Mapping put(String key, String plain) {
      return put(key, new Scalar(plain));
    }

    Entries build() {
      return new Entries(entries);
    }
  }

  int WIDTH = 92;

  Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9._/-]*");
  Pattern WORD = Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n");

  /** Any text as a scalar. */
  static Yaml text(String text) {
    return new Scalar(
        PLAIN.matcher(text).matches() && !WORD.matcher(text).matches()
            ? text
            : new Json.Str(text).write());
  }

  /** On one line. */
  private String flow() {
    return switch (this) {
      case Scalar(var text) -> text;
      case Items(var items) ->
          "[" + items.stream().map(Yaml::flow).collect(Collectors.joining(", ")) + "]";
      case Entries(var entries) ->
          entries.entrySet().stream()
              .map(entry -> entry.getKey() + ": " + entry.getValue().flow())
              .collect(Collectors.joining(", ", "{ ", " }"));
    };
  }

  private boolean fits(int column) {
    return this instanceof Scalar || flow().length() + column <= WIDTH;
  }

  /** The lines of a mapping's block, each indented by that much. */
  static List<String> lines(Entries mapping, int indent) {
    var lines = new ArrayList<String>();
    mapping
        .entries()
        .forEach((key, value) -> {
          var start = " ".repeat(indent) + key + ":";
          if (value.fits(start.length() + 1) && !isLong(value)) {
            lines.add(start + " " + value.flow());
          } else {
            lines.add(start);
            lines.addAll(block(value, indent + 2));
          }
        });
    return lines;
  }

  /** A list of mappings is easier to read, and to extend, with an entry a line. */
  private static boolean isLong(Yaml items) {
    return items instanceof Items(var each)
        && each.stream().anyMatch(item -> item instanceof Entries)
        && each.size() + items.flow().length() / 40 > 1;
  }

  private static List<String> block(Yaml value, int indent) {
    return switch (value) {
      case Scalar(var text) -> List.of(" ".repeat(indent) + text);
      case Entries entries -> lines(entries, indent);
      case Items(var items) -> {
        var lines = new ArrayList<String>();
        for (var item : items) {
          if (item.fits(indent + 2)) {
            lines.add(" ".repeat(indent) + "- " + item.flow());
          } else {
            var inner = block(item, indent + 2);
            lines.add(" ".repeat(indent) + "- " + inner.getFirst().stripLeading());
            lines.addAll(inner.subList(1, inner.size()));
          }
        }
        yield lines;
      }
    };
  }
}
