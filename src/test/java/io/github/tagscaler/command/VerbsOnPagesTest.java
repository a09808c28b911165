package io.github.tagscaler.command;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.Pages;
import io.github.tagscaler.command.cli.Context;
import io.github.tagscaler.command.terminal.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Each verb of the command that a page names exists, with the options that the page gives it. */
class VerbsOnPagesTest {
  private static final Pattern CALL = Pattern.compile("(?:^|[$&|] )tagscaler ([a-z]+)([^#|&>]*)");
  private static final Pattern OPTION = Pattern.compile("(?<= )(--?[a-z][a-z-]*)");

  private static final CommandLine COMMAND = Tagscaler.commandLine(nowhere());

  static List<Path> pages() throws IOException {
    return Pages.ofToday();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void each_verb_and_each_option_exists(Path page) {
    assertThat(Pages.commands(page).flatMap(command -> CALL.matcher(command).results()))
        .allSatisfy(call -> {
          var verb = COMMAND.getSubcommands().get(call.group(1));
          assertThat(verb).as("the verb %s", call.group(1)).isNotNull();
          assertThat(
                  OPTION
                      .matcher(call.group(2))
                      .results()
                      .map(option -> option.group(1))
                      .collect(toSet()))
              .isSubsetOf(requireNonNull(verb).getCommandSpec().optionsMap().keySet());
        });
  }

  private static Context nowhere() {
    var nothing = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new Context(
        new Terminal(nothing, nothing, 100, false, false),
        Map.of(),
        () -> Instant.EPOCH,
        Path.of(""));
  }
}
