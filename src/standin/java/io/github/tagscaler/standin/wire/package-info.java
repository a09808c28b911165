/** How AWS requests and answers look on the wire. */
@NullMarked
package io.github.tagscaler.standin.wire;

import org.jspecify.annotations.NullMarked;
