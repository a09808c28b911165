package io.github.tagscaler.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.Outcomes;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Reasons;
import io.github.tagscaler.outcome.SkipReason;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OutcomeLogTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Written written = new Written();
  private final OutcomeLog log = new OutcomeLog(written.lines(), Written.NOON);

  @Test
  void a_line_holds_the_time_the_level_the_outcome_and_the_metric() {
    var outcome =
        new Outcome(
            "endpoint/chat/variant/blue",
            null,
            null,
            new Ending.Unchanged(Outcomes.IN_FORCE),
            List.of(),
            false,
            new Trigger(Trigger.Type.DIRECT, null, null, null),
            "tagscaler",
            Map.of(),
            Outcomes.AUDIENCE,
            null);

    log.write(outcome);

    assertThat(line())
        .isEqualTo(
            JSON.readTree(
                """
                {
                  "timestamp": "2026-08-07T12:00:00.123Z",
                  "level": "INFO",
                  "version": 1,
                  "resourceId": "endpoint/chat/variant/blue",
                  "scalableDimension": null,
                  "kind": null,
                  "outcome": "Unchanged",
                  "code": null,
                  "message": "endpoint/chat/variant/blue: 1-4 units, 5 concurrent requests per unit. Already up to date.",
                  "changes": [],
                  "problems": [],
                  "warnings": [],
                  "dryRun": false,
                  "trigger": {
                    "type": "direct", "eventId": null, "detailType": null, "principal": null
                  },
                  "stack": "tagscaler",
                  "tags": {},
                  "_aws": {
                    "Timestamp": 1786104000123,
                    "CloudWatchMetrics": [
                      {
                        "Namespace": "Tagscaler",
                        "Dimensions": [["Stack", "Kind", "Outcome", "Code"]],
                        "Metrics": [{"Name": "Outcomes", "Unit": "Count"}]
                      }
                    ]
                  },
                  "Stack": "tagscaler",
                  "Kind": "None",
                  "Outcome": "Unchanged",
                  "Code": "None",
                  "Outcomes": 1
                }
                """));
  }

  @Test
  void the_dimensions_tell_what_happened_to_what_kind() {
    log.write(Outcomes.of(new Ending.Skipped(SkipReason.OFF, "autoscaling:policy = off.")));

    assertThat(line().at("/Stack").asString()).isEqualTo("tagscaler");
    assertThat(line().at("/Kind").asString()).isEqualTo("real-time");
    assertThat(line().at("/Outcome").asString()).isEqualTo("Skipped");
    assertThat(line().at("/Code").asString()).isEqualTo("Off");
  }

  @Test
  void an_outcome_is_one_line_in_one_write_however_long() {
    var problem =
        new Problem(
            Code.BAD_VALUE, "autoscaling:max", "a\nb", "x\u2028y\n".repeat(5000), List.of());

    log.write(Outcomes.of(new Ending.Rejected(List.of(problem))));

    assertThat(written.writes()).hasSize(1);
    assertThat(written.writes().getFirst()).endsWith("}\n").containsOnlyOnce("\n");
  }

  @ParameterizedTest
  @EnumSource
  void a_rejection_is_an_error_only_if_the_operator_has_to_act(Code code) {
    log.write(Outcomes.of(new Ending.Rejected(List.of(Outcomes.TYPO, Outcomes.problem(code)))));

    assertThat(line().at("/level").asString())
        .isEqualTo(code.concern() == Code.Concern.OPERATOR ? "ERROR" : "WARN");
  }

  @Test
  void a_failure_is_a_warning_because_it_is_tried_again() {
    log.write(Outcomes.of(new Ending.Failed(Outcomes.problem(Code.THROTTLED), List.of())));

    assertThat(line().at("/level").asString()).isEqualTo("WARN");
  }

  @ParameterizedTest
  @MethodSource
  void everything_else_is_for_the_record(Ending ending) {
    log.write(Outcomes.of(ending));

    assertThat(line().at("/level").asString()).isEqualTo("INFO");
  }

  static Stream<Ending> everything_else_is_for_the_record() {
    return Stream.of(
        new Ending.Applied(List.of(Outcomes.REGISTERED), Outcomes.IN_FORCE),
        new Ending.Planned(List.of(Outcomes.REGISTERED), null, Outcomes.IN_FORCE, null),
        new Ending.Unchanged(Outcomes.IN_FORCE),
        new Ending.Released(List.of(), Reasons.becauseGone(), OptionalInt.empty()),
        new Ending.Skipped(SkipReason.NOT_TAGGED, "It asks for nothing."));
  }

  private JsonNode line() {
    return JSON.readTree(written.writes().getFirst());
  }
}
