package io.github.tagscaler.scaling;

import io.github.tagscaler.outcome.CapacityReset;
import java.time.Instant;

/**
 * A deployment that reset the capacity of a target, and whether its owner wants it back.
 *
 * @param since the deployment came then or later
 * @param restore whether Tagscaler brings the capacity back
 */
public record DeployReset(CapacityReset reset, Instant since, boolean restore) {}
