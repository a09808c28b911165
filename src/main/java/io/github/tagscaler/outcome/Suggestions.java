package io.github.tagscaler.outcome;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds what an owner probably meant to write.
 *
 * <p>Near is an edit distance of at most two, where two neighbouring letters swapped are one edit,
 * as they are one slip of the fingers. Upper and lower case count as the same: policy names are
 * exact, and {@code LLM} for {@code llm} is the likeliest mistake of all.
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

    /** At least half of the letters must agree: two edits turn "rps" into "cpu". */
    boolean isNear() {
      return edits <= MOST_EDITS && edits * 2 <= longer;
    }
  }

  /** The edit distance; some number above {@link #MOST_EDITS} where it is more than that. */
  private static int distance(String from, String to) {
    if (Math.abs(from.length() - to.length()) > MOST_EDITS) {
      return MOST_EDITS + 1;
    }
    var edits = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        edits[i][j] = cheapest(edits, from, to, i, j);
      }
    }
    return edits[from.length()][to.length()];
  }

  private static int cheapest(int[][] edits, String from, String to, int i, int j) {
    if (i == 0 || j == 0) {
      return i + j;
    }
    int replaced = edits[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
    int cheapest = Math.min(replaced, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(cheapest, edits[i - 2][j - 2] + 1) : cheapest;
  }
}
