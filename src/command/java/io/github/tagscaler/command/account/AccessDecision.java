package io.github.tagscaler.command.account;

/**
 * Whether a call is allowed.
 *
 * @param refusal why it is not; null if it is
 */
public record AccessDecision(
    String action, String resource, @org.jspecify.annotations.Nullable Refusal refusal) {

  /** What refuses a call. */
  public enum Refusal {
    /** No policy allows it. */
    NOT_ALLOWED("no policy allows it"),
    /** A statement of a policy denies it. */
    DENIED("a policy denies it"),
    /** A service control policy of the organization does not allow it. */
    BY_ORGANIZATION("a policy of the organization (SCP) does not allow it"),
    /** The role's permissions boundary does not allow it. */
    BY_BOUNDARY("the permissions boundary does not allow it");

    private final String text;

    Refusal(String text) {
      this.text = text;
    }

    /** A clause. */
    public String text() {
      return text;
    }
  }

  /** Whether the call is allowed. */
  public boolean allowed() {
    return refusal == null;
  }
}
