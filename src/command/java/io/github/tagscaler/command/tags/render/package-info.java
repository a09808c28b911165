/** Writes the answers of the verb {@code tags}: text for people, JSON for programs. */
@NullMarked
package io.github.tagscaler.command.tags.render;

import org.jspecify.annotations.NullMarked;
