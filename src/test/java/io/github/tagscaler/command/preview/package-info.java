/** Tests of the verb {@code try}. */
@NullMarked
package io.github.tagscaler.command.preview;

import org.jspecify.annotations.NullMarked;
