package io.github.tagscaler.outcome;

import java.time.Instant;

/**
 * A deployment that set a target's capacity back to that of the endpoint config.
 *
 * @param before the capacity that Application Auto Scaling had set
 * @param after the lower capacity that the deployment set
 * @param deployed the deployment came then or later; with the target, it tells deployments apart
 */
public record CapacityReset(int before, int after, Instant deployed) {}
