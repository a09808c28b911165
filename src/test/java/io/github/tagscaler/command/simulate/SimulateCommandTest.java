package io.github.tagscaler.command.simulate;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.command.AnswerSchema;
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
        .contains("A model, not AWS: rules that AWS does not publish are assumed")
        .contains("scale-out-cooldown changes nothing for a tracked metric");
  }

  @Test
  void a_cpu_target_has_an_instance_type_unless_another_is_named() {
    assertThat(simulate("--trace", "launch-spike", "policy=cpu-model").exit()).isZero();
    assertThat(
            simulate(
                    "--trace",
                    "launch-spike",
                    "--instance-type",
                    "ml.zz9.large",
                    "policy=cpu-model")
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

  /** Forty requests at a time for ten minutes, then two: seven of eight units are idle then. */
  private void falling() throws IOException {
    var rows = new StringBuilder("time,requests\n");
    for (int minute = 0; minute < 60; minute++) {
      rows.append("2026-01-05T08:%02dZ,%d\n".formatted(minute, minute < 10 ? 40 * 60 : 2 * 60));
    }
    Files.writeString(directory.resolve("falling.csv"), rows.toString());
  }

  @Test
  void the_chart_draws_the_band_between_both_ends_of_the_scale_in_pace() throws IOException {
    falling();
    var run = shell().wide(66).run("simulate", "--trace", "falling.csv", "policy=llm max=8");
    assertThat(run.out().lines().map(String::stripTrailing).collect(joining("\n", "", "\n")))
        .contains(
            """
               8 ┤██████████▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒──────────────────────────────────
               7 ┤██████████▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▚▚▚▚▚▚▚▚▚▚
               6 ┤██████████▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚
               5 ┤██████████▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚
               4 ┤██████████▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚
               3 ┤██████████▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚
               2 ┤██████████▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚
               1 ┤██████████▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
                 └┬─────────┬─────────┬─────────┬─────────┬─────────┬─────────
                  08:00     08:10     08:20     08:30     08:40     08:50
                  ▄▄▄▄▄▄▄▄▄▄▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂
                  concurrency against its target 5 concurrent requests (half
                  the height)
            """);
  }

  @Test
  void the_series_has_every_minute_at_both_ends_of_the_pace() throws IOException {
    falling();
    var run =
        simulate("--trace", "falling.csv", "--format", "json", "--series", "policy=llm max=8");
    assertThat(AnswerSchema.errors("simulate", run.out())).isEmpty();
    assertThat(run.out())
        .contains(
            "\"series\":{\"stepSeconds\":60,\"needed\":[" + "8,".repeat(10) + "0.4,",
            "\"running\":{\"gradual\":["
                + "8,".repeat(26)
                + "7,".repeat(10)
                + "6,".repeat(10)
                + "5,".repeat(10)
                + "4,4,4,4]",
            "\"straight\":[" + "8,".repeat(26) + "1,".repeat(33) + "1]},\"starting\"",
            "{\"name\":\"concurrency\",\"unit\":\"concurrent requests\",\"target\":5,\"values\":["
                + "5,".repeat(10)
                + "0.25,".repeat(16)
                + "2,");
  }

  @Test
  void the_series_of_more_than_two_weeks_has_longer_steps() throws IOException {
    var rows = new StringBuilder("time,requests\n");
    for (int hour = 0; hour < 15 * 24; hour++) {
      rows.append(Instant.parse("2026-01-05T00:00:00Z").plusSeconds(3600L * hour))
          .append(",3600\n");
    }
    Files.writeString(directory.resolve("long.csv"), rows.toString());
    var run = simulate("--trace", "long.csv", "--format", "json", "--series", "policy=llm");
    assertThat(AnswerSchema.errors("simulate", run.out())).isEmpty();
    assertThat(run.out()).contains("\"series\":{\"stepSeconds\":120,\"needed\":[0.2,0.2,");
  }

  @Test
  void without_asking_there_is_no_series() {
    assertThat(simulate("--trace", "launch-spike", "--format", "json", "policy=llm").out())
        .contains("\"series\":null");
  }

  @Test
  void a_metric_that_requests_do_not_determine_is_named() throws IOException {
    Files.createDirectory(directory.resolve("catalog"));
    Files.writeString(
        directory.resolve("catalog/_platform.yaml"),
        """
        version: 1
        policies:
          mine:
            track:
              - { metric: concurrency, target: 5 }
              - { name: kv-cache, target: 80, custom: { Namespace: App, MetricName: Kv, Statistic: Average, Dimensions: [] } }
        """);
    var run =
        simulate(
            "--trace",
            "launch-spike",
            "--catalog",
            "catalog",
            "--svg",
            "p.svg",
            "--html",
            "p.html",
            "policy=llm",
            "vs",
            "policy=mine");
    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .contains("2  policy=mine\nnot simulated: kv-cache (requests alone do not determine it)\n")
        .doesNotContain("1  policy=llm\nnot");
    assertThat(Files.readString(directory.resolve("p.svg")))
        .contains(
            ">not simulated: kv-cache (requests alone do not determine it)</text>",
            "Policy 2: not simulated: kv-cache (requests alone do not determine it).</desc>");
    assertThat(Files.readString(directory.resolve("p.html")))
        .contains(
            "<li>Policy 2: not simulated: kv-cache (requests alone do not determine it)</li>");
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
        "--trace /nope.csv | 64 | There is no file or sample \"/nope.csv\". Samples: daily-wave, launch-spike, batch-nights.",
        "--trace /nope.csv chat | 64 | There is no file or sample \"/nope.csv\". Samples: daily-wave, launch-spike, batch-nights.",
        "--trace daily-wave --kind asinc policy=llm | 64 | --kind is \"asinc\", but it must be one of real-time, async, serverless, component. Did you mean \"async\"?",
        "--trace daily-wave --instance-type g5.xlarge policy=llm | 64 | Did you mean \"ml.g5.xlarge\"?",
        "--trace daily-wave --start soon policy=llm | 64 | --start accepts a time of at most 24h, such as 250ms, 90s, 5m or 1h, not \"soon\".",
        "--trace daily-wave --start 25h policy=llm | 64 | --start accepts a time of at most 24h, such as 250ms, 90s, 5m or 1h, not \"25h\".",
        "--trace daily-wave --service-time 0 policy=llm | 64 | --service-time is 0, but it must be above 0.",
        "--trace daily-wave --max-rps -1 policy=llm | 64 | --max-rps accepts a number above 0, at most 1e9, not \"-1\".",
        "--trace daily-wave --max-rps x policy=llm | 64 | --max-rps accepts a number above 0, at most 1e9, not \"x\".",
        "--trace daily-wave --baseline many policy=llm | 64 | --baseline is \"many\"",
        "--trace daily-wave --price cheap policy=llm | 64 | --price is \"cheap\"",
        "--trace daily-wave --traffic 0 policy=llm | 64 | --traffic accepts a number above 0, at most 1e9, not \"0\".",
        "--trace daily-wave --save-trace no/where.csv | 3 | there is no directory",
        "--trace daily-wave --series policy=llm | 64 | --series requires --format json",
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
