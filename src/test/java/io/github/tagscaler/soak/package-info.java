/**
 * Simulates a month of an account from a seed: people create, tag, scale, break and delete
 * resources, events are lost and calls fail, and the final state must be the one that the tags
 * require.
 */
@NullMarked
package io.github.tagscaler.soak;

import org.jspecify.annotations.NullMarked;
