/** Pictures of scaling for a terminal. */
@NullMarked
package io.github.tagscaler.command.picture;

import org.jspecify.annotations.NullMarked;
