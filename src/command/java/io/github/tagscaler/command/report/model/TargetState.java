package io.github.tagscaler.command.report.model;

import java.util.Locale;

/** How it is with the scaling of a target. In the order of a report: what is wrong comes first. */
public enum TargetState {
  /** A problem keeps its tags from being applied. */
  BLOCKED("blocked", "its tags cannot be applied"),
  /** Its tags ask for scaling that is not registered yet. */
  PENDING("pending", "tagged, but not registered yet"),
  /** It is scaled as its tags ask. */
  SCALED("scaled", "scaled as its tags ask"),
  /** It is scaled, but not by Tagscaler, or not by this stack. */
  ANOTHER_TOOL("another tool", "scaled by another tool"),
  /** It has no tags that ask for scaling. */
  UNTAGGED("untagged", "no tag asks for scaling"),
  /** An off switch is set. */
  OFF("off", "switched off by its tags"),
  /** It cannot be judged now. */
  NOT_READY("not ready", "cannot be judged now: it is being created or updated, or it failed"),
  /** Application Auto Scaling cannot scale it. */
  NOT_SCALABLE("not scalable", "Application Auto Scaling cannot scale it");

  private final String label;
  private final String meaning;

  TargetState(String label, String meaning) {
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
