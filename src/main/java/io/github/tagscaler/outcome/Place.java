package io.github.tagscaler.outcome;

/**
 * A place in a catalog.
 *
 * @param document the document's name
 * @param line counted from 1; 0 for the document as a whole
 * @param column counted from 1; 0 for the document as a whole
 */
public record Place(String document, int line, int column) {

  /** A document as a whole. */
  public static Place whole(String document) {
    return new Place(document, 0, 0);
  }

  @Override
  public String toString() {
    var name = Quote.ifOdd(document);
    return line == 0 ? name : name + ", line " + line + ", column " + column;
  }
}
