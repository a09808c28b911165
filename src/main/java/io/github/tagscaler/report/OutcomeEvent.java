package io.github.tagscaler.report;

import io.github.tagscaler.json.Json;
import java.util.List;

/**
 * An outcome, or a blocked deploy, as an EventBridge event of source {@value #SOURCE}.
 *
 * @param detailType {@code Scaling } and the ending, such as {@code Scaling Applied}; {@code Deploy
 *     Blocked} for a blocked deploy
 * @param detail by the schema of its detail-type
 * @param resources the ARN of the endpoint or inference component, if it is known
 */
public record OutcomeEvent(String detailType, Json.Obj detail, List<String> resources) {
  /** The source of all events that Tagscaler publishes. */
  public static final String SOURCE = "tagscaler";

  public OutcomeEvent {
    resources = List.copyOf(resources);
  }
}
