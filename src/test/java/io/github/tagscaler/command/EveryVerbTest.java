package io.github.tagscaler.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.command.CommandRun.Shell;
import io.github.tagscaler.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What all verbs have in common, held against each of them on the varied fleet. */
class EveryVerbTest {
  /** These show something else than an answer. */
  private static final Set<String> WITHOUT_ANSWER = Set.of("demo", "completion");

  private static final Pattern ERROR =
      Pattern.compile("(note: [^\n]+\n)*error: [^\n]+\n(Did you mean [^\n]+\n)?(See: [^\n]+\n)?");

  private final Shell shell = Shell.on(VariedFleet.shared().aws()).in(SeededAccount.SEEDS);

  static Stream<String> verbs() {
    return CommandRun.verbs().stream().filter(verb -> !WITHOUT_ANSWER.contains(verb));
  }

  static Stream<Arguments> jsonForms() {
    return verbs()
        .flatMap(verb ->
            VerbForms.of(verb)
                .filter(form -> form.contains("json"))
                .map(form -> Arguments.of(verb, form)));
  }

  static Stream<Arguments> badInput() {
    var bad =
        List.of(
            List.of("--no-such-option"),
            List.of("--format", "xml"),
            List.of("--as-of", "tomorrow"),
            List.of("--catalog", "no-such-folder"),
            List.of("--set", "DefaultPolicy"),
            List.of("--set", "NoSuchSetting=1"),
            List.of("--set", "MaxCapacity=many"),
            List.of("--region"));
    return verbs().flatMap(verb -> bad.stream().map(words -> Arguments.of(verb, words)));
  }

  @ParameterizedTest
  @MethodSource("jsonForms")
  void each_json_answer_follows_the_shipped_schema(String verb, List<String> form) {
    var run = shell.run(form.toArray(String[]::new));

    assertThat(AnswerSchema.errors(verb, run.out())).isEmpty();
    assertThat(run.json().get("version")).isEqualTo(Json.of(1));
    assertThat(run.json().get("command")).isEqualTo(Json.of(verb));
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void each_verb_has_a_json_answer(String verb) {
    assertThat(VerbForms.of(verb)).anyMatch(form -> form.contains("json"));
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void each_verb_has_help_with_examples(String verb) {
    var run = shell.run(verb, "--help");

    assertThat(run.exit()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("Usage: tagscaler " + verb)
        .contains("Example", "  tagscaler " + verb);
    assertThat(run.out().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }

  @ParameterizedTest
  @MethodSource("badInput")
  void bad_input_is_answered_with_one_sentence(String verb, List<String> bad) {
    var words = new ArrayList<>(VerbForms.of(verb).findFirst().orElseThrow());
    words.removeAll(List.of("--catalog", "/tagscaler/catalog"));
    words.addAll(bad);

    var run = shell.run(words.toArray(String[]::new));

    assertThat(run.err()).matches(ERROR);
    assertThat(run.out()).isEmpty();
    assertThat(run.exit()).isEqualTo(64);
  }

  @Test
  void an_unknown_verb_is_answered_with_the_likely_one() {
    assertThat(shell.run("explan", "chat"))
        .isEqualTo(
            new CommandRun(
                64,
                "",
                """
                error: There is no verb "explan".
                Did you mean explain?
                See: tagscaler --help
                """));
  }
}
