/** Tests of how targets are named. */
@NullMarked
package io.github.tagscaler.command.target;

import org.jspecify.annotations.NullMarked;
