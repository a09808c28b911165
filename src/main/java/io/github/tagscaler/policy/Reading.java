package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Problem;
import java.util.List;

/** The desired policy, or why there is none. */
public sealed interface Reading {
  /** Its warnings. */
  List<Problem> warnings();

  /** A desired policy that fits the resource. */
  record Declared(DesiredPolicy policy, List<Problem> warnings) implements Reading {}

  /** All problems, at least one. */
  record Invalid(List<Problem> problems, List<Problem> warnings) implements Reading {}
}
