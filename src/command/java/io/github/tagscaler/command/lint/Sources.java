package io.github.tagscaler.command.lint;

import io.github.tagscaler.policy.catalog.DocumentText;
import java.util.List;
import java.util.function.Predicate;

/**
 * A catalog as it was found.
 *
 * @param place the directory, or the path in Parameter Store
 * @param texts its documents, and the tests beside them
 * @param findings what is wrong with its files
 * @param asked which of the paths the user asked for
 */
record Sources(String place, List<Source> texts, List<Finding> findings, Predicate<String> asked) {
  Sources {
    texts = List.copyOf(texts);
    findings = List.copyOf(findings);
  }

  /** What a text is. */
  enum Part {
    DOCUMENT,
    TESTS
  }

  /**
   * A text.
   *
   * @param path of its file or parameter
   * @param bytes its size; 0 if that does not matter
   */
  record Source(String path, Part part, DocumentText text, long bytes) {}

  List<DocumentText> documents() {
    return texts(Part.DOCUMENT);
  }

  List<DocumentText> tests() {
    return texts(Part.TESTS);
  }

  private List<DocumentText> texts(Part part) {
    return texts.stream().filter(each -> each.part() == part).map(Source::text).toList();
  }

  /** The path of the text of that name; the place of the catalog if there is none. */
  String path(String name) {
    return texts.stream()
        .filter(each -> each.text().name().equals(name))
        .map(Source::path)
        .findFirst()
        .orElse(place);
  }
}
