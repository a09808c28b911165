/** Runs the function once while its container image is built. */
@NullMarked
package io.github.tagscaler.training;

import org.jspecify.annotations.NullMarked;
