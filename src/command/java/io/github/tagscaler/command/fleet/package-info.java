/**
 * Reads one target or the whole account and plans it by the function's own code: what every target
 * is, and what a run of the function would do about it.
 */
@NullMarked
package io.github.tagscaler.command.fleet;

import org.jspecify.annotations.NullMarked;
