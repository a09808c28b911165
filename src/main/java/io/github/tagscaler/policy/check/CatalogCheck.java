package io.github.tagscaler.policy.check;

import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.catalog.CatalogReader;
import io.github.tagscaler.policy.catalog.CatalogTestCase;
import io.github.tagscaler.policy.catalog.CatalogTestReader;
import io.github.tagscaler.policy.catalog.DocumentText;
import io.github.tagscaler.policy.setting.Place;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
   * Checks documents.
   *
   * @param prefix the prefix of the tag keys
   * @param zone the time zone of windows and dates that name none
   * @param now until when a pause holds is judged by it
   */
  public static Report check(
      List<DocumentText> documents, String prefix, ZoneId zone, Instant now) {
    var catalog = CatalogReader.read(documents);
    var reader = new PolicyReader(prefix, Optional.empty(), zone);
    var problems = new ArrayList<>(catalog.summary().problems());
    var failures = new ArrayList<Failure>();
    int passed = 0;
    int failed = 0;
    int skipped = 0;
    for (var document : documents) {
      var read = CatalogTestReader.read(document);
      problems.addAll(read.problems());
      if (!catalog.unusable().isEmpty() || catalog.brokenDocuments().containsKey(document.name())) {
        skipped += read.tests().size();
        continue;
      }
      for (var test : read.tests()) {
        var unmet = run(test, reader, catalog, prefix, zone, now);
        failures.addAll(unmet);
        if (unmet.isEmpty()) {
          passed++;
        } else {
          failed++;
        }
      }
    }
    return new Report(
        Stream.of(problems).flatMap(List::stream).distinct().toList(),
        passed,
        failed,
        skipped,
        failures);
  }

  private static List<Failure> run(
      CatalogTestCase test,
      PolicyReader reader,
      Catalog catalog,
      String prefix,
      ZoneId zone,
      Instant now) {
    var checker =
        new ExpectationChecker(TestResult.of(test.given(), reader, catalog, prefix, now), zone);
    return checker.unmet(test).stream()
        .map(unmet -> new Failure(unmet.place(), test.name(), unmet.expected(), unmet.actual()))
        .toList();
  }
}
