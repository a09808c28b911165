package io.github.tagscaler.command.target;

import java.util.Map;

/**
 * What belongs to an endpoint and may carry tags that were meant for it.
 *
 * @param kind {@code endpoint config} or {@code model}
 */
public record TaggedPart(String kind, String name, Map<String, String> tags) {
  public TaggedPart {
    tags = Map.copyOf(tags);
  }
}
