package io.github.tagscaler.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.command.CommandRun.Shell;
import io.github.tagscaler.demo.DemoAccount;
import io.github.tagscaler.standin.StandInOptions;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the cache of an installation is recorded from. */
class TrainingTest {
  @Test
  void each_of_its_lines_gives_an_answer() throws Exception {
    try (var account = DemoAccount.furnished(StandInOptions.defaults())) {
      var shell = Shell.on(account.aws());

      assertThat(Training.LINES)
          .allSatisfy(line -> assertThat(shell.run(line.split(" ", -1)).exit()).isBetween(0, 1));
    }
  }

  @Test
  void it_runs_every_verb_that_answers() {
    var verbs =
        Training.LINES.stream().map(line -> line.split(" ", -1)[0]).collect(Collectors.toSet());

    assertThat(CommandRun.verbs())
        .filteredOn(verb -> !Set.of("demo", "completion").contains(verb))
        .allSatisfy(verb -> assertThat(verbs).contains(verb));
  }
}
