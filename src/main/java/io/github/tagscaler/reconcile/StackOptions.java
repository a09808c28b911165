package io.github.tagscaler.reconcile;

import io.github.tagscaler.policy.setting.Setting.Adoption;
import java.time.Duration;

/**
 * What the stack's settings decide about reconciling.
 *
 * @param stack the stack's name, which marks the targets that it registers
 * @param releaseAll whether nothing is desired: every run releases what the stack manages, whatever
 *     the tags say, and registers nothing
 * @param dryRun whether the stack plans only
 * @param hasQueue whether there is a queue in which messages can wait
 * @param allowAdopt the most that the tag {@code adopt} may request
 * @param driftDelay how long a change made outside Tagscaler is kept before a sweep undoes it
 */
public record StackOptions(
    String stack,
    boolean releaseAll,
    boolean dryRun,
    boolean hasQueue,
    Adoption allowAdopt,
    Duration driftDelay) {}
