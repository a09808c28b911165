package io.github.tagscaler.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.outcome.Audience;
import io.github.tagscaler.outcome.Audience.Occasion;
import io.github.tagscaler.outcome.CapacityReset;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.OutcomeJson;
import io.github.tagscaler.outcome.OutcomeSchema;
import io.github.tagscaler.outcome.OutcomeTemplate;
import io.github.tagscaler.outcome.Outcomes;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Reasons;
import io.github.tagscaler.outcome.SkipReason;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.NotScalable;
import io.github.tagscaler.resource.ScalableDimension;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeEventsTest {
  private static final String ARN = "arn:aws:sagemaker:eu-west-1:123456789012:endpoint/chat";

  @ParameterizedTest(name = "{0}: {1} as news, {2} repeated, {3} on request, {4} as a reminder")
  @CsvSource({
    // ending, with a key: news, repeated, asked for, a reminder; the same without a key
    "Applied,  true true true true,     true true true true",
    "Planned,  true true true true,     true true true true",
    "Released, true true true true,     true true true true",
    "Rejected, true false true true,    true false true false",
    "Denied,   true false true false,   true false true false",
    "Skipped,  true false false false,  false false false false",
    "Host,     true false false false,  false false false false",
    "Adapter,  true false false true,   false false false false",
    "Mistyped, true false true true,    false false false false",
    "NotReady, false false false false, false false false false",
    "Unchanged, false false false false, false false false false",
    "Warning,  true false true true,    false false false false",
    "Passing,  true false true false,   false false false false",
    "PausedUntil, true false true false, false false false false",
    "Paused,   true false true true,    false false false false",
    "Failed,   false false false false, false false false false",
  })
  void an_outcome_is_published_if_it_is_worth_it(String name, String withKey, String without) {
    assertThat(published(name, true)).isEqualTo(withKey);
    assertThat(published(name, false)).isEqualTo(without);
  }

  private static String published(String name, boolean carriesKey) {
    return Stream.of(Occasion.NEWS, Occasion.REPETITION, Occasion.INQUIRY, Occasion.REMINDER)
        .map(occasion ->
            String.valueOf(
                !new OutcomeEvents().of(List.of(outcome(name, carriesKey, occasion))).isEmpty()))
        .collect(Collectors.joining(" "));
  }

  @Test
  void an_unchanged_target_with_warnings_is_a_warning() {
    assertThat(new OutcomeEvents().of(List.of(outcome("Warning", true, Occasion.NEWS))))
        .extracting(OutcomeEvent::detailType)
        .containsExactly("Scaling Warning");
  }

  /** As the warning that has an event of its own, which is not repeated. */
  @ParameterizedTest
  @EnumSource(
      value = Code.class,
      names = {"CAPACITY_RESET", "SCALING_FAILING", "AT_MAX"})
  void a_warning_with_an_event_of_its_own_is_no_scaling_warning(Code code) {
    for (var occasion : Occasion.values()) {
      var outcome =
          Outcomes.with(
              Outcomes.of(new Ending.Unchanged(null), new Audience(true, occasion, null)),
              Problem.of(code, "A sentence."));

      assertThat(new OutcomeEvents().of(List.of(outcome)))
          .extracting(OutcomeEvent::detailType)
          .isEqualTo(occasion == Occasion.FAILING ? List.of("Scaling Failing") : List.of());
    }
  }

  private static Outcome reset(String variant, Occasion occasion, int deployed) {
    return new OutcomeTemplate(
            "endpoint/chat/variant/" + variant,
            Kind.REAL_TIME,
            false,
            new Trigger(Trigger.Type.ENDPOINT, "id", "detail", null),
            "tagscaler",
            Map.of(),
            new Audience(true, occasion, null))
        .with(Optional.of(new CapacityReset(8, 2, Instant.ofEpochSecond(deployed))))
        .outcome(ScalableDimension.INSTANCE_COUNT, new Ending.Unchanged(null), List.of());
  }

  /** Another variant that scales sends events of the same endpoint. */
  @ParameterizedTest
  @EnumSource(
      value = Occasion.class,
      names = {"NEWS", "REPETITION", "INQUIRY"})
  void a_reset_is_published_once_for_each_target_and_deployment(Occasion occasion) {
    var events = new OutcomeEvents();

    assertThat(events.of(List.of(reset("blue", occasion, 1)))).hasSize(1);
    assertThat(events.of(List.of(reset("blue", occasion, 1)))).isEmpty();
    assertThat(events.of(List.of(reset("green", occasion, 1)))).hasSize(1);
    assertThat(events.of(List.of(reset("blue", occasion, 2)))).hasSize(1);
    assertThat(events.of(List.of(reset("green", occasion, 1)))).isEmpty();
    assertThat(new OutcomeEvents().of(List.of(reset("blue", occasion, 2))))
        .as("another instance of the function")
        .hasSize(1);
  }

  @Test
  void a_reset_that_could_not_be_published_is_published_later() {
    var events = new OutcomeEvents();
    var blue = List.of(reset("blue", Occasion.REPETITION, 1));
    var green = List.of(reset("green", Occasion.REPETITION, 1));
    assertThat(events.of(green)).hasSize(1);
    events.unpublished(events.of(blue));

    assertThat(events.of(blue)).hasSize(1);
    assertThat(events.of(blue)).isEmpty();
    assertThat(events.of(green)).isEmpty();
  }

  @Test
  void a_reset_has_an_event_with_before_and_after() {
    var events = new OutcomeEvents().of(List.of(reset("blue", Occasion.REPETITION, 1)));

    assertThat(events)
        .extracting(OutcomeEvent::detailType)
        .containsExactly("Deploy Resets Capacity");
    OutcomeSchema.check(events.getFirst().detail());
    assertThat(events.getFirst().detail().get("reset").write())
        .isEqualTo("{\"before\":8,\"after\":2}");
  }

  @Test
  void a_reminder_says_so() {
    var events = new OutcomeEvents().of(List.of(outcome("Rejected", true, Occasion.REMINDER)));

    OutcomeSchema.check(events.getFirst().detail());
    assertThat(events.getFirst().detail().get("reminder")).isEqualTo(Json.of(true));
  }

  @Test
  void an_event_holds_the_outcome_and_names_the_resource() {
    var outcome =
        Outcomes.of(
            new Ending.Rejected(List.of(Outcomes.TYPO)), new Audience(true, Occasion.NEWS, ARN));

    var events = new OutcomeEvents().of(List.of(outcome));

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
            new Audience(false, Occasion.NEWS, null));

    assertThat(new OutcomeEvents().of(List.of(outcome)))
        .containsExactly(new OutcomeEvent("Scaling Released", OutcomeJson.of(outcome), List.of()));
  }

  @Test
  void events_keep_the_order_of_the_outcomes() {
    var outcomes =
        List.of(
            outcome("Skipped", true, Occasion.NEWS),
            outcome("Failed", true, Occasion.NEWS),
            outcome("Applied", true, Occasion.NEWS));

    assertThat(new OutcomeEvents().of(outcomes))
        .extracting(OutcomeEvent::detailType)
        .containsExactly("Scaling Skipped", "Scaling Applied");
  }

  private static Outcome outcome(String name, boolean carriesKey, Occasion occasion) {
    return Outcomes.with(
        Outcomes.of(ending(name), new Audience(carriesKey, occasion, ARN)), warnings(name));
  }

  private static Problem[] warnings(String name) {
    return switch (name) {
      case "Mistyped" -> warning(Outcomes.problem(Code.MISTYPED_PREFIX));
      case "Warning" -> warning(Outcomes.problem(Code.UNKNOWN_VARIANT));
      case "Passing" -> warning(Outcomes.problem(Code.ABOVE_MAX));
      case "Paused" -> warning(paused("true"));
      case "PausedUntil" -> warning(paused("2026-12-31"));
      default -> new Problem[0];
    };
  }

  private static Problem[] warning(Problem warning) {
    return new Problem[] {warning};
  }

  private static Problem paused(String value) {
    return new Problem(Code.PAUSED, "autoscaling:paused", value, "It is paused.", List.of());
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
      case "Denied" -> new Ending.Rejected(List.of(Outcomes.problem(Code.ACCESS_DENIED)));
      case "Host" -> Reasons.notScalable(NotScalable.HOSTS_COMPONENTS);
      case "Adapter" -> Reasons.notScalable(NotScalable.ADAPTER_COMPONENT);
      case "Mistyped" -> new Reasons("autoscaling:").notTagged();
      case "Skipped" -> new Ending.Skipped(SkipReason.OFF, "autoscaling:policy = off.");
      case "NotReady" -> new Ending.Skipped(SkipReason.NOT_READY, "It is not in service yet.");
      case "Unchanged", "Warning", "Passing", "Paused", "PausedUntil" ->
          new Ending.Unchanged(Outcomes.IN_FORCE);
      case "Failed" -> new Ending.Failed(Outcomes.problem(Code.THROTTLED), List.of());
      default -> throw new IllegalArgumentException(name);
    };
  }
}
