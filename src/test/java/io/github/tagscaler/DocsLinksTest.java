package io.github.tagscaler;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Every page of the documentation: its links, its JSON and its vocabulary. */
class DocsLinksTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Pattern LINK = Pattern.compile("]\\(([^)#]*)(?:#([^)]*))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

  /** Words that only this project used in that meaning, and what is said for each now. */
  private static final Map<String, String> PRIVATE_WORDS =
      Map.of(
          "catalogue", "catalog",
          "for want of", "because … is missing",
          "hangs? on", "is attached to",
          "of ours|is ours", "managed by Tagscaler",
          "lies? over|laid over", "overrides",
          "is told|are told", "is notified, is reported",
          "comes to", "results in, adds up to",
          "nearer|farther", "more specific, less specific",
          "bears|bore", "sustains, sustained");

  static List<Path> pages() throws IOException {
    return Pages.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void each_link_leads_to_a_file_and_a_heading_that_exist(Path page) {
    var broken =
        LINK.matcher(Pages.withoutCode(page))
            .results()
            .filter(link -> !link.group(1).contains(":"))
            .filter(link -> !exists(page, link))
            .map(MatchResult::group)
            .toList();

    assertThat(broken).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void each_page_is_found_from_the_first_one_or_the_index(Path page) {
    if (page.startsWith("docs/adr")) {
      return;
    }
    var linked =
        Stream.of("README.md", "docs/README.md")
            .map(Path::of)
            .flatMap(from ->
                LINK.matcher(Pages.withoutBlocks(from))
                    .results()
                    .map(link -> from.resolveSibling(link.group(1)).normalize()));

    assertThat(Stream.concat(linked, Stream.of(Path.of("README.md")))).contains(page);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void each_json_block_is_json(Path page) {
    Pages.blocks(page, "json")
        .forEach(
            json -> assertThatCode(() -> JSON.readTree(json)).as(json).doesNotThrowAnyException());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void no_page_uses_a_word_that_only_this_project_uses(Path page) {
    var text = Pages.withoutCode(page);
    var found =
        PRIVATE_WORDS.entrySet().stream()
            .filter(
                word -> Pattern.compile("(?i)\\b(?:" + word.getKey() + ")\\b").matcher(text).find())
            .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));

    assertThat(found).as("words, and what to say").isEmpty();
  }

  @Test
  void anchors_are_spelled_as_on_github() {
    assertThat(
            anchors(
                "# Go to zero\n## Get notified: `Deploy Blocked`\n## The codes\n## The codes\n"))
        .containsExactly("go-to-zero", "get-notified-deploy-blocked", "the-codes", "the-codes-1");
  }

  private static boolean exists(Path page, MatchResult link) {
    var target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1)).normalize();
    var anchor = link.group(2);
    return Files.exists(target)
        && (anchor == null || anchors(Pages.withoutBlocks(target)).contains(anchor));
  }

  /** The headings of a page as links spell them; a heading that repeats gets a number. */
  private static List<String> anchors(String text) {
    var seen = new LinkedHashMap<String, Integer>();
    return HEADING
        .matcher(text)
        .results()
        .map(heading ->
            heading
                .group(1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-'))
        .map(anchor ->
            seen.merge(anchor, 1, Integer::sum) == 1
                ? anchor
                : anchor + "-" + (seen.get(anchor) - 1))
        .toList();
  }
}
