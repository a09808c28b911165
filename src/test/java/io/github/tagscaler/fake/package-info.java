/** The ports in memory, for tests. */
@NullMarked
package io.github.tagscaler.fake;

import org.jspecify.annotations.NullMarked;
