/**
 * The deployed stack, as far as the caller may see it, and the settings that are in force there.
 */
@NullMarked
package io.github.tagscaler.command.stack;

import org.jspecify.annotations.NullMarked;
