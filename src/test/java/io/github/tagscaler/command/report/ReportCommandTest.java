package io.github.tagscaler.command.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.command.CommandRun;
import io.github.tagscaler.command.CommandRun.Shell;
import io.github.tagscaler.command.SeededAccount;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verb on the stand-in. Its clock stands at 2026-01-05T08:00:00Z. */
class ReportCommandTest {
  private final StandIn aws = StandIn.start();
  @TempDir private Path directory;

  @BeforeEach
  void seed() {
    aws.seed(
        """
        {"endpoints": [
          {"name": "chat", "tags": {"autoscaling:max": "6", "team": "assist"},
           "variants": [{"name": "blue", "instanceType": "ml.g5.xlarge", "count": 2}]},
          {"name": "typo", "tags": {"autoscaling:policy": "defualt", "team": "assist"},
           "variants": [{"name": "blue", "instanceType": "ml.g5.xlarge", "count": 1}]},
          {"name": "free", "tags": {"team": "media"},
           "variants": [{"name": "blue", "instanceType": "ml.m5.large", "count": 3}]},
          {"name": "theirs",
           "variants": [{"name": "blue", "instanceType": "ml.m5.large", "count": 4}]}],
         "targets": [
          {"resourceId": "endpoint/theirs/variant/blue", "min": 1, "max": 4}],
         "activities": [
          {"resourceId": "endpoint/theirs/variant/blue", "ago": "PT36H",
           "description": "Setting desired instance count to 1.", "cause": "c"},
          {"resourceId": "endpoint/theirs/variant/blue", "ago": "PT12H",
           "description": "Setting desired instance count to 4.", "cause": "c"},
          {"resourceId": "endpoint/theirs/variant/blue", "ago": "PT6H",
           "description": "Setting desired instance count to 5.", "cause": "c", "failure": "No quota."}],
         "metrics": [
          {"namespace": "AWS/SageMaker", "metric": "Invocations", "period": "PT1H",
           "dimensions": {"EndpointName": "theirs", "VariantName": "blue"},
           "values": [%s]}]}
        """
            .formatted(
                IntStream.range(0, 24)
                    .mapToObj(hour -> hour < 4 ? "10" : "0")
                    .collect(Collectors.joining(","))));
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private CommandRun run(String... args) {
    return Shell.on(aws).in(directory).run(args);
  }

  @Test
  void the_answer_in_text() {
    var run = run("report", "--by", "team", "--days", "1", "--price", "2");

    assertThat(run.out())
        .isEqualTo(
            """
            0 of 4 targets are scaled by tags in us-east-1, 0% of what can be scaled

              blocked           1  ■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■  its tags cannot be applied
              pending           1  ■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■  not (or no longer) as its tags ask
              another tool      1  ■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■  scaled by another tool
              untagged          1  ■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■  no tag asks for scaling

              instance-hours a month  4,380–10,220, floor to ceiling; costs 8,760–20,440
              instance-hours saved    36 in 1 day, against the peak running all the time; worth 72
              Hours a month: of all targets, always at min to always at max in 730 hours; what is not scaled
              counts with what it runs now.

            UnknownPolicy  1 target
              autoscaling:policy = "defualt". Did you mean "default"? Known: default, batch, cpu-model, ha, llm,
              office-hours, office-hours-zero, scale-out-only, scale-to-zero.
                endpoint/typo/variant/blue

            Scaling fails  1 target
              No quota.
                endpoint/theirs/variant/blue

              TARGETS  SCALED  PROBLEMS  FLOOR  CEILING  SAVED  team
                    2      0%         1  1,460    5,110      -  assist
                    1      0%         0  2,190    2,190      -  media
                    1      0%         0    730    2,920     36  (not tagged)

              STATE         RUNS  BOUNDS  AT MAX h  IDLE h    H/MONTH  SAVED h  TARGET
              blocked          1       -         -       -        730        -  endpoint/typo/variant/blue
              another tool     4     1-4        12       8  730–2,920       36  endpoint/theirs/variant/blue
              pending          2     1-6         -       -  730–4,380        -  endpoint/chat/variant/blue
              untagged         3       -         -       -      2,190        -  endpoint/free/variant/blue
              Columns without room: FAILED. A wider terminal shows them, and so do --format csv, html and json.

            AT MAX, IDLE, FAILED and SAVED are of the last day. What each number means: tagscaler report --help
            """);
    assertThat(run.exit()).isEqualTo(1);
  }

  @Test
  void on_a_wide_terminal_the_tables_have_all_columns() {
    assertThat(Shell.on(aws).in(directory).wide(120).run("report", "--days", "1").out())
        .endsWith(
            """
              STATE         RUNS  BOUNDS  AT MAX h  IDLE h  FAILED    H/MONTH  SAVED h  TARGET
              blocked          1       -         -       -       -        730        -  endpoint/typo/variant/blue
              another tool     4     1-4        12       8       1  730–2,920       36  endpoint/theirs/variant/blue
              pending          2     1-6         -       -       -  730–4,380        -  endpoint/chat/variant/blue
              untagged         3       -         -       -       -      2,190        -  endpoint/free/variant/blue

            AT MAX, IDLE, FAILED and SAVED are of the last day. What each number means: tagscaler report --help
            """);
  }

  @Test
  void on_a_narrow_terminal_the_tables_keep_the_most_important_columns() {
    var run = Shell.on(aws).in(directory).wide(60).run("report", "--by", "team", "--days", "1");

    assertThat(run.out())
        .startsWith(
            """
            0 of 4 targets are scaled by tags in us-east-1, 0% of what
            can be scaled

              blocked           1  ■■■■■■■■  its tags cannot be applied
              pending           1  ■■■■■■■■  not (or no longer) as its
                                             tags ask
              another tool      1  ■■■■■■■■  scaled by another tool
              untagged          1  ■■■■■■■■  no tag asks for scaling

            """)
        .endsWith(
            """
              TARGETS  SCALED  PROBLEMS  FLOOR  SAVED  team
                    2      0%         1  1,460      -  assist
                    1      0%         0  2,190      -  media
                    1      0%         0    730     36  (not tagged)

              STATE         BOUNDS  TARGET
              blocked            -  endpoint/typo/variant/blue
              another tool     1-4  endpoint/theirs/variant/blue
              pending          1-6  endpoint/chat/variant/blue
              untagged           -  endpoint/free/variant/blue
              Columns without room: RUNS, AT MAX h, IDLE h, FAILED,
              H/MONTH, SAVED h. A wider terminal shows them, and so do
              --format csv, html and json.

            AT MAX, IDLE, FAILED and SAVED are of the last day. What
            each number means: tagscaler report --help
            """);
    assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60));
  }

  @Test
  void a_name_without_room_beside_its_numbers_is_below_them() {
    assertThat(Shell.on(aws).in(directory).wide(50).run("report", "--by", "team").out())
        .contains(
            """
              TARGETS  SCALED  PROBLEMS  SAVED  team
            """,
            """
              STATE         RUNS  BOUNDS  AT MAX h  SAVED h
                  TARGET
              blocked          1       -         -        -
                  endpoint/typo/variant/blue
            """);
  }

  @Test
  void a_misspelled_prefix_has_to_be_fixed() {
    try (var other = StandIn.start()) {
      other.seed(
          "{\"endpoints\": [{\"name\": \"chat\", \"tags\": {\"autoscale:policy\": \"default\"}}]}");
      var run = Shell.on(other).run("report");

      assertThat(run.out())
          .contains(
              """
              MistypedPrefix  1 target
                autoscale:policy = "default". The prefix of this key is misspelled, so the tag is not read. Did
                you mean "autoscaling:policy"?
                  endpoint/chat/variant/AllTraffic
              """);
      assertThat(run.exit()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "taem | error: --by taem: no target has this tag. Did you mean \"team\"? Tag keys: team, autoscaling:max, autoscaling:policy.",
        "cost-center | error: --by cost-center: no target has this tag. Tag keys: team, autoscaling:max, autoscaling:policy.",
        "'' | error: --by is empty. Name a tag key, such as team.",
      })
  void a_tag_that_no_target_has_is_a_usage_error(String tag, String error) {
    var run = run("report", "--by", "team", "--by", tag);

    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines().filter(line -> !line.startsWith("note: "))).containsExactly(error);
  }

  @Test
  void without_targets_no_tag_is_missed() {
    try (var empty = StandIn.start()) {
      assertThat(Shell.on(empty).run("report", "--by", "team").exit()).isZero();
    }
  }

  /** State, bounds and hours: of what its tags ask for, unless that is not going to be applied. */
  @Test
  void bounds_and_hours_of_a_row_are_of_the_same_state() {
    try (var account = SeededAccount.empty()) {
      account.seed(
          """
          {"endpoints": [
            {"name": "drifted", "tags": {"autoscaling:max": "4"}, "variants": [{"instanceType": "ml.g5.xlarge"}]},
            {"name": "retagged", "tags": {"autoscaling:max": "4"}, "variants": [{"instanceType": "ml.g5.xlarge"}]},
            {"name": "tried", "tags": {"autoscaling:max": "4"}, "variants": [{"instanceType": "ml.g5.xlarge"}]}]}
          """);
      account.reconcile();
      account.seed(
          """
          {"targets": [{"resourceId": "endpoint/drifted/variant/AllTraffic", "min": 3, "max": 9}],
           "tags": {"endpoint/retagged": {"autoscaling:max": "6"},
                    "endpoint/tried": {"autoscaling:max": "6", "autoscaling:dry-run": "on"}}}
          """);

      assertThat(Shell.on(account.aws()).run("report").out().lines())
          .filteredOn(line -> line.contains(" endpoint/"))
          .extracting(line -> line.strip().replaceAll(" +", " "))
          .containsExactly(
              "pending 3 1-4 0 730–2,920 endpoint/drifted/variant/AllTraffic",
              "pending 1 1-6 336 730–4,380 endpoint/retagged/variant/AllTraffic",
              "pending 1 1-4 336 730–2,920 endpoint/tried/variant/AllTraffic");
    }
  }

  @Test
  void a_file_whose_ending_names_no_format_is_a_usage_error() {
    assertThat(run("report", "--output", "report.pdf"))
        .isEqualTo(
            new CommandRun(
                64,
                "",
                "error: The ending of \"report.pdf\" names no format. Use .html, .csv, .json or .txt, or add --format.\n"));
    assertThat(run("report", "--output", "report.txt").err()).contains("/report.txt: 4 targets");
    assertThat(run("report", "--output", "report", "--format", "csv").err())
        .contains("/report: 4 targets");
  }

  @Test
  void an_empty_region_is_one_sentence() {
    try (var empty = StandIn.start()) {
      var run = Shell.on(empty).run("report", "--by", "team");

      assertThat(run.out()).isEqualTo("There are no endpoints in us-east-1\n");
      assertThat(run.exit()).isZero();
    }
  }

  @Test
  void usage_is_measured_of_whatever_is_registered() {
    var row = target(run("report", "--format", "json", "--days", "1").json(), "theirs");

    assertThat(row.get("state")).isEqualTo(Json.of("another-tool"));
    assertThat(row.get("hoursAtMax")).isEqualTo(Json.of(12));
    // Of 12 hours at the minimum, requests came in 4.
    assertThat(row.get("idleHoursAtMin")).isEqualTo(Json.of(8));
    assertThat(row.get("failedScalings")).isEqualTo(Json.of(1));
    assertThat(row.get("lastFailure")).isEqualTo(Json.of("No quota."));
    assertThat(row.get("savedHours")).isEqualTo(Json.of(3 * 12));
  }

  private static Json target(Json report, String endpoint) {
    return report.get("targets").stream()
        .filter(row -> row.get("target").equals(Json.of("endpoint/" + endpoint + "/variant/blue")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void without_the_right_to_read_it_usage_is_unknown_and_a_note_names_the_right() {
    aws.seed("{\"denied\": [\"application-autoscaling:DescribeScalingActivities\"]}");

    var report = run("report", "--format", "json").json();

    assertThat(target(report, "theirs").get("hoursAtMax")).isEqualTo(Json.of("unknown"));
    assertThat(report.get("notes").stream())
        .containsExactly(
            Json.of(
                "The scaling activities could not be read, because you lack the permission application-autoscaling:DescribeScalingActivities. Without it, the hours at max and idle at min, the failed scalings and the saved hours are unknown."));
  }

  @Test
  void without_metrics_only_the_idle_hours_are_unknown() {
    aws.seed("{\"denied\": [\"cloudwatch:GetMetricData\"]}");

    var row = target(run("report", "--format", "json", "--days", "1").json(), "theirs");

    assertThat(row.get("idleHoursAtMin")).isEqualTo(Json.of("unknown"));
    assertThat(row.get("hoursAtMax")).isEqualTo(Json.of(12));
  }

  @Test
  void the_ending_of_the_file_is_its_format() throws IOException {
    var run = run("report", "--output", "fleet.html");

    assertThat(run.out()).isEmpty();
    assertThat(run.err()).endsWith("Wrote " + directory.resolve("fleet.html") + ": 4 targets.\n");
    assertThat(Files.readString(directory.resolve("fleet.html")))
        .startsWith("<!DOCTYPE html>")
        .contains("<b>theirs</b>");
  }

  @Test
  void a_format_that_is_named_wins_over_the_ending() throws IOException {
    run("report", "--output", "fleet.html", "--format", "csv");

    assertThat(Files.readString(directory.resolve("fleet.html"))).startsWith("target,kind,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --days 0          | --days is 0, but it must be 1 to 42: AWS keeps scaling activities for six weeks.
          --days 43         | --days is 43, but it must be 1 to 42: AWS keeps scaling activities for six weeks.
          --days x          | --days accepts a whole number, not "x".
          --format pdf      | --format accepts text, json, csv or html, not "pdf".
          --output .        | --output is the directory .. Name a file in it.
          --output no/a.csv | --output is "no/a.csv", but there is no directory
          --price cheap     | --price is "cheap", but it must be the price of an instance-hour, such as 1.41 or ml.g5.xlarge=1.41.
          """)
  void bad_input_is_one_sentence(String args, String message) {
    var run = run(("report " + args).split(" "));

    assertThat(run.err()).startsWith("error: " + message);
    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
  }
}
