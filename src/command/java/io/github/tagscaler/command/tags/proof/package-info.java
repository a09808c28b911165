/**
 * Proves that adopting changes nothing: plans it by the function's own code, carries the plan out
 * in memory, and compares what scales before and after. Pure.
 */
@NullMarked
package io.github.tagscaler.command.tags.proof;

import org.jspecify.annotations.NullMarked;
