package io.github.tagscaler.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Splits a command line as a shell does: quotes hold words together, a backslash joins lines. */
public final class ShellWords {
  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

  private ShellWords() {}

  /** The words of a line; quotes are only around whole words. */
  public static List<String> split(String line) {
    var words = new ArrayList<String>();
    var word = WORD.matcher(line.replace("\\\n", " "));
    while (word.find()) {
      words.add(
          Stream.of(1, 2, 3).map(word::group).filter(Objects::nonNull).findFirst().orElseThrow());
    }
    return words;
  }
}
