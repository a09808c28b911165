package io.github.tagscaler.command.fleet;

import io.github.tagscaler.event.Subject;
import io.github.tagscaler.resource.ResourceStatus;
import io.github.tagscaler.scaling.ObservedTarget;
import java.util.List;
import java.util.Map;

/**
 * An endpoint or component that nothing asks to scale.
 *
 * @param registered what others registered for it
 */
public record UntaggedResource(
    Subject subject,
    String arn,
    ResourceStatus status,
    Map<String, String> tags,
    List<ObservedTarget> registered) {
  public UntaggedResource {
    tags = Map.copyOf(tags);
    registered = List.copyOf(registered);
  }

  /** As it is written on the command line. */
  public String id() {
    return switch (subject) {
      case Subject.Endpoint(var name, _) -> "endpoint/" + name;
      case Subject.Component(var name, _) -> "inference-component/" + name;
    };
  }
}
