/** Tests of the verb plan. */
@NullMarked
package io.github.tagscaler.command.terminal;

import org.jspecify.annotations.NullMarked;
