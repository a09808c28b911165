/** Tests of the verb {@code lint}. */
@NullMarked
package io.github.tagscaler.command.lint;

import org.jspecify.annotations.NullMarked;
