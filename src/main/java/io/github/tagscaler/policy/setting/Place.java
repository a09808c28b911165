package io.github.tagscaler.policy.setting;

/**
 * A place in a catalog.
 *
 * @param document the document's name
 * @param line counted from 1
 * @param column counted from 1
 */
public record Place(String document, int line, int column) {
  @Override
  public String toString() {
    return document + ", line " + line + ", column " + column;
  }
}
