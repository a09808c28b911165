/** What scaling policies make of a breach. */
@NullMarked
package io.github.tagscaler.standin.autoscaling;

import org.jspecify.annotations.NullMarked;
