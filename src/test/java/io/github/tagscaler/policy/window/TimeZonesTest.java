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

/** The accepted time zones, and the suggestions for others. */
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
    "UTCC, UTC",
    "Europe/Frankfurt, Europe/Berlin",
    "Munich, Europe/Berlin",
    "est, America/New_York",
    "PST, America/Los_Angeles",
    "CEST, Europe/Berlin",
    "Z, UTC",
    "Pacific, America/Los_Angeles",
    "eastern, America/New_York",
  })
  void a_near_miss_is_suggested(String name, String meant) {
    assertThat(TimeZones.whyNot(name))
        .isEqualTo(
            "\"%s\" is not a supported time zone. Use a region and city, such as Europe/Berlin, or UTC. Did you mean \"%s\"?"
                .formatted(name, meant));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Middle-earth/Bree", "XYZ", "+", "GMT+", "+123456"})
  void nonsense_is_not_guessed_at(String name) {
    assertThat(TimeZones.whyNot(name))
        .isEqualTo(
            "\"%s\" is not a supported time zone. Use a region and city, such as Europe/Berlin, or UTC."
                .formatted(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"+01:00", "-5", "UTC+0200", "UTC+2", "gmt-3", "+00:00", "+05:30", "+15"})
  void a_fixed_offset_needs_a_named_time_zone(String offset) {
    assertThat(TimeZones.whyNot(offset))
        .isEqualTo(
            "\"%s\" is a fixed offset. Write a named time zone, such as Europe/Berlin, so that daylight saving works."
                .formatted(offset));
  }
}
