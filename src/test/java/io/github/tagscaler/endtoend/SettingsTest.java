package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.lambda.IllegalSettingException;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the operator has set. */
class SettingsTest {
  private static final String ON_CHAT = "endpoint/chat/variant/AllTraffic";

  @RegisterExtension static final World world = new World();

  // Read once, at start: a function that cannot be right must not wait for its first event to say
  // so.
  @ParameterizedTest
  @CsvSource({
    "TAGSCALER_STACK, my stack",
    "TAGSCALER_TAG_PREFIX, aws:",
    "TAGSCALER_DEFAULT_POLICY, llm-caht",
    "TAGSCALER_DEFAULT_POLICY, default+off",
    "TAGSCALER_CATALOG_PATH, tagscaler",
    "TAGSCALER_TIME_ZONE, Europe/Berln",
    "TAGSCALER_EVENT_BUS, no bus",
    "TAGSCALER_DRY_RUN, perhaps",
    "TAGSCALER_SWEEP_LIMIT, 101",
    "TAGSCALER_QUEUE_URL, work"
  })
  void a_bad_one_stops_the_function_at_start_with_a_sentence_that_names_it(
      String name, String value) {
    assertThatThrownBy(() -> new Function(world.aws(), Map.of(name, value)))
        .isInstanceOf(IllegalSettingException.class)
        .hasMessageStartingWith(name)
        .hasMessageContaining(value)
        .hasMessageMatching("[^\\n]*[.?]");
  }

  @Test
  void empty_ones_are_as_good_as_absent() {
    world.endpoint("chat", "policy=default");
    var empty =
        Map.of(
            "TAGSCALER_STACK", "",
            "TAGSCALER_TAG_PREFIX", "",
            "TAGSCALER_DEFAULT_POLICY", "",
            "TAGSCALER_CATALOG_PATH", "",
            "TAGSCALER_EVENT_BUS", "",
            "TAGSCALER_DRY_RUN", "",
            "TAGSCALER_QUEUE_URL", "");

    assertThat(world.function(empty).on(News.inService("chat")).outcome().ending())
        .isEqualTo("Applied");
    assertThat(world.held(ON_CHAT).tags()).containsEntry("tagscaler:stack", "tagscaler");
  }

  @Test
  void the_prefix_of_the_tags_can_be_another() {
    world.endpoint("chat", "max=2");
    world.somebody.tag("endpoint/chat", "scale:max=7");

    world.function(Map.of("TAGSCALER_TAG_PREFIX", "scale:")).on(News.inService("chat"));

    assertThat(world.held(ON_CHAT).bounds()).isEqualTo("1-7");
  }

  @Test
  void what_another_stack_registered_is_not_ours() {
    world.endpoint("chat", "policy=default");
    world.function(Map.of("TAGSCALER_STACK", "other")).on(News.inService("chat"));
    var before = world.scaling();

    assertThat(world.on(News.inService("chat")).outcome().ending()).isEqualTo("Rejected NotOwned");
    assertThat(world.scaling()).isEqualTo(before);
  }

  @Nested
  class A_default_policy {
    private final Function function = world.function(Map.of("TAGSCALER_DEFAULT_POLICY", "llm"));

    @Test
    void registers_what_carries_no_tag() {
      world.endpoint("chat");

      assertThat(function.on(News.inService("chat")).outcome().ending()).isEqualTo("Applied");
      assertThat(world.held(ON_CHAT).bounds()).isEqualTo("1-4");
    }

    @Test
    void yields_to_tags() {
      world.endpoint("chat", "policy=off");

      assertThat(function.on(News.inService("chat")).outcome().ending()).isEqualTo("Skipped Off");
    }
  }

  @Nested
  class A_dry_run {
    private void plansOnly(Run run) {
      assertThat(run.outcome().ending()).isEqualTo("Planned");
      assertThat(run.outcome().dryRun()).isTrue();
      assertThat(run.outcome().changes()).isNotEmpty();
      assertThat(run.writes()).isEmpty();
    }

    @Test
    void by_setting() {
      world.endpoint("chat", "policy=default", "dry-run=off");

      plansOnly(world.function(Map.of("TAGSCALER_DRY_RUN", "true")).on(News.inService("chat")));
      assertThat(world.held()).isEmpty();
    }

    @Test
    void by_tag() {
      world.endpoint("chat", "policy=default", "dry-run=true");

      plansOnly(world.on(News.inService("chat")));
      assertThat(world.held()).isEmpty();
    }

    @Test
    void of_a_release() {
      world.endpoint("chat", "policy=default");
      world.on(News.inService("chat"));
      var before = world.scaling();
      world.somebody.tag("endpoint/chat", "policy=off", "dry-run=true");

      plansOnly(world.on(News.addTags("endpoint/chat")));
      assertThat(world.scaling()).isEqualTo(before);

      world.somebody.untag("endpoint/chat", "policy");
      plansOnly(world.on(News.addTags("endpoint/chat")));
      assertThat(world.scaling()).isEqualTo(before);
    }

    @Test
    void by_a_tag_that_cannot_be_read_of_a_release() {
      world.endpoint("chat", "policy=default");
      world.on(News.inService("chat"));
      var before = world.scaling();
      world.somebody.tag("endpoint/chat", "policy=off", "dry-run=ture");

      var run = world.on(News.addTags("endpoint/chat"));

      plansOnly(run);
      assertThat(run.outcome().warnings()).containsExactly("BadValue");
      assertThat(world.scaling()).isEqualTo(before);
    }

    @Test
    void promises_what_the_real_run_does() {
      world.endpoint("chat", "policy=default", "dry-run=true");
      var planned = world.on(News.inService("chat")).outcome().json().get("changes");
      world.somebody.untag("endpoint/chat", "dry-run");

      var applied = world.on(News.addTags("endpoint/chat")).outcome().json().get("changes");

      assertThat(applied).isEqualTo(planned);
    }
  }
}
