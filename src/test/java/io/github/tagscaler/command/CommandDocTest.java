package io.github.tagscaler.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.command.CommandRun.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every command of docs/command.md and compares what it prints. A block of the language {@code
 * console} holds commands, each after {@code $} and before its output. They run one after another
 * in an account of their own, in a folder with the files of src/test/resources/command. A comment
 * before the block says what happened in the account before, such as {@code <!-- account: seed
 * fleet.json; reconcile; advance PT1H -->}; without one it is {@link #ACCOUNT}.
 */
class CommandDocTest {
  private static final Path PAGE = Path.of("docs/command.md");
  private static final String ACCOUNT = "seed fleet.json; reconcile; seed changes.json";

  private static final Pattern BLOCK =
      Pattern.compile(
          "(?ms)(?:^<!-- account: (?<account>[^>]*?) -->\n\\s*)?^```console\n(?<text>.*?)^```$");
  private static final Pattern COMMAND =
      Pattern.compile("(?m)^\\$ (?<line>tagscaler(?:.*\\\\\n)*.*)\n");

  @TempDir private static Path folder;

  /**
   * A block of the page.
   *
   * @param account the steps that led to the account, or {@code null}
   */
  record Block(@Nullable String account, String text) {
    List<String> commands() {
      return COMMAND.matcher(text).results().map(found -> found.group(1)).toList();
    }

    @Override
    public String toString() {
      return commands().isEmpty() ? "no command" : commands().getFirst();
    }
  }

  static List<Block> blocks() throws IOException {
    return BLOCK
        .matcher(Files.readString(PAGE))
        .results()
        .map(found -> new Block(found.group(1), found.group(2)))
        .toList();
  }

  static Stream<String> verbs() {
    return CommandRun.verbs().stream();
  }

  /** With {@code -Dtagscaler.docs.write=true} it writes the outputs into the page instead. */
  @ParameterizedTest
  @MethodSource("blocks")
  void each_command_prints_what_the_page_shows(Block block) throws IOException {
    assertThat(block.text()).startsWith("$ tagscaler");
    var shown = run(block);
    if (Boolean.getBoolean("tagscaler.docs.write")) {
      Files.writeString(PAGE, Files.readString(PAGE).replace(block.text(), shown));
      return;
    }
    assertThat(block.text())
        .as("docs/command.md; run this test with -Dtagscaler.docs.write=true to update it")
        .isEqualTo(shown);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("verbs")
  void each_verb_has_its_section_with_an_output(String verb) throws IOException {
    assertThat(Files.readString(PAGE)).contains("\n## " + verb + "\n");
    assertThat(blocks())
        .anySatisfy(block ->
            assertThat(block.commands()).anyMatch(line -> line.startsWith("tagscaler " + verb)));
  }

  @Test
  void a_line_is_split_as_a_shell_splits_it() {
    assertThat(
            ShellWords.split(
                "tagscaler try 'schedule=Mon 08:00-09:00 1-2' \\\n  --set \"A=b c\" max=6"))
        .containsExactly(
            "tagscaler", "try", "schedule=Mon 08:00-09:00 1-2", "--set", "A=b c", "max=6");
  }

  private static String run(Block block) throws IOException {
    var shown = new StringBuilder();
    var files = Files.createTempDirectory(folder, "block");
    copy(SeededAccount.SEEDS, files);
    try (var account = SeededAccount.after(Objects.requireNonNullElse(block.account(), ACCOUNT))) {
      var shell = Shell.on(account.aws()).in(files);
      for (var line : block.commands()) {
        var args = ShellWords.split(line);
        var run = shell.run(args.subList(1, args.size()).toArray(String[]::new));
        shown.append("$ ").append(line).append('\n').append(run.err()).append(run.out());
        if (run.exit() != 0) {
          shown.append("exit ").append(run.exit()).append('\n');
        }
      }
    }
    return shown.toString();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }
}
