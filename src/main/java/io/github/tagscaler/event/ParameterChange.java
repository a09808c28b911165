package io.github.tagscaler.event;

import io.github.tagscaler.json.Json;
import java.util.Set;

/**
 * A document of the catalog was written or deleted, so that what many resources ask for may have
 * changed. The rule lets in only parameters under the catalog's path: a sweep too many does no
 * harm.
 */
final class ParameterChange implements EventParser {
  /** A label on a version changes no value that is read. */
  private static final Set<String> OPERATIONS = Set.of("Create", "Update", "Delete");

  @Override
  public String source() {
    return "aws.ssm";
  }

  @Override
  public String detailType() {
    return "Parameter Store Change";
  }

  @Override
  public Command parse(Envelope event) {
    Json name = event.detail().get("name");
    if (name.text().isEmpty()) {
      return new Command.Ignored(
          "A change in Parameter Store names its parameter %s.".formatted(JsonSnippet.of(name)));
    }
    Json operation = event.detail().get("operation");
    if (operation.text().filter(OPERATIONS::contains).isEmpty()) {
      return new Command.Ignored(
          "The operation %s on parameter %s changes no value; only Create, Update and Delete are"
                  .formatted(JsonSnippet.of(operation), JsonSnippet.of(name))
              + " handled.");
    }
    boolean deleted = operation.text().filter("Delete"::equals).isPresent();
    return new Command.Sweep(
        event.trigger(Trigger.Type.CATALOG),
        false,
        name.text().map(parameter -> new ChangedParameter(parameter, deleted)));
  }
}
