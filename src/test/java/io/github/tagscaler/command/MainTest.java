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
  void help_goes_to_standard_output() {
    var run = shell.run("--help");
    assertThat(run.exit()).isZero();
    assertThat(run.out()).startsWith("Usage: tagscaler");
    assertThat(run.err()).isEmpty();
  }
}
