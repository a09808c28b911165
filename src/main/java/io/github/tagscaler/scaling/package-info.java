/**
 * What Application Auto Scaling should hold, what it holds, and the changes between the two. Pure.
 */
@NullMarked
package io.github.tagscaler.scaling;

import org.jspecify.annotations.NullMarked;
