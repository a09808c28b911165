/** The verb {@code lint}: checks catalogs and tags without AWS. */
@NullMarked
package io.github.tagscaler.command.lint;

import org.jspecify.annotations.NullMarked;
