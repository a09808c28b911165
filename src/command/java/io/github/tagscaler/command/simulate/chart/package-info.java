/** Draws a simulation for a terminal. */
@NullMarked
package io.github.tagscaler.command.simulate.chart;

import org.jspecify.annotations.NullMarked;
