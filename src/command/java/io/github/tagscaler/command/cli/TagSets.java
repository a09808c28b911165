package io.github.tagscaler.command.cli;

import io.github.tagscaler.command.exit.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/**
 * Reads tag sets from the words of the command line:
 *
 * <pre>
 * policy=llm max=8                             one set
 * policy=llm max=8 vs policy=default           two
 * "policy=llm max=8" "policy=default max=8"    two: a word with several tags is a set of its own
 * policy=llm policy=default                    two: no set has a key twice
 * "schedule=Mon-Fri 08:00-20:00 2-8"           one: a value may have spaces
 * </pre>
 */
public final class TagSets {
  private static final String SEPARATOR = "vs";
  private static final Pattern NEXT_TAG =
      Pattern.compile("[\\s,]+(?=[A-Za-z][\\w.:-]*(?:@[\\w-]+)?=)");

  private final List<TagSet> sets = new ArrayList<>();
  private SequencedMap<String, String> open = new LinkedHashMap<>();

  private TagSets() {}

  /**
   * Reads the words.
   *
   * @throws UsageException if one of them is no tag
   */
  public static List<TagSet> read(List<String> words) {
    var reader = new TagSets();
    for (var word : words) {
      reader.read(word);
    }
    reader.close();
    return List.copyOf(reader.sets);
  }

  private void read(String word) {
    if (word.equals(SEPARATOR)) {
      close();
      return;
    }
    var tags = NEXT_TAG.split(word.strip(), -1);
    if (tags.length > 1) {
      close();
    }
    for (var tag : tags) {
      add(tag);
    }
    if (tags.length > 1) {
      close();
    }
  }

  private void add(String tag) {
    int equals = tag.indexOf('=');
    if (equals < 1) {
      throw new UsageException(
          "\"%s\" is not a tag. Write KEY=VALUE, such as policy=llm max=8.".formatted(tag));
    }
    var key = tag.substring(0, equals).strip();
    if (open.containsKey(key)) {
      close();
    }
    open.put(key, tag.substring(equals + 1).strip());
  }

  private void close() {
    if (!open.isEmpty()) {
      sets.add(new TagSet(open));
      open = new LinkedHashMap<>();
    }
  }
}
