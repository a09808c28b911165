package io.github.tagscaler.command.lint;

import io.github.tagscaler.outcome.Code;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is checked.
 *
 * @param id as answers spell it: a code of outcomes, or one of lint's own
 * @param severity of most of its findings
 * @param summary what is wrong, in one sentence
 * @param help what to do
 */
record Rule(String id, Severity severity, String summary, String help) {
  static final Rule CATALOG_INVALID =
      new Rule(
          Code.CATALOG_INVALID.wire(),
          Severity.ERROR,
          "A document of the catalog has an error.",
          "Targets whose tags name a policy of this document are rejected and keep their scaling. If the document is _platform, that concerns every target. Correct what the message names; docs/catalog.md describes the language.");

  static final Rule TEST_FAILED =
      new Rule(
          "TestFailed",
          Severity.ERROR,
          "A test of the catalog expects something else.",
          "Correct the policy, or the test if the new result is intended.");

  static final Rule DUPLICATE_DOCUMENT =
      new Rule(
          "DuplicateDocument",
          Severity.ERROR,
          "Two files are the same document.",
          "A document is named after its file without .yaml or .yml. Remove or rename one of the files.");

  static final Rule NO_DOCUMENT =
      new Rule(
          "NoDocument",
          Severity.ERROR,
          "The catalog has no document.",
          "A document is a file NAME.yaml in the directory itself, or a parameter directly under the path.");

  static final Rule NOT_READ =
      new Rule(
          "NotRead",
          Severity.WARNING,
          "A file looks like a part of the catalog, but is not read.",
          "Documents are the files NAME.yaml in the directory itself, and their tests the files tests/NAME.yaml.");

  static final Rule DOCUMENT_SIZE =
      new Rule(
          "DocumentSize",
          Severity.ERROR,
          "A document is too large for a parameter.",
          "A standard parameter holds 4,096 bytes, an advanced one (aws ssm put-parameter --tier Advanced, which AWS charges for) 8,192. Move tests to a file of their own in tests/, or split the document.");

  /** The rules that concern catalogs. */
  private static final List<Rule> OWN =
      List.of(
          CATALOG_INVALID, TEST_FAILED, DUPLICATE_DOCUMENT, NO_DOCUMENT, NOT_READ, DOCUMENT_SIZE);

  /** The rule whose findings have that code. */
  static Rule of(Code code) {
    if (code == Code.CATALOG_INVALID) {
      return CATALOG_INVALID;
    }
    boolean warns = code.concern() == Code.Concern.WARNING;
    return new Rule(
        code.wire(),
        warns ? Severity.WARNING : Severity.ERROR,
        "Tags that Tagscaler %s with %s.".formatted(warns ? "warns of" : "rejects", code.wire()),
        "Do what the message says. docs/outcomes.md#the-codes describes %s."
            .formatted(code.wire()));
  }

  /** All rules. */
  static List<Rule> all() {
    return Stream.concat(
            OWN.stream(),
            Stream.of(Code.values()).filter(code -> code != Code.CATALOG_INVALID).map(Rule::of))
        .toList();
  }
}
