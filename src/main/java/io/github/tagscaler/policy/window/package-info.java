/**
 * Windows: scheduled scaling in plain words. An expression becomes one weekly timeline of bounds,
 * and that the fewest scheduled actions that keep it. Pure.
 *
 * <p>{@link Windows#read} reads an expression, {@link Windows#resolve} puts numbers in for {@code
 * base}, {@link Timeline} answers what holds when, and {@link Timeline#actions} what AWS is to do.
 */
@NullMarked
package io.github.tagscaler.policy.window;

import org.jspecify.annotations.NullMarked;
