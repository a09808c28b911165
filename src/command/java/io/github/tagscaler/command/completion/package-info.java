/** {@code tagscaler completion}: lets a shell complete verbs and options. */
@NullMarked
package io.github.tagscaler.command.completion;

import org.jspecify.annotations.NullMarked;
