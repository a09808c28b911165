package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Place;
import io.github.tagscaler.policy.setting.Problems;
import java.util.ArrayList;
import java.util.List;

/** Collects all that is wrong with a document. */
final class Findings {
  private final List<Problem> problems = new ArrayList<>();

  /** What was found so far, each once. */
  List<Problem> problems() {
    return problems.stream().distinct().toList();
  }

  /** How many there are, to see whether what was read since brought more. */
  int count() {
    return problems.size();
  }

  /** Something wrong with a value. */
  void value(Origin.Entry entry, String sentences) {
    value(entry, sentences, List.of());
  }

  /** Something wrong with a value, listing what would be right. */
  void value(Origin.Entry entry, String sentences, List<String> allowed) {
    problems.add(Problems.about(entry, Code.CATALOG_INVALID, sentences, allowed));
  }

  /** Something wrong with a key, or with all that stands under it. */
  void key(Place place, String key, String sentences) {
    key(place, key, sentences, List.of());
  }

  /** Something wrong with a key, or with all that stands under it, listing what would be right. */
  void key(Place place, String key, String sentences, List<String> allowed) {
    var where = place + ": " + (key.isEmpty() ? "" : key + ". ");
    problems.add(
        new Problem(
            Code.CATALOG_INVALID, key.isEmpty() ? null : key, null, where + sentences, allowed));
  }

  /** A problem of a single value, as tags would have it. */
  void add(Problem problem) {
    problems.add(
        new Problem(
            Code.CATALOG_INVALID,
            problem.key(),
            problem.value(),
            problem.message(),
            problem.allowed()));
  }
}
