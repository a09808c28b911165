/** {@code tagscaler report}: the whole fleet on one page, as text, CSV, JSON or HTML. */
@NullMarked
package io.github.tagscaler.command.report;

import org.jspecify.annotations.NullMarked;
