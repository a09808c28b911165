package io.github.tagscaler.report;

import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.outcome.Audience.Occasion;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Code.Concern;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.OutcomeJson;
import io.github.tagscaler.outcome.OutcomeSummary;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.SkipReason;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides which outcomes are published, and makes their events.
 *
 * <p>What changed something is always published. What changed nothing is published once: a scaling
 * activity sends an event of its own, and a rejection published at each would bury the one that
 * matters. A reset of capacity is published once for each deployment, as long as this remembers it.
 */
public final class OutcomeEvents {
  /** Why a target with tags is not scaled, for as long as nobody changes the resource. */
  private static final Set<SkipReason> STAYS_UNSCALED =
      EnumSet.of(
          SkipReason.ADAPTER_COMPONENT,
          SkipReason.SHADOW_VARIANT,
          SkipReason.NO_PROVISIONED_CONCURRENCY,
          SkipReason.BURSTABLE_INSTANCE);

  /** What is published by an event of its own, and not repeated. */
  private static final Set<Code> HAS_OWN_EVENT =
      EnumSet.of(Code.CAPACITY_RESET, Code.SCALING_FAILING, Code.AT_MAX);

  private static final String RESET = "Deploy Resets Capacity";

  /** How many resets are remembered. */
  private static final int MOST_RESETS = 2_000;

  /** When the deployment came whose reset was published last, by target. */
  private final SequencedMap<String, Instant> publishedResets = new LinkedHashMap<>();

  /** The events to publish for these outcomes, in their order. */
  public List<OutcomeEvent> of(List<Outcome> outcomes) {
    return outcomes.stream()
        .flatMap(outcome ->
            Stream.of(
                    Optional.of(word(outcome)).filter(_ -> isNews(outcome)),
                    Optional.of("Scaling Failing").filter(_ -> isNewFailure(outcome)),
                    Optional.of(RESET).filter(_ -> isNewReset(outcome)))
                .flatMap(Optional::stream)
                .map(detailType -> event(detailType, outcome)))
        .toList();
  }

  /** Takes note that not all of these events could be published: their resets come again. */
  public synchronized void unpublished(List<OutcomeEvent> events) {
    events.stream()
        .filter(event -> event.detailType().equals(RESET))
        .flatMap(event -> event.detail().get("resourceId").text().stream())
        .forEach(publishedResets::remove);
  }

  /** A sweep reports it so once for each spell. */
  private static boolean isNewFailure(Outcome outcome) {
    return outcome.audience().occasion() == Occasion.FAILING;
  }

  /** Each deployment's once; every later run finds the same reset until capacity changes. */
  private boolean isNewReset(Outcome outcome) {
    var reset = outcome.reset();
    return reset != null
        && reportsReset(outcome)
        && !reset.deployed().equals(rememberReset(outcome.resourceId(), reset.deployed()));
  }

  /** Takes note of a reset that is published; the last one of that target. */
  private synchronized @Nullable Instant rememberReset(String resourceId, Instant deployed) {
    var before = publishedResets.putLast(resourceId, deployed);
    if (publishedResets.size() > MOST_RESETS) {
      publishedResets.pollFirstEntry();
    }
    return before;
  }

  /** An event of the endpoint is that of the deployment, however old its config is. */
  private static boolean reportsReset(Outcome outcome) {
    return switch (outcome.audience().occasion()) {
      case NEWS, INQUIRY, REMINDER -> true;
      case REPETITION ->
          outcome.trigger().type() == Trigger.Type.ENDPOINT
              || outcome.ending() instanceof Ending.Applied;
      case FAILING -> false;
    };
  }

  private static boolean isNews(Outcome outcome) {
    var audience = outcome.audience();
    if (audience.occasion() == Occasion.FAILING) {
      return false;
    }
    return switch (outcome.ending()) {
      case Ending.Applied _, Ending.Planned _, Ending.Released _ -> true;
      // Also without a tag of the stack: a default policy that meets foreign scaling, or a release
      // that is refused once the tags are gone, needs a person, too.
      case Ending.Rejected(var problems, _) ->
          switch (audience.occasion()) {
            case NEWS, INQUIRY -> true;
            case REPETITION, FAILING -> false;
            case REMINDER ->
                audience.carriesKey()
                    && problems.stream()
                        .anyMatch(problem -> problem.code().concern() != Concern.OPERATOR);
          };
      case Ending.Skipped(var reason, _) ->
          audience.carriesKey()
              && switch (audience.occasion()) {
                case NEWS -> reason != SkipReason.NOT_READY;
                case INQUIRY -> outcome.warnsOf(Code.MISTYPED_PREFIX);
                case REPETITION, FAILING -> false;
                case REMINDER ->
                    outcome.warnsOf(Code.MISTYPED_PREFIX) || STAYS_UNSCALED.contains(reason);
              };
      case Ending.Unchanged _ ->
          audience.carriesKey()
              && switch (audience.occasion()) {
                case NEWS, INQUIRY ->
                    outcome.warnings().stream().anyMatch(OutcomeEvents::hasNoOwnEvent);
                case REPETITION, FAILING -> false;
                case REMINDER -> outcome.warnings().stream().anyMatch(OutcomeEvents::isReminder);
              };
      // Failed is retried; once that is given up, the queue's alarm fires.
      case Ending.Failed _ -> false;
    };
  }

  /** Whether a tag caused it and it does not pass by itself. */
  private static boolean isReminder(Problem warning) {
    return switch (warning.code()) {
      case GUARDRAIL_APPLIED, ABOVE_MAX, ADOPTED, FOREIGN_SCHEDULE, HOST_KEEPS_INSTANCES -> false;
      case PAUSED -> !endsByItself(warning);
      default -> hasNoOwnEvent(warning);
    };
  }

  /** Whether the warning is published by {@code Scaling Warning} only. */
  private static boolean hasNoOwnEvent(Problem warning) {
    return !HAS_OWN_EVENT.contains(warning.code());
  }

  /** Whether it is the warning of a pause until a date. */
  private static boolean endsByItself(Problem paused) {
    var value = paused.value();
    return value != null && !value.isBlank() && Character.isDigit(value.strip().charAt(0));
  }

  private static OutcomeEvent event(String detailType, Outcome outcome) {
    return new OutcomeEvent(
        detailType,
        OutcomeJson.of(outcome),
        Optional.ofNullable(outcome.audience().arn()).stream().toList());
  }

  private static String word(Outcome outcome) {
    return "Scaling "
        + (outcome.ending() instanceof Ending.Unchanged
            ? "Warning"
            : OutcomeSummary.of(outcome).word());
  }
}
