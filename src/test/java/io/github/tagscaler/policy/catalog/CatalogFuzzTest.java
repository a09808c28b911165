package io.github.tagscaler.policy.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.tagscaler.TestRounds;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.resource.Kind;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever documents contain, they are read to their end, without an exception, and with problems
 * that a reader can place. {@code -Dtagscaler.fuzz.catalogs=100000} throws more.
 */
class CatalogFuzzTest {
  private static final long SEED = Long.getLong("tagscaler.fuzz.seed", 20_261_125);
  private static final int ROUNDS =
      Integer.getInteger("tagscaler.fuzz.catalogs", TestRounds.of(1_000, 5_000));

  @Test
  void any_text_is_read_without_an_exception() {
    var catalogs = new RandomDocuments(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      var documents = catalogs.documents();
      try {
        read(documents);
      } catch (RuntimeException | StackOverflowError thrown) {
        fail("round " + round + " of seed " + SEED + ": " + documents, thrown);
      }
    }
  }

  private static void read(List<DocumentText> documents) {
    var catalog = CatalogReader.read(documents);
    var problems = catalog.summary().problems();

    Stream.of(
            problems.stream(),
            catalog.broken().values().stream(),
            catalog.brokenDocuments().values().stream().flatMap(List::stream),
            catalog.unusable().stream().skip(1),
            documents.stream().flatMap(each -> CatalogTestReader.read(each).problems().stream()))
        .flatMap(each -> each)
        .forEach(problem -> check(problem, documents));
    var origin = new Origin.BuiltIn();
    catalog
        .policies()
        .values()
        .forEach(policy -> Stream.of(Kind.values()).forEach(kind -> policy.read(kind, origin)));
    assertThat(problems.isEmpty())
        .as("%s", documents)
        .isEqualTo(catalog.broken().isEmpty() && catalog.brokenDocuments().isEmpty());
    assertThat(catalog.policies())
        .doesNotContainKeys(catalog.broken().keySet().toArray(String[]::new));
  }

  private static void check(Problem problem, List<DocumentText> documents) {
    assertThat(problem.code()).isEqualTo(Code.CATALOG_INVALID);
    assertThat(problem.message())
        .as("%s", documents)
        .matches("(?s)(.*, line [1-9]\\d*, column [1-9]\\d*|[^ ]+|\".*\"): .+[.)?]")
        .isEqualTo(Quote.escape(problem.message()))
        .hasSizeLessThan(120_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[", "{", "- ", "? ", "a: ", "{a: ", "[a, ", "\"", "'", "#", "\n", " ", "&a ", "*a ", "!a ",
        "-", "|", ">", "a\n", "a:\n ", "- a\n", "x,", "{},", "[],", "\\", "%", "\t", "😀"
      })
  void long_texts_are_read_to_their_end(String scrap) {
    var most = YamlText.LONGEST / scrap.length();
    read(List.of(new DocumentText("pay", scrap.repeat(most))));
    read(List.of(new DocumentText("pay", "version: 1\npolicies: " + scrap.repeat(most - 25))));
  }

  @Test
  void many_policies_are_read_to_their_end() {
    var random = new Random(SEED);
    var text = new StringBuilder("version: 1\npolicies:\n  p0: {}\n");
    for (int i = 1; text.length() < YamlText.LONGEST - 40; i++) {
      text.append("  p%d: { extends: p%d }\n".formatted(i, random.nextInt(i)));
    }
    read(List.of(new DocumentText("pay", text.toString())));
  }

  @Test
  void many_mistakes_are_read_to_their_end() {
    var text = new StringBuilder("version: 1\npolicies:\n");
    for (int i = 1; text.length() < YamlText.LONGEST - 40; i++) {
      text.append("  p%d: { extends: q%d }\n".formatted(i, i));
    }
    CatalogReader.read(List.of(new DocumentText("pay", text.toString())));
  }
}
