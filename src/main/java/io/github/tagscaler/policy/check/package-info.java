/**
 * Runs the tests that documents of a catalog contain. Only tests of this project call it so far: no
 * command runs it yet. Pure.
 */
@NullMarked
package io.github.tagscaler.policy.check;

import org.jspecify.annotations.NullMarked;
