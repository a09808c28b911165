package io.github.tagscaler.outcome;

/** Why capacity that a deployment reset is not brought back. */
public enum NotRestored {
  /** No tag and no policy asks for it. */
  NOT_REQUESTED(""),
  MAX("its max allows no more"),
  PAUSED("scaling is paused"),
  SUSPENDED("scaling was suspended outside Tagscaler"),
  FOREIGN_SCHEDULE("another tool's scheduled actions set min and max, too"),
  DRIFT("min and max were changed outside Tagscaler"),
  PROBLEMS("it changes nothing until the problems are solved"),
  IN_VAIN("Application Auto Scaling did not request the capacity when Tagscaler tried");

  private final String clause;

  NotRestored(String clause) {
    this.clause = clause;
  }

  /** As the end of a sentence. */
  String clause() {
    return clause;
  }
}
