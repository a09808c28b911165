package io.github.tagscaler.policy.catalog;

import static io.github.tagscaler.policy.catalog.TestDocuments.pay;
import static io.github.tagscaler.policy.catalog.TestDocuments.problems;
import static io.github.tagscaler.policy.catalog.TestDocuments.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Place;
import io.github.tagscaler.outcome.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** YAML as catalogs take it: every value its text, every part with its place, nothing clever. */
class YamlTextTest {

  @Test
  void gives_every_part_its_place_and_every_value_its_text() {
    var text =
        """
        # a comment
        a: on
        b: [0700, ~, "x y"]   # another
        """;

    assertThat(YamlText.read(pay(text)))
        .isEqualTo(
            new YamlText.Parsed.Tree(
                new Node.Fields(
                    at(2, 1),
                    List.of(
                        new Node.Field(at(2, 1), "a", new Node.Scalar(at(2, 4), "on", true)),
                        new Node.Field(
                            at(3, 1),
                            "b",
                            new Node.Items(
                                at(3, 4),
                                List.of(
                                    new Node.Scalar(at(3, 5), "0700", true),
                                    new Node.Scalar(at(3, 11), "~", true),
                                    new Node.Scalar(at(3, 14), "x y", false))))))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a: &x 1 | line 1, column 4: YAML anchors (&) and aliases (*) are not supported. Use extends; quote values that start with & or *.",
        "a: *x | line 1, column 4: YAML anchors (&) and aliases (*) are not supported. Use extends; quote values that start with & or *.",
        "*x : 1 | line 1, column 1: YAML anchors (&) and aliases (*) are not supported. Use extends; quote values that start with & or *.",
        "&x a: 1 | line 1, column 1: YAML anchors (&) and aliases (*) are not supported. Use extends; quote values that start with & or *.",
        "a: &x [1] | line 1, column 4: YAML anchors (&) and aliases (*) are not supported. Use extends; quote values that start with & or *.",
        "a: !!int 1 | line 1, column 4: YAML tags (!) are not supported. Quote values that start with !.",
        "a: !x {b: 1} | line 1, column 4: YAML tags (!) are not supported. Quote values that start with !.",
        "a: ! 1 | line 1, column 4: YAML tags (!) are not supported. Quote values that start with !.",
        "[a]: 1 | line 1, column 1: A key must be plain text, not a list or a mapping.",
        "{a: 1}: 1 | line 1, column 1: A key must be plain text, not a list or a mapping.",
        "a: b: c | line 1, column 5: The YAML cannot be read: mapping values are not allowed here.",
        "a: 'x | line 1, column 6: The YAML cannot be read: found unexpected end of stream.",
        "a: @x | line 1, column 4: The YAML cannot be read: found character '@' that cannot start any token. (Do not use @ for indentation).",
      })
  void refuses(String text, String message) {
    assertThat(problems(pay(text))).containsExactly("pay, " + message);
  }

  @Test
  void refuses_a_second_document() {
    assertThat(problems(pay("version: 1\n---\nversion: 1\n")))
        .containsExactly(
            "pay, line 2, column 1: A second YAML document begins here. Use one parameter or file for each document.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%YAML 1.1\n---\nversion: 1\n", "%YAML 3.0\n---\nversion: 1\n"})
  void refuses_other_versions_of_yaml(String text) {
    assertThat(problems(pay(text)))
        .containsExactly(
            "pay, line 1, column 1: Documents are YAML 1.2. Remove the line with %YAML.");
  }

  @Test
  void takes_the_marks_of_one_document() {
    assertThat(problems(pay("%YAML 1.2\n---\nversion: 1\n...\n"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "# nothing but a comment\n", "\uFEFF"})
  void says_so_if_there_is_nothing(String text) {
    assertThat(problems(pay(text)))
        .containsExactly("pay, line 1, column 1: The document is empty. Start it with version: 1.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'version: 1\na: x\u0007' | line 2, column 5: The character U+0007 is not allowed in a document.",
        "'\u0000' | line 1, column 1: The character U+0000 is not allowed in a document.",
        "'version: 1\n\u0001' | line 2, column 1: The character U+0001 is not allowed in a document.",
        "'a: 😀\uFFFE' | line 1, column 6: The character U+FFFE is not allowed in a document.",
      })
  void names_characters_that_cannot_stand_there(String text, String message) {
    assertThat(problems(pay(text))).containsExactly("pay, " + message);
  }

  @Test
  void reads_as_much_as_it_promises_and_no_more() {
    var longest = "version: 1\n#" + "x".repeat(YamlText.LONGEST - 12);

    assertThat(problems(pay(longest))).isEmpty();
    assertThat(problems(pay(longest + "x")))
        .containsExactly(
            "pay, line 1, column 1: The document has 65537 characters, more than the limit of 65536. Split it.");
  }

  @Test
  void reads_as_deep_as_it_promises_and_no_deeper() {
    assertThat(YamlText.read(pay("[".repeat(20) + "]".repeat(20))))
        .isInstanceOf(YamlText.Parsed.Tree.class);
    assertThat(problems(pay("[".repeat(21) + "]".repeat(21))))
        .containsExactly("pay, line 1, column 21: Values are nested more than 20 levels deep.");
    assertThat(problems(pay("{a: ".repeat(21) + "}".repeat(21))))
        .containsExactly("pay, line 1, column 81: Values are nested more than 20 levels deep.");
    assertThat(problems(pay("[".repeat(60_000)))).hasSize(1);
  }

  @Test
  void defuses_the_bomb_of_a_billion_laughs() {
    var bomb =
        """
        version: 1
        a: &a [x, x, x, x, x, x, x, x, x]
        b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
        c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
        """;

    assertThat(problems(pay(bomb)))
        .singleElement()
        .asString()
        .startsWith("pay, line 2, column 4: YAML anchors (&) and aliases (*) are not supported.");
  }

  @Test
  void makes_a_problem_for_the_operator_of_what_cannot_be_read() {
    var problem =
        Problem.of(
            Code.CATALOG_INVALID,
            at(1, 5),
            "The YAML cannot be read: mapping values are not allowed here.");

    assertThat(read(pay("a: b: c")).brokenDocuments())
        .containsExactlyEntriesOf(java.util.Map.of("pay", java.util.List.of(problem)));
  }

  private static Place at(int line, int column) {
    return new Place("pay", line, column);
  }
}
