/**
 * The real function with the real AWS SDK, over HTTP, against the stand-in for AWS: what a user can
 * rely on, and each pitfall of AWS.
 */
@NullMarked
package io.github.tagscaler.endtoend;

import org.jspecify.annotations.NullMarked;
