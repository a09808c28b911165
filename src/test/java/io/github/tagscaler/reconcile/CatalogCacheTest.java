package io.github.tagscaler.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.catalog.CatalogReader;
import io.github.tagscaler.policy.catalog.DocumentText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CatalogCacheTest {
  private Instant now = Instant.parse("2026-01-15T10:00:00Z");
  private List<DocumentText> texts = List.of(new DocumentText("pay", "version: 1"));
  private @Nullable CallFailedException failure;
  private Duration reading = Duration.ZERO;
  private int reads;
  private final CatalogCache catalogs = new CatalogCache(this::read, () -> now);

  private synchronized List<DocumentText> read() {
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
  void nothing_is_read_before_it_is_needed() {
    assertThat(reads).isZero();
  }

  @Test
  void a_catalog_is_read_once_a_minute() {
    var first = catalogs.get();
    pass(Duration.ofSeconds(59));
    assertThat(catalogs.get()).isSameAs(first);
    assertThat(reads).isEqualTo(1);

    pass(Duration.ofSeconds(1));
    catalogs.get();
    assertThat(reads).isEqualTo(2);
  }

  @Test
  void its_age_counts_from_when_it_was_asked_for() {
    reading = Duration.ofSeconds(15);
    catalogs.get();
    pass(Duration.ofSeconds(45));

    catalogs.get();

    assertThat(reads).isEqualTo(2);
  }

  @Test
  void a_function_that_was_frozen_for_weeks_reads_again() {
    catalogs.get();
    pass(Duration.ofDays(20));

    catalogs.get();

    assertThat(reads).isEqualTo(2);
  }

  @Test
  void a_clock_that_was_set_back_does_not_make_it_last() {
    catalogs.get();
    pass(Duration.ofHours(-1));

    catalogs.get();

    assertThat(reads).isEqualTo(2);
  }

  @Test
  void the_same_texts_are_not_parsed_again() {
    var first = catalogs.get();
    texts = List.copyOf(texts.reversed());
    pass(Duration.ofMinutes(2));
    assertThat(catalogs.get()).isSameAs(first);

    texts = List.of(new DocumentText("pay", "version: 2"));
    pass(Duration.ofMinutes(2));
    assertThat(catalogs.get()).isNotSameAs(first);
  }

  @Test
  void a_reread_reads_whatever_is_cached() {
    catalogs.get();

    catalogs.reread();
    assertThat(reads).isEqualTo(2);
    catalogs.get();

    assertThat(reads).isEqualTo(2);
  }

  @Test
  void one_older_than_a_given_time_is_forgotten_but_not_read_before_it_is_needed() {
    catalogs.get();
    catalogs.forgetOlderThan(now);
    catalogs.get();
    assertThat(reads).isEqualTo(1);
    pass(Duration.ofSeconds(5));

    catalogs.forgetOlderThan(now);
    assertThat(reads).isEqualTo(1);
    catalogs.get();

    assertThat(reads).isEqualTo(2);
  }

  @Test
  void one_that_cannot_be_read_fails_every_target_and_is_retried() {
    failure = new CallFailedException(Code.ACCESS_DENIED, "Not you.", new RuntimeException());

    assertThat(catalogs.get())
        .isEqualTo(
            Catalog.unusable(
                Problem.of(
                    Code.SERVICE_ERROR,
                    "The catalog cannot be read, and until it can, nothing is changed. Not"
                        + " you.")));
  }

  @Test
  void one_that_cannot_be_read_takes_the_place_of_an_older_one() {
    catalogs.get();
    pass(Duration.ofMinutes(1));
    failure = new CallFailedException(Code.THROTTLED, "Rate exceeded.", new RuntimeException());

    assertThat(catalogs.get().unusable()).hasSize(1);
  }

  @Test
  void one_that_cannot_be_read_is_left_alone_for_ten_seconds() {
    failure = new CallFailedException(Code.THROTTLED, "Rate exceeded.", new RuntimeException());
    reading = Duration.ofSeconds(20);
    catalogs.get();
    reading = Duration.ZERO;
    failure = null;

    pass(Duration.ofSeconds(9));
    assertThat(catalogs.get().unusable()).hasSize(1);
    pass(Duration.ofSeconds(1));
    assertThat(catalogs.get().unusable()).isEmpty();
    assertThat(reads).isEqualTo(2);
  }

  @Test
  void one_without_the_document_of_the_platform_cannot_be_used_where_that_is_required() {
    var required = new CatalogCache(this::read, true, () -> now);
    var why =
        Problem.of(
            Code.CATALOG_INVALID,
            "This stack requires the catalog document _platform (RequirePlatform), and it does not exist: nothing is changed for anybody until your platform team saves it.");

    assertThat(required.get().unusable()).containsExactly(why);
    assertThat(required.get().summary().problems()).containsExactly(why);
    assertThat(required.get().summary().documents()).containsExactly("pay");
    assertThat(catalogs.get().unusable()).isEmpty();

    texts = List.of(new DocumentText("_platform", "version: 1"));
    assertThat(required.reread()).isEqualTo(CatalogReader.read(texts));
  }

  @Test
  void one_that_cannot_be_read_is_retried_even_where_the_document_of_the_platform_is_required() {
    failure = new CallFailedException(Code.THROTTLED, "Rate exceeded.", new RuntimeException());

    assertThat(CatalogCache.unreadable(new CatalogCache(this::read, true, () -> now).get()))
        .isPresent();
  }

  @Test
  void many_that_ask_at_once_read_once() throws InterruptedException {
    var threads =
        IntStream.range(0, 50)
            .mapToObj(_ -> Thread.ofVirtual().start(() -> catalogs.get()))
            .toList();
    for (var thread : threads) {
      thread.join();
    }

    assertThat(reads).isEqualTo(1);
  }

  @Test
  void a_catalog_older_than_the_run_is_read_again_once() {
    var first = catalogs.get();
    pass(Duration.ofSeconds(5));
    var began = now;

    assertThat(catalogs.notOlderThan(began)).isSameAs(first);
    assertThat(reads).isEqualTo(2);
    assertThat(catalogs.notOlderThan(began)).isSameAs(first);
    assertThat(reads).isEqualTo(2);
  }

  @Test
  void a_catalog_that_changed_since_the_cached_one_was_read_differs_from_it() {
    var first = catalogs.get();
    texts = List.of(new DocumentText("pay", "version: 2"));
    pass(Duration.ofSeconds(5));

    assertThat(catalogs.notOlderThan(now)).isNotEqualTo(first);
  }

  @Test
  void whether_it_can_be_read_is_known() {
    assertThat(CatalogCache.unreadable(catalogs.get())).isEmpty();
    failure = new CallFailedException(Code.ACCESS_DENIED, "No.", null);

    assertThat(CatalogCache.unreadable(catalogs.reread()))
        .map(Problem::code)
        .contains(Code.SERVICE_ERROR);
  }

  @Test
  void one_that_is_wrong_can_be_read_all_the_same() {
    texts = List.of(new DocumentText("_platform", "version: ["));

    assertThat(CatalogCache.unreadable(catalogs.get())).isEmpty();
    assertThat(catalogs.get().unusable()).isNotEmpty();
  }
}
