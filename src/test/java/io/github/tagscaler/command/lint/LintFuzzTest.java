package io.github.tagscaler.command.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.TestRounds;
import io.github.tagscaler.command.AnswerSchema;
import io.github.tagscaler.policy.RandomTags;
import io.github.tagscaler.policy.catalog.RandomDocuments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever files and tags hold, lint answers. */
class LintFuzzTest {
  private static final long SEED = 20_260_105;
  private static final int ROUNDS = TestRounds.of(60, 1_000);

  @TempDir private Path directory;

  @Test
  void any_files_and_tags_get_an_answer() {
    var documents = new RandomDocuments(SEED);
    var tags = new RandomTags(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      var files = new CatalogFiles(directory.resolve("round" + round));
      files.file("tests/pay.yaml", documents.documents().getFirst().text());
      documents.documents().forEach(each -> files.file(each.name() + ".yaml", each.text()));
      var words = new ArrayList<>(List.of(".", "--format", "json", "--kind", "all"));
      tags.tags()
          .forEach((key, value) -> {
            words.add("--tags");
            words.add(key + "=" + value);
          });

      var run = files.lint(words.toArray(String[]::new));

      assertThat(run.exit()).as("round %d: %s", round, run.err()).isIn(0, 1);
      assertThat(run.err()).isEmpty();
      assertThat(AnswerSchema.errors("lint", run.out())).as("round %d", round).isEmpty();
    }
  }
}
