package io.github.tagscaler.scaling;

/**
 * Which activities of a scalable target are suspended.
 *
 * @param scaleIn whether policies remove no capacity
 * @param scaleOut whether policies add none
 * @param scheduled whether scheduled actions are skipped; none is made up for later
 */
public record Suspension(boolean scaleIn, boolean scaleOut, boolean scheduled) {
  /** Nothing is suspended. */
  public static final Suspension NONE = new Suspension(false, false, false);

  /** Everything is. */
  public static final Suspension ALL = new Suspension(true, true, true);

  /** Whether anything is suspended. */
  public boolean any() {
    return scaleIn || scaleOut || scheduled;
  }
}
