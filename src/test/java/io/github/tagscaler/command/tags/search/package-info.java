/** Tests of the verb {@code tags}. */
@NullMarked
package io.github.tagscaler.command.tags.search;

import org.jspecify.annotations.NullMarked;
