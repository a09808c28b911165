package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Place;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.catalog.CatalogTestCase.Given;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Problems;
import io.github.tagscaler.policy.setting.Values;
import io.github.tagscaler.resource.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads {@code tests} of a document. It is separate from {@link CatalogReader} because an error in
 * a test must not affect scaling.
 */
public final class CatalogTestReader {
  /** The keys of a text that has only tests. */
  private static final List<String> ALONE = List.of("version", "tests");

  static final List<String> KEYS = List.of("name", "given", "expect");
  static final List<String> GIVEN_KEYS =
      List.of("kind", "tags", "endpoint-tags", "instance-type", "max-concurrency", "variant");

  /** A known type: an unknown one would match every guardrail with an instance-type. */
  private static final List<String> USUAL_TYPES = List.of("ml.m5.xlarge");

  private static final String USUAL_VARIANT = "AllTraffic";
  private static final int MOST_CONCURRENCY = 200;
  private static final Pattern VARIANT = Pattern.compile("[A-Za-z0-9](-*[A-Za-z0-9]){0,62}");

  /**
   * The tests, and the problems of those that cannot be run.
   *
   * @param tests those without problems
   */
  public record Read(List<CatalogTestCase> tests, List<Problem> problems) {
    public Read {
      tests = List.copyOf(tests);
      problems = List.copyOf(problems);
    }
  }

  private final Problems problems = new Problems();
  private final List<CatalogTestCase> tests = new ArrayList<>();

  private CatalogTestReader() {}

  /** The tests of a document; none if it is not YAML, which {@link CatalogReader} reports. */
  public static Read read(DocumentText document) {
    var reader = new CatalogTestReader();
    if (YamlText.read(document) instanceof YamlText.Parsed.Tree(var root)
        && root instanceof Node.Fields) {
      // CatalogReader reports the problems of the document itself.
      Section.of("", root, new Problems()).ifPresent(reader::document);
    }
    return new Read(reader.tests, reader.problems.list());
  }

  /**
   * The tests of a text that has only tests, in the form of a document: {@code version} and {@code
   * tests}.
   */
  public static Read readAlone(DocumentText text) {
    var reader = new CatalogTestReader();
    if (text.unreadable().isPresent()) {
      reader.problems.add(
          Problem.of(
              Code.CATALOG_INVALID, Place.whole(text.name()), text.unreadable().orElseThrow()));
      return new Read(List.of(), reader.problems.list());
    }
    switch (YamlText.read(text)) {
      case YamlText.Parsed.Failed(var problem) -> reader.problems.add(problem);
      case YamlText.Parsed.Tree(var root) ->
          Section.of("", root, ALONE, reader.problems)
              .ifPresent(document -> {
                Document.version(document);
                reader.document(document);
              });
    }
    return new Read(reader.tests, reader.problems.list());
  }

  private void document(Section document) {
    var node = document.get("tests");
    if (node.isEmpty()) {
      return;
    }
    var alone =
        new Node.Fields(
            document.place(), List.of(new Node.Field(node.get().place(), "tests", node.get())));
    var section = Section.of("", alone, problems).orElseThrow();
    var items = section.list("tests").orElse(List.of());
    for (int i = 0; i < items.size(); i++) {
      var ofTest = new Problems();
      Section.of(section.pathOf("tests", i), items.get(i), KEYS, ofTest)
          .flatMap(CatalogTestReader::test)
          .ifPresent(tests::add);
      problems.addAll(ofTest.list());
    }
  }

  /** Reads a test; one with a problem is not run. */
  private static Optional<CatalogTestCase> test(Section section) {
    var name = section.scalar("name").map(Origin.CatalogValue::value);
    if (!section.has("given")) {
      section.missing("given", "It describes a resource and its tags.");
    }
    if (!section.has("expect")) {
      section.missing("expect", "It says what must result from the tags.");
    }
    var given = section.mapping("given", GIVEN_KEYS).map(CatalogTestReader::given);
    var expected =
        section
            .mapping("expect", ExpectationReader.KEYS)
            .map(ExpectationReader::read)
            .orElse(List.of());
    if (section.has("expect") && expected.isEmpty() && section.problems().isEmpty()) {
      section.report("expect", "expect is empty, so this test can never fail.");
    }
    return section.problems().isEmpty()
        ? given.map(resource -> new CatalogTestCase(section.place(), name, resource, expected))
        : Optional.empty();
  }

  private static Given given(Section section) {
    return new Given(
        section.word("kind", DraftReader.KINDS).orElse(Kind.REAL_TIME),
        section.texts("tags"),
        section.texts("endpoint-tags"),
        section.has("instance-type")
            ? section.words("instance-type").stream().map(Origin.CatalogValue::value).toList()
            : USUAL_TYPES,
        section
            .value(
                "max-concurrency",
                text -> Values.wholeNumber(text).filter(count -> count > 0),
                "Use a whole number from 1.")
            .orElse(MOST_CONCURRENCY),
        section
            .value(
                "variant",
                text -> Optional.of(text).filter(VARIANT.asMatchPredicate()),
                "Use the name of a variant.")
            .orElse(USUAL_VARIANT));
  }
}
