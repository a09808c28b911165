package io.github.tagscaler.standin.admin;

/** What was asked of the stand-in itself makes no sense; the message tells why. */
public final class AdminException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public AdminException(String message) {
    super(message);
  }
}
