package io.github.tagscaler;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages tell a reader to type, and the files and tests that they name, exist. */
class CommandsOnPagesTest {
  private static final Pattern MAKE =
      Pattern.compile(
          "(?:^|\\$ |&& )make ((?:[A-Z]+=\\S+ )*)([a-z][a-z-]*(?: [a-z][a-z-]*)*)((?: +[A-Z]+=(?:\"[^\"]*\"|\\S*))*)");
  private static final Pattern VARIABLE = Pattern.compile("([A-Z]+)=");
  private static final Pattern TARGET = Pattern.compile("(?m)^([a-z][a-z-]*):.*## ");
  private static final Pattern FILE =
      Pattern.compile(
          "^(?:\\./)?((?:\\.ci|bench|deploy|dev|docs|events|release|scripts|security|src|verify)/[\\w./-]+)$");
  private static final Pattern TEST =
      Pattern.compile("^(?:\\w+/)*([A-Z][a-z]\\w*(?:Test|IT|Soak))$");

  private static final String MAKEFILE = Pages.text(Path.of("Makefile"));
  private static final Set<String> TESTS = testClasses();

  static List<Path> pages() throws IOException {
    return Pages.ofToday();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void each_make_target_exists_and_uses_the_variables(Path page) {
    var targets = TARGET.matcher(MAKEFILE).results().map(found -> found.group(1)).collect(toSet());

    assertThat(Pages.commands(page).flatMap(command -> MAKE.matcher(command).results()))
        .allSatisfy(make -> {
          assertThat(make.group(2).split(" ", -1)).isSubsetOf(targets);
          assertThat(VARIABLE.matcher(make.group(1) + make.group(3)).results())
              .allSatisfy(
                  variable -> assertThat(MAKEFILE).contains("$(" + variable.group(1) + ")"));
        });
  }

  /** Only whether the shell can read it: the commands of AWS are not run. */
  @ParameterizedTest
  @MethodSource("pages")
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands need bash")
  void each_block_of_commands_is_one_that_bash_reads(Path page) {
    assertThat(Pages.blocks(page, "sh", "bash"))
        .allSatisfy(block -> assertThat(complaintOfBash(block)).as(block).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void each_file_exists(Path page) {
    assertThat(
            Pages.words(page)
                .flatMap(word -> FILE.matcher(word).results())
                .map(found -> Path.of(found.group(1))))
        .allSatisfy(file -> assertThat(file).exists());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void each_test_exists(Path page) {
    assertThat(
            Pages.words(page)
                .flatMap(word -> TEST.matcher(word).results())
                .map(found -> found.group(1)))
        .isSubsetOf(TESTS);
  }

  private static String complaintOfBash(String block) {
    try {
      var bash = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
      try (var in = bash.outputWriter(StandardCharsets.UTF_8)) {
        in.write(block);
      }
      return new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> testClasses() {
    try (var files = Files.walk(Path.of("src/test/java"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.replace(".java", ""))
          .collect(toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
