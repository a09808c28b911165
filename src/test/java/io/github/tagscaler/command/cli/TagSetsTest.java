package io.github.tagscaler.command.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.command.exit.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TagSetsTest {
  @Test
  void words_are_the_tags_of_one_set() {
    assertThat(read("policy=llm", "max=8")).containsExactly("policy=llm max=8");
  }

  @Test
  void vs_starts_another_set() {
    assertThat(read("policy=llm", "max=8", "vs", "policy=default"))
        .containsExactly("policy=llm max=8", "policy=default");
  }

  @Test
  void a_word_with_several_tags_is_a_set_of_its_own() {
    assertThat(read("policy=llm max=8", "policy=default", "policy=ha,max=2"))
        .containsExactly("policy=llm max=8", "policy=default", "policy=ha max=2");
  }

  @Test
  void a_key_that_the_set_has_already_starts_another_set() {
    assertThat(read("max=4", "max=8")).containsExactly("max=4", "max=8");
  }

  @Test
  void a_value_may_have_spaces() {
    assertThat(read("schedule=Mon-Fri 08:00-20:00 2-8 else 1-2 Europe/Berlin max=9"))
        .containsExactly("schedule=Mon-Fri 08:00-20:00 2-8 else 1-2 Europe/Berlin max=9");
  }

  @Test
  void no_words_are_no_set() {
    assertThat(read()).isEmpty();
  }

  @Test
  void a_word_without_a_key_is_refused() {
    assertThatThrownBy(() -> read("llm"))
        .isInstanceOf(UsageException.class)
        .hasMessage("\"llm\" is not a tag. Write KEY=VALUE, such as policy=llm max=8.");
  }

  private static List<String> read(String... words) {
    return TagSets.read(List.of(words)).stream().map(TagSet::toString).toList();
  }
}
