package io.github.tagscaler.standin.model;

/** An answer that is an AWS error: its HTTP status, its type and its message. */
public final class AwsFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;

  public AwsFailure(int status, String type, String message) {
    super(message);
    this.status = status;
    this.type = type;
  }

  public static AwsFailure of(String type, String message) {
    return new AwsFailure(400, type, message);
  }

  public static AwsFailure validation(String message) {
    return of("ValidationException", message);
  }

  public int status() {
    return status;
  }

  public String type() {
    return type;
  }

  public String text() {
    String message = getMessage();
    return message == null ? type : message;
  }
}
