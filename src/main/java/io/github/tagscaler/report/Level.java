package io.github.tagscaler.report;

/** How much a log line matters, by the names that Lambda's log filters know. */
enum Level {
  /** For the record. */
  INFO,
  /** Somebody may have to act, or it is tried again. */
  WARN,
  /** The operator has to act. */
  ERROR
}
