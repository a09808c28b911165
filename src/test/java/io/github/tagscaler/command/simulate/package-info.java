/** Tests of the verb {@code simulate}. */
@NullMarked
package io.github.tagscaler.command.simulate;

import org.jspecify.annotations.NullMarked;
