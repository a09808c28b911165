package io.github.tagscaler.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.catalogue.Catalogue;
import io.github.tagscaler.policy.catalogue.CatalogueText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CataloguesTest {
  private Instant now = Instant.parse("2026-01-15T10:00:00Z");
  private List<CatalogueText> texts = List.of(new CatalogueText("pay", "version: 1"));
  private @Nullable CallFailedException failure;
  private Duration reading = Duration.ZERO;
  private int reads;
  private final Catalogues catalogues = new Catalogues(this::read, () -> now);

  private synchronized List<CatalogueText> read() {
    reads++;
    pass(reading);
    if (failure != null) {
      throw failure;
    }
    return texts;
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  @Test
  void nothing_is_read_before_somebody_asks() {
    assertThat(reads).isZero();
  }

  @Test
  void a_catalogue_is_read_once_a_minute() {
    var first = catalogues.get();
    pass(Duration.ofSeconds(59));
    assertThat(catalogues.get()).isSameAs(first);
    assertThat(reads).isEqualTo(1);

    pass(Duration.ofSeconds(1));
    catalogues.get();
    assertThat(reads).isEqualTo(2);
  }

  @Test
  void its_age_counts_from_when_it_was_asked_for() {
    reading = Duration.ofSeconds(15);
    catalogues.get();
    pass(Duration.ofSeconds(45));

    catalogues.get();

    assertThat(reads).isEqualTo(2);
  }

  @Test
  void a_function_that_was_frozen_for_weeks_reads_again() {
    catalogues.get();
    pass(Duration.ofDays(20));

    catalogues.get();

    assertThat(reads).isEqualTo(2);
  }

  @Test
  void a_clock_that_was_set_back_does_not_make_it_last() {
    catalogues.get();
    pass(Duration.ofHours(-1));

    catalogues.get();

    assertThat(reads).isEqualTo(2);
  }

  @Test
  void the_same_texts_are_not_parsed_again() {
    var first = catalogues.get();
    texts = List.copyOf(texts.reversed());
    pass(Duration.ofMinutes(2));
    assertThat(catalogues.get()).isSameAs(first);

    texts = List.of(new CatalogueText("pay", "version: 2"));
    pass(Duration.ofMinutes(2));
    assertThat(catalogues.get()).isNotSameAs(first);
  }

  @Test
  void a_refresh_reads_afresh_whatever_is_held() {
    catalogues.get();

    catalogues.refresh();
    assertThat(reads).isEqualTo(1);
    catalogues.get();

    assertThat(reads).isEqualTo(2);
  }

  @Test
  void one_that_cannot_be_read_can_be_followed_by_nobody_and_is_a_matter_of_trying_again() {
    failure = new CallFailedException(Code.ACCESS_DENIED, "Not you.", new RuntimeException());

    assertThat(catalogues.get())
        .isEqualTo(
            Catalogue.unusable(
                Problem.of(
                    Code.SERVICE_ERROR,
                    null,
                    null,
                    "The catalogue cannot be read, and until it can, nothing is changed. Not"
                        + " you.")));
  }

  @Test
  void one_that_cannot_be_read_takes_the_place_of_an_older_one() {
    catalogues.get();
    pass(Duration.ofMinutes(1));
    failure = new CallFailedException(Code.THROTTLED, "Rate exceeded.", new RuntimeException());

    assertThat(catalogues.get().unusable()).hasSize(1);
  }

  @Test
  void one_that_cannot_be_read_is_left_alone_for_ten_seconds() {
    failure = new CallFailedException(Code.THROTTLED, "Rate exceeded.", new RuntimeException());
    reading = Duration.ofSeconds(20);
    catalogues.get();
    reading = Duration.ZERO;
    failure = null;

    pass(Duration.ofSeconds(9));
    assertThat(catalogues.get().unusable()).hasSize(1);
    pass(Duration.ofSeconds(1));
    assertThat(catalogues.get().unusable()).isEmpty();
    assertThat(reads).isEqualTo(2);
  }

  @Test
  void many_that_ask_at_once_read_once() throws InterruptedException {
    var threads =
        IntStream.range(0, 50)
            .mapToObj(_ -> Thread.ofVirtual().start(() -> catalogues.get()))
            .toList();
    for (var thread : threads) {
      thread.join();
    }

    assertThat(reads).isEqualTo(1);
  }

  @Test
  void what_is_old_is_read_again_before_a_change_and_only_then() {
    catalogues.get();
    pass(Duration.ofSeconds(5));
    var began = now;

    assertThat(catalogues.renewed(began)).isFalse();
    assertThat(reads).isEqualTo(2);
    assertThat(catalogues.renewed(began)).isFalse();
    assertThat(reads).isEqualTo(2);
  }

  @Test
  void that_it_says_something_else_by_then_is_told() {
    catalogues.get();
    texts = List.of(new CatalogueText("pay", "version: 2"));
    pass(Duration.ofSeconds(5));

    assertThat(catalogues.renewed(now)).isTrue();
  }

  @Test
  void whether_it_can_be_read_is_known() {
    assertThat(catalogues.unreadable()).isEmpty();
    failure = new CallFailedException(Code.ACCESS_DENIED, "No.", null);
    catalogues.refresh();

    assertThat(catalogues.unreadable()).map(Problem::code).contains(Code.SERVICE_ERROR);
  }

  @Test
  void one_that_is_wrong_can_be_read_all_the_same() {
    texts = List.of(new CatalogueText("_platform", "version: ["));

    assertThat(catalogues.unreadable()).isEmpty();
    assertThat(catalogues.get().unusable()).isNotEmpty();
  }
}
