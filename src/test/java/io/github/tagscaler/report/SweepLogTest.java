package io.github.tagscaler.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SweepLogTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Written written = new Written();
  private final SweepLog log = new SweepLog(written.lines(), Written.NOON, "models", "1.2.0");

  @Test
  void a_sweep_logs_what_it_found_and_the_age_of_its_listing() {
    log.swept(Instant.parse("2026-08-07T11:59:15Z"), counts(0, 0));

    assertThat(line())
        .isEqualTo(
            JSON.readTree(
                """
                {
                  "timestamp": "2026-08-07T12:00:00.123Z",
                  "level": "INFO",
                  "event": "Sweep",
                  "message": "Read 40 endpoints, 12 inference components and 35 managed targets; 3 to reconcile.",
                  "endpoints": 40,
                  "components": 12,
                  "registered": 41,
                  "owned": 35,
                  "items": 3,
                  "heldBack": 0,
                  "unread": 0,
                  "states": {"Scaled": 33, "Rejected": 2},
                  "codes": {"UnknownPolicy": 2},
                  "_aws": {
                    "Timestamp": 1786104000123,
                    "CloudWatchMetrics": [
                      {
                        "Namespace": "Tagscaler",
                        "Dimensions": [["Stack"]],
                        "Metrics": [
                          {"Name": "SweepAge", "Unit": "Seconds"},
                          {"Name": "SweepItems", "Unit": "Count"},
                          {"Name": "SweepHeldBack", "Unit": "Count"},
                          {"Name": "Unread", "Unit": "Count"},
                          {"Name": "ScalableTargets", "Unit": "Count"}
                        ]
                      },
                      {
                        "Namespace": "Tagscaler",
                        "Dimensions": [["Stack", "Version"]],
                        "Metrics": [{"Name": "Sweeps", "Unit": "Count"}]
                      }
                    ]
                  },
                  "Stack": "models",
                  "SweepAge": 45,
                  "SweepItems": 3,
                  "SweepHeldBack": 0,
                  "Unread": 0,
                  "ScalableTargets": 41,
                  "Version": "1.2.0",
                  "Sweeps": 1
                }
                """));
  }

  @Test
  void each_state_has_a_line_with_the_number_of_its_targets() {
    log.swept(Instant.parse("2026-08-07T11:59:15Z"), counts(0, 0));

    assertThat(written.writes()).hasSize(3);
    assertThat(JSON.readTree(written.writes().get(2)))
        .isEqualTo(
            JSON.readTree(
                """
                {
                  "timestamp": "2026-08-07T12:00:00.123Z",
                  "level": "INFO",
                  "event": "SweepState",
                  "message": "2 in state Rejected.",
                  "_aws": {
                    "Timestamp": 1786104000123,
                    "CloudWatchMetrics": [
                      {
                        "Namespace": "Tagscaler",
                        "Dimensions": [["Stack", "State"]],
                        "Metrics": [{"Name": "Resources", "Unit": "Count"}]
                      }
                    ]
                  },
                  "Stack": "models",
                  "State": "Rejected",
                  "Resources": 2
                }
                """));
  }

  @Test
  void an_item_that_is_done_has_the_age_of_its_sweep() {
    log.done(Instant.parse("2026-08-07T10:00:00Z"));

    assertThat(line())
        .isEqualTo(
            JSON.readTree(
                """
                {
                  "timestamp": "2026-08-07T12:00:00.123Z",
                  "level": "INFO",
                  "event": "SweepItem",
                  "message": "Reconciled a resource for the sweep of 2026-08-07T10:00:00Z.",
                  "_aws": {
                    "Timestamp": 1786104000123,
                    "CloudWatchMetrics": [
                      {
                        "Namespace": "Tagscaler",
                        "Dimensions": [["Stack"]],
                        "Metrics": [{"Name": "SweepAge", "Unit": "Seconds"}]
                      }
                    ]
                  },
                  "Stack": "models",
                  "SweepAge": 7200
                }
                """));
  }

  @Test
  void releases_held_back_are_a_warning() {
    log.swept(Instant.parse("2026-08-07T11:59:15Z"), counts(1, 2));

    assertThat(line().at("/level").asString()).isEqualTo("WARN");
    assertThat(line().at("/message").asString())
        .isEqualTo(
            "Read 40 endpoints, 12 inference components and 35 managed targets;"
                + " 3 to reconcile, 1 releases held back, 2 resources left to the next sweep.");
    assertThat(line().at("/heldBack").asInt()).isEqualTo(1);
  }

  @Test
  void an_age_is_never_negative_whatever_the_clock_of_another_machine_says() {
    log.done(Instant.parse("2026-08-07T12:00:09Z"));

    assertThat(line().at("/SweepAge").asLong()).isZero();
  }

  private static SweepCounts counts(int heldBack, int unread) {
    var states = new LinkedHashMap<String, Integer>();
    states.put("Scaled", 33);
    states.put("Rejected", 2);
    return new SweepCounts(40, 12, 41, 35, 3, heldBack, unread, states, Map.of("UnknownPolicy", 2));
  }

  private JsonNode line() {
    return JSON.readTree(written.writes().getFirst());
  }
}
