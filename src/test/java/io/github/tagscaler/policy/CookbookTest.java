package io.github.tagscaler.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.policy.catalog.CatalogReader;
import io.github.tagscaler.policy.catalog.DocumentText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The recipes of {@code docs/cookbook.md} give the results on the page. */
class CookbookTest {
  private static final Path DOC = Path.of("docs/cookbook.md");
  private static final Pattern RECIPE = Pattern.compile("(?ms)^## (.*?)(?=^## |\\z)");
  private static final Pattern DOCUMENT = Pattern.compile("(?ms)^```yaml\n# (\\S+)\n(.*?)^```$");
  private static final Pattern TAGS = Pattern.compile("(?ms)^```tags\n(.*?)^```$");

  @ParameterizedTest
  @MethodSource("recipes")
  void each_recipe_gives_the_result_on_the_page(String recipe) {
    var documents =
        DOCUMENT
            .matcher(recipe)
            .results()
            .map(found -> new DocumentText(found.group(1), found.group(2)))
            .toList();
    var examples = TAGS.matcher(recipe).results().map(found -> found.group(1)).toList();

    assertThat(CatalogReader.read(documents).summary().problems()).isEmpty();
    assertThat(examples).isNotEmpty();
    examples.forEach(example -> TagExample.check(example, CatalogReader.read(documents)));
  }

  @Test
  void each_recipe_is_listed_at_the_top() throws IOException {
    assertThat(recipes()).hasSize(12);
    var titles = recipes().map(recipe -> recipe.lines().findFirst().orElseThrow().substring(3));

    assertThat(Files.readString(DOC)).contains(titles.map(title -> "- [" + title + "](#").toList());
  }

  static Stream<String> recipes() throws IOException {
    return RECIPE
        .matcher(Files.readString(DOC))
        .results()
        .map(found -> found.group())
        .toList()
        .stream();
  }
}
