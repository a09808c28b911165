package io.github.tagscaler.standin.admin;

/** A request to the stand-in itself is invalid; the message says why. */
public final class AdminException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public AdminException(String message) {
    super(message);
  }
}
