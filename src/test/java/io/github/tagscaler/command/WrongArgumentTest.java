package io.github.tagscaler.command;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.command.cli.Context;
import io.github.tagscaler.command.terminal.Terminal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Each sentence follows from what picocli found; another version of it may use other words. */
class WrongArgumentTest {
  private static final String WORDS = "words of another version";

  private final CommandLine report =
      requireNonNull(
          Tagscaler.commandLine(new Context(silent(), Map.of(), () -> Instant.EPOCH, Path.of("")))
              .getSubcommands()
              .get("report"));

  private static Terminal silent() {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new Terminal(nowhere, nowhere, 100, false, false);
  }

  private OptionSpec option(String name) {
    return report.getCommandSpec().findOption(name);
  }

  private static String sentence(ParameterException thrown) {
    return WrongArgument.of(thrown).sentence();
  }

  @Test
  void of_a_value_says_what_the_option_accepts() {
    assertThat(sentence(new ParameterException(report, WORDS, option("--format"), "xml")))
        .isEqualTo("--format accepts text, json, csv or html, not \"xml\".");
    assertThat(sentence(new ParameterException(report, WORDS, option("--days"), "two")))
        .isEqualTo("--days accepts a whole number, not \"two\".");
    assertThat(sentence(new ParameterException(report, WORDS, option("--set"), "DryRun")))
        .isEqualTo("--set accepts NAME=VALUE, not \"DryRun\".");
  }

  @Test
  void of_an_option_without_its_value_says_which_it_needs() {
    assertThat(sentence(new MissingParameterException(report, option("--by"), WORDS)))
        .isEqualTo("--by needs a value: TAG.");
  }

  @Test
  void of_an_option_that_is_given_twice_names_it() {
    assertThat(sentence(new OverwrittenOptionException(report, option("--output"), WORDS)))
        .isEqualTo("--output is given more than once.");
  }

  @Test
  void of_an_unknown_word_names_it_and_what_is_near() {
    assertThat(WrongArgument.of(new UnmatchedArgumentException(report, List.of("--dayz"), WORDS)))
        .isEqualTo(new WrongArgument("There is no option \"--dayz\".", Optional.of("--days")));
  }
}
