/** The function: entry point, settings and wiring. */
@NullMarked
package io.github.tagscaler.lambda;

import org.jspecify.annotations.NullMarked;
