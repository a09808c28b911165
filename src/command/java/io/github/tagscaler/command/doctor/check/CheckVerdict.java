package io.github.tagscaler.command.doctor.check;

import java.util.Locale;

/** How a check ended. */
public enum CheckVerdict {
  /** Something has to be mended. */
  FAILURE,
  /** Something is worth knowing, and may be meant so. */
  WARNING,
  /** The caller may not look, or the call failed. */
  UNKNOWN,
  /** Everything is as it should be. */
  OK;

  /** The word for programs. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
