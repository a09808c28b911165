package io.github.tagscaler.scaling;

import static io.github.tagscaler.scaling.Targets.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.CapacityReset;
import io.github.tagscaler.resource.Deployment;
import io.github.tagscaler.scaling.ScalingActivity.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a deployment reset the capacity follows from what AWS says now. */
class ResetDetectionTest {
  private static final Instant NOW = Instant.parse("2026-08-10T12:00:00Z");

  /**
   * The endpoint is two days old; its config says 2 instances.
   *
   * <p>Activities are written {@code <hours ago> <status> <description>}, separated by slashes.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          # activities                                       | deployed, hours ago | running | before
          3 SUCCESSFUL Setting desired instance count to 8.  | 1                   | 2       | 8
          3 SUCCESSFUL Setting desired instance count to 8   | 1                   | 2       | 8
          # nothing was scaled, or not before the deployment
          none                                               | 1                   | 2       | none
          1 SUCCESSFUL Setting desired instance count to 8.  | 3                   | 2       | none
          # the last one counts
          5 SUCCESSFUL Setting desired instance count to 8. / 3 SUCCESSFUL Setting desired instance count to 4. | 1 | 2 | 4
          # it scaled since, or tries to, or AWS refused
          5 SUCCESSFUL Setting desired instance count to 8. / 1 SUCCESSFUL Setting desired instance count to 2. | 3 | 2 | none
          5 SUCCESSFUL Setting desired instance count to 8. / 1 RUNNING Setting desired instance count to 3.    | 3 | 2 | none
          5 SUCCESSFUL Setting desired instance count to 8. / 1 FAILED Setting desired instance count to 3.     | 3 | 2 | none
          # what failed before the deployment set nothing
          5 SUCCESSFUL Setting desired instance count to 8. / 4 FAILED Setting desired instance count to 9.     | 3 | 2 | 8
          # a scheduled action that sets bounds sets no capacity, before the deployment or after it
          5 SUCCESSFUL Setting desired instance count to 8. / 4 SUCCESSFUL Setting min capacity to 1 and max capacity to 10 | 3 | 2 | 8
          5 SUCCESSFUL Setting desired instance count to 8. / 1 SUCCESSFUL Setting min capacity to 1 and max capacity to 10 | 3 | 2 | 8
          4 SUCCESSFUL Setting min capacity to 1 and max capacity to 10 | 3 | 2 | none
          4 SUCCESSFUL Setting max capacity to 10 | 3 | 2 | none
          # more than a day ago, of an earlier endpoint of that name, or not to be read
          25 SUCCESSFUL Setting desired instance count to 8. | 1                   | 2       | none
          3 SUCCESSFUL Capacity is 8.                        | 1                   | 2       | none
          # not lower, or not the config's number
          3 SUCCESSFUL Setting desired instance count to 2.  | 1                   | 2       | none
          3 SUCCESSFUL Setting desired instance count to 1.  | 1                   | 2       | none
          3 SUCCESSFUL Setting desired instance count to 8.  | 1                   | 3       | none
          """)
  void a_reset_is(String activities, int deployed, int running, Integer before) {
    assertThat(
            DeployResets.find(
                new Deployment(2, hoursAgo(deployed), hoursAgo(48)),
                hoursAgo(47),
                running,
                read(activities),
                NOW))
        .isEqualTo(
            Optional.ofNullable(before)
                .map(capacity -> new CapacityReset(capacity, running, hoursAgo(deployed))));
  }

  @ParameterizedTest
  @CsvSource({"2, true", "4, false"})
  void an_activity_of_an_earlier_endpoint_of_that_name_does_not_count(int hours, boolean counts) {
    var deployment = new Deployment(2, hoursAgo(1), hoursAgo(3));

    assertThat(
            DeployResets.find(
                deployment,
                Instant.EPOCH,
                2,
                read(hours + " SUCCESSFUL Setting desired instance count to 8."),
                NOW))
        .matches(found -> found.isPresent() == counts);
  }

  /** Released, deployed to bigger instances, and registered again: fewer of them are enough. */
  @ParameterizedTest
  @CsvSource({"2, true", "4, false"})
  void an_activity_from_before_the_target_was_registered_does_not_count(int hours, boolean counts) {
    assertThat(
            DeployResets.find(
                new Deployment(2, hoursAgo(1), hoursAgo(48)),
                hoursAgo(3),
                2,
                read(hours + " SUCCESSFUL Setting desired instance count to 8."),
                NOW))
        .matches(found -> found.isPresent() == counts);
  }

  private static List<ScalingActivity> read(String activities) {
    return activities == null
        ? List.of()
        : Arrays.stream(activities.split(" / ", -1))
            .map(each -> each.split(" ", 3))
            .map(parts ->
                new ScalingActivity(
                    KEY,
                    hoursAgo(Integer.parseInt(parts[0])),
                    Optional.empty(),
                    Status.valueOf(parts[1]),
                    parts[2],
                    Optional.empty(),
                    List.of()))
            .toList();
  }

  private static Instant hoursAgo(int hours) {
    return NOW.minus(Duration.ofHours(hours));
  }
}
