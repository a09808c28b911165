package io.github.tagscaler.outcome;

/**
 * A deployment that set a target's capacity back to that of the endpoint config.
 *
 * @param before the capacity that Application Auto Scaling had set
 * @param after the lower capacity that the deployment set
 */
public record CapacityReset(int before, int after) {}
