/** Draws a simulation as SVG and as an HTML page, both self-contained and the same each time. */
@NullMarked
package io.github.tagscaler.command.simulate.picture;

import org.jspecify.annotations.NullMarked;
