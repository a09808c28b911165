/** Tests of {@code tagscaler explain}, against the stand-in. */
@NullMarked
package io.github.tagscaler.command.explain;

import org.jspecify.annotations.NullMarked;
