package io.github.tagscaler.event;

/** Somebody with {@code PutEvents} on the bus, a deploy pipeline for one, asks for a look. */
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
