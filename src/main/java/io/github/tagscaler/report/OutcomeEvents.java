package io.github.tagscaler.report;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Code.Concern;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.OutcomeJson;
import io.github.tagscaler.outcome.OutcomeSummary;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.SkipReason;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which outcomes are published, and makes their events.
 *
 * <p>What changed something is always published. What changed nothing is published once: a scaling
 * activity sends an event of its own, and a rejection published at each would bury the one that
 * matters.
 */
public final class OutcomeEvents {
  /** Why a target with tags is not scaled, for as long as nobody changes the resource. */
  private static final Set<SkipReason> STAYS_UNSCALED =
      EnumSet.of(
          SkipReason.ADAPTER_COMPONENT,
          SkipReason.SHADOW_VARIANT,
          SkipReason.NO_PROVISIONED_CONCURRENCY,
          SkipReason.BURSTABLE_INSTANCE);

  private OutcomeEvents() {}

  /** The events to publish for these outcomes, in their order. */
  public static List<OutcomeEvent> of(List<Outcome> outcomes) {
    return outcomes.stream().filter(OutcomeEvents::isNews).map(OutcomeEvents::event).toList();
  }

  private static boolean isNews(Outcome outcome) {
    var audience = outcome.audience();
    return switch (outcome.ending()) {
      case Ending.Applied _, Ending.Planned _, Ending.Released _ -> true;
      // Also without a tag of the stack: a default policy that meets foreign scaling, or a release
      // that is refused once the tags are gone, needs a person, too.
      case Ending.Rejected(var problems, _) ->
          switch (audience.occasion()) {
            case NEWS, INQUIRY -> true;
            case REPETITION -> false;
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
                case REPETITION -> false;
                case REMINDER ->
                    outcome.warnsOf(Code.MISTYPED_PREFIX) || STAYS_UNSCALED.contains(reason);
              };
      case Ending.Unchanged _ ->
          audience.carriesKey()
              && switch (audience.occasion()) {
                case NEWS, INQUIRY -> !outcome.warnings().isEmpty();
                case REPETITION -> false;
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
      default -> true;
    };
  }

  /** Whether it is the warning of a pause until a date. */
  private static boolean endsByItself(Problem paused) {
    var value = paused.value();
    return value != null && !value.isBlank() && Character.isDigit(value.strip().charAt(0));
  }

  private static OutcomeEvent event(Outcome outcome) {
    return new OutcomeEvent(
        "Scaling " + word(outcome),
        OutcomeJson.of(outcome),
        Optional.ofNullable(outcome.audience().arn()).stream().toList());
  }

  private static String word(Outcome outcome) {
    return outcome.ending() instanceof Ending.Unchanged
        ? "Warning"
        : OutcomeSummary.of(outcome).word();
  }
}
