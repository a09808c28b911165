package io.github.tagscaler.policy.catalog;

import java.util.Optional;

/**
 * One document of a catalog as it was found.
 *
 * @param name the last part of its parameter's name or, on a disk, its file's name without {@code
 *     .yaml}
 * @param text YAML, if all is well
 * @param unreadable why its text is not known, in a sentence; empty if it is
 */
public record DocumentText(String name, String text, Optional<String> unreadable) {

  /** A document whose text is known. */
  public DocumentText(String name, String text) {
    this(name, text, Optional.empty());
  }

  /** A document that exists but whose text cannot be read; {@code why} is a sentence. */
  public static DocumentText unreadable(String name, String why) {
    return new DocumentText(name, "", Optional.of(why));
  }
}
