package io.github.tagscaler.command.account;

import java.util.Map;
import java.util.Optional;

/**
 * A stack of CloudFormation.
 *
 * @param outputs its outputs by key
 * @param resources the physical IDs of its resources by logical ID
 */
public record Stack(
    String name, String status, Map<String, String> outputs, Map<String, String> resources) {
  public Stack {
    outputs = Map.copyOf(outputs);
    resources = Map.copyOf(resources);
  }

  /** The physical ID of a resource. */
  public Optional<String> resource(String logicalId) {
    return Optional.ofNullable(resources.get(logicalId));
  }
}
