/**
 * Explains one target: what its tags ask for and where each value comes from, what is registered
 * and by whom, what happened to it, and what its owner may want to do.
 */
@NullMarked
package io.github.tagscaler.command.explain;

import org.jspecify.annotations.NullMarked;
