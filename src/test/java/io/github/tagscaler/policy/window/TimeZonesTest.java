package io.github.tagscaler.policy.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.joda.time.DateTimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which time zones there are, and what helps whoever names another. */
class TimeZonesTest {

  /** Where this fails, a new Joda-Time knows other zones: write its IDs, sorted, to the file. */
  @Test
  void the_list_that_ships_is_joda_times() throws IOException {
    try (var list = TimeZones.class.getResourceAsStream("joda-time-zones.txt")) {
      var text = new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8);

      assertThat(text)
          .isEqualTo(String.join("\n", new TreeSet<>(DateTimeZone.getAvailableIDs())) + "\n");
    }
  }

  @Test
  void every_zone_that_both_know_is_found_in_any_case() {
    var both = new HashSet<>(DateTimeZone.getAvailableIDs());
    both.retainAll(ZoneId.getAvailableZoneIds());

    assertThat(both)
        .hasSizeGreaterThan(500)
        .allSatisfy(id -> {
          assertThat(TimeZones.find(id)).contains(ZoneId.of(id));
          assertThat(TimeZones.find(id.toUpperCase(Locale.ROOT))).contains(ZoneId.of(id));
        });
  }

  @Test
  void what_one_of_the_two_does_not_know_is_none() {
    var one = new HashSet<>(ZoneId.getAvailableZoneIds());
    one.removeAll(DateTimeZone.getAvailableIDs());

    assertThat(one).isNotEmpty().allSatisfy(id -> assertThat(TimeZones.find(id)).isEmpty());
    assertThat(Set.of("EST", "MST", "ROC", "+01:00", "Z", "UTC+1", "", "Europe"))
        .allSatisfy(id -> assertThat(TimeZones.find(id)).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berln, Europe/Berlin",
    "Europe-Berlin, Europe/Berlin",
    "europe/berlim, Europe/Berlin",
    "Berlin, Europe/Berlin",
    "BERLN, Europe/Berlin",
    "Germany/Berlin, Europe/Berlin",
    "New York, America/New_York",
    "America/New York, America/New_York",
    "Etc/Tokyo, Asia/Tokyo",
    "UCTT, UTC",
    "est, America/New_York",
    "PST, America/Los_Angeles",
    "CEST, Europe/Berlin",
    "Z, UTC",
  })
  void a_near_miss_is_understood(String name, String meant) {
    assertThat(TimeZones.whyNot(name))
        .isEqualTo(
            "\"%s\" is no time zone that Java and AWS both know. A time zone is written as its region and city, such as Europe/Berlin, or as UTC. Did you mean \"%s\"?"
                .formatted(name, meant));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Middle-earth/Bree", "XYZ", "+", "GMT+", "+123456"})
  void nonsense_is_not_guessed_at(String name) {
    assertThat(TimeZones.whyNot(name))
        .isEqualTo(
            "\"%s\" is no time zone that Java and AWS both know. A time zone is written as its region and city, such as Europe/Berlin, or as UTC."
                .formatted(name));
  }

  @ParameterizedTest
  @CsvSource({
    "+01:00, ' Did you mean \"Etc/GMT-1\"?'",
    "-5, ' Did you mean \"Etc/GMT+5\"?'",
    "UTC+0200, ' Did you mean \"Etc/GMT-2\"?'",
    "gmt-3, ' Did you mean \"Etc/GMT+3\"?'",
    "+00:00, ' Did you mean \"UTC\"?'",
    "+05:30, ''",
    "+15, ''",
  })
  void an_offset_is_told_its_name(String offset, String meant) {
    assertThat(TimeZones.whyNot(offset))
        .isEqualTo(
            "\"%s\" is an offset, which knows no summer time, and AWS takes time zones by name only. A time zone is written as its region and city, such as Europe/Berlin, or as UTC.%s"
                .formatted(offset, meant));
  }
}
