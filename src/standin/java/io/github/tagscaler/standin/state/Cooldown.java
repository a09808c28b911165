package io.github.tagscaler.standin.state;

import java.time.Instant;

/**
 * The time after a step of dynamic scaling.
 *
 * @param out whether the step added capacity
 * @param before the capacity before it
 * @param until when the time is over
 */
public record Cooldown(boolean out, int before, Instant until) {}
