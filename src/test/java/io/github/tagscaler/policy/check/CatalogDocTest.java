package io.github.tagscaler.policy.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.catalog.CatalogReader;
import io.github.tagscaler.policy.catalog.CatalogSchema;
import io.github.tagscaler.policy.catalog.DocumentText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code docs/catalog.md} and the catalogs in {@code docs/examples/catalog} agree with the code.
 */
class CatalogDocTest {
  private static final Path DOC = Path.of("docs/catalog.md");
  private static final Path EXAMPLES = Path.of("docs/examples/catalog");
  private static final Pattern VALID = Pattern.compile("(?ms)^```yaml\n# (\\S+)\n(.*?)^```$");
  private static final Pattern INVALID =
      Pattern.compile("(?ms)^```yaml wrong\n(# (\\S+)\n.*?)^```\n\n```text\n(.*?)^```$");

  private static CatalogCheck.Report check(List<DocumentText> documents) {
    var zone = ZoneId.of("UTC");
    return CatalogCheck.check(
        CatalogCheck.Documents.of(documents),
        new PolicyReader("autoscaling:", Optional.empty(), zone),
        zone,
        Instant.parse("2026-01-15T12:00:00Z"));
  }

  static Stream<Arguments> valid() throws IOException {
    return VALID
        .matcher(Files.readString(DOC))
        .results()
        .map(found ->
            Arguments.of(
                found.group(1),
                found.group().replaceFirst("```yaml\n", "").replaceFirst("(?s)```$", "")));
  }

  @ParameterizedTest
  @MethodSource("valid")
  void every_example_passes_its_own_tests(String name, String text) {
    var report = check(List.of(new DocumentText(name, text)));

    assertThat(report.problems()).isEmpty();
    assertThat(report.failures()).extracting(CatalogCheck.Failure::message).isEmpty();
    assertThat(report.passed()).isPositive();
    assertThat(CatalogSchema.errors(text)).isEmpty();
  }

  static Stream<Arguments> invalid() throws IOException {
    return INVALID
        .matcher(Files.readString(DOC))
        .results()
        .map(found -> Arguments.of(found.group(2), found.group(1), found.group(3)));
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void every_invalid_example_gives_the_errors_on_the_page(String name, String text, String errors) {
    assertThat(CatalogReader.read(List.of(new DocumentText(name, text))).summary().problems())
        .extracting(Problem::message)
        .containsExactlyElementsOf(errors.lines().toList());
  }

  @Test
  void the_page_has_examples() throws IOException {
    assertThat(valid()).hasSizeGreaterThan(4);
    assertThat(invalid()).hasSize(2);
  }

  @Test
  void the_example_catalogs_pass_their_own_tests() throws IOException {
    var documents = examples();
    var report = check(documents);

    assertThat(documents).extracting(DocumentText::name).containsExactly("_platform", "pay");
    assertThat(report.problems()).isEmpty();
    assertThat(report.failures()).extracting(CatalogCheck.Failure::message).isEmpty();
    assertThat(report.passed()).isGreaterThan(15);
    assertThat(documents)
        .allSatisfy(each -> assertThat(CatalogSchema.errors(each.text())).isEmpty());
  }

  private static List<DocumentText> examples() throws IOException {
    try (var files = Files.list(EXAMPLES)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .map(CatalogDocTest::read)
          .toList();
    }
  }

  private static DocumentText read(Path file) {
    try {
      return new DocumentText(
          file.getFileName().toString().replaceFirst("\\.yaml$", ""), Files.readString(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
