package io.github.tagscaler.settings;

/** A setting that cannot be used; the message is one sentence naming it and what is allowed. */
public final class IllegalSettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A setting that cannot be used. */
  public IllegalSettingException(String message) {
    super(message);
  }
}
