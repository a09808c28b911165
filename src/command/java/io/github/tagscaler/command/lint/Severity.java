package io.github.tagscaler.command.lint;

import java.util.Locale;

/** How bad a finding is. */
enum Severity {
  /** Something does not work as written. */
  ERROR,
  /** It works, but probably not as intended. */
  WARNING;

  /** As answers spell it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
