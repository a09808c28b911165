package io.github.tagscaler.command.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.command.CommandRun;
import io.github.tagscaler.command.CommandRun.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateCommandTest {
  @TempDir Path directory;

  private Shell shell() {
    return Shell.offline(() -> Instant.parse("2026-01-05T08:00:00Z")).in(directory);
  }

  private CommandRun simulate(String... arguments) {
    var all = new String[arguments.length + 1];
    all[0] = "simulate";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return shell().run(all);
  }

  @Test
  void a_sample_against_two_policies_shows_both_and_what_they_add_up_to() {
    var run = simulate("--trace", "launch-spike", "--price", "2", "policy=llm max=8", "max=4");
    assertThat(run.exit()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("launch-spike: Mon 5 Jan 2026 00:00 to Tue 6 Jan 2026 00:00 (UTC)")
        .contains("1  policy=llm max=8\n", "2  max=4\n", "at max 4")
        .contains("A model, not AWS: rules that AWS does not publish are assumed");
  }

  @Test
  void a_cpu_target_has_an_instance_type_unless_another_is_named() {
    assertThat(simulate("--trace", "launch-spike", "policy=cpu-model").exit()).isZero();
    assertThat(
            simulate("--trace", "launch-spike", "--instance-type", "ml.zz9", "policy=cpu-model")
                .exit())
        .isEqualTo(1);
  }

  @Test
  void an_empty_trace_is_one_sentence() throws IOException {
    Files.writeString(directory.resolve("empty.csv"), "");
    assertThat(simulate("--trace", "empty.csv", "policy=llm"))
        .isEqualTo(
            new CommandRun(
                3,
                "",
                "error: empty.csv: the file is empty. Start with the line time,requests.\n"));
  }

  @Test
  void the_same_command_prints_the_same() {
    assertThat(simulate("--trace", "daily-wave", "policy=llm"))
        .isEqualTo(simulate("--trace", "daily-wave", "policy=llm"));
  }

  @Test
  void a_saved_sample_is_read_again_as_the_same_trace() throws IOException {
    var saved = simulate("--trace", "batch-nights", "--seed", "7", "--save-trace", "nights.csv");
    assertThat(saved).isEqualTo(new CommandRun(0, "", "Wrote nights.csv (10080 rows).\n"));
    assertThat(Files.readString(directory.resolve("nights.csv")))
        .startsWith("time,requests\n2026-01-05T00:00:00Z,");
    assertThat(simulate("--trace", "nights.csv", "--kind", "async", "policy=batch").out())
        .endsWith(
            afterHead(
                simulate(
                        "--trace", "batch-nights", "--seed", "7", "--kind", "async", "policy=batch")
                    .out()));
  }

  private static String afterHead(String out) {
    return out.substring(out.indexOf("\n\n"));
  }

  @Test
  void tags_that_the_function_would_reject_are_shown_with_their_problem() {
    var run = simulate("--trace", "launch-spike", "policy=lmm", "vs", "policy=llm");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out())
        .contains("cannot be simulated: policy=lmm\n", "UnknownPolicy", "Did you mean \"llm\"?")
        .contains("1  policy=llm\n");
  }

  @Test
  void the_picture_fits_the_terminal() {
    for (int width : new int[] {60, 100, 140}) {
      assertThat(
              shell()
                  .wide(width)
                  .run("simulate", "--trace", "daily-wave", "policy=llm max=8")
                  .out())
          .satisfies(out ->
              assertThat(out.lines().filter(line -> !line.contains("_")).toList())
                  .allSatisfy(line ->
                      assertThat(line.codePointCount(0, line.length()))
                          .isLessThanOrEqualTo(width)));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "policy=llm | 64 | Name a trace: --trace daily-wave",
        "--trace daily-wave | 64 | Name the tags to try",
        "--trace daily-wav policy=llm | 64 | Did you mean daily-wave?",
        "--trace daily-wave policy=llm ha | 64 | \"ha\" is not a tag",
        "--trace daily-wave --kind gpu policy=llm | 64 | --kind is \"gpu\"",
        "--trace daily-wave --start soon policy=llm | 64 | \"soon\" is not a time",
        "--trace daily-wave --start 25h policy=llm | 64 | at most 24h",
        "--trace daily-wave --service-time 0 policy=llm | 64 | --service-time must be above 0",
        "--trace daily-wave --max-rps -1 policy=llm | 64 | \"-1\" is not a number above 0",
        "--trace daily-wave --max-rps x policy=llm | 64 | \"x\" is not a number above 0",
        "--trace daily-wave --baseline many policy=llm | 64 | --baseline is \"many\"",
        "--trace daily-wave --price cheap policy=llm | 64 | --price is \"cheap\"",
        "--trace daily-wave --traffic 0 policy=llm | 64 | \"0\" is not a number above 0",
        "--trace daily-wave --save-trace no/where.csv | 3 | there is no directory",
        "--trace daily-wave policy=off | 1 | ''",
      })
  void bad_input_is_one_sentence(String arguments, int exit, String sentence) {
    var run = simulate(arguments.split(" ", -1));
    assertThat(run.exit()).isEqualTo(exit);
    assertThat(run.err()).contains(sentence);
    assertThat(run.err().lines().filter(line -> line.startsWith("error:")).count())
        .isEqualTo(exit == 1 ? 0 : 1);
  }
}
