package io.github.tagscaler.scaling;

import static io.github.tagscaler.scaling.Targets.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.scaling.ScalingActivity.Status;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which spells of trouble follow from a target's activities. */
class SpellTest {
  private static final Instant START = Instant.parse("2026-08-10T10:00:00Z");
  private static final String QUOTA = "The account-level service limit is 4 Instances";

  /**
   * Activities, the oldest first: {@code ok}, {@code quota}, {@code busy}, {@code throttled},
   * {@code why} (failed for an unknown reason), {@code max}, {@code min}, {@code runs} and {@code
   * bounds} (a scheduled action sets them). Spells: the kind with the numbers of its first and last
   * activity.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          none                   | none                       | false
          ok                     | none                       | true
          ok quota               | FAILING 1-1                | true
          ok quota quota runs    | FAILING 1-2                | true
          quota quota            | FAILING 0-1                | false
          quota ok               | none                       | true
          quota ok quota         | FAILING 2-2                | true
          ok max                 | AT_MAX 1-1                 | true
          ok max max             | AT_MAX 1-2                 | true
          ok max quota max quota | FAILING 2-4, AT_MAX 1-3    | true
          # what passes by itself, or decides nothing
          ok busy throttled      | none                       | true
          ok min                 | none                       | true
          ok quota min           | FAILING 1-1                | true
          ok why                 | FAILING 1-1                | true
          ok quota bounds        | FAILING 1-1                | true
          """)
  void the_spells_are(String activities, String spells, boolean whole) {
    var found = Spell.of(read(activities));

    assertThat(
            found.ongoing().stream()
                .map(spell ->
                    "%s %d-%d".formatted(spell.kind(), number(spell.first()), number(spell.last())))
                .collect(Collectors.joining(", ")))
        .isEqualTo(spells == null ? "" : spells);
    assertThat(found.whole()).isEqualTo(whole);
  }

  private static long number(ScalingActivity activity) {
    return (activity.start().getEpochSecond() - START.getEpochSecond()) / 60;
  }

  private static List<ScalingActivity> read(String activities) {
    var words = activities == null ? List.<String>of() : Arrays.asList(activities.split(" ", -1));
    return IntStream.range(0, words.size())
        .mapToObj(i -> activity(words.get(i), START.plusSeconds(60L * i)))
        .toList();
  }

  private static ScalingActivity activity(String word, Instant at) {
    return switch (word) {
      case "ok" -> activity(at, Status.SUCCESSFUL, null);
      case "runs" -> activity(at, Status.RUNNING, null);
      case "quota" -> activity(at, Status.FAILED, QUOTA);
      case "why" -> activity(at, Status.FAILED, null);
      case "busy" ->
          activity(
              at,
              Status.FAILED,
              "Resource Id [x] is not scalable. Reason: Resource is in status Updating");
      case "throttled" -> activity(at, Status.FAILED, "Rate exceeded");
      case "max" -> activity(at, Status.FAILED, null, "AlreadyAtMaxCapacity");
      case "bounds" ->
          new ScalingActivity(
              KEY,
              at,
              Optional.empty(),
              Status.SUCCESSFUL,
              "Setting min capacity to 1 and max capacity to 4",
              Optional.empty(),
              List.of());
      case "min" -> activity(at, Status.FAILED, null, "AlreadyAtMinCapacity");
      default -> throw new IllegalArgumentException(word);
    };
  }

  /** An activity that began before a success may fail after it. */
  @Test
  void what_ended_last_counts() {
    var failed =
        new ScalingActivity(
            KEY,
            START,
            Optional.of(START.plusSeconds(1200)),
            Status.FAILED,
            "Setting desired instance count to 6.",
            Optional.of(QUOTA),
            List.of());
    var earlier = activity(START.plusSeconds(600), Status.FAILED, QUOTA);
    var success = activity(START.plusSeconds(900), Status.SUCCESSFUL, null);

    assertThat(Spell.of(List.of(failed, earlier)).ongoing())
        .containsExactly(new Spell(Spell.Kind.FAILING, earlier, failed));
    assertThat(Spell.of(List.of(failed, earlier, success)).ongoing())
        .containsExactly(new Spell(Spell.Kind.FAILING, failed, failed));
  }

  private static ScalingActivity activity(
      Instant at, Status status, @Nullable String message, String... notScaled) {
    return new ScalingActivity(
        KEY,
        at,
        Optional.of(at),
        status,
        "Setting desired instance count to 6.",
        Optional.ofNullable(message),
        List.of(notScaled));
  }
}
