package io.github.tagscaler.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.command.CommandRun.Shell;
import java.time.Instant;
import org.junit.jupiter.api.Test;

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
