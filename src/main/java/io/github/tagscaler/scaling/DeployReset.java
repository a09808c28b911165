package io.github.tagscaler.scaling;

import io.github.tagscaler.outcome.CapacityReset;

/**
 * A deployment that reset the capacity of a target, and whether its owner wants it back.
 *
 * @param restore whether Tagscaler brings the capacity back
 */
public record DeployReset(CapacityReset reset, boolean restore) {}
