/** JSON as a value: what events are read from and outcomes are written to. Pure. */
@NullMarked
package io.github.tagscaler.json;

import org.jspecify.annotations.NullMarked;
