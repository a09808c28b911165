package io.github.tagscaler.scaling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Which activities of a scalable target are suspended.
 *
 * @param scaleIn whether policies remove no capacity
 * @param scaleOut whether policies add none
 * @param scheduled whether scheduled actions are skipped; none is made up for later
 */
public record Suspension(boolean scaleIn, boolean scaleOut, boolean scheduled) {
  /** Nothing is suspended. */
  public static final Suspension NONE = new Suspension(false, false, false);

  /** Everything is. */
  public static final Suspension ALL = new Suspension(true, true, true);

  /** Whether anything is suspended. */
  public boolean any() {
    return scaleIn || scaleOut || scheduled;
  }

  /** What is suspended here, and not there. */
  Suspension without(Suspension other) {
    return new Suspension(
        scaleIn && !other.scaleIn, scaleOut && !other.scaleOut, scheduled && !other.scheduled);
  }

  /** What is suspended here or there. */
  Suspension and(Suspension other) {
    return new Suspension(
        scaleIn || other.scaleIn, scaleOut || other.scaleOut, scheduled || other.scheduled);
  }

  /** In the form of the tag that records a pause: {@code in+out+scheduled}, or part of it. */
  String text() {
    return String.join("+", chosen("in", "out", "scheduled"));
  }

  /** Parses {@link #text}; what it does not know counts for nothing. */
  static Suspension parse(String text) {
    var words = Arrays.asList(text.trim().toLowerCase(Locale.ROOT).split("\\+", -1));
    return new Suspension(words.contains("in"), words.contains("out"), words.contains("scheduled"));
  }

  /** The activities that are suspended, in words. */
  List<String> activities() {
    return chosen("scale-in", "scale-out", "scheduled scaling");
  }

  private List<String> chosen(String in, String out, String actions) {
    var chosen = new ArrayList<String>();
    if (scaleIn) {
      chosen.add(in);
    }
    if (scaleOut) {
      chosen.add(out);
    }
    if (scheduled) {
      chosen.add(actions);
    }
    return chosen;
  }
}
