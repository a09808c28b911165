/** What a terminal shows: colors, tables, progress. Knows nothing of scaling. */
@NullMarked
package io.github.tagscaler.command.terminal;

import org.jspecify.annotations.NullMarked;
