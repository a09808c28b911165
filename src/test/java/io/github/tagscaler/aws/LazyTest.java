package io.github.tagscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LazyTest {
  private final AtomicInteger made = new AtomicInteger();

  @Test
  void is_created_once_on_first_use() {
    var lazily = new Lazy<>(() -> "client " + made.incrementAndGet());
    assertThat(made).hasValue(0);

    assertThat(lazily.get()).isEqualTo("client 1");
    assertThat(lazily.get()).isEqualTo("client 1");
  }

  @Test
  void is_tried_again_if_it_could_not_be_made() {
    var lazily =
        new Lazy<>(() -> {
          if (made.incrementAndGet() == 1) {
            throw new IllegalStateException("not yet");
          }
          return "client";
        });

    assertThatThrownBy(lazily::get).isInstanceOf(IllegalStateException.class);
    assertThat(lazily.get()).isEqualTo("client");
  }
}
