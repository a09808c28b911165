package io.github.tagscaler.command.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.command.AnswerSchema;
import io.github.tagscaler.command.CommandRun;
import io.github.tagscaler.command.CommandRun.Shell;
import io.github.tagscaler.command.SeededAccount;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.standin.StandIn;
import io.github.tagscaler.standin.engine.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanCommandTest {
  private static SeededAccount account;

  @BeforeAll
  static void account() {
    account = SeededAccount.after("seed fleet.json; reconcile; seed changes.json");
  }

  @AfterAll
  static void close() {
    account.close();
  }

  @AfterEach
  void clearFaults() {
    account.aws().clearFaults();
  }

  private static CommandRun plan(String... args) {
    var words = new ArrayList<>(List.of("plan"));
    words.addAll(List.of(args));
    return Shell.on(account.aws())
        .with("TAGSCALER_CATALOG_PATH", "")
        .run(words.toArray(String[]::new));
  }

  @Test
  void a_target_that_is_right_says_what_it_is_and_costs() {
    assertThat(plan("endpoint/embed", "--no-color"))
        .isEqualTo(
            new CommandRun(
                0,
                """
                = endpoint/embed/variant/AllTraffic  already right
                  is    serverless, 2 units of provisioned concurrency running
                  now   1-10 units of provisioned concurrency, 70% utilization
                  cost  730 to 7,300 concurrency-unit-hours a month
                """,
                plan("endpoint/embed").err()));
  }

  @Test
  void a_summary_says_what_its_hours_are_the_sum_of() {
    assertThat(plan("--all").out())
        .containsPattern(
            "\\n  Capacity of the \\d+ targets that tags scale, dry runs too: always at min to always at max, in a(?:\\s+)month of(?:\\s+)730 hours\\.\\n");
  }

  @Test
  void what_would_be_registered_moves_capacity_into_its_bounds_at_once() {
    assertThat(plan("rerank", "--tags", "min=3,max=6", "--price", "ml.c6i.xlarge=0.2").out())
        .isEqualTo(
            """
            As if it were tagged min=3,max=6

            + endpoint/rerank/variant/AllTraffic  would be registered
              is       real-time, ml.c6i.xlarge, 1 instance running
              now      not registered for autoscaling
              then     3-6 instances, 50% CPU
              at once  adds 2 instances: from 1 to 3
              cost     2,190 to 4,380 instance-hours a month, $438 to $876 a month
              alarms   +2 in CloudWatch
              + scalable target
                  min 3, max 6
              + policy tagscaler-track-cpu
                  metric Average of /aws/sagemaker/Endpoints CPUUtilization for EndpointName rerank, VariantName
                  AllTraffic, target value 200, scale in cooldown 300, scale out cooldown 60, scale in on
            """);
  }

  @Test
  void tags_are_tried_over_those_that_are_there_and_a_key_without_a_value_is_removed() {
    assertThat(plan("detect", "--tags", "policy=default").exit()).isZero();
    assertThat(plan("detect", "--tags", "max=3").out()).contains("UnknownPolicy");
    assertThat(plan("detect", "--tags", "policy=,min=2,max=3").out()).contains("then     2-3");
    assertThat(plan("ranking", "--tags", "max@blue=3").out())
        .contains("~ endpoint/ranking/variant/blue", "max 4 -> 3");
    assertThat(plan("chat-qwen", "--tags", "POLICY=llm,max=2").out()).contains("1-2 copies");
  }

  @Test
  void one_variant_is_planned_alone_and_an_endpoint_with_its_components() {
    assertThat(plan("endpoint/ranking/variant/blue").out())
        .contains("ranking/variant/blue")
        .doesNotContain("green");
    assertThat(plan("models").out())
        .contains("endpoint/models/variant/AllTraffic", "inference-component/chat-qwen");
  }

  @Test
  void a_setting_is_tried_before_it_is_set() {
    assertThat(plan("thumbnails").out()).contains(". endpoint/thumbnails", "not tagged");
    assertThat(plan("thumbnails", "--set", "DefaultPolicy=llm").out())
        .contains("would be registered");
  }

  @Test
  void the_default_policy_may_be_of_a_catalog_that_is_tried(@TempDir Path catalog)
      throws IOException {
    Files.writeString(
        catalog.resolve("_platform.yaml"), "version: 1\npolicies:\n  house: { max: 3 }\n");

    var right = plan("thumbnails", "--catalog", catalog.toString(), "--set", "DefaultPolicy=house");
    var wrong = plan("thumbnails", "--catalog", catalog.toString(), "--set", "DefaultPolicy=hause");

    assertThat(right.out()).contains("1-3 instances");
    assertThat(wrong.exit()).isEqualTo(64);
    assertThat(wrong.err()).contains("There is no policy \"hause\". Did you mean \"house\"?");
  }

  @ParameterizedTest
  @CsvSource({
    "chat, 0",
    "rerank, 2",
    "detect, 1",
    "detect;rerank, 1",
    "--all, 1",
    "chat;embed, 0",
  })
  void problems_take_precedence_over_changes_in_the_exit_code(String targets, int exit) {
    var args = new ArrayList<>(List.of(targets.split(";", -1)));
    args.add("--exit-code");
    assertThat(plan(args.toArray(String[]::new)).exit()).isEqualTo(exit);
    args.removeLast();
    assertThat(plan(args.toArray(String[]::new)).exit()).isEqualTo(exit == 2 ? 0 : exit);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | Name a target, such as tagscaler plan chat, or all of them: tagscaler plan --all",
        "chat;--all | Name targets or --all, not both.",
        "--all;--tags;max=3 | --tags needs a target: tags are tried on what you name.",
        "chat;--verbose | --only and --verbose require --all.",
        "--all;--only;rejceted | --only is \"rejceted\", but it must be one of rejected, others, mistyped, held, unread, register, change, release, drifted, suspended, right, waiting, paused, off, not-scalable, untagged. Did you mean \"rejected\"?",
        "chat;--price;cheap | --price is \"cheap\", but it must be the price of an instance-hour, such as 1.41 or ml.g5.xlarge=1.41.",
        "chat;--tags;max | \"max\" is not a tag. Write KEY=VALUE, such as policy=llm max=8.",
        "chat;--tags;max=3,max=4 | --tags \"max=3,max=4\" names a key twice. Write each key once, such as policy=llm,max=6.",
        "chatt | No endpoint or inference component \"chatt\" in 111122223333/us-east-1. Did you mean \"chat\"?",
        "chat;--catalog;nowhere | There is no directory nowhere. --catalog accepts a directory of YAML files, or a path in Parameter Store, which starts with a slash: /tagscaler/catalog",
        "chat;--as-of;tomorrow | --as-of is \"tomorrow\", but it must be a time in UTC such as 2026-12-31T18:00 or 2026-12-31.",
      })
  void a_wrong_command_line_is_one_sentence_and_exit_64(String args, String message) {
    var run = args.isEmpty() ? plan() : plan(args.split(";", -1));

    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines().filter(line -> !line.startsWith("note: ")))
        .containsExactly("error: " + message);
  }

  @ParameterizedTest
  @CsvSource({
    "DescribeAlarms, --all, cloudwatch:DescribeAlarms",
    "GetResources, --all, tag:GetResources",
    "ListEndpoints, --all, sagemaker:ListEndpoints",
    "DescribeScalableTargets, --all, application-autoscaling:DescribeScalableTargets",
    "DescribeEndpoint, chat, sagemaker:DescribeEndpoint",
  })
  void what_the_caller_may_not_read_is_named_and_ends_with_3(
      String operation, String target, String right) {
    account
        .aws()
        .fault(
            Fault.error(
                    400,
                    "AccessDeniedException",
                    "User: arn:aws:iam::111122223333:user/me is not authorized to perform: "
                        + right)
                .on(operation)
                .times(99));

    var run = plan(target);

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("error: ", right);
  }

  @Test
  void a_right_that_is_missing_for_one_target_is_no_problem_of_its_tags() {
    account
        .aws()
        .fault(
            Fault.error(400, "AccessDeniedException", "not authorized to perform: cloudwatch:x")
                .on("DescribeAlarms")
                .times(99));

    var run = plan("chat");

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out()).contains("could not be read", "AccessDenied", "cloudwatch:x");
  }

  @Test
  void what_cannot_be_read_is_listed_and_the_answer_says_that_it_is_not_whole() {
    account.aws().fault(Fault.throttle().on("DescribeEndpointConfig").times(9999));

    var run = plan("--all");

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out()).contains("could not be read", "Could not be read (");
    assertThat(plan("--all", "--format", "json").json().get("complete")).isEqualTo(Json.of(false));
  }

  @Test
  void json_fits_its_schema() {
    var runs =
        List.of(
            plan("--all", "--format", "json"),
            plan("--all", "--format", "json", "--price", "1.4"),
            plan("chat", "--format", "json", "--tags", "policy=llm+office-hours,min=2"),
            plan("models", "--format", "json"));

    for (var run : runs) {
      assertThat(AnswerSchema.errors("plan", run.out())).as(run.out()).isEmpty();
    }
    assertThat(JsonReader.read(runs.getFirst().out()).get("counts").get("rejected"))
        .isEqualTo(Json.of(1));
    assertThat(AnswerSchema.errors("plan", "{\"version\": 2}")).isNotEmpty();
  }

  @Test
  void the_closing_line_counts_what_was_read_and_goes_to_standard_error() {
    assertThat(plan("--all").err())
        .containsPattern("9 endpoints, 3 inference components read in 0\\.0 s \\(\\d+ calls\\)\n");
  }

  @Test
  void a_target_with_two_problems_of_a_code_counts_once() {
    try (var aws = StandIn.start()) {
      aws.seed(
          "{\"endpoints\": [{\"name\": \"chat\", \"tags\": {\"autoscaling:min\": \"x\", \"autoscaling:max\": \"y\"}}]}");

      assertThat(Shell.on(aws).run("plan", "--all").out())
          .containsPattern("x 1  rejected +1 BadValue\n");
    }
  }

  @Test
  void changes_in_dry_run_have_no_exit_code_of_their_own_and_are_marked_in_json() {
    try (var aws = StandIn.start()) {
      aws.seed(
          """
          {"endpoints": [
            {"name": "chat", "tags": {"autoscaling:policy": "llm", "autoscaling:dry-run": "true"}},
            {"name": "search", "tags": {"autoscaling:policy": "llm"}}]}
          """);
      var shell = Shell.on(aws);

      assertThat(shell.run("plan", "chat", "--exit-code").exit()).isZero();
      assertThat(shell.run("plan", "search", "--exit-code").exit()).isEqualTo(2);
      assertThat(shell.run("plan", "--all", "--exit-code").exit()).isEqualTo(2);
      assertThat(shell.run("plan", "--all", "--exit-code", "--set", "DryRun=true").exit()).isZero();
      assertThat(shell.run("plan", "chat", "--format", "json").out()).contains("\"dryRun\":true");
      assertThat(shell.run("plan", "search", "--format", "json").out())
          .contains("\"dryRun\":false");
    }
  }

  @Test
  void what_is_in_dry_run_is_said_to_be_only_reported() {
    try (var aws = StandIn.start()) {
      aws.seed(
          """
          {"endpoints": [
            {"name": "chat", "tags": {"autoscaling:policy": "llm", "autoscaling:dry-run": "true"}},
            {"name": "search", "tags": {"autoscaling:policy": "llm"}}]}
          """);

      assertThat(Shell.on(aws).run("plan", "chat").out())
          .contains("  dry run  Tagscaler reports this");
      assertThat(Shell.on(aws).run("plan", "search").out()).doesNotContain("dry run");
      assertThat(Shell.on(aws).run("plan", "--all").out())
          .contains("+ 2  would be registered  1 in dry run: reported, not applied\n");
      assertThat(Shell.on(aws).run("plan", "--all", "--set", "DryRun=true").out())
          .contains("+ 2  would be registered  2 in dry run: reported, not applied\n");
    }
  }

  @Test
  void only_lists_what_is_asked_for() {
    assertThat(plan("--all", "--only", "untagged").out())
        .contains("Not tagged (1)", "endpoint/thumbnails")
        .doesNotContain("Would");
  }

  @ParameterizedTest
  @CsvSource({"60", "100", "140"})
  void a_line_is_never_wider_than_the_terminal(int width) {
    var run = Shell.on(account.aws()).wide(width).run("plan", "--all", "--verbose");

    assertThat(run.out().lines().filter(line -> line.length() > width))
        .as("only names that no terminal of that width holds with their margin")
        .allMatch(
            line -> Stream.of(line.split(" ", -1)).anyMatch(word -> word.length() > width - 12));
  }
}
