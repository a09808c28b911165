/** {@code tagscaler demo}: shows the command and the function on a simulated account. */
@NullMarked
package io.github.tagscaler.command.demo;

import org.jspecify.annotations.NullMarked;
