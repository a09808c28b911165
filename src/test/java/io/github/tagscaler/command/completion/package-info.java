/** Tests of {@code tagscaler completion}. */
@NullMarked
package io.github.tagscaler.command.completion;

import org.jspecify.annotations.NullMarked;
