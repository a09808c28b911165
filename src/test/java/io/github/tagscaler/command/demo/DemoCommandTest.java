package io.github.tagscaler.command.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.command.CommandRun;
import io.github.tagscaler.command.CommandRun.Shell;
import java.time.Instant;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DemoCommandTest {
  private static final Pattern PROMPT = Pattern.compile("(?m)^\\$ ((?:tagscaler|aws) [\\w-]+)");

  /** Nothing of the environment is used, such as the credentials of the user. */
  private final Shell shell = Shell.offline(() -> Instant.EPOCH);

  @Test
  void the_tour_runs_the_verbs_until_the_function_has_applied_the_tags() {
    var run = shell.run("demo", "--no-pause");

    assertThat(run.exit()).isZero();
    assertThat(PROMPT.matcher(run.out()).results().map(MatchResult::group))
        .containsExactly(
            "$ tagscaler doctor",
            "$ tagscaler plan",
            "$ tagscaler try",
            "$ aws sagemaker",
            "$ tagscaler explain",
            "$ tagscaler tags");
    assertThat(run.err())
        .contains(
            """
            endpoint/chat/variant/AllTraffic: waiting until the function applies its tags
            endpoint/chat/variant/AllTraffic: applied
            """);
    assertThat(run.out()).contains("✓ Scaled as its tags ask.");
  }

  @Test
  void the_scenes_of_the_function_can_be_shown_one_by_one() {
    var run = shell.run("demo", "--scene", "3");

    assertThat(run.out()).startsWith("3. A typo in a tag\n");
    assertThat(shell.run("demo", "--scenes").out()).contains(run.out());
  }

  @Test
  void a_scene_that_does_not_exist_is_refused() {
    assertThat(shell.run("demo", "--scene", "12"))
        .isEqualTo(
            new CommandRun(64, "", "error: There is no scene 12. The scenes are 1 to 11.\n"));
  }
}
