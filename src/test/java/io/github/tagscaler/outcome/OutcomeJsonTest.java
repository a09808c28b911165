package io.github.tagscaler.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class OutcomeJsonTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void an_applied_outcome_states_what_was_changed_where_and_why() {
    var drift = Problem.of(Code.DRIFT, "Somebody changed the target value.");
    var outcome =
        Outcomes.with(
            Outcomes.of(new Ending.Applied(List.of(Outcomes.REGISTERED), Outcomes.IN_FORCE)),
            drift);

    assertWritten(
        outcome,
        """
        {
          "version": 1,
          "resourceId": "endpoint/chat/variant/blue",
          "scalableDimension": "sagemaker:variant:DesiredInstanceCount",
          "kind": "real-time",
          "outcome": "Applied",
          "code": null,
          "message": "endpoint/chat/variant/blue: 1-4 instances, 5 concurrent requests per instance. Created the scalable target. Somebody changed the target value.",
          "changes": [
            {
              "action": "create",
              "type": "target",
              "name": "endpoint/chat/variant/blue",
              "before": null,
              "after": {"min": 1, "max": 4}
            }
          ],
          "problems": [],
          "warnings": [
            {
              "code": "Drift",
              "key": null,
              "value": null,
              "message": "Somebody changed the target value.",
              "allowed": [],
              "audience": "owner"
            }
          ],
          "dryRun": false,
          "trigger": {
            "type": "tag",
            "eventId": "0b2a4f0e-5d3c-4f0a-9a53-0d8c1f1f9f10",
            "detailType": "Tag Change on Resource",
            "principal": "arn:aws:iam::123456789012:role/Ann"
          },
          "stack": "tagscaler",
          "tags": {"autoscaling:policy": "llm-chat", "team": "search"}
        }
        """);
  }

  @Test
  void a_rejected_outcome_says_what_is_wrong_and_what_would_be_right() {
    assertWritten(
        Outcomes.of(new Ending.Rejected(List.of(Outcomes.TYPO))),
        """
        {
          "version": 1,
          "resourceId": "endpoint/chat/variant/blue",
          "scalableDimension": "sagemaker:variant:DesiredInstanceCount",
          "kind": "real-time",
          "outcome": "Rejected",
          "code": "UnknownPolicy",
          "message": "endpoint/chat/variant/blue was not changed. UnknownPolicy: autoscaling:policy = \\"llm-caht\\" on endpoint/chat. Did you mean \\"llm-chat\\"? Known: default, llm-chat.",
          "changes": [],
          "problems": [
            {
              "code": "UnknownPolicy",
              "key": "autoscaling:policy",
              "value": "llm-caht",
              "message": "autoscaling:policy = \\"llm-caht\\" on endpoint/chat. Did you mean \\"llm-chat\\"? Known: default, llm-chat.",
              "allowed": ["default", "llm-chat"],
              "audience": "owner"
            }
          ],
          "warnings": [],
          "dryRun": false,
          "trigger": {
            "type": "tag",
            "eventId": "0b2a4f0e-5d3c-4f0a-9a53-0d8c1f1f9f10",
            "detailType": "Tag Change on Resource",
            "principal": "arn:aws:iam::123456789012:role/Ann"
          },
          "stack": "tagscaler",
          "tags": {"autoscaling:policy": "llm-chat", "team": "search"}
        }
        """);
  }

  @Test
  void what_is_not_known_is_null() {
    var outcome =
        new Outcome(
            "endpoint/chat",
            null,
            null,
            new Ending.Failed(Outcomes.problem(Code.THROTTLED), List.of()),
            List.of(),
            true,
            new Trigger(Trigger.Type.DIRECT, null, null, null),
            "tagscaler",
            Map.of(),
            Outcomes.AUDIENCE,
            null);

    assertWritten(
        outcome,
        """
        {
          "version": 1,
          "resourceId": "endpoint/chat",
          "scalableDimension": null,
          "kind": null,
          "outcome": "Failed",
          "code": "Throttled",
          "message": "endpoint/chat is not reconciled yet. Throttled: Something is wrong.",
          "changes": [],
          "problems": [
            {
              "code": "Throttled",
              "key": null,
              "value": null,
              "message": "Something is wrong.",
              "allowed": [],
              "audience": "operator"
            }
          ],
          "warnings": [],
          "dryRun": true,
          "trigger": {"type": "direct", "eventId": null, "detailType": null, "principal": null},
          "stack": "tagscaler",
          "tags": {}
        }
        """);
  }

  @Test
  void messages_spell_control_characters_out_and_values_stay_as_they_are() {
    var problem =
        new Problem(
            Code.UNKNOWN_KEY,
            "autoscaling:a\nb",
            "1\u2028",
            "autoscaling:a\nb is no key.",
            List.of());
    var json = OutcomeJson.of(Outcomes.of(new Ending.Rejected(List.of(problem))));

    OutcomeSchema.check(json);
    assertThat(json.get("message"))
        .isEqualTo(
            Json.of(
                "endpoint/chat/variant/blue was not changed. UnknownKey: autoscaling:a\\nb is no key."));
    assertThat(json.get("problems").stream())
        .containsExactly(
            Json.object()
                .put("code", "UnknownKey")
                .put("key", "autoscaling:a\nb")
                .put("value", "1\u2028")
                .put("message", "autoscaling:a\\nb is no key.")
                .put("allowed", Json.ofStrings(List.of()))
                .put("audience", "owner")
                .build());
  }

  private static void assertWritten(Outcome outcome, String expected) {
    var json = OutcomeJson.of(outcome);

    OutcomeSchema.check(json);
    assertThat(JSON.readTree(json.write())).isEqualTo(JSON.readTree(expected));
  }
}
