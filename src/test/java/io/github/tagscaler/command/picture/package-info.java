/** Tests of the pictures that the command draws. */
@NullMarked
package io.github.tagscaler.command.picture;

import org.jspecify.annotations.NullMarked;
