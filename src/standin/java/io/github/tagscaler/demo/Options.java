package io.github.tagscaler.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The options of a command line, each with a value; an empty value is the same as none. */
final class Options {
  private final Map<String, String> values = new HashMap<>();

  Options(List<String> known, String... args) {
    for (int i = 0; i < args.length; i += 2) {
      if (!known.contains(args[i])) {
        throw new IllegalArgumentException(
            "Unknown option " + args[i] + ". Known: " + String.join(", ", known));
      }
      if (i + 1 == args.length) {
        throw new IllegalArgumentException(args[i] + " needs a value");
      }
      values.put(args[i], args[i + 1]);
    }
  }

  String text(String name) {
    return values.getOrDefault(name, "");
  }

  int number(String name, int otherwise) {
    var text = text(name);
    try {
      return text.isEmpty() ? otherwise : Integer.parseInt(text);
    } catch (NumberFormatException invalid) {
      throw new IllegalArgumentException(name + " must be a number, not " + text, invalid);
    }
  }
}
