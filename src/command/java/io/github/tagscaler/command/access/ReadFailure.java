package io.github.tagscaler.command.access;

import io.github.tagscaler.reconcile.CallFailedException;

/** What a call that failed means for the caller, who is not the operator of the function. */
public final class ReadFailure {
  private ReadFailure() {}

  /** What failed, and what the caller can do. */
  public static String sentences(CallFailedException failure) {
    var remedy =
        switch (failure.code()) {
          case ACCESS_DENIED ->
              "Ask for this permission, or use credentials that have it (--profile).";
          case THROTTLED -> "The account makes too many calls at present. Try again in a minute.";
          default -> "";
        };
    return (failure.failure() + " " + remedy).strip();
  }
}
