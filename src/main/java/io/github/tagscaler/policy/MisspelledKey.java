package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Problems;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tag key of Tagscaler behind a misspelled prefix.
 *
 * @param key as it is written: {@code autoscale:policy}
 * @param meant as it would be read: {@code autoscaling:policy}
 */
public record MisspelledKey(String key, String meant) {

  /** The variant that it names. */
  Optional<String> suffix() {
    int at = meant.indexOf('@');
    return at < 0 ? Optional.empty() : Optional.of(meant.substring(at + 1).strip());
  }

  /**
   * The warning that it is not read.
   *
   * @param holder the tagged resource
   */
  Problem warning(Map<String, String> tags, String holder) {
    return Problems.about(
        new Origin.Tag(key, tags.getOrDefault(key, ""), holder),
        Code.MISTYPED_PREFIX,
        "The prefix of this key is misspelled, so the tag is not read. Did you mean %s?"
            .formatted(Quote.of(meant)),
        List.of(meant));
  }
}
