package io.github.tagscaler.command.lint;

import io.github.tagscaler.command.lint.Sources.Part;
import io.github.tagscaler.command.lint.Sources.Source;
import io.github.tagscaler.outcome.Place;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.catalog.CatalogReader;
import io.github.tagscaler.policy.check.CatalogCheck;
import io.github.tagscaler.settings.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A catalog after it was checked.
 *
 * @param place the directory, or the path in Parameter Store
 * @param passed how many tests passed
 * @param failed how many tests failed
 * @param skipped how many tests could not run because their document is broken
 */
record LintedCatalog(
    String place, Catalog catalog, int passed, int failed, int skipped, List<Finding> findings) {
  private static final long STANDARD = 4096;
  private static final long ADVANCED = 8192;
  private static final String PLATFORM = "_platform";
  private static final Comparator<Location> BY_PLACE =
      Comparator.comparing((Location location) ->
              location instanceof Location.InFile(var path, _, _) ? path : "")
          .thenComparingInt(
              location -> location instanceof Location.InFile(_, var line, _) ? line : 0)
          .thenComparingInt(
              location -> location instanceof Location.InFile(_, _, var column) ? column : 0);

  LintedCatalog {
    findings = List.copyOf(findings);
  }

  /** Checks a catalog for a stack with these settings. */
  static LintedCatalog of(Sources sources, Settings settings, Instant now) {
    var read = CatalogReader.read(sources.documents());
    var catalog = settings.requirePlatform() ? read.platformRequired() : read;
    var report =
        CatalogCheck.check(
            new CatalogCheck.Documents(sources.documents(), catalog, sources.tests()),
            settings.policies(),
            settings.timeZone(),
            now);
    var findings = new ArrayList<>(sources.findings());
    sources.texts().forEach(text -> size(text).ifPresent(findings::add));
    report.problems().forEach(problem -> findings.add(finding(problem, sources)));
    report.failures().forEach(failure -> findings.add(finding(failure, sources)));
    settings
        .policies()
        .stackDefaultProblem(Optional.of(catalog))
        .map(why ->
            Finding.of(
                Rule.CATALOG_INVALID,
                Severity.ERROR,
                new Location.InSettings("DefaultPolicy"),
                why))
        .ifPresent(findings::add);
    return new LintedCatalog(
        sources.place(),
        catalog,
        report.passed(),
        report.failed(),
        report.skipped(),
        findings.stream()
            .distinct()
            .filter(each -> asked(each.location(), sources))
            .sorted(Comparator.comparing(Finding::location, BY_PLACE))
            .toList());
  }

  /** All documents depend on the platform team's, so whoever asks for that one asks for all. */
  private static boolean asked(Location location, Sources sources) {
    return !(location instanceof Location.InFile(var path, _, _))
        || sources.asked().test(path)
        || sources.texts().stream()
            .anyMatch(
                text -> text.text().name().equals(PLATFORM) && sources.asked().test(text.path()));
  }

  private static Finding finding(Problem problem, Sources sources) {
    return Finding.of(problem, Severity.ERROR, location(problem.place(), sources));
  }

  private static Finding finding(CatalogCheck.Failure failure, Sources sources) {
    return Finding.of(
        Rule.TEST_FAILED,
        Severity.ERROR,
        location(failure.place(), sources),
        "Expected %s, got %s%s"
            .formatted(
                failure.expected(),
                failure.actual(),
                failure.test().map(name -> " (test \"" + name + "\")").orElse("")));
  }

  private static Location location(@Nullable Place place, Sources sources) {
    return place == null
        ? Location.whole(sources.place())
        : new Location.InFile(sources.path(place.document()), place.line(), place.column());
  }

  private static Optional<Finding> size(Source text) {
    if (text.part() == Part.TESTS || text.bytes() <= STANDARD) {
      return Optional.empty();
    }
    boolean tooLarge = text.bytes() > ADVANCED;
    var sentences =
        tooLarge
            ? "The document has %,d bytes, but a parameter holds at most %,d. Move tests to tests/, or split it."
            : "The document has %,d bytes, more than the %,d of a standard parameter. Store it as an advanced one (--tier Advanced), or move tests to tests/.";
    return Optional.of(
        Finding.of(
            Rule.DOCUMENT_SIZE,
            tooLarge ? Severity.ERROR : Severity.WARNING,
            Location.whole(text.path()),
            String.format(Locale.ROOT, sentences, text.bytes(), tooLarge ? ADVANCED : STANDARD)));
  }

  /** The numbers of its parts, such as {@code 2 documents}. */
  Stream<Count> counts() {
    var summary = catalog.summary();
    return Stream.of(
        new Count(summary.documents().size(), "document", "documents"),
        new Count(summary.policies(), "policy", "policies"),
        new Count(summary.guardrails(), "guardrail", "guardrails"));
  }
}
