/** Tests of the checks' knowledge of the template. */
@NullMarked
package io.github.tagscaler.command.doctor.check;

import org.jspecify.annotations.NullMarked;
