package io.github.tagscaler.json;

import org.jspecify.annotations.Nullable;

/** A text that is no JSON, or none that can be taken; the message is one sentence. */
public final class MalformedJsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedJsonException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
