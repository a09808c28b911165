/** Tests of planning a fleet. */
@NullMarked
package io.github.tagscaler.command.fleet;

import org.jspecify.annotations.NullMarked;
