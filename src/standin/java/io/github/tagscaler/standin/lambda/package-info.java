/** AWS Lambda: what it says of functions and their event sources. */
@NullMarked
package io.github.tagscaler.standin.lambda;

import org.jspecify.annotations.NullMarked;
