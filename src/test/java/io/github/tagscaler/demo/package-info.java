/** Tests of the demo. */
@NullMarked
package io.github.tagscaler.demo;

import org.jspecify.annotations.NullMarked;
