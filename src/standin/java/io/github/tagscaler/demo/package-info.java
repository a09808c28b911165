/** The demo: the real function at work on a stand-in for AWS, told in scenes. */
@NullMarked
package io.github.tagscaler.demo;

import org.jspecify.annotations.NullMarked;
