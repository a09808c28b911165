/** The verb {@code tags}: the tags that reproduce what another tool registered. */
@NullMarked
package io.github.tagscaler.command.tags;

import org.jspecify.annotations.NullMarked;
