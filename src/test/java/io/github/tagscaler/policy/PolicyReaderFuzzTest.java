package io.github.tagscaler.policy;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.tagscaler.resource.Kind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever stands in tags, they are read. */
class PolicyReaderFuzzTest {
  private static final long SEED = 20_260_116;
  private static final Duration ENOUGH = Duration.ofSeconds(1);
  private static final int ROUNDS = 50_000;
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
  void any_text_is_read_without_an_exception() {
    var random = new Random(SEED);
    long end = System.nanoTime() + ENOUGH.toNanos();
    for (int round = 0; round < ROUNDS && System.nanoTime() < end; round++) {
      var asked =
          Asked.of(KINDS.get(random.nextInt(KINDS.size())))
              .variant(random.nextBoolean() ? "blue" : "x", "Blue")
              .endpointTags(tags(random))
              .componentTags(tags(random))
              .stackDefault(random.nextInt(3) == 0 ? text(random) : null);

      assertThatCode(
              () -> {
                asked.shown();
                asked.reading();
                asked.read().problems();
              })
          .as(asked.toString())
          .doesNotThrowAnyException();
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
