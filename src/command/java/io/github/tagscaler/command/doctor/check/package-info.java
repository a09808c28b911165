/**
 * The checks of an account and a stack: each decides from what was read, and says what mends it.
 */
@NullMarked
package io.github.tagscaler.command.doctor.check;

import org.jspecify.annotations.NullMarked;
