package io.github.tagscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentTest {
  @Test
  void forgets_first_what_was_used_longest_ago() {
    var recent = new Recent<String, Integer>(2);
    recent.put("a", 1);
    recent.put("b", 2);
    assertThat(recent.of("a")).contains(1);
    recent.put("c", 3);

    assertThat(recent.of("a")).contains(1);
    assertThat(recent.of("b")).isEmpty();
    assertThat(recent.of("c")).contains(3);
  }

  @Test
  void changes_and_forgets_what_is_there() {
    var recent = new Recent<String, Integer>(2);
    recent.put("a", 1);
    recent.change("a", value -> value + 1);
    recent.change("b", value -> value + 1);

    assertThat(recent.of("a")).contains(2);
    assertThat(recent.of("b")).isEmpty();
    recent.forget("a");
    assertThat(recent.of("a")).isEmpty();
  }
}
