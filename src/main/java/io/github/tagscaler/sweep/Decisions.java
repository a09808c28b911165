package io.github.tagscaler.sweep;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Command.Cause;
import io.github.tagscaler.event.Command.Hint;
import io.github.tagscaler.event.Command.ReconcileResource;
import io.github.tagscaler.event.Command.Release;
import io.github.tagscaler.event.Command.SweepItem;
import io.github.tagscaler.event.Subject;
import io.github.tagscaler.outcome.ChangeEntry;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.ReleaseReason;
import io.github.tagscaler.outcome.SkipReason;
import io.github.tagscaler.outcome.TargetProblems;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.Reconciler;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.scaling.Spell;
import io.github.tagscaler.scaling.TargetKey;
import io.github.tagscaler.sweep.Fleet.Snapshot;
import io.github.tagscaler.sweep.SpellWatch.Trouble;
import io.github.tagscaler.sweep.SweepPlan.Handover;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What one sweep decides about each resource. */
final class Decisions {
  /**
   * For how long a release for missing tags waits, so that tags which are replaced lose nothing.
   */
  private static final Duration TAG_LOSS_DELAY = Duration.ofMinutes(15);

  /** How many new targets are tried while the quota seems to be exhausted. */
  private static final int REGISTRATIONS_OVER_QUOTA = 5;

  private final Command.Sweep command;
  private final Instant began;
  private final Reconciler planner;
  private final ListedResources resources;
  private final TagLossLimit limit;
  private final Map<Subject, List<ResourceId>> managed = new LinkedHashMap<>();
  private final Map<Subject, List<Outcome>> outcomes = new LinkedHashMap<>();
  private final List<Subject> unread = new ArrayList<>();
  private final List<RuntimeException> bugs = new ArrayList<>();
  private final List<Outcome> failing = new ArrayList<>();
  private final TargetProblems problems;
  private boolean exceeded;

  Decisions(
      Command.Sweep command,
      Instant began,
      Reconciler planner,
      ListedResources resources,
      TagLossLimit limit,
      TargetProblems problems) {
    this.command = command;
    this.began = began;
    this.planner = planner;
    this.resources = resources;
    this.limit = limit;
    this.problems = problems;
  }

  /**
   * Decides about a resource.
   *
   * @param ids the IDs for which something managed is registered
   */
  void decide(Subject subject, List<ResourceId> ids) {
    managed.put(subject, ids);
    decide(subject, Release.ALLOWED);
  }

  private void decide(Subject subject, Release release) {
    var result =
        planner.reconcile(item(subject, release, managed.getOrDefault(subject, List.of())));
    outcomes.put(subject, result.outcomes());
    bugs.addAll(result.bugs());
  }

  /** Takes note of a resource that could not be read in this sweep. */
  void unread(Subject subject) {
    outcomes.remove(subject);
    unread.add(subject);
  }

  /**
   * Asks SageMaker, because tags in bulk may be late: before a release for missing tags, of which
   * none is made if they are too many, and before it answers a request that tags are wrong.
   */
  void confirm(FleetTags tags) {
    long lost = 0;
    for (var subject : List.copyOf(outcomes.keySet())) {
      long losses = tagLosses(subject);
      if (losses == 0 && !(isInquiry() && isWrong(subject))) {
        continue;
      }
      if (resources.arnsOfTags(subject).stream().allMatch(arn -> tags.now(arn).isPresent())) {
        decide(subject, Release.ALLOWED);
        lost += tagLosses(subject);
      } else if (losses > 0) {
        // Not released, and yet it counts: most likely SageMaker would have agreed.
        lost += losses;
        unread(subject);
      }
    }
    if (limit.isExceededBy(lost)) {
      losingTags().forEach(subject -> decide(subject, Release.TOO_MANY));
      exceeded = true;
    }
  }

  private boolean isInquiry() {
    return !command.trigger().isSchedule();
  }

  private boolean isWrong(Subject subject) {
    return outcomes.getOrDefault(subject, List.of()).stream()
        .anyMatch(outcome -> outcome.ending() instanceof Ending.Rejected);
  }

  private List<Subject> losingTags() {
    return outcomes.keySet().stream().filter(subject -> tagLosses(subject) > 0).toList();
  }

  private long tagLosses(Subject subject) {
    return outcomes.getOrDefault(subject, List.of()).stream().filter(Decisions::isTagLoss).count();
  }

  /** Adds what Application Auto Scaling cannot do to the outcomes of its targets. */
  void warn(Map<TargetKey, List<Trouble>> troubles) {
    outcomes.replaceAll((_, ofSubject) ->
        ofSubject.stream()
            .map(outcome -> {
              var found = isScaled(outcome) ? ofTarget(outcome, troubles) : List.<Trouble>of();
              var warned =
                  outcome.warning(
                      found.stream().map(each -> problem(each.spell(), outcome)).toList());
              if (found.stream().anyMatch(Trouble::isNew)) {
                failing.add(unplanned(warned).asFailing());
              }
              return warned;
            })
            .toList());
  }

  private static List<Trouble> ofTarget(Outcome outcome, Map<TargetKey, List<Trouble>> troubles) {
    return troubles.entrySet().stream()
        .filter(entry ->
            entry.getKey().id().wire().equals(outcome.resourceId())
                && entry.getKey().dimension() == outcome.dimension())
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse(List.of());
  }

  /** Whether Application Auto Scaling scales it, now and after what is planned. */
  private static boolean isScaled(Outcome outcome) {
    return !outcome.warnsOf(Code.PAUSED)
        && switch (outcome.ending()) {
          case Ending.Unchanged _, Ending.Rejected _ -> true;
          case Ending.Planned planned -> planned.because() == null;
          // What fails to scale is often updating while a sweep runs, and it is new in one sweep
          // only.
          case Ending.Skipped(var reason, _) -> reason == SkipReason.NOT_READY;
          case Ending.Applied _, Ending.Released _, Ending.Failed _ -> false;
        };
  }

  /** Without a plan that is carried out later, and reported then. */
  private Outcome unplanned(Outcome outcome) {
    return isHandedOver(outcome) && outcome.ending() instanceof Ending.Planned planned
        ? outcome.ended(new Ending.Unchanged(planned.now()))
        : outcome;
  }

  private Problem problem(Spell spell, Outcome outcome) {
    var began = spell.first().time();
    return switch (spell.kind()) {
      case AT_MAX -> problems.atMax(began);
      case FAILING ->
          problems.scalingFailing(
              spell.last().capacity(),
              spell.last().message().orElse(""),
              began,
              Objects.requireNonNull(outcome.dimension()));
    };
  }

  /** Whether so many lost their tags that none is released. */
  boolean isLimitExceeded() {
    return exceeded;
  }

  /** The outcomes of each resource that it decided about. */
  Map<Subject, List<Outcome>> outcomes() {
    return outcomes;
  }

  /** The resources that could not be read. */
  List<Subject> unread() {
    return unread;
  }

  /** Unexpected exceptions. */
  List<RuntimeException> bugs() {
    return bugs;
  }

  /** The whole sweep. */
  SweepPlan plan(
      Snapshot snapshot,
      int untagged,
      long owned,
      boolean quotaExceeded,
      Optional<CallFailedException> activitiesFailure) {
    var immediate = new ArrayList<Handover>();
    var delayed = new ArrayList<Handover>();
    int registrations = 0;
    for (var entry : outcomes.entrySet()) {
      var subject = entry.getKey();
      var planned = entry.getValue().stream().filter(this::isHandedOver).toList();
      if (planned.stream().anyMatch(Decisions::registers)
          && quotaExceeded
          && ++registrations > REGISTRATIONS_OVER_QUOTA) {
        continue;
      }
      if (planned.stream().anyMatch(outcome -> !isTagLoss(outcome))) {
        immediate.add(
            new Handover(
                item(subject, Release.UNCOUNTED, managed.getOrDefault(subject, List.of())),
                Duration.ZERO));
      }
      if (planned.stream().anyMatch(Decisions::isTagLoss)) {
        delayed.add(new Handover(item(subject, Release.ALLOWED, losing(subject)), TAG_LOSS_DELAY));
      }
    }
    immediate.addAll(delayed);
    var all = outcomes.values().stream().flatMap(List::stream).toList();
    return new SweepPlan(
        began,
        immediate,
        all.stream().filter(this::isHandedOver).toList(),
        all.stream().filter(outcome -> !isHandedOver(outcome)).toList(),
        failing,
        new SweepTally(all, unread.size(), untagged).counts(snapshot, immediate.size(), owned),
        bugs,
        activitiesFailure);
  }

  /** What this sweep counted, and its item may release: tags of others may be gone by then. */
  private List<ResourceId> losing(Subject subject) {
    var ids =
        outcomes.getOrDefault(subject, List.of()).stream()
            .filter(Decisions::isTagLoss)
            .map(Outcome::resourceId)
            .toList();
    return managed.getOrDefault(subject, List.of()).stream()
        .filter(id -> ids.contains(id.wire()))
        .toList();
  }

  private SweepItem item(Subject subject, Release release, List<ResourceId> known) {
    return new SweepItem(
        new ReconcileResource(
            subject,
            Cause.SWEPT,
            command.trigger(),
            resources.arn(subject).map(arn -> new Hint(arn, null)).orElse(Hint.NONE),
            command.dryRun()),
        began,
        release,
        known);
  }

  /** A plan that is no dry run: also to put a min back and nothing else, as under invalid tags. */
  private boolean isHandedOver(Outcome outcome) {
    return (outcome.ending() instanceof Ending.Planned || outcome.warnsOf(Code.MIN_RAISED))
        && !outcome.dryRun();
  }

  private static boolean isTagLoss(Outcome outcome) {
    return outcome.ending() instanceof Ending.Planned planned
        && planned.because() != null
        && planned.because().why() == ReleaseReason.Why.UNTAGGED;
  }

  /** Whether a scalable target is registered that was not before. */
  static boolean registers(Outcome outcome) {
    return outcome.ending().changes().stream()
        .anyMatch(change ->
            change.type() == ChangeEntry.Type.TARGET
                && change.action() == ChangeEntry.Action.CREATE);
  }
}
