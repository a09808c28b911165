package io.github.tagscaler.command.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
  private static final Table TARGETS =
      new Table(2)
          .row("endpoint/chat", "1-4 instances, 5 concurrent requests per instance")
          .row("endpoint/ranking", "not registered")
          .row("endpoint/off", "");

  @Test
  void the_last_column_is_wrapped_in_what_is_left() {
    assertThat(TARGETS.lines(50))
        .containsExactly(
            "  endpoint/chat     1-4 instances, 5 concurrent",
            "                    requests per instance",
            "  endpoint/ranking  not registered",
            "  endpoint/off");
  }

  @Test
  void where_too_little_is_left_it_is_below_the_others() {
    assertThat(TARGETS.lines(40))
        .containsExactly(
            "  endpoint/chat",
            "      1-4 instances, 5 concurrent",
            "      requests per instance",
            "  endpoint/ranking",
            "      not registered",
            "  endpoint/off");
  }

  @Test
  void a_word_that_fits_below_is_not_cut_beside_the_others() {
    var table = new Table(0).row("blocked", "1-8", "endpoint/ranking/variant/AllTraffic");

    assertThat(table.lines(50))
        .containsExactly("blocked  1-8  endpoint/ranking/variant/AllTraffic");
    assertThat(table.lines(45))
        .containsExactly("blocked  1-8", "    endpoint/ranking/variant/AllTraffic");
  }

  @Test
  void a_word_that_fits_nowhere_stays_where_it_is() {
    var table = new Table(0).row("run", "x".repeat(60)).row("or", "do nothing");

    assertThat(table.lines(50)).containsExactly("run  " + "x".repeat(60), "or   do nothing");
  }
}
