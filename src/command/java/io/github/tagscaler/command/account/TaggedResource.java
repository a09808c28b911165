package io.github.tagscaler.command.account;

import java.util.Map;

/** A resource with its tags. */
public record TaggedResource(String arn, Map<String, String> tags) {
  public TaggedResource {
    tags = Map.copyOf(tags);
  }

  /** Such as {@code endpoint-config/chat}. */
  public String path() {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }
}
