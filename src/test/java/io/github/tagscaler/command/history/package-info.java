/** Tests of the readers of history, over the wire, and of what follows from it. */
@NullMarked
package io.github.tagscaler.command.history;

import org.jspecify.annotations.NullMarked;
