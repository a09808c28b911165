package io.github.tagscaler.policy.window;

import static io.github.tagscaler.policy.window.Expressions.STACK_ZONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.policy.window.Windows.Reading;
import io.github.tagscaler.policy.window.Windows.Resolution;
import io.github.tagscaler.resource.Kind;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever is written, reading gives windows or sentences. */
class WindowsFuzzTest {
  private static final int ROUNDS = 700;
  private static final List<String> PIECES =
      List.of(
          "Mon",
          "Fri-Mon",
          "Mon/Wed",
          "Daily",
          "Monday",
          "08:00-20:00",
          "22:00-06:00",
          "8:00",
          "24:00",
          "to",
          "2-8",
          "2",
          "base",
          "4-base",
          "base-8",
          "8-2",
          "+",
          "else",
          "ELSE:",
          "and",
          "UTC",
          "Europe/Berlin",
          "Etc/GMT+9",
          "+01:00",
          "EST",
          "-",
          "/",
          ",",
          ";",
          "–",
          "−",
          "\"",
          "\\",
          "%s",
          "\0",
          "\u2028",
          "\ud800",
          "😀",
          "İ",
          "٣",
          "999999999999",
          "am",
          ":",
          "*",
          "");

  @Test
  void pieces_in_any_order_are_read() {
    var random = new Random(20_261_125);
    for (int round = 0; round < ROUNDS; round++) {
      var space = random.nextInt(4) > 0 ? " " : "";
      isRead(
          Stream.generate(() -> PIECES.get(random.nextInt(PIECES.size())))
              .limit(random.nextInt(12))
              .collect(Collectors.joining(space)));
    }
  }

  @Test
  void a_damaged_expression_is_read() {
    var random = new Random(20_261_126);
    for (int round = 0; round < ROUNDS; round++) {
      var text = new StringBuilder(RandomExpression.next(random));
      for (int damage = random.nextInt(4); damage >= 0; damage--) {
        int at = random.nextInt(text.length() + 1);
        switch (random.nextInt(3)) {
          case 0 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
          case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(6)));
          default -> text.insert(at, (char) random.nextInt(0x2100));
        }
      }
      isRead(text.toString());
    }
  }

  private static void isRead(String text) {
    switch (ExpressionReader.read(text)) {
      case Reading.Understood(var windows) -> isResolved(windows);
      case Reading.Flawed(var flaws) -> areSentences(flaws, text);
    }
  }

  private static void isResolved(Windows windows) {
    switch (windows.resolve(Expressions.BASE, Kind.REAL_TIME, STACK_ZONE)) {
      case Resolution.Resolved(var timeline) ->
          WeeklyAction.of(timeline.map(bounds -> bounds.over(Expressions.BASE)))
              .forEach(WeeklyAction::schedule);
      case Resolution.Conflicting(var flaws) -> areSentences(flaws, windows.toString());
    }
  }

  private static void areSentences(List<Flaw> flaws, String text) {
    assertThat(flaws).as(text).isNotEmpty();
    for (var flaw : flaws) {
      assertThat(flaw.message()).as(text).matches("[\"A-Z].{10,}[.?]");
    }
  }
}
