/** The demo: the real function at work on the stand-in for AWS, in scenes. */
@NullMarked
package io.github.tagscaler.demo;

import org.jspecify.annotations.NullMarked;
