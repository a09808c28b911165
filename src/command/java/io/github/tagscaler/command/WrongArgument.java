package io.github.tagscaler.command;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what is wrong with an argument, without the words of the library that reads it. */
final class WrongArgument {
  private static final Pattern CHOICE =
      Pattern.compile(
          "Invalid value for option '(\\S+)'.*: expected one of \\[(.*)] \\(case-sensitive\\) but was"
              + " '(.*)'");
  private static final Pattern NUMBER =
      Pattern.compile("Invalid value for option '(\\S+)'.*: '(.*)' is not an int");
  private static final Pattern PAIR =
      Pattern.compile(
          "Value for option option '(\\S+)' \\((.*)\\) should be in KEY=VALUE format but was (.*)");
  private static final Pattern MISSING = Pattern.compile("Missing required parameter: '(.*)'");

  private WrongArgument() {}

  static String sentence(String message) {
    Matcher found = CHOICE.matcher(message);
    if (found.matches()) {
      return "%s accepts %s, not \"%s\"."
          .formatted(found.group(1), either(found.group(2)), found.group(3));
    }
    found = NUMBER.matcher(message);
    if (found.matches()) {
      return "%s accepts a whole number, not \"%s\".".formatted(found.group(1), found.group(2));
    }
    found = PAIR.matcher(message);
    if (found.matches()) {
      return "%s accepts %s, not \"%s\".".formatted(found.group(1), found.group(2), found.group(3));
    }
    found = MISSING.matcher(message);
    return found.matches()
        ? found.group(1) + " is missing."
        : message.replace("option option", "option");
  }

  private static String either(String choices) {
    var all = List.of(choices.split(", ", -1));
    return all.size() == 1
        ? choices
        : String.join(", ", all.subList(0, all.size() - 1)) + " or " + all.getLast();
  }
}
