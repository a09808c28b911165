/** Tests of the verb {@code tags}. */
@NullMarked
package io.github.tagscaler.command.tags.reverse;

import org.jspecify.annotations.NullMarked;
