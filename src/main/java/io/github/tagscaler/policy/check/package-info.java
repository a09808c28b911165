/** Tries catalogs out: their tests are held against what their policies come to. Pure. */
@NullMarked
package io.github.tagscaler.policy.check;

import org.jspecify.annotations.NullMarked;
