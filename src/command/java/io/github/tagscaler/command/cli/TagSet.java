package io.github.tagscaler.command.cli;

import io.github.tagscaler.policy.PolicyReader;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * Tags as they are written on the command line: {@code policy=llm max=8}, without the prefix.
 *
 * @param tags by key, in the order in which they were written
 */
public record TagSet(SequencedMap<String, String> tags) {
  public TagSet {
    tags = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tags));
  }

  /** The keys that Tagscaler does not read: other tags of the resource. */
  public List<String> others() {
    return tags.keySet().stream().filter(key -> !PolicyReader.isMeant(key)).toList();
  }

  /** As it is written. */
  @Override
  public String toString() {
    return tags.entrySet().stream()
        .map(tag -> tag.getKey() + "=" + tag.getValue())
        .collect(Collectors.joining(" "));
  }
}
