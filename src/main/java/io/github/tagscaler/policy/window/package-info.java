/**
 * Windows: scheduled scaling in plain words. An expression becomes one weekly timeline of bounds,
 * and that becomes the fewest scheduled actions. Pure.
 *
 * <p>{@link Windows#read} reads an expression, {@link Windows#resolve} checks its numbers and gives
 * its {@link Timeline}, and {@link WeeklyAction#of} turns that into scheduled actions.
 */
@NullMarked
package io.github.tagscaler.policy.window;

import org.jspecify.annotations.NullMarked;
