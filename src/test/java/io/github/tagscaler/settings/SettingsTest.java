package io.github.tagscaler.settings;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.policy.setting.Setting.Adoption;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final Settings DEFAULTS =
      new Settings(
          "tagscaler",
          "autoscaling:",
          null,
          null,
          ZoneId.of("UTC"),
          "default",
          false,
          20,
          null,
          false,
          Duration.ofMinutes(15),
          Duration.ofHours(4),
          100,
          Adoption.KEEP,
          false,
          null);

  @Test
  void nothing_set_is_the_defaults() {
    assertThat(Settings.from(Map.of())).isEqualTo(DEFAULTS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void an_empty_value_is_the_default(String empty) {
    var environment = new HashMap<String, String>();
    Stream.of(
            "STACK",
            "TAG_PREFIX",
            "DEFAULT_POLICY",
            "CATALOG_PATH",
            "TIME_ZONE",
            "EVENT_BUS",
            "DRY_RUN",
            "SWEEP_LIMIT",
            "QUEUE_URL",
            "RELEASE_ALL",
            "SWEEP_MINUTES",
            "DRIFT_HOURS",
            "MAX_CAPACITY",
            "TEAM_TAG",
            "ALLOW_ADOPT",
            "REQUIRE_PLATFORM")
        .forEach(name -> environment.put("TAGSCALER_" + name, empty));

    assertThat(Settings.from(environment)).isEqualTo(DEFAULTS);
  }

  @Test
  void everything_can_be_set() {
    var environment =
        Map.ofEntries(
            entry("TAGSCALER_STACK", "scaler-prod"),
            entry("TAGSCALER_TAG_PREFIX", "acme/scaling:"),
            entry("TAGSCALER_DEFAULT_POLICY", "llm+ha"),
            entry("TAGSCALER_CATALOG_PATH", "/platform/tagscaler"),
            entry("TAGSCALER_TIME_ZONE", "Europe/Berlin"),
            entry("TAGSCALER_EVENT_BUS", "platform"),
            entry("TAGSCALER_DRY_RUN", "true"),
            entry("TAGSCALER_SWEEP_LIMIT", "5"),
            entry("TAGSCALER_QUEUE_URL", "https://sqs.eu-west-1.amazonaws.com/123456789012/work"),
            entry("TAGSCALER_RELEASE_ALL", "scaler-prod"),
            entry("TAGSCALER_SWEEP_MINUTES", "30"),
            entry("TAGSCALER_DRIFT_HOURS", "24"),
            entry("TAGSCALER_MAX_CAPACITY", "20"),
            entry("TAGSCALER_ALLOW_ADOPT", "none"),
            entry("TAGSCALER_REQUIRE_PLATFORM", "true"),
            entry("TAGSCALER_TEAM_TAG", "team"));

    assertThat(Settings.from(environment))
        .isEqualTo(
            new Settings(
                "scaler-prod",
                "acme/scaling:",
                "llm+ha",
                "/platform/tagscaler",
                ZoneId.of("Europe/Berlin"),
                "platform",
                true,
                5,
                URI.create("https://sqs.eu-west-1.amazonaws.com/123456789012/work"),
                true,
                Duration.ofMinutes(30),
                Duration.ofHours(24),
                20,
                Adoption.NO,
                true,
                "team"));
  }

  @ParameterizedTest(name = "TAGSCALER_{0} = {1}")
  @CsvSource({
    "STACK, a",
    "TAG_PREFIX, größe:",
    "TAG_PREFIX, scale/",
    "TAG_PREFIX, my-scaling-",
    "TAG_PREFIX, awsome:",
    "TAG_PREFIX, ' autoscaling: '",
    "CATALOG_PATH, /t",
    "CATALOG_PATH, /Platform_team/tag-scaler.v1/x",
    "TIME_ZONE, America/Argentina/Buenos_Aires",
    "TIME_ZONE, utc",
    "TIME_ZONE, europe/berlin",
    "EVENT_BUS, arn:aws:events:eu-west-1:123456789012:event-bus/platform",
    "EVENT_BUS, arn:aws-us-gov:events:us-gov-west-1:123456789012:event-bus/a.b_c-d",
    "DRY_RUN, on",
    "DRY_RUN, Yes",
    "DRY_RUN, FALSE",
    "DRY_RUN, off",
    "DRY_RUN, no",
    "SWEEP_LIMIT, 0",
    "SWEEP_LIMIT, 007",
    "SWEEP_LIMIT, 100",
    "RELEASE_ALL, tagscaler",
    "SWEEP_MINUTES, 5",
    "SWEEP_MINUTES, 60",
    "DRIFT_HOURS, 0",
    "DRIFT_HOURS, 168",
    "MAX_CAPACITY, 1",
    "MAX_CAPACITY, 100000",
    "ALLOW_ADOPT, keep",
    "ALLOW_ADOPT, Replace",
    "REQUIRE_PLATFORM, no",
    "TEAM_TAG, acme:cost-center",
    "TEAM_TAG, Team Größe @1",
    "QUEUE_URL, http://127.0.0.1:4566/000000000000/work",
    "QUEUE_URL, http://stand_in:4566/000000000000/work",
  })
  void is_taken(String name, String value) {
    assertThat(Settings.from(Map.of("TAGSCALER_" + name, value))).isNotNull();
  }

  @ParameterizedTest(name = "TAGSCALER_{0} = {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "STACK | 1st | a stack's name: a letter, then at most 127 letters, digits and hyphens.",
        "STACK | a_b | a stack's name: a letter, then at most 127 letters, digits and hyphens.",
        "EVENT_BUS | my bus | the name or the ARN of an EventBridge event bus.",
        "EVENT_BUS | arn:aws:sqs:eu-west-1:123456789012:work | the name or the ARN of an EventBridge event bus.",
        "DRY_RUN | maybe | on, true or yes, or off, false or no.",
        "SWEEP_LIMIT | 101 | a whole number from 0 to 100, in percent.",
        "SWEEP_LIMIT | -1 | a whole number from 0 to 100, in percent.",
        "SWEEP_LIMIT | 20% | a whole number from 0 to 100, in percent.",
        "SWEEP_LIMIT | 2.5 | a whole number from 0 to 100, in percent.",
        "RELEASE_ALL | true | empty, or this stack's name \"tagscaler\", which releases everything that the stack manages.",
        "RELEASE_ALL | Tagscaler | empty, or this stack's name \"tagscaler\", which releases everything that the stack manages.",
        "SWEEP_MINUTES | 4 | a whole number from 5 to 60.",
        "SWEEP_MINUTES | 61 | a whole number from 5 to 60.",
        "SWEEP_MINUTES | 15m | a whole number from 5 to 60.",
        "DRIFT_HOURS | 169 | a whole number from 0 to 168.",
        "DRIFT_HOURS | 4h | a whole number from 0 to 168.",
        "MAX_CAPACITY | 0 | a whole number from 1 to 100000.",
        "MAX_CAPACITY | 9999999999 | a whole number from 1 to 100000.",
        "ALLOW_ADOPT | true | none, keep or replace.",
        "REQUIRE_PLATFORM | true | false while TAGSCALER_CATALOG_PATH is empty: without a path there is no document _platform.",
        "TAG_PREFIX | autoscaling | one that does not end with a letter or a digit. Did you mean \"autoscaling:\"?",
        "TAG_PREFIX | scale-2 | one that does not end with a letter or a digit. Did you mean \"scale-2:\"?",
        "TEAM_TAG | aws:team | empty, or the key of a tag: at most 128 letters, digits, spaces and _ . : / = + - @, not starting with aws:.",
        "TEAM_TAG | a*b | empty, or the key of a tag: at most 128 letters, digits, spaces and _ . : / = + - @, not starting with aws:.",
        "QUEUE_URL | WorkQueue | empty, or a queue's URL starting with https:// or http://.",
        "QUEUE_URL | arn:aws:sqs:eu-west-1:123456789012:work | empty, or a queue's URL starting with https:// or http://.",
        "QUEUE_URL | ftp://host/work | empty, or a queue's URL starting with https:// or http://.",
        "QUEUE_URL | https:work | empty, or a queue's URL starting with https:// or http://.",
        "QUEUE_URL | http:// | empty, or a queue's URL starting with https:// or http://.",
      })
  void is_refused_in_a_sentence(String name, String value, String allowed) {
    assertThatThrownBy(() -> Settings.from(Map.of("TAGSCALER_" + name, value)))
        .isInstanceOf(IllegalSettingException.class)
        .hasMessage("TAGSCALER_" + name + " is \"" + value + "\", but it must be " + allowed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws:", "AWS:scaling:", "tagscaler:", "Tagscaler:x:", "a@b:", "a,b:"})
  void a_prefix_that_tags_cannot_have_or_that_is_reserved_is_refused(String prefix) {
    assertThatThrownBy(() -> Settings.from(Map.of("TAGSCALER_TAG_PREFIX", prefix)))
        .hasMessage(
            "TAGSCALER_TAG_PREFIX is \""
                + prefix
                + "\", but it must be at most 100 letters, digits, spaces and _ . : / = + -,"
                + " starting with neither aws: nor tagscaler:.");
  }

  @Test
  void a_prefix_leaves_room_for_the_key() {
    assertThat(Settings.from(Map.of("TAGSCALER_TAG_PREFIX", "x".repeat(99) + ":")).tagPrefix())
        .hasSize(100);
    assertThatThrownBy(() -> Settings.from(Map.of("TAGSCALER_TAG_PREFIX", "x".repeat(100) + ":")))
        .isInstanceOf(IllegalSettingException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "tagscaler",
        "/tagscaler/",
        "/a//b",
        "/a b",
        "/aws/x",
        "/SSM",
        "/größe",
        "/a,b"
      })
  void a_path_that_parameters_cannot_have_is_refused(String path) {
    assertThatThrownBy(() -> Settings.from(Map.of("TAGSCALER_CATALOG_PATH", path)))
        .isInstanceOf(IllegalSettingException.class)
        .hasMessage(
            "TAGSCALER_CATALOG_PATH is \""
                + path
                + "\", but it must be empty, or the path of parameters such as"
                + " /tagscaler/catalog: names of letters, digits and _ . - with a slash before"
                + " each and none at the end, starting with neither aws nor ssm.");
  }

  @Test
  void a_path_leaves_a_level_for_the_documents() {
    assertThat(Settings.from(Map.of("TAGSCALER_CATALOG_PATH", "/a".repeat(14)))).isNotNull();
    assertThatThrownBy(() -> Settings.from(Map.of("TAGSCALER_CATALOG_PATH", "/a".repeat(15))))
        .isInstanceOf(IllegalSettingException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berln, Did you mean \"Europe/Berlin\"?",
    "EST, Did you mean \"America/New_York\"?",
    "+02:00, 'such as Europe/Berlin, so that daylight saving works.'",
    "nowhere, 'such as Europe/Berlin, or UTC.'"
  })
  void a_zone_that_AWS_cannot_schedule_by_is_refused_with_the_one_that_was_meant(
      String zone, String end) {
    assertThatThrownBy(() -> Settings.from(Map.of("TAGSCALER_TIME_ZONE", zone)))
        .isInstanceOf(IllegalSettingException.class)
        .hasMessageStartingWith("TAGSCALER_TIME_ZONE cannot be used: \"" + zone + "\" is ")
        .hasMessageEndingWith(end);
  }

  @Test
  void a_value_cannot_break_out_of_the_sentence() {
    assertThatThrownBy(() -> Settings.from(Map.of("TAGSCALER_DRY_RUN", "a\nb\"")))
        .hasMessage(
            "TAGSCALER_DRY_RUN is \"a\\nb\\\"\", but it must be on, true or yes, or off, false or"
                + " no.");
  }
}
