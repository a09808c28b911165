package io.github.tagscaler.policy.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The rule of an action entry, without which none can be built. */
class ActionEntryTest {
  private static List<String> problems(int min, int max) {
    var checked =
        Checked.of(() ->
            new ActionEntry(
                "launch",
                new ActionEntry.When.At(LocalDateTime.parse("2026-12-31T18:00")),
                Optional.empty(),
                min,
                max));
    return switch (checked) {
      case Checked.Valid<ActionEntry> valid -> List.of();
      case Checked.Invalid<ActionEntry>(var problems) ->
          problems.stream().map(each -> each.key() + ": " + each.message()).toList();
    };
  }

  @Test
  void a_min_above_max_is_rejected() {
    assertThat(problems(5, 3)).containsExactly("min: min must be at most max, which is 3.");
    assertThat(problems(3, 3)).isEmpty();
    assertThat(problems(0, 3)).isEmpty();
  }
}
