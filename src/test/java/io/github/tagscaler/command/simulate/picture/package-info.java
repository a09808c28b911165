/** Tests of the pictures of a simulation. */
@NullMarked
package io.github.tagscaler.command.simulate.picture;

import org.jspecify.annotations.NullMarked;
