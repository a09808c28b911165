/** JSON as the stand-in reads and writes it: strict, immutable, without a library. */
@NullMarked
package io.github.tagscaler.standin.json;

import org.jspecify.annotations.NullMarked;
