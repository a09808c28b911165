package io.github.tagscaler.sweep;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.toSet;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Command.Cause;
import io.github.tagscaler.event.Command.Hint;
import io.github.tagscaler.event.Command.ReconcileResource;
import io.github.tagscaler.event.Command.Release;
import io.github.tagscaler.event.Command.SweepItem;
import io.github.tagscaler.event.Subject;
import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.outcome.Audience;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.OutcomeTemplate;
import io.github.tagscaler.outcome.Reasons;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.scaling.ObservedTarget;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Makes pieces of what a sweep has come upon: in which order, and which of them may release. */
final class SweepPlan {

  /** How much that is surely to be done goes before all doubts, and how many of those come next. */
  private static final int BEFORE_DOUBTS = 800;

  private static final int DOUBTS_AMONG = 100;

  private final Command.Sweep notice;
  private final Instant began;
  private final Sweep.Seen seen;
  private final String stack;
  private final Roster roster;
  private final FleetTags tags;
  private final LostTags lostTags;
  private final Doubts known;
  private final Findings found;

  SweepPlan(
      Command.Sweep notice,
      Instant began,
      Sweep.Seen seen,
      String stack,
      Roster roster,
      FleetTags tags,
      LostTags lostTags,
      Doubts known,
      Findings found) {
    this.notice = notice;
    this.began = began;
    this.seen = seen;
    this.stack = stack;
    this.roster = roster;
    this.tags = tags;
    this.lostTags = lostTags;
    this.known = known;
    this.found = found;
  }

  /**
   * The sweep.
   *
   * @param limitPercent how much of what is ours it may release for want of tags
   * @param dryRun whether the stack plans only
   */
  Sweep plan(int limitPercent, boolean dryRun) {
    return counted(limitPercent, dryRun);
  }

  /** Asks first, of what seems to have lost its tags, whether that is so and not too much. */
  private Sweep counted(int limitPercent, boolean dryRun) {
    var answer = lostTags.ask(found.untagged(), limitPercent);
    answer.tagged().forEach(target -> found.look(target.key().id()));
    if (!answer.tooMany()) {
      return releasing(answer.lost());
    }
    var looked = inOrder();
    return new Sweep(
        began,
        pieces(looked, _ -> Release.TOO_MANY),
        heldBack(answer.lost(), looked, dryRun),
        answer.lost().size(),
        found.doubts(),
        seen);
  }

  private Sweep releasing(List<ObservedTarget> lost) {
    var subjects =
        lost.stream().map(target -> Findings.subject(target.key().id())).collect(toSet());
    subjects.forEach(found::look);
    return new Sweep(
        began,
        pieces(
            inOrder(),
            subject ->
                subjects.contains(subject) || found.isTurn(subject)
                    ? Release.ALLOWED
                    : Release.UNCOUNTED),
        List.of(),
        0,
        found.doubts(),
        seen);
  }

  /** What is looked at for another reason is told of then. */
  private List<Outcome> heldBack(List<ObservedTarget> lost, List<Subject> looked, boolean dryRun) {
    return lost.stream()
        .filter(target -> !looked.contains(Findings.subject(target.key().id())))
        .map(target -> heldBack(target, dryRun))
        .toList();
  }

  private Outcome heldBack(ObservedTarget target, boolean dryRun) {
    var id = target.key().id();
    var arn = roster.arn(id);
    return new OutcomeTemplate(
            id.wire(),
            null,
            dryRun || notice.dryRun(),
            notice.trigger(),
            stack,
            arn.flatMap(tags::now).orElse(Map.of()),
            new Audience(false, true, arn.orElse(null)))
        .outcome(target.key().dimension(), Reasons.tooManyLostTags(), List.of());
  }

  /**
   * All that gets a look; first what is surely to be done: of what is too much for one sweep,
   * doubts can wait.
   */
  private List<Subject> inOrder() {
    var due =
        found.doubts().entrySet().stream()
            .filter(each -> !found.gets(each.getKey()))
            .filter(each -> asked() || known.due(each.getKey(), each.getValue(), began))
            .map(Map.Entry::getKey)
            .toList();
    var different = due.stream().filter(found::isDifferent);
    var sure = Lots.drawn(Stream.concat(found.looks().stream(), different).toList(), began);
    var rest = Lots.drawn(due.stream().filter(not(found::isDifferent)).toList(), began);
    // Of a doubt that nobody ever looks at nothing would come.
    return Stream.of(
            sure.stream().limit(BEFORE_DOUBTS),
            rest.stream().limit(DOUBTS_AMONG),
            sure.stream().skip(BEFORE_DOUBTS),
            rest.stream().skip(DOUBTS_AMONG))
        .flatMap(each -> each)
        .toList();
  }

  private List<SweepItem> pieces(List<Subject> subjects, Function<Subject, Release> release) {
    return subjects.stream().map(subject -> piece(subject, release.apply(subject))).toList();
  }

  /** Whether somebody asked for the sweep, or a changed catalog did: each doubt has its look. */
  private boolean asked() {
    return notice.trigger().type() != Trigger.Type.SCHEDULE;
  }

  private SweepItem piece(Subject subject, Release release) {
    var ours =
        switch (subject) {
          case Subject.Endpoint(var name, _) -> roster.variants(name);
          case Subject.Component(var name, _) -> List.<ResourceId>of(new InferenceComponent(name));
        };
    return new SweepItem(
        new ReconcileResource(
            subject, Cause.SWEPT, notice.trigger(), hint(subject), notice.dryRun()),
        began,
        release,
        found.foundAgain(subject),
        ours.stream().filter(roster::concernsUs).toList());
  }

  private Hint hint(Subject subject) {
    return subject instanceof Subject.Endpoint(var name, _)
        ? roster.endpoint(name).map(endpoint -> new Hint(endpoint.arn(), null)).orElse(Hint.NONE)
        : Hint.NONE;
  }
}
