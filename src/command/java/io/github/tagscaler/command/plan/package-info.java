/** {@code tagscaler plan}: what a run of the function would change, and what is wrong. */
@NullMarked
package io.github.tagscaler.command.plan;

import org.jspecify.annotations.NullMarked;
