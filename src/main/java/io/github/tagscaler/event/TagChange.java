package io.github.tagscaler.event;

import io.github.tagscaler.event.Command.Cause;
import io.github.tagscaler.event.Command.Hint;
import io.github.tagscaler.json.Json;
import java.util.Optional;

/**
 * A change of a resource's tags, by any API. The ARN shows the service of the resource.
 *
 * <p>The event has a list of resources and is about one, as its {@code resource-type} and {@code
 * tags} do: the first that is an endpoint or an inference component is taken.
 */
final class TagChange implements EventParser {

  @Override
  public String source() {
    return "aws.tag";
  }

  @Override
  public String detailType() {
    return "Tag Change on Resource";
  }

  @Override
  public Command parse(Envelope event) {
    return event.resources().stream()
        .map(ResourceArn::subject)
        .flatMap(Optional::stream)
        .findFirst()
        .<Command>map(subject -> command(event, subject))
        .orElseGet(() -> ignored(event));
  }

  private static Command command(Envelope event, Subject subject) {
    return new Command.ReconcileResource(
        subject, Cause.TAGS_CHANGED, event.trigger(Trigger.Type.TAG), Hint.NONE, false);
  }

  private static Command ignored(Envelope event) {
    Json first = event.resources().stream().findFirst().orElse(Json.Null.NULL);
    return new Command.Ignored(
        "Tags changed on %s, which is not a SageMaker endpoint or inference component."
            .formatted(JsonSnippet.of(first)));
  }
}
