package io.github.tagscaler.command.plan;

import io.github.tagscaler.resource.Bounds;

/**
 * What capacity does as soon as bounds are registered: Application Auto Scaling moves it into them.
 *
 * @param running what runs before
 * @param after what runs then
 */
public record AtOnce(int running, int after) {
  /** What happens in these bounds. */
  static AtOnce in(Bounds bounds, int running) {
    return new AtOnce(running, Math.clamp(running, bounds.min(), bounds.max()));
  }

  /** How much is added, or removed where it is negative. */
  public int added() {
    return after - running;
  }
}
