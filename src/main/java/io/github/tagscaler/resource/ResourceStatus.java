package io.github.tagscaler.resource;

/**
 * The status of an endpoint or inference component as the API spells it ({@code InService}). Only
 * what matters is asked of it; a status that AWS adds one day is simply none of these.
 */
public record ResourceStatus(String wire) {

  /** Whether it takes traffic and can be registered for scaling. */
  public boolean inService() {
    return wire.equals("InService");
  }

  /** Whether it is on its way out, which counts as gone. */
  public boolean deleting() {
    return wire.equals("Deleting");
  }

  /** Whether it is neither in service nor failed: what it shows may not last. */
  public boolean changing() {
    return !inService() && !failed();
  }

  /** Whether it failed for good and waits for its owner. */
  public boolean failed() {
    return wire.equals("Failed");
  }
}
