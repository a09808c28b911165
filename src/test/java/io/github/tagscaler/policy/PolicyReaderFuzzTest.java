package io.github.tagscaler.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.TestRounds;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Code.Concern;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.PolicyTags.Intent;
import io.github.tagscaler.resource.Kind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever stands in tags and catalogs, they are read. {@code -Dtagscaler.fuzz=1000000} reads more
 * than the usual number of them.
 */
class PolicyReaderFuzzTest {
  private static final long SEED = 20_260_116;
  private static final int ROUNDS =
      Integer.getInteger("tagscaler.fuzz", TestRounds.of(10_000, 50_000));
  private static final int CATALOG_EVERY = 20;
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final List<Kind> KINDS = List.of(Kind.values());

  private static final List<String> SCRAPS =
      List.of(
          "autoscaling:",
          "AUTOSCALİNG:",
          "policy",
          "min",
          "max",
          "metric",
          "target",
          "max-rps",
          "paused",
          "@",
          "blue",
          "+",
          "off",
          "ignore",
          "llm",
          "%s",
          "%n",
          "$1",
          "\\",
          "\"",
          "'",
          " ",
          "\u00a0",
          "\u2028",
          "\u202e",
          "\0",
          "\ud800",
          "😀",
          "ı",
          "İ",
          "K",
          "0",
          "9999999999",
          "-",
          ".",
          "1e9",
          "5m",
          "x".repeat(300));

  @Test
  void any_text_is_read_and_nothing_but_listed_codes_comes_out() {
    var random = new Random(SEED);
    var catalogs = new RandomCatalog(random);
    var sensible = new TagMaps(SEED);
    var catalog = Asked.BUNDLED;
    for (int round = 0; round < ROUNDS; round++) {
      if (round % CATALOG_EVERY == 0) {
        catalog = catalogs.catalog();
      }
      var asked =
          (random.nextBoolean()
                  ? sensible.asked()
                  : Asked.of(KINDS.get(random.nextInt(KINDS.size())))
                      .variant(random.nextBoolean() ? "blue" : "x", "Blue")
                      .endpointTags(tags(random))
                      .componentTags(tags(random))
                      .stackDefault(random.nextInt(3) == 0 ? text(random) : null))
              .catalog(catalog);
      try {
        readAll(asked);
      } catch (AssertionError | RuntimeException failure) {
        throw new AssertionError("round %d: %s".formatted(round, asked), failure);
      }
    }
  }

  private static void readAll(Asked asked) {
    var tags = asked.read();
    if (tags.intent(NOW) == Intent.PAUSED) {
      listed(List.of(tags.pausedNote(NOW)), Concern.WARNING);
    }
    listed(tags.problems(), Concern.OWNER);
    switch (tags.desired(asked.resource(), asked.catalog())) {
      case Reading.Declared(var wish, var warnings) -> listed(warnings, Concern.WARNING);
      case Reading.Invalid(var problems, var warnings) -> {
        assertThat(problems).isNotEmpty();
        listed(
            problems.stream().filter(each -> each.code() != Code.CATALOG_INVALID).toList(),
            Concern.OWNER);
        listed(warnings, Concern.WARNING);
      }
    }
  }

  private static void listed(List<Problem> problems, Concern concern) {
    for (var problem : problems) {
      if (problem.code().concern() != concern || problem.message().isBlank()) {
        throw new AssertionError(problem.toString());
      }
    }
  }

  private static Map<String, String> tags(Random random) {
    var tags = new LinkedHashMap<String, String>();
    for (int count = random.nextInt(6); count > 0; count--) {
      tags.put((random.nextInt(4) == 0 ? "" : "autoscaling:") + text(random), text(random));
    }
    return tags;
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int count = random.nextInt(4); count > 0; count--) {
      text.append(SCRAPS.get(random.nextInt(SCRAPS.size())));
    }
    return text.toString();
  }
}
