package io.github.tagscaler.outcome;

import static io.github.tagscaler.outcome.ChangeEntry.Action.CREATE;
import static io.github.tagscaler.outcome.ChangeEntry.Action.DELETE;
import static io.github.tagscaler.outcome.ChangeEntry.Action.UPDATE;
import static io.github.tagscaler.outcome.ChangeEntry.Type.ALARM;
import static io.github.tagscaler.outcome.ChangeEntry.Type.POLICY;
import static io.github.tagscaler.outcome.ChangeEntry.Type.SCHEDULED_ACTION;
import static io.github.tagscaler.outcome.ChangeEntry.Type.TAG;
import static io.github.tagscaler.outcome.ChangeEntry.Type.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadlineTest {
  private static final ChangeEntry TARGET_CREATED = change(CREATE, TARGET, "endpoint/a/variant/b");
  private static final ChangeEntry POLICY_CREATED =
      change(CREATE, POLICY, "tagscaler-track-concurrency");

  @Test
  void applied_tells_each_change_by_name_and_several_of_a_sort_by_number() {
    var changes =
        List.of(
            TARGET_CREATED,
            POLICY_CREATED,
            change(CREATE, SCHEDULED_ACTION, "tagscaler-Mon-Fri-0800"),
            change(CREATE, SCHEDULED_ACTION, "tagscaler-Mon-Fri-2000"),
            change(DELETE, ALARM, "tagscaler/tagscaler/endpoint/a/variant/b/wake"),
            change(UPDATE, TAG, "tagscaler:config"));

    assertThat(Headline.of(Outcomes.of(new Ending.Applied(changes, Outcomes.IN_FORCE))))
        .isEqualTo(
            new Headline(
                "Applied",
                null,
                "Created the scalable target, scaling policy tagscaler-track-concurrency and"
                    + " 2 scheduled actions; updated tag tagscaler:config;"
                    + " deleted alarm tagscaler/tagscaler/endpoint/a/variant/b/wake."));
  }

  @Test
  void planned_tells_what_would_be_changed() {
    assertThat(
            Headline.of(
                Outcomes.of(
                    new Ending.Planned(
                        List.of(TARGET_CREATED, POLICY_CREATED), null, Outcomes.IN_FORCE, null))))
        .isEqualTo(
            new Headline(
                "Planned",
                null,
                "Would create the scalable target and scaling policy tagscaler-track-concurrency."));
  }

  @Test
  void changes_that_came_to_nothing_are_told_as_that() {
    assertThat(Headline.of(Outcomes.of(new Ending.Applied(List.of(), Outcomes.IN_FORCE))).message())
        .isEqualTo("Changed nothing.");
    assertThat(
            Headline.of(Outcomes.of(new Ending.Planned(List.of(), null, Outcomes.IN_FORCE, null)))
                .message())
        .isEqualTo("Would change nothing.");
  }

  @Test
  void unchanged_claims_no_more_than_that() {
    assertThat(Headline.of(Outcomes.of(new Ending.Unchanged(Outcomes.IN_FORCE))))
        .isEqualTo(new Headline("Unchanged", null, "Nothing was changed."));
  }

  @Test
  void released_says_why() {
    assertThat(
            Headline.of(Outcomes.of(new Ending.Released(List.of(), "autoscaling:policy = off."))))
        .isEqualTo(new Headline("Released", null, "autoscaling:policy = off."));
  }

  @Test
  void skipped_says_why_and_has_the_reason_for_its_code() {
    assertThat(
            Headline.of(
                Outcomes.of(new Ending.Skipped(SkipReason.SHADOW_VARIANT, "It is a shadow."))))
        .isEqualTo(new Headline("Skipped", "ShadowVariant", "It is a shadow."));
  }

  @Test
  void rejected_tells_all_problems_and_has_the_code_of_the_first() {
    var other =
        new Problem(Code.BAD_VALUE, "autoscaling:max", "x", "autoscaling:max = \"x\".", List.of());

    assertThat(Headline.of(Outcomes.of(new Ending.Rejected(List.of(Outcomes.TYPO, other)))))
        .isEqualTo(
            new Headline(
                "Rejected",
                "UnknownPolicy",
                "UnknownPolicy: autoscaling:policy = \"llm-caht\" on endpoint/chat."
                    + " Did you mean \"llm-chat\"? Known policies: default, llm-chat."
                    + " BadValue: autoscaling:max = \"x\"."));
  }

  @Test
  void failed_tells_the_problem_and_what_was_done_before_it() {
    var throttled = Problem.of(Code.THROTTLED, "AWS asks to slow down.");

    assertThat(Headline.of(Outcomes.of(new Ending.Failed(throttled, List.of()))))
        .isEqualTo(new Headline("Failed", "Throttled", "Throttled: AWS asks to slow down."));
    assertThat(Headline.of(Outcomes.of(new Ending.Failed(throttled, List.of(TARGET_CREATED)))))
        .isEqualTo(
            new Headline(
                "Failed",
                "Throttled",
                "Throttled: AWS asks to slow down. Created the scalable target before that."));
  }

  @Test
  void a_message_is_one_line_whatever_it_tells() {
    assertThat(Headline.of(Outcomes.of(new Ending.Skipped(SkipReason.IGNORED, "a\r\nb"))).message())
        .isEqualTo("a\\r\\nb");
  }

  private static ChangeEntry change(ChangeEntry.Action action, ChangeEntry.Type type, String name) {
    return new ChangeEntry(action, type, name, Json.Null.NULL, Json.Null.NULL);
  }
}
