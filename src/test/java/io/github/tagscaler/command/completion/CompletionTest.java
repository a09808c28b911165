package io.github.tagscaler.command.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.tagscaler.command.CommandRun;
import io.github.tagscaler.command.CommandRun.Shell;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisabledOnOs(OS.WINDOWS)
class CompletionTest {
  private final Shell command = Shell.offline(() -> Instant.EPOCH);

  @TempDir private Path folder;

  /** The words typed so far, with slashes between them; the last one is completed. */
  @ParameterizedTest
  @CsvSource({
    "tagscaler/pl, plan",
    "tagscaler/plan/--exit, --exit-code",
    "tagscaler/plan/--format/js, json",
    "tagscaler/completion/z, zsh",
  })
  void bash_completes(String typed, String completed) throws Exception {
    var words = typed.split("/", -1);
    var script =
        """
        source %s
        compopt() { :; } # works only while bash itself completes
        COMP_WORDS=(%s)
        COMP_CWORD=%d
        COMP_LINE="%s"
        COMP_POINT=${#COMP_LINE}
        "$(complete -p tagscaler | sed 's/.*-F \\([^ ]*\\).*/\\1/')"
        printf '%%s\\n' "${COMPREPLY[@]}"
        """
            .formatted(
                script("bash"), String.join(" ", words), words.length - 1, String.join(" ", words));

    assertThat(shell("bash", "-c", script).strip()).isEqualTo(completed);
  }

  @ParameterizedTest
  @CsvSource({
    "tagscaler pl, plan",
    "tagscaler plan --exit, --exit-code",
    "tagscaler plan --format js, json",
    "tagscaler completion z, zsh",
  })
  void fish_completes(String typed, String completed) throws Exception {
    assumeInstalled("fish");
    var script = "source %s; complete -C '%s'".formatted(script("fish"), typed);

    var lines = shell("fish", "--no-config", "-c", script).lines().toList();

    assertThat(lines).singleElement().asString().startsWith(completed);
  }

  @Test
  void fish_offers_each_verb_with_its_description() throws Exception {
    assumeInstalled("fish");
    var script = "source %s; complete -C 'tagscaler '".formatted(script("fish"));

    assertThat(shell("fish", "--no-config", "-c", script).lines())
        .anyMatch(line -> line.startsWith("plan\tShow"))
        .hasSizeGreaterThanOrEqualTo(CommandRun.verbs().size());
  }

  /** A script is loaded into an interactive zsh, to which the keys are sent. */
  @ParameterizedTest
  @CsvSource({
    "tagscaler simul, simulate",
    "tagscaler plan --exit, --exit-code",
    "tagscaler plan --format js, json",
    "tagscaler completion z, zsh",
  })
  void zsh_completes(String typed, String completed) throws Exception {
    assumeInstalled("zsh");
    var script =
        """
        zmodload zsh/zpty
        zpty z zsh -f -i
        zpty -w z 'PS1=; autoload -U compinit; compinit -u -D; source %s; echo READY'
        zpty -r z line '*READY*READY*'
        zpty -w -n z $'%s\\t'
        zpty -w -n z $'\\C-Aecho "[\\C-E]"\\n'
        zpty -r z line '*\\[tagscaler*\\]*\\[tagscaler*\\]*'
        print -r -- $line
        """
            .formatted(script("zsh"), typed);

    assertThat(shell("zsh", "-f", "-c", script))
        .contains("[" + typed.replaceFirst("\\S+$", completed) + "]");
  }

  @Test
  void a_shell_that_it_does_not_know_is_refused() {
    assertThat(command.run("completion", "tcsh").exit()).isEqualTo(64);
    assertThat(command.run("completion").exit()).isEqualTo(64);
  }

  private Path script(String shell) throws Exception {
    var run = command.run("completion", shell);
    assertThat(run.exit()).isZero();
    return Files.writeString(folder.resolve("tagscaler." + shell), run.out());
  }

  /** Skips the test where there is no such shell, but in CI, which installs it. */
  private static void assumeInstalled(String shell) {
    boolean installed =
        List.of("/usr/bin/", "/bin/", "/usr/local/bin/", "/opt/homebrew/bin/").stream()
            .anyMatch(place -> Files.isExecutable(Path.of(place + shell)));
    assumeTrue(installed || "true".equals(System.getenv("CI")), shell + " is not installed");
    assertThat(installed).as(shell + " is not installed, but CI is set").isTrue();
  }

  private String shell(String... words) throws Exception {
    var builder = new ProcessBuilder(words).redirectErrorStream(true).directory(folder.toFile());
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("TERM", "dumb");
    var process = builder.start();
    process.getOutputStream().close();
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }
}
