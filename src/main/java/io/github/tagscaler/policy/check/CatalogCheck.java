package io.github.tagscaler.policy.check;

import io.github.tagscaler.outcome.Place;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.catalog.CatalogReader;
import io.github.tagscaler.policy.catalog.CatalogTestCase;
import io.github.tagscaler.policy.catalog.CatalogTestReader;
import io.github.tagscaler.policy.catalog.DocumentText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the tests of a catalog with the code that reads the tags of real resources. */
public final class CatalogCheck {
  private CatalogCheck() {}

  /**
   * The result of a check.
   *
   * @param problems all problems of the documents and of their tests
   * @param passed the number of tests whose expectations are met
   * @param failed the number of tests with an unmet expectation
   * @param skipped the number of tests that could not run because their document, or the platform
   *     team's, is broken
   * @param failures the unmet expectations
   */
  public record Report(
      List<Problem> problems, int passed, int failed, int skipped, List<Failure> failures) {
    public Report {
      problems = List.copyOf(problems);
      failures = List.copyOf(failures);
    }

    /** Whether there is neither a problem nor a failure. */
    public boolean clean() {
      return problems.isEmpty() && failures.isEmpty();
    }
  }

  /**
   * An expectation that was not met.
   *
   * @param place where the expectation is
   * @param test the name of the test, if it has one
   * @param expected the expected value, as the document writes it
   * @param actual the actual value
   */
  public record Failure(Place place, Optional<String> test, String expected, String actual) {
    /** As a sentence with its place. */
    public String message() {
      return "%s: expected %s, got %s%s"
          .formatted(place, expected, actual, test.map(name -> " (" + name + ")").orElse(""));
    }
  }

  /**
   * Documents with their tests.
   *
   * @param texts the documents
   * @param catalog what {@link CatalogReader} made of them
   * @param tests the texts with tests alone, called {@code tests/pay} if they belong to document
   *     {@code pay}
   */
  public record Documents(List<DocumentText> texts, Catalog catalog, List<DocumentText> tests) {
    public Documents {
      texts = List.copyOf(texts);
      tests = List.copyOf(tests);
    }

    /** Documents without texts of tests alone. */
    public static Documents of(List<DocumentText> texts) {
      return new Documents(texts, CatalogReader.read(texts), List.of());
    }
  }

  /**
   * Checks documents.
   *
   * @param reader reads the tags of the tests
   * @param zone the time zone of windows and dates that name none
   * @param now until when a pause holds is judged by it
   */
  public static Report check(Documents documents, PolicyReader reader, ZoneId zone, Instant now) {
    var catalog = documents.catalog();
    var run = new Run(reader, catalog, zone, now);
    run.problems.addAll(catalog.summary().problems());
    documents.texts().forEach(text -> run.all(text.name(), CatalogTestReader.read(text)));
    documents
        .tests()
        .forEach(text ->
            run.all(
                text.name().substring(text.name().lastIndexOf('/') + 1),
                CatalogTestReader.readAlone(text)));
    return run.report();
  }

  private static final class Run {
    private final PolicyReader reader;
    private final Catalog catalog;
    private final ZoneId zone;
    private final Instant now;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private int passed;
    private int failed;
    private int skipped;

    Run(PolicyReader reader, Catalog catalog, ZoneId zone, Instant now) {
      this.reader = reader;
      this.catalog = catalog;
      this.zone = zone;
      this.now = now;
    }

    /** Runs the tests of a document, unless it is broken. */
    void all(String document, CatalogTestReader.Read read) {
      problems.addAll(read.problems());
      if (!catalog.unusable().isEmpty() || catalog.brokenDocuments().containsKey(document)) {
        skipped += read.tests().size();
        return;
      }
      for (var test : read.tests()) {
        var unmet = unmet(test);
        failures.addAll(unmet);
        if (unmet.isEmpty()) {
          passed++;
        } else {
          failed++;
        }
      }
    }

    private List<Failure> unmet(CatalogTestCase test) {
      return CatalogCheck.unmet(test, TestResult.of(test.given(), reader, catalog, now), zone);
    }

    Report report() {
      return new Report(problems.stream().distinct().toList(), passed, failed, skipped, failures);
    }
  }

  private static List<Failure> unmet(CatalogTestCase test, TestResult result, ZoneId zone) {
    var checker = new ExpectationChecker(result, zone);
    return checker.unmet(test).stream()
        .map(unmet -> new Failure(unmet.place(), test.name(), unmet.expected(), unmet.actual()))
        .toList();
  }
}
