/** The command {@code tagscaler}: read-only answers about scaling, for people and for scripts. */
@NullMarked
package io.github.tagscaler.command;

import org.jspecify.annotations.NullMarked;
