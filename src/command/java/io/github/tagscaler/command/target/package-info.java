/** Targets as the command line names them, and what exists of them. */
@NullMarked
package io.github.tagscaler.command.target;

import org.jspecify.annotations.NullMarked;
