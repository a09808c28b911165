package io.github.tagscaler.aws;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.NonRetryableException;

/**
 * The members of an answer that AWS's model requires and Tagscaler needs. Without one of them the
 * call has failed, whatever its status.
 */
final class Required {
  private Required() {}

  /** The member, or a failure of the call that says which one is missing. */
  static <T> T member(@Nullable T value, String name) {
    if (value == null) {
      throw NonRetryableException.create("AWS's answer has no " + name);
    }
    return value;
  }
}
