package io.github.tagscaler.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.outcome.Audience;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.OutcomeJson;
import io.github.tagscaler.outcome.OutcomeSchema;
import io.github.tagscaler.outcome.Outcomes;
import io.github.tagscaler.outcome.Reasons;
import io.github.tagscaler.outcome.SkipReason;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeEventsTest {
  private static final String ARN = "arn:aws:sagemaker:eu-west-1:123456789012:endpoint/chat";

  @ParameterizedTest(name = "{0}: {1} with a key of ours, {2} without, {3} repeating, {4} both")
  @CsvSource({
    // ending, news with a key, without, repeating with a key, repeating without
    "Applied, true, true, true, true",
    "Planned, true, true, true, true",
    "Released, true, true, true, true",
    "Rejected, true, true, false, false",
    "Skipped, true, false, false, false",
    "NotReady, false, false, false, false",
    "Unchanged, false, false, false, false",
    "Failed, false, false, false, false",
  })
  void an_outcome_is_published_if_it_is_news(
      String name, boolean withKey, boolean without, boolean repeated, boolean repeatedWithout) {
    assertThat(isPublished(name, true, false)).isEqualTo(withKey);
    assertThat(isPublished(name, false, false)).isEqualTo(without);
    assertThat(isPublished(name, true, true)).isEqualTo(repeated);
    assertThat(isPublished(name, false, true)).isEqualTo(repeatedWithout);
  }

  @ParameterizedTest
  @CsvSource({
    "Applied, true",
    "Planned, true",
    "Released, true",
    "Rejected, true",
    "Skipped, false",
    "NotReady, false",
    "Unchanged, false",
    "Failed, false",
  })
  void a_sweep_started_by_a_catalog_change_reports_rejections_too(String name, boolean published) {
    var outcome = Outcomes.of(ending(name));
    var byCatalog =
        new Outcome(
            outcome.resourceId(),
            outcome.dimension(),
            outcome.kind(),
            outcome.ending(),
            outcome.warnings(),
            outcome.dryRun(),
            new Trigger(Trigger.Type.CATALOG, "7bf7", "Parameter Store Change", null),
            outcome.stack(),
            outcome.tags(),
            new Audience(true, true, ARN));

    assertThat(OutcomeEvents.of(List.of(byCatalog))).hasSize(published ? 1 : 0);
  }

  @Test
  void an_event_holds_the_outcome_and_names_the_resource() {
    var outcome =
        Outcomes.of(new Ending.Rejected(List.of(Outcomes.TYPO)), new Audience(true, false, ARN));

    var events = OutcomeEvents.of(List.of(outcome));

    assertThat(events)
        .containsExactly(
            new OutcomeEvent("Scaling Rejected", OutcomeJson.of(outcome), List.of(ARN)));
    OutcomeSchema.check(events.getFirst().detail());
  }

  @Test
  void a_resource_whose_arn_is_not_known_is_not_named() {
    var outcome =
        Outcomes.of(
            new Ending.Released(List.of(), Reasons.becauseGone(), OptionalInt.empty()),
            new Audience(false, false, null));

    assertThat(OutcomeEvents.of(List.of(outcome)))
        .containsExactly(new OutcomeEvent("Scaling Released", OutcomeJson.of(outcome), List.of()));
  }

  @Test
  void events_keep_the_order_of_the_outcomes() {
    var outcomes =
        List.of(
            outcome("Skipped", true, false),
            outcome("Failed", true, false),
            outcome("Applied", true, false));

    assertThat(OutcomeEvents.of(outcomes))
        .extracting(OutcomeEvent::detailType)
        .containsExactly("Scaling Skipped", "Scaling Applied");
  }

  private static boolean isPublished(String name, boolean carriesKey, boolean repeats) {
    return !OutcomeEvents.of(List.of(outcome(name, carriesKey, repeats))).isEmpty();
  }

  private static Outcome outcome(String name, boolean carriesKey, boolean repeats) {
    return Outcomes.of(ending(name), new Audience(carriesKey, repeats, ARN));
  }

  private static Ending ending(String name) {
    return switch (name) {
      case "Applied" -> new Ending.Applied(List.of(Outcomes.REGISTERED), Outcomes.IN_FORCE);
      case "Planned" ->
          new Ending.Planned(List.of(Outcomes.REGISTERED), null, Outcomes.IN_FORCE, null);
      case "Released" ->
          new Ending.Released(
              List.of(), new Reasons("autoscaling:").becauseUntagged(), OptionalInt.of(3));
      case "Rejected" -> new Ending.Rejected(List.of(Outcomes.TYPO));
      case "Skipped" -> new Ending.Skipped(SkipReason.OFF, "autoscaling:policy = off.");
      case "NotReady" -> new Ending.Skipped(SkipReason.NOT_READY, "It is not in service yet.");
      case "Unchanged" -> new Ending.Unchanged(Outcomes.IN_FORCE);
      case "Failed" -> new Ending.Failed(Outcomes.problem(Code.THROTTLED), List.of());
      default -> throw new IllegalArgumentException(name);
    };
  }
}
