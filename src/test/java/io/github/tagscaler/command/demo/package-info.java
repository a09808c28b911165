/** Tests of {@code tagscaler demo}. */
@NullMarked
package io.github.tagscaler.command.demo;

import org.jspecify.annotations.NullMarked;
