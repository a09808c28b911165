/** Traffic traces: from a file, or made up from a seed. */
@NullMarked
package io.github.tagscaler.command.simulate.trace;

import org.jspecify.annotations.NullMarked;
