package io.github.tagscaler.event;

/** A request on the bus, which takes {@code PutEvents}: by a deploy pipeline, for example. */
final class ReconcileRequested implements EventParser {

  @Override
  public String source() {
    return "tagscaler";
  }

  @Override
  public String detailType() {
    return "Reconcile Requested";
  }

  @Override
  public Command parse(Envelope event) {
    return Request.read(event.detail(), event.trigger(Trigger.Type.REQUEST));
  }
}
