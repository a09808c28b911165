package io.github.tagscaler.command.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.command.history.MetricSeries;
import io.github.tagscaler.command.history.MetricSeries.Point;
import io.github.tagscaler.command.history.Span;
import io.github.tagscaler.command.terminal.Terminal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class SparklineTest {
  private static final Span DAY =
      Span.before(Instant.parse("2026-01-05T08:00:00Z"), Duration.ofHours(8));

  @Test
  void each_column_is_the_highest_value_of_its_time_up_to_the_target_or_the_peak() {
    assertThat(line(7, 0, 1, 2, 3, 4, 5, 6, 7).text(terminal(false, true), 8))
        .isEqualTo("▁▂▃▄▅▆▇█");
    assertThat(line(7, 0, 1, 2, 3, 4, 5, 6, 7).text(terminal(false, true), 4)).isEqualTo("▂▄▆█");
    assertThat(line(70, 0, 1, 2, 3, 4, 5, 6, 7).text(terminal(false, true), 8))
        .isEqualTo("▁▁▁▁▁▂▂▂");
  }

  @Test
  void what_has_no_data_is_empty() {
    assertThat(line(4, 4).text(terminal(false, true), 8)).isEqualTo("█       ");
  }

  @Test
  void what_is_above_the_target_is_red() {
    assertThat(line(2, 1, 1, 4, 4).text(terminal(true, true), 8))
        .isEqualTo("\033[36m▃▃\033[0m\033[31m██\033[0m\033[2m    \033[0m");
  }

  @Test
  void without_unicode_it_is_plain() {
    assertThat(line(7, 0, 7).text(terminal(false, false), 8)).isEqualTo("_#      ");
  }

  /** One value an hour. */
  private static Sparkline line(double target, double... values) {
    var points = new ArrayList<Point>();
    for (int i = 0; i < values.length; i++) {
      points.add(new Point(DAY.from().plus(Duration.ofHours(i)), values[i]));
    }
    return new Sparkline(new MetricSeries(points), DAY, target);
  }

  private static Terminal terminal(boolean colored, boolean unicode) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new Terminal(nowhere, nowhere, 100, colored, false, unicode);
  }
}
