/** The stand-in's own time, and the schedules that run by it. */
@NullMarked
package io.github.tagscaler.standin.clock;

import org.jspecify.annotations.NullMarked;
