package io.github.tagscaler.command.tags.reverse;

import io.github.tagscaler.policy.setting.ActionEntry;
import io.github.tagscaler.policy.setting.ActionEntry.When;
import io.github.tagscaler.policy.window.TimeZones;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.scaling.ScheduledAction;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Turns scheduled actions into entries of {@code actions}. */
final class ActionEntries {
  private static final Pattern FORM = Pattern.compile("(cron|at|rate)\\((.*)\\)");

  private final List<ScheduledAction> all;
  private final Bounds registered;
  private final EntryNames names;

  /**
   * Turns those of one target.
   *
   * @param all of them
   * @param registered the registered bounds
   */
  ActionEntries(List<ScheduledAction> all, Bounds registered, EntryNames names) {
    this.all = List.copyOf(all);
    this.registered = registered;
    this.names = names;
  }

  /** Whether an action has fired for the last time. */
  static boolean isPassed(ScheduledAction action, Instant now) {
    return at(action)
        .flatMap(time -> zone(action).map(zone -> time.atZone(zone).toInstant()))
        .map(time -> !time.isAfter(now))
        .orElse(false);
  }

  private static Optional<ZoneId> zone(ScheduledAction action) {
    try {
      return Optional.of(ZoneId.of(action.zone()));
    } catch (DateTimeException unknown) {
      return Optional.empty();
    }
  }

  private static Optional<LocalDateTime> at(ScheduledAction action) {
    var form = FORM.matcher(action.schedule().strip());
    try {
      return form.matches() && form.group(1).equals("at")
          ? Optional.of(LocalDateTime.parse(form.group(2).strip()))
          : Optional.empty();
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  /** The entry for one of them. */
  Reproduced<ActionEntry> entry(ScheduledAction action) {
    var form = FORM.matcher(action.schedule().strip());
    if (!form.matches() || (form.group(1).equals("at") && at(action).isEmpty())) {
      return not(
          Reason.SCHEDULE,
          "The scheduled action \"%s\" has the schedule %s, which Tagscaler cannot read."
              .formatted(action.name(), action.schedule()));
    }
    if (form.group(1).equals("rate")) {
      return not(
          Reason.RATE,
          "The scheduled action \"%s\" runs at a rate (%s). Tagscaler's actions happen at times of the calendar: write a cron expression instead."
              .formatted(action.name(), action.schedule()));
    }
    if (action.limited()) {
      return not(
          Reason.START_OR_END,
          "The scheduled action \"%s\" has a start or end time, which Tagscaler's actions do not have."
              .formatted(action.name()));
    }
    var zone = TimeZones.find(action.zone());
    if (zone.isEmpty()) {
      return not(
          Reason.TIME_ZONE,
          "The scheduled action \"%s\": %s"
              .formatted(action.name(), TimeZones.whyNot(action.zone())));
    }
    var min = end(action.min(), all.stream().map(ScheduledAction::min).toList(), registered.min());
    var max = end(action.max(), all.stream().map(ScheduledAction::max).toList(), registered.max());
    if (min.isEmpty() || max.isEmpty() || min.get() > max.get()) {
      return not(
          Reason.ONE_BOUND,
          "The scheduled action \"%s\" sets only %s and leaves the other as another action set it; Tagscaler's actions set both."
              .formatted(action.name(), action.min().isPresent() ? "min" : "max"));
    }
    return new Reproduced.As<>(
        new ActionEntry(
            names.like(action.name()),
            at(action)
                .<When>map(When.At::new)
                .orElseGet(() -> new When.Cron(form.group(2).strip().replaceAll("\\s+", " "))),
            zone,
            min.get(),
            max.get()));
  }

  /** An end that no action ever sets stays what is registered. */
  private static Optional<Integer> end(
      Optional<Integer> set, List<Optional<Integer>> byAll, int registered) {
    return set.isPresent() || byAll.stream().anyMatch(Optional::isPresent)
        ? set
        : Optional.of(registered);
  }

  private static Reproduced<ActionEntry> not(Reason reason, String text) {
    return new Reproduced.Not<>(new Obstacle(reason, text));
  }
}
