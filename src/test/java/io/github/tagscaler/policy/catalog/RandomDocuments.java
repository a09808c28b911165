package io.github.tagscaler.policy.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Generates random texts: valid catalogs, nearly valid ones, broken YAML, and noise. */
public final class RandomDocuments {
  private static final List<String> NAMES =
      List.of("_platform", "pay", "web", "pay", "Bad Name", "", "_other", "presets", "\u202e");

  private static final List<String> SCRAPS =
      Stream.of(
              DraftReader.KEYS.stream(),
              TrackReader.KEYS.stream(),
              StepReader.KEYS.stream(),
              ActionReader.KEYS.stream(),
              CustomMetricReader.KEYS.stream(),
              CustomMetricReader.QUERY_KEYS.stream(),
              PlatformReader.GUARDRAIL_KEYS.stream(),
              Document.PLATFORM_KEYS.stream(),
              CatalogTestReader.GIVEN_KEYS.stream(),
              ExpectationReader.KEYS.stream(),
              Stream.of(
                  ": ",
                  ":",
                  "- ",
                  "\n",
                  "\n  ",
                  "\n    ",
                  "{",
                  "}",
                  "[",
                  "]",
                  ", ",
                  "\"",
                  "'",
                  "|\n",
                  ">-\n",
                  "#",
                  "&a ",
                  "*a",
                  "!!str ",
                  "!x ",
                  "<<: ",
                  "---\n",
                  "...\n",
                  "%YAML 1.1\n",
                  "? ",
                  "@",
                  "`",
                  "\t",
                  "\r",
                  "\u0000",
                  "\u0007",
                  "\u0085",
                  "\u2028",
                  "\ufeff",
                  "\ufffe",
                  "\ud800",
                  "😀",
                  "\\",
                  "\\x",
                  "\\u",
                  "1",
                  "-1",
                  "0",
                  "1e9",
                  "0x1",
                  "1_0",
                  "~",
                  "null",
                  "on",
                  "off",
                  "true",
                  "99999999999",
                  "0.5",
                  ".5",
                  "5m",
                  "cpu",
                  "llm",
                  "default",
                  "mine",
                  "async",
                  "{endpoint}",
                  "{endpont}",
                  "Mon-Fri 08:00-20:00 2-8",
                  "0 6 28 * ? *",
                  "2026-12-31 18:00",
                  "Europe/Berlin",
                  "BadValue",
                  "GuardrailApplied",
                  "%s",
                  "$1"))
          .flatMap(each -> each)
          .toList();

  private final Random random;
  private final List<String> seeds;

  /** The same texts for the same seed. */
  public RandomDocuments(long seed) {
    this.random = new Random(seed);
    this.seeds =
        Stream.of(SampleDocuments.all().stream().map(SampleDocuments.Sample::text), examples())
            .flatMap(each -> each)
            .toList();
  }

  private static Stream<String> examples() {
    return Stream.of("_platform", "pay")
        .map(name -> {
          try {
            return Files.readString(Path.of("docs/examples/catalog/" + name + ".yaml"));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** One to three documents. */
  public List<DocumentText> documents() {
    var documents = new ArrayList<DocumentText>();
    for (int count = 1 + random.nextInt(3); count > 0; count--) {
      documents.add(new DocumentText(one(NAMES), text()));
    }
    return documents;
  }

  private String text() {
    return switch (random.nextInt(8)) {
      case 0 -> scraps(1 + random.nextInt(40));
      case 1 -> one(SCRAPS).repeat(random.nextInt(3_000));
      default -> mutated(one(seeds), random.nextInt(6));
    };
  }

  private String mutated(String text, int times) {
    var mutated = new StringBuilder(text);
    for (; times > 0 && !mutated.isEmpty(); times--) {
      int at = random.nextInt(mutated.length());
      int end = Math.min(mutated.length(), at + 1 + random.nextInt(12));
      switch (random.nextInt(5)) {
        case 0 -> mutated.delete(at, end);
        case 1 -> mutated.insert(at, mutated.substring(at, end));
        case 2 -> mutated.replace(at, end, one(SCRAPS));
        case 3 -> mutated.insert(at, one(SCRAPS));
        default -> {
          var other = one(seeds);
          int from = random.nextInt(other.length());
          mutated.replace(at, mutated.length(), other.substring(from));
        }
      }
    }
    return mutated.toString();
  }

  private String scraps(int count) {
    var text = new StringBuilder();
    for (; count > 0; count--) {
      text.append(one(SCRAPS));
    }
    return text.toString();
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
