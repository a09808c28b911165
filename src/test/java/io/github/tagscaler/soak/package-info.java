/**
 * A month in the life of an account, played from a seed: owners make, tag, scale, break and delete;
 * events get lost and calls fail; and in the end everything has to be as the tags ask.
 */
@NullMarked
package io.github.tagscaler.soak;

import org.jspecify.annotations.NullMarked;
