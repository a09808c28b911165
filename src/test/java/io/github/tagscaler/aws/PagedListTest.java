package io.github.tagscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import software.amazon.awssdk.core.exception.NonRetryableException;

class PagedListTest {

  /** A page with the token of the next one. */
  private record Page(List<Integer> entries, @Nullable String next) {}

  private final List<String> asked = new ArrayList<>();

  @ParameterizedTest
  @NullAndEmptySource
  void has_the_entries_of_all_pages_until_one_has_no_token(@Nullable String last) {
    var list =
        list(
            Map.of(
                "first", new Page(List.of(1, 2), "a"),
                "a", new Page(List.of(), "b"),
                "b", new Page(List.of(3), last)));

    assertThat(list.all(Page::entries)).containsExactly(1, 2, 3);
    assertThat(asked).containsExactly("first", "a", "b");
  }

  @Test
  void fetches_a_page_only_when_it_is_needed() {
    var list = list(Map.of("first", new Page(List.of(1), "a"), "a", new Page(List.of(2), null)));

    assertThat(list.entries(Page::entries).findFirst()).hasValue(1);
    assertThat(asked).containsExactly("first");
  }

  @Test
  void begins_at_a_token() {
    var pages = list(Map.of("a", new Page(List.of(2), "b"))).from("a");

    assertThat(pages.token()).hasValue("a");
    assertThat(pages.next().entries()).containsExactly(2);
    assertThat(pages.token()).hasValue("b");
    assertThat(pages.hasNext()).isTrue();
  }

  @Test
  void has_no_page_after_the_last_one() {
    var pages = list(Map.of("first", new Page(List.of(1), null))).iterator();
    pages.next();

    assertThat(pages.hasNext()).isFalse();
    assertThat(pages.token()).isEmpty();
    assertThatThrownBy(pages::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void fails_if_a_token_comes_twice() {
    var list =
        list(
            Map.of(
                "first", new Page(List.of(1), "a"),
                "a", new Page(List.of(2), "b"),
                "b", new Page(List.of(3), "a")));

    assertThatThrownBy(() -> list.all(Page::entries))
        .isInstanceOf(NonRetryableException.class)
        .hasMessage("AWS answered the same NextToken twice, so that the list would never end");
    assertThat(asked).containsExactly("first", "a", "b");
  }

  @Test
  void fails_if_the_token_that_it_begins_at_comes_back() {
    var pages = list(Map.of("a", new Page(List.of(1), "a"))).from("a");

    assertThatThrownBy(pages::next).isInstanceOf(NonRetryableException.class);
  }

  private PagedList<Page> list(Map<String, Page> pages) {
    return new PagedList<>(
        token -> {
          var name = Objects.requireNonNullElse(token, "first");
          asked.add(name);
          return Objects.requireNonNull(pages.get(name), name);
        },
        Page::next);
  }
}
