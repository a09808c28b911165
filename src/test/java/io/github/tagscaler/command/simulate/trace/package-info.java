/** Tests of traces. */
@NullMarked
package io.github.tagscaler.command.simulate.trace;

import org.jspecify.annotations.NullMarked;
