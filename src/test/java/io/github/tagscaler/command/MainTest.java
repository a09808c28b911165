package io.github.tagscaler.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.command.CommandRun.Shell;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private final Shell shell = Shell.offline(() -> Instant.parse("2026-01-05T08:00:00Z"));

  @Test
  void without_a_verb_it_says_what_is_missing_and_where_help_is() {
    assertThat(shell.run())
        .isEqualTo(
            new CommandRun(64, "", "error: Name what you want to know.\nSee: tagscaler --help\n"));
  }

  @Test
  void an_unknown_option_is_a_usage_error() {
    assertThat(shell.run("--versoin").exit()).isEqualTo(64);
    assertThat(shell.run("--versoin").err()).contains("Did you mean --version?");
  }

  @Test
  void what_the_command_line_has_too_much_is_said_in_plain_words() {
    assertThat(shell.run("plna").err())
        .isEqualTo(
            "error: There is no verb \"plna\".\nDid you mean plan?\nSee: tagscaler --help\n");
    assertThat(shell.run("plan", "--exitcode").err())
        .isEqualTo(
            "error: There is no option \"--exitcode\".\nDid you mean --exit-code?\nSee: tagscaler plan --help\n");
    assertThat(shell.run("doctor", "chat").err())
        .isEqualTo("error: \"chat\" is one word too many.\nSee: tagscaler doctor --help\n");
    assertThat(shell.run("plan", "--set", "DryRun").err())
        .isEqualTo(
            "error: --set accepts NAME=VALUE, not \"DryRun\".\nSee: tagscaler plan --help\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plan --format xml                  | --format accepts text or json, not \"xml\".",
        "plan --format                      | --format needs a value: text or json.",
        "plan --region --all                | --region needs a value: REGION.",
        "plan --set DryRun                  | --set accepts NAME=VALUE, not \"DryRun\".",
        "plan --set                         | --set needs a value: NAME=VALUE.",
        "report --days soon                 | --days accepts a whole number, not \"soon\".",
        "report --days                      | --days needs a value: a whole number.",
        "simulate --start soon              | --start accepts a time of at most 24h, such as 250ms, 90s, 5m or 1h, not \"soon\".",
        "simulate --max-rps                 | --max-rps needs a value: a number above 0, at most 1e9.",
        "plan --as-of today --as-of now     | --as-of is given more than once.",
        "plan --all --no-color=never        | --no-color accepts true or false, not \"never\".",
        "explain                            | TARGET is missing.",
        "explain --all                      | There is no option \"--all\".",
        "completion                         | SHELL is missing.",
        "completion csh                     | SHELL accepts bash, zsh or fish, not \"csh\".",
        "plan --exit-kode=1                 | There is no option \"--exit-kode\".",
        "plan -x                            | There is no option \"-x\".",
        "doctor chat                        | \"chat\" is one word too many.",
        "doctor \033[31m                     | \"\\u001b[31m\" is one word too many.",
      })
  void what_is_wrong_with_an_argument_is_one_sentence(String line, String sentence) {
    var run = shell.run(line.split(" +"));

    assertThat(run.err().lines().findFirst()).hasValue("error: " + sentence);
    assertThat(run.err()).endsWith("See: tagscaler " + line.split(" ", 2)[0] + " --help\n");
    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void an_option_before_the_verb_is_said_to_belong_after_it() {
    assertThat(shell.run("--region", "us-east-1", "plan", "--all"))
        .isEqualTo(
            new CommandRun(
                64, "", "error: --region belongs after the verb.\nSee: tagscaler --help\n"));
  }

  @Test
  void help_and_version_can_be_asked_for_without_dashes() {
    assertThat(shell.run("help")).isEqualTo(shell.run("--help"));
    assertThat(shell.run("help", "plan")).isEqualTo(shell.run("plan", "--help"));
    assertThat(shell.run("version")).isEqualTo(shell.run("--version"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "EU-WEST-1", "eu west 1"})
  void a_region_that_cannot_be_one_is_a_usage_error(String region) {
    assertThat(shell.run("plan", "chat", "--region", region))
        .isEqualTo(
            new CommandRun(
                64,
                "",
                "error: The region (--region or AWS_REGION) is \"%s\", but it must be one such as eu-west-1.\n"
                    .formatted(region)));
  }

  @Test
  void a_profile_that_does_not_exist_is_a_usage_error_even_with_keys_in_the_environment() {
    assertThat(
            shell
                .with("AWS_REGION", "us-east-1")
                .with("AWS_ACCESS_KEY_ID", "test")
                .with("AWS_SECRET_ACCESS_KEY", "test")
                .run("plan", "chat", "--profile", "no-such-profile-at-all"))
        .isEqualTo(
            new CommandRun(
                64,
                "",
                "error: There is no profile \"no-such-profile-at-all\" in your AWS configuration.\n"));
  }

  @Test
  void an_address_that_is_none_is_a_usage_error() {
    assertThat(
            shell
                .with("AWS_REGION", "us-east-1")
                .run("plan", "chat", "--endpoint-url", "localhost:4566"))
        .isEqualTo(
            new CommandRun(
                64,
                "",
                "error: The address for AWS calls (--endpoint-url or AWS_ENDPOINT_URL) is \"localhost:4566\", but it must be one such as http://localhost:4566.\n"));
  }

  @Test
  void help_goes_to_standard_output() {
    var run = shell.run("--help");
    assertThat(run.exit()).isZero();
    assertThat(run.out()).startsWith("Usage: tagscaler");
    assertThat(run.err()).isEmpty();
  }
}
