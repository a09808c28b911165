package io.github.tagscaler.outcome;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds what an owner probably meant to write.
 *
 * <p>Near is an {@linkplain EditDistance edit distance} of at most two. Upper and lower case count
 * as the same.
 */
public final class Suggestions {
  private static final int MOST_EDITS = 2;

  private Suggestions() {}

  /**
   * The known word nearest to the given one; empty if none is near, or if the given one is known.
   * Of several as near, the one that agrees best in case, then the first in the alphabet.
   */
  public static Optional<String> closest(String given, Collection<String> known) {
    if (known.contains(given)) {
      return Optional.empty();
    }
    return known.stream()
        .map(word -> Candidate.of(given, word))
        .filter(Candidate::isNear)
        .min(Candidate.NEAREST_FIRST)
        .map(Candidate::word);
  }

  private record Candidate(String word, int edits, int editsWithCase, int longer) {
    static final Comparator<Candidate> NEAREST_FIRST =
        Comparator.comparingInt(Candidate::edits)
            .thenComparingInt(Candidate::editsWithCase)
            .thenComparing(Candidate::word);

    static Candidate of(String given, String word) {
      return new Candidate(
          word,
          distance(given.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT)),
          distance(given, word),
          Math.max(given.length(), word.length()));
    }

    /** Most letters must agree: two edits turn "rps" into "cpu", and "name" into "wake". */
    boolean isNear() {
      return edits <= MOST_EDITS && edits * 2 < longer;
    }
  }

  /** The edit distance; some number above {@link #MOST_EDITS} where it is more than that. */
  private static int distance(String from, String to) {
    return Math.abs(from.length() - to.length()) > MOST_EDITS
        ? MOST_EDITS + 1
        : EditDistance.between(from, to);
  }
}
