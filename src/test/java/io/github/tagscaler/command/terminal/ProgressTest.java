package io.github.tagscaler.command.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final Terminal NOBODY =
      new Terminal(
          new PrintStream(OutputStream.nullOutputStream()),
          new PrintStream(OutputStream.nullOutputStream()),
          80,
          false,
          false);

  @Test
  void what_has_no_known_length_has_a_wheel() {
    try (var progress = Progress.start(NOBODY, "Reading")) {
      assertThat(progress.text(0)).isEqualTo("⠋ Reading");
      assertThat(progress.text(11)).isEqualTo("⠙ Reading");
    }
  }

  @Test
  void a_count_that_becomes_known_meanwhile_has_a_bar() {
    var count = new AtomicReference<>(Progress.Count.UNKNOWN);
    try (var progress = Progress.start(NOBODY, "Reading")) {
      progress.now("Reading what is registered", count::get);
      assertThat(progress.text(0)).isEqualTo("⠋ Reading what is registered");
      count.set(new Progress.Count(30, 120));
      assertThat(progress.text(0))
          .isEqualTo("Reading what is registered ━━━━━━┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄ 30/120");
    }
  }
}
