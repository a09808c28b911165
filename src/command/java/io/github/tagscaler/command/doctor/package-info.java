/** The verb {@code doctor}: whether the account and the stack are fit. */
@NullMarked
package io.github.tagscaler.command.doctor;

import org.jspecify.annotations.NullMarked;
