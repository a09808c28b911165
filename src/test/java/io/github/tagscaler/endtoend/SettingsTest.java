package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.settings.IllegalSettingException;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the operator has set. */
class SettingsTest {
  private static final String ON_CHAT = "endpoint/chat/variant/AllTraffic";

  @RegisterExtension static final TestAccount account = new TestAccount();

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
    "TAGSCALER_QUEUE_URL, work",
    "TAGSCALER_RELEASE_ALL, all",
    "TAGSCALER_SWEEP_MINUTES, 1",
    "TAGSCALER_DRIFT_HOURS, never",
    "TAGSCALER_MAX_CAPACITY, 0",
    "TAGSCALER_ALLOW_ADOPT, yes",
    "TAGSCALER_REQUIRE_PLATFORM, true"
  })
  void a_bad_one_stops_the_function_at_start_with_a_sentence_that_names_it(
      String name, String value) {
    assertThatThrownBy(() -> new DeployedFunction(account.aws(), Map.of(name, value)))
        .isInstanceOf(IllegalSettingException.class)
        .hasMessageStartingWith(name)
        .hasMessageContaining(value)
        .hasMessageMatching("[^\\n]*[.?]");
  }

  @Test
  void empty_ones_are_as_good_as_absent() {
    account.endpoint("chat", "policy=default");
    var empty =
        Map.of(
            "TAGSCALER_STACK", "",
            "TAGSCALER_TAG_PREFIX", "",
            "TAGSCALER_DEFAULT_POLICY", "",
            "TAGSCALER_CATALOG_PATH", "",
            "TAGSCALER_EVENT_BUS", "",
            "TAGSCALER_DRY_RUN", "",
            "TAGSCALER_QUEUE_URL", "");

    assertThat(account.function(empty).invoke(SampleEvents.inService("chat")).outcome().ending())
        .isEqualTo("Applied");
    assertThat(account.target(ON_CHAT).tags()).containsEntry("tagscaler:stack", "tagscaler");
  }

  @Test
  void the_prefix_of_the_tags_can_be_another() {
    account.endpoint("chat", "max=2");
    account.user.tag("endpoint/chat", "scale:max=7");

    account
        .function(Map.of("TAGSCALER_TAG_PREFIX", "scale:"))
        .invoke(SampleEvents.inService("chat"));

    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-7");
  }

  @Test
  void what_another_stack_registered_is_not_ours() {
    account.endpoint("chat", "policy=default");
    account.function(Map.of("TAGSCALER_STACK", "other")).invoke(SampleEvents.inService("chat"));
    var before = account.scaling();

    assertThat(account.invoke(SampleEvents.inService("chat")).outcome().ending())
        .isEqualTo("Rejected NotOwned");
    assertThat(account.scaling()).isEqualTo(before);
  }

  @Nested
  class A_default_policy {
    private final DeployedFunction function =
        account.function(Map.of("TAGSCALER_DEFAULT_POLICY", "llm"));

    @Test
    void registers_what_carries_no_tag() {
      account.endpoint("chat");

      assertThat(function.invoke(SampleEvents.inService("chat")).outcome().ending())
          .isEqualTo("Applied");
      assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-4");
    }

    @Test
    void yields_to_tags() {
      account.endpoint("chat", "policy=off");

      assertThat(function.invoke(SampleEvents.inService("chat")).outcome().ending())
          .isEqualTo("Skipped Off");
    }
  }

  @Nested
  class A_dry_run {
    private void plansOnly(Invocation run) {
      assertThat(run.outcome().ending()).isEqualTo("Planned");
      assertThat(run.outcome().dryRun()).isTrue();
      assertThat(run.outcome().changes()).isNotEmpty();
      assertThat(run.writes()).isEmpty();
    }

    @Test
    void by_setting() {
      account.endpoint("chat", "policy=default", "dry-run=off");

      plansOnly(
          account
              .function(Map.of("TAGSCALER_DRY_RUN", "true"))
              .invoke(SampleEvents.inService("chat")));
      assertThat(account.targets()).isEmpty();
    }

    @Test
    void by_tag() {
      account.endpoint("chat", "policy=default", "dry-run=true");

      plansOnly(account.invoke(SampleEvents.inService("chat")));
      assertThat(account.targets()).isEmpty();
    }

    @Test
    void of_a_release() {
      account.endpoint("chat", "policy=default");
      account.invoke(SampleEvents.inService("chat"));
      var before = account.scaling();
      account.user.tag("endpoint/chat", "policy=off", "dry-run=true");

      plansOnly(account.invoke(SampleEvents.addTags("endpoint/chat")));
      assertThat(account.scaling()).isEqualTo(before);

      account.user.untag("endpoint/chat", "policy");
      plansOnly(account.invoke(SampleEvents.addTags("endpoint/chat")));
      assertThat(account.scaling()).isEqualTo(before);
    }

    @Test
    void by_a_tag_that_cannot_be_read_of_a_release() {
      account.endpoint("chat", "policy=default");
      account.invoke(SampleEvents.inService("chat"));
      var before = account.scaling();
      account.user.tag("endpoint/chat", "policy=off", "dry-run=ture");

      var run = account.invoke(SampleEvents.addTags("endpoint/chat"));

      plansOnly(run);
      assertThat(run.outcome().warnings()).containsExactly("BadValue");
      assertThat(account.scaling()).isEqualTo(before);
    }

    @Test
    void promises_what_the_real_run_does() {
      account.endpoint("chat", "policy=default", "dry-run=true");
      var planned = account.invoke(SampleEvents.inService("chat")).outcome().json().get("changes");
      account.user.untag("endpoint/chat", "dry-run");

      var applied =
          account.invoke(SampleEvents.addTags("endpoint/chat")).outcome().json().get("changes");

      assertThat(applied).isEqualTo(planned);
    }
  }
}
