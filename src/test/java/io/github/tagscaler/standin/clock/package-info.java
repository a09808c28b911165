/** When schedules run. */
@NullMarked
package io.github.tagscaler.standin.clock;

import org.jspecify.annotations.NullMarked;
