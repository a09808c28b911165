package io.github.tagscaler.report;

import io.github.tagscaler.json.Json;
import java.util.List;

/**
 * An outcome as an EventBridge event of source {@value #SOURCE}.
 *
 * @param detailType {@code Scaling } and the ending, such as {@code Scaling Applied}
 * @param detail the outcome, by its schema
 * @param resources the ARN of the endpoint or inference component, if it is known
 */
public record OutcomeEvent(String detailType, Json.Obj detail, List<String> resources) {
  /** What all events of ours come from. */
  public static final String SOURCE = "tagscaler";

  public OutcomeEvent {
    resources = List.copyOf(resources);
  }
}
