package io.github.tagscaler.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.resource.Bounds;
import org.junit.jupiter.api.Test;

class BoundsTest {
  @Test
  void both_ends_are_inside() {
    var bounds = new Bounds(0, 2);

    assertThat(bounds.contains(0)).isTrue();
    assertThat(bounds.contains(2)).isTrue();
    assertThat(bounds.contains(3)).isFalse();
    assertThat(new Bounds(1, 1).contains(0)).isFalse();
    assertThat(bounds).hasToString("0-2");
  }

  @Test
  void bounds_upside_down_or_below_zero_cannot_be_made() {
    assertThatThrownBy(() -> new Bounds(2, 1))
        .hasMessage("max capacity must be at least min capacity (2), was 1");
    assertThatThrownBy(() -> new Bounds(-1, 1))
        .hasMessage("min capacity must not be negative, was -1");
  }
}
