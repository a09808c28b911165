/** Tests of the verb {@code doctor}. */
@NullMarked
package io.github.tagscaler.command.doctor;

import org.jspecify.annotations.NullMarked;
