/** Tests of what capacity costs. */
@NullMarked
package io.github.tagscaler.command.cost;

import org.jspecify.annotations.NullMarked;
