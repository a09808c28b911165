package io.github.tagscaler.command.tags.reverse;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names for entries of a policy, made from names at AWS: valid, and each given once. */
public final class EntryNames {
  private static final int LONGEST = 63;
  private final Set<String> given;

  /** Names that are none of these. */
  public EntryNames(Set<String> taken) {
    this.given = new HashSet<>(taken);
  }

  /** A name like that one. */
  public String like(String name) {
    var plain =
        name.toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9._-]+", "-")
            .replaceAll("^[^a-z0-9]+|[^a-z0-9]+$", "");
    var valid = cut(plain.isEmpty() ? "policy" : plain, LONGEST);
    var unique = valid;
    for (int i = 2; !given.add(unique); i++) {
      unique = cut(valid, LONGEST - 4) + "-" + i;
    }
    return unique;
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length).replaceAll("[^a-z0-9]+$", "");
  }
}
