/** An account as after {@code sam deploy}: the stand-in for AWS, its events, and the function. */
@NullMarked
package io.github.tagscaler.rehearsal;

import org.jspecify.annotations.NullMarked;
