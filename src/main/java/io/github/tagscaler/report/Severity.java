package io.github.tagscaler.report;

/** How much a log line matters, by the names that Lambda's log filters know. */
enum Severity {
  /** For the record. */
  INFO,
  /** The owner may have to act, or it is retried. */
  WARN,
  /** The operator has to act. */
  ERROR
}
