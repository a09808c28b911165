package io.github.tagscaler.event;

import io.github.tagscaler.event.Command.Cause;
import io.github.tagscaler.event.Command.Hint;
import io.github.tagscaler.json.Json;

/**
 * Components that were not in service yet, as messages of the work queue. Like {@link SweepItems},
 * they never go over the bus.
 */
public final class PendingComponents implements EventParser {
  private static final String DETAIL_TYPE = "Pending Component";
  private static final String COMPONENT = "inferenceComponentName";

  PendingComponents() {}

  /**
   * The message that makes Tagscaler reconcile a component again.
   *
   * @param component its name, in its own case
   * @param trigger what made Tagscaler reconcile it first
   */
  public static Json write(String component, Trigger trigger) {
    return QueueMessage.write(DETAIL_TYPE, Json.object().put(COMPONENT, component), trigger);
  }

  @Override
  public String source() {
    return QueueMessage.SOURCE;
  }

  @Override
  public String detailType() {
    return DETAIL_TYPE;
  }

  @Override
  public Command parse(Envelope event) {
    return ResourceName.of(event.detail().get(COMPONENT))
        .flatMap(name -> QueueMessage.trigger(event).map(trigger -> command(name, trigger)))
        .orElseGet(() -> new Command.Ignored("A pending component's message cannot be read."));
  }

  private static Command command(String name, Trigger trigger) {
    var cause =
        switch (trigger.type()) {
          case TAG -> Cause.TAGS_CHANGED;
          case REQUEST, DIRECT -> Cause.REQUESTED;
          case ENDPOINT, COMPONENT, CATALOG, SCHEDULE -> Cause.COMPONENT_CHANGED;
        };
    return new Command.ReconcileResource(
        new Subject.Component(name, false), cause, trigger, Hint.NONE, false);
  }
}
