package io.github.tagscaler.command.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.command.AnswerSchema;
import io.github.tagscaler.command.CommandRun;
import io.github.tagscaler.command.CommandRun.Shell;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.standin.StandIn;
import io.github.tagscaler.standin.StandInOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One report of several accounts, each of them a stand-in that a profile leads to. */
class SeveralAccountsTest {
  private static final String NO_STACK =
      "note: %s: There is no stack tagscaler in us-east-1, so the default settings are assumed. Name yours with --stack or TAGSCALER_STACK, or single settings with --set.\n";

  private final StandIn prod =
      StandIn.start(StandInOptions.defaults().withAccountId("111111111111"));
  private final StandIn staging =
      StandIn.start(StandInOptions.defaults().withAccountId("222222222222"));
  @TempDir private Path directory;

  @BeforeEach
  void configure() throws IOException {
    prod.seed(
        """
        {"endpoints": [
          {"name": "chat", "tags": {"team": "assist", "autoscaling:policy": "defualt"},
           "variants": [{"name": "blue"}]},
          {"name": "free", "variants": [{"name": "blue"}]}]}
        """);
    staging.seed(
        """
        {"endpoints": [
          {"name": "chat", "tags": {"autoscaling:policy": "defualt"}, "variants": [{"name": "blue"}]}]}
        """);
    Files.writeString(
        directory.resolve("config"),
        profile("prod", prod)
            + profile("staging", staging)
            + profile("twin", staging)
            + "[profile signed-out]\nregion = us-east-1\nendpoint_url = %s\n"
                .formatted(staging.endpoint())
            + profile("no-region", prod).replace("region = us-east-1\n", ""));
  }

  private static String profile(String name, StandIn aws) {
    return """
    [profile %s]
    region = us-east-1
    endpoint_url = %s
    aws_access_key_id = test
    aws_secret_access_key = test
    """
        .formatted(name, aws.endpoint());
  }

  @AfterEach
  void stop() {
    prod.close();
    staging.close();
  }

  private CommandRun run(String... args) {
    return new Shell(
            Map.of(
                "AWS_CONFIG_FILE", directory.resolve("config").toString(),
                "AWS_SHARED_CREDENTIALS_FILE", directory.resolve("none").toString()),
            prod::now,
            directory,
            100,
            false,
            _ -> {})
        .run(args);
  }

  @Test
  void the_answer_in_text_says_which_account_a_target_is_in() {
    var run = run("report", "--profile", "prod", "--profile", "staging");

    assertThat(run.out())
        .isEqualTo(
            """
            0 of 3 targets are scaled by tags in 2 accounts in us-east-1, 0% of what can be scaled

              blocked       2  ■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■  its tags cannot be applied
              untagged      1  ■■■■■■■■■■■■■■■                 no tag asks for scaling

              instance-hours a month  2,190, floor to ceiling
              Hours a month: of all targets, always at min to always at max in 730 hours; what is not scaled
              counts with what it runs now.

            UnknownPolicy  2 targets
              autoscaling:policy = "defualt". Did you mean "default"? Known: default, batch, cpu-model, ha, llm,
              office-hours, office-hours-zero, scale-out-only, scale-to-zero.
                prod:endpoint/chat/variant/blue staging:endpoint/chat/variant/blue

              TARGETS  SCALED  PROBLEMS  FLOOR  CEILING  SAVED  account
                    2      0%         1  1,460    1,460      -  prod
                    1      0%         1    730      730      -  staging

              STATE     RUNS  H/MONTH  ACCOUNT  TARGET
              blocked      1      730  prod     endpoint/chat/variant/blue
              blocked      1      730  staging  endpoint/chat/variant/blue
              untagged     1      730  prod     endpoint/free/variant/blue

            AT MAX, IDLE, FAILED and SAVED are of the last 14 days. What each number means: tagscaler report
            --help
            """);
    assertThat(run.err()).isEqualTo(NO_STACK.formatted("prod") + NO_STACK.formatted("staging"));
    assertThat(run.exit()).isEqualTo(1);
  }

  @Test
  void an_account_that_cannot_be_read_is_one_line_and_the_others_are_reported() {
    var run = run("report", "--profile", "signed-out", "--profile", "prod");

    var line = "signed-out could not be read: The profile \"signed-out\" has no credentials.";
    assertThat(run.err()).isEqualTo("error: " + line + "\n" + NO_STACK.formatted("prod"));
    assertThat(run.out())
        .startsWith("0 of 2 targets are scaled by tags in us-east-1, ")
        .contains("\nunknown: " + line + "\n");
    assertThat(run.exit()).isEqualTo(3);
  }

  @Test
  void an_account_that_refuses_a_call_is_one_line_too() {
    staging.seed("{\"denied\": [\"sagemaker:ListEndpoints\"]}");

    var run = run("report", "--profile", "prod", "--profile", "staging");

    assertThat(run.err())
        .containsPattern("error: staging could not be read: .*sagemaker:ListEndpoints.*\n");
    assertThat(run.exit()).isEqualTo(3);
  }

  @Test
  void without_any_account_there_is_no_report() {
    var run = run("report", "--profile", "signed-out", "--profile", "no-region");

    assertThat(run)
        .isEqualTo(
            new CommandRun(
                3,
                "",
                """
                error: signed-out could not be read: The profile "signed-out" has no credentials.
                error: no-region could not be read: No AWS region is set. Name one with --region, in AWS_REGION, or in a profile of ~/.aws/config.
                error: No account could be read, so there is no report.
                """));
  }

  @Test
  void a_profile_that_does_not_exist_is_a_usage_error_before_any_call() {
    var run = run("report", "--profile", "prod", "--profile", "stagin");

    assertThat(run)
        .isEqualTo(
            new CommandRun(
                64,
                "",
                "error: There is no profile \"stagin\" in your AWS configuration. Did you mean \"staging\"?\n"));
    assertThat(prod.calls()).isEmpty();
  }

  @Test
  void two_profiles_of_one_account_and_region_are_reported_once() {
    var run = run("report", "--profile", "staging", "--profile", "twin", "--format", "json");

    assertThat(run.err())
        .endsWith("note: twin is the account and region of staging, and is reported once.\n");
    assertThat(run.json().get("targets").stream()).hasSize(1);
  }

  @Test
  void programs_get_the_account_of_each_target_and_the_id_of_each_account() {
    var run =
        run(
            "report",
            "--profile",
            "prod",
            "--profile",
            "signed-out",
            "--by",
            "team",
            "--format",
            "json");

    assertThat(AnswerSchema.errors("report", run.out())).isEmpty();
    assertThat(run.json().get("region")).isEqualTo(Json.Null.NULL);
    assertThat(run.json().get("accounts").write())
        .isEqualTo(
            """
            [{"name":"prod","id":"111111111111","region":"us-east-1","failure":null},\
            {"name":"signed-out","id":null,"region":null,"failure":"The profile \\"signed-out\\" has no credentials."}]\
            """);
    assertThat(run.json().get("targets").stream())
        .extracting(target -> target.get("account"))
        .containsExactly(Json.of("prod"), Json.of("prod"));
  }

  @Test
  void a_tag_that_one_account_has_is_enough_to_group_by() {
    assertThat(run("report", "--profile", "staging", "--profile", "prod", "--by", "team").out())
        .contains("  team\n", "  assist\n");
    assertThat(run("report", "--profile", "staging", "--profile", "prod", "--by", "taem").err())
        .endsWith(
            "error: --by taem: no target has this tag. Did you mean \"team\"? Tag keys: team, autoscaling:policy.\n");
  }

  @Test
  void each_profile_is_read_in_each_region() {
    var run =
        run(
            "report",
            "--profile",
            "prod",
            "--profile",
            "staging",
            "--region",
            "us-east-1",
            "--region",
            "eu-west-1",
            "--format",
            "csv");

    assertThat(run.out().lines().skip(1).map(line -> line.replaceAll(".*,", "")))
        .containsExactlyInAnyOrder(
            "prod us-east-1",
            "prod us-east-1",
            "staging us-east-1",
            "prod eu-west-1",
            "prod eu-west-1",
            "staging eu-west-1");
    assertThat(run.out()).startsWith("target,kind,").contains(",saved_cost,account");
  }

  @Test
  void the_page_has_a_column_and_a_table_of_accounts() throws IOException {
    run("report", "--profile", "prod", "--profile", "staging", "--output", "fleet.html");

    assertThat(Files.readString(directory.resolve("fleet.html")))
        .contains(
            "<title>SageMaker autoscaling in 2 accounts in us-east-1</title>",
            "<h2 id=\"group-0\">By account</h2>",
            "data-filter=\"account=staging\"",
            "<th scope=\"col\">Account</th>",
            "<td data-label=\"Account\">staging</td>");
  }

  @Test
  void nothing_is_changed_in_any_account() {
    var before = prod.state() + staging.state();

    run("report", "--profile", "prod", "--profile", "staging");

    assertThat(prod.state() + staging.state()).isEqualTo(before);
    assertThat(prod.calls()).isNotEmpty();
    assertThat(staging.calls()).isNotEmpty();
  }
}
