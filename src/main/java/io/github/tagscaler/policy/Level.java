package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What the tags of one level (an endpoint's, or the nearer ones of a variant or component) say,
 * each key read by itself.
 *
 * @param choice what {@code policy} says; a brake if any spelling of the key holds one
 * @param settings what the other keys say
 * @param optsIn whether any of them asks for scaling
 * @param problems what could not be read
 */
record Level(
    Optional<Sourced<PolicyChoice>> choice,
    List<Stated> settings,
    boolean optsIn,
    List<Problem> problems) {
  Level {
    settings = List.copyOf(settings);
    problems = List.copyOf(problems);
  }

  /** A level that says nothing. */
  static final Level SILENT = new Level(Optional.empty(), List.of(), false, List.of());
}
