package io.github.tagscaler.command.report.model;

import io.github.tagscaler.sweep.TargetState;
import java.util.Locale;

/** Whether a target is scaled, or why not. In the order of a report: what is wrong comes first. */
public enum Coverage {
  /** A problem keeps its tags from being applied. */
  BLOCKED("blocked", "its tags cannot be applied"),
  /** It is not registered yet, or not as its tags ask, and Tagscaler is going to change that. */
  PENDING("pending", "not (or no longer) as its tags ask"),
  /** It is scaled as its tags ask. */
  SCALED("scaled", "scaled as its tags ask"),
  /** It is scaled, but not by Tagscaler, or not by this stack. */
  ANOTHER_TOOL("another tool", "scaled by another tool"),
  /** It has no tags that ask for scaling. */
  UNTAGGED("untagged", "no tag asks for scaling"),
  /** An off switch is set, or somebody suspended its scaling. */
  OFF("off", "switched off, paused or suspended"),
  /** It cannot be judged now. */
  NOT_READY("not ready", "not in service, or it could not be read"),
  /** Application Auto Scaling cannot scale it. */
  NOT_SCALABLE("not scalable", "Application Auto Scaling cannot scale it");

  /** The coverage of a target in that state. */
  public static Coverage of(TargetState state) {
    return switch (state) {
      case REJECTED -> BLOCKED;
      case PENDING -> PENDING;
      case SCALED, FAILING, AT_MAX -> SCALED;
      case NOT_OWNED -> ANOTHER_TOOL;
      case UNTAGGED -> UNTAGGED;
      case OFF, IGNORED, PAUSED, SUSPENDED -> OFF;
      case NOT_READY, UNREAD -> NOT_READY;
      case NOT_SCALABLE -> NOT_SCALABLE;
    };
  }

  private final String label;
  private final String meaning;

  Coverage(String label, String meaning) {
    this.label = label;
    this.meaning = meaning;
  }

  /** For people. */
  public String label() {
    return label;
  }

  /** What it means, as the rest of a sentence. */
  public String meaning() {
    return meaning;
  }

  /** For programs. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
