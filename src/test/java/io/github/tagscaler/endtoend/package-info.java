/**
 * The real function with the real AWS SDK, over HTTP, against the stand-in for AWS: what a user can
 * count on, and each trap that AWS lays.
 */
@NullMarked
package io.github.tagscaler.endtoend;

import org.jspecify.annotations.NullMarked;
