package io.github.tagscaler.reconcile;

import static java.util.stream.Collectors.toSet;

import io.github.tagscaler.event.Notice;
import io.github.tagscaler.event.Notice.Cause;
import io.github.tagscaler.event.Notice.Hint;
import io.github.tagscaler.event.Notice.Look;
import io.github.tagscaler.event.Notice.Piece;
import io.github.tagscaler.event.Notice.Release;
import io.github.tagscaler.event.Subject;
import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.outcome.Report;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.PolicyTags;
import io.github.tagscaler.reconcile.Doubts.Doubt;
import io.github.tagscaler.reconcile.Doubts.Why;
import io.github.tagscaler.reconcile.Fleet.ListedComponent;
import io.github.tagscaler.reconcile.Fleet.ListedEndpoint;
import io.github.tagscaler.reconcile.Fleet.Snapshot;
import io.github.tagscaler.reconcile.Glance.Verdict;
import io.github.tagscaler.reconcile.Sweeper.Seen;
import io.github.tagscaler.reconcile.Sweeper.Sweep;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.ResourceStatus;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.Ownership;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** One sweep: what of all that was read needs a closer look, each once. */
final class SweepRun {

  /**
   * For how long a resource is looked at closely after it was last modified, whatever the lists
   * say: a few sweeps, so that a lost event costs minutes though one sweep should fail as well.
   */
  private static final Duration FRESH = Duration.ofMinutes(75);

  /** Into how many parts the fleet is divided, of which each gets a look in its turn: four days. */
  private static final int PARTS = 383;

  /**
   * The same for asking an endpoint for its variants, which takes one call where a look takes eight
   * or more: twelve hours.
   */
  private static final int PARTS_OF_VARIANTS = 47;

  /** What a variant can be. */
  private static final List<Kind> VARIANTS = List.of(Kind.INSTANCE, Kind.ASYNC, Kind.SERVERLESS);

  private final SageMakerResources sageMaker;
  private final PolicyReader policies;
  private final String stack;
  private final Notice.Sweep notice;
  private final Instant began;
  private final Roster roster;
  private final FleetTags tags;
  private final Glance glance;
  private final LostTags lostTags;
  private final Variants variants;
  private final Seen seen;
  private final Set<Subject> looks = new LinkedHashSet<>();

  /** What lists cannot judge. */
  private final Map<Subject, Doubt> doubts = new LinkedHashMap<>();

  private final Doubts known;
  private final Turns turns;
  private final List<ObservedTarget> untagged = new ArrayList<>();

  SweepRun(
      SageMakerResources sageMaker,
      ScalingRegistry registry,
      PolicyReader policies,
      String stack,
      Notice.Sweep notice,
      Instant began,
      Snapshot snapshot,
      FleetTags tags,
      Variants variants,
      Doubts known,
      Turns turns) {
    var ownership = new Ownership(stack);
    this.sageMaker = sageMaker;
    this.policies = policies;
    this.stack = stack;
    this.notice = notice;
    this.began = began;
    this.roster = new Roster(snapshot, ownership);
    this.tags = tags;
    this.lostTags = new LostTags(registry, policies, ownership, roster, tags, began);
    this.variants = variants;
    this.known = known;
    this.turns = turns;
    this.glance = new Glance(stack, notice.trigger().type() == Trigger.Type.CATALOGUE, began);
    this.seen =
        new Seen(snapshot.endpoints().size(), snapshot.components().size(), roster.ours().size());
  }

  Sweep sweep(int limitPercent, boolean dryRun) {
    roster.endpoints().forEach(this::endpoint);
    roster.components().forEach(this::component);
    variants.keep(roster.endpoints().stream().map(ListedEndpoint::arn).toList());
    // What stands for something that is in no list: it is gone.
    roster
        .standing()
        .filter(this::oursOrStray)
        .filter(id -> !roster.present(id))
        .forEach(id -> looks.add(subject(id)));
    return notice.confirmed() ? releasing(untagged) : counted(limitPercent, dryRun);
  }

  /** Asks first, of what seems to have lost its tags, whether that is so and not too much. */
  private Sweep counted(int limitPercent, boolean dryRun) {
    var answer = lostTags.ask(untagged, limitPercent);
    answer.tagged().forEach(target -> looks.add(subject(target.key().id())));
    if (!answer.tooMany()) {
      return releasing(answer.lost());
    }
    var looked = inOrder();
    return new Sweep(
        began,
        pieces(looked, _ -> Release.TOO_MANY),
        heldBack(answer.lost(), looked, dryRun),
        answer.lost().size(),
        doubts,
        seen);
  }

  private Sweep releasing(List<ObservedTarget> lost) {
    var subjects = lost.stream().map(target -> subject(target.key().id())).collect(toSet());
    looks.addAll(subjects);
    return new Sweep(
        began,
        pieces(
            inOrder(), subject -> subjects.contains(subject) ? Release.ALLOWED : Release.UNCOUNTED),
        List.of(),
        0,
        doubts,
        seen);
  }

  private void endpoint(ListedEndpoint endpoint) {
    var subject = new Subject.Endpoint(endpoint.name(), false);
    var own = roster.variants(endpoint.name());
    var tagged = tags.of(endpoint);
    boolean concerned =
        policies.concerns(tagged)
            || policies.hasStackDefault()
            || own.stream().anyMatch(roster::ours);
    if (concerned) {
      int said =
          said(
              endpoint.status(),
              endpoint.lastModified(),
              tagged,
              own.stream().map(roster::targets));
      judge(endpoint, tagged, own, subject, said);
      fresh(subject, endpoint.lastModified(), said);
    }
    if (itsTurn(endpoint.arn(), PARTS) || own.stream().anyMatch(roster::stray)) {
      looks.add(subject);
    }
  }

  private void judge(
      ListedEndpoint endpoint,
      Map<String, String> tagged,
      List<ResourceId> own,
      Subject subject,
      int said) {
    var names = names(own);
    for (var id : own) {
      var variant = ((EndpointVariant) id).variant();
      judge(
          id,
          policies.variant(endpoint.name(), tagged, variant, names),
          endpoint.status(),
          endpoint.arn(),
          subject,
          said);
    }
    if (!roster.hosts(endpoint)) {
      // The tags of a host are for its components.
      var registered = names(own.stream().filter(id -> !roster.targets(id).isEmpty()).toList());
      if (!registered.isEmpty() && lacks(endpoint, tagged, registered, looks.contains(subject))) {
        looks.add(subject);
      } else if (mayAsk(endpoint, tagged, registered)) {
        doubts.put(subject, new Doubt(Why.MAY_LACK, said));
      }
    }
  }

  private static List<String> names(List<ResourceId> variants) {
    return variants.stream().map(id -> ((EndpointVariant) id).variant()).toList();
  }

  /**
   * Whether variants ask for scaling and are not registered, though others of the endpoint are.
   *
   * @param anyway whether the endpoint is looked at in any case
   */
  private boolean lacks(
      ListedEndpoint endpoint,
      Map<String, String> tagged,
      List<String> registered,
      boolean anyway) {
    var missing = new TreeSet<>(variants.missing(endpoint, registered));
    if (!anyway && itsTurn(endpoint.arn(), PARTS_OF_VARIANTS) && asks(endpoint, tagged)) {
      missing.addAll(sageMaker.variants(endpoint.name()));
      missing.removeAll(registered);
    }
    var names = Stream.concat(registered.stream(), missing.stream()).toList();
    return missing.stream().anyMatch(variant -> asks(endpoint, tagged, variant, names));
  }

  private boolean asks(
      ListedEndpoint endpoint, Map<String, String> tagged, String variant, List<String> names) {
    return glance.ofUnregistered(
            new EndpointVariant(endpoint.name(), variant),
            VARIANTS,
            policies.variant(endpoint.name(), tagged, variant, names),
            endpoint.status(),
            endpoint.arn())
        == Verdict.DOUBT;
  }

  /**
   * Whether a variant may ask that is not registered: any one, as long as none is, or one that a
   * suffix names.
   */
  private boolean mayAsk(
      ListedEndpoint endpoint, Map<String, String> tagged, List<String> registered) {
    var named =
        policies.suffixes(tagged).stream()
            .filter(suffix -> registered.stream().noneMatch(suffix::equalsIgnoreCase));
    return (registered.isEmpty() ? Stream.concat(Stream.of(""), named) : named)
        .anyMatch(variant -> asks(endpoint, tagged, variant, List.of(variant)));
  }

  /** Whether a variant asks, any one that no suffix names. */
  private boolean asks(ListedEndpoint endpoint, Map<String, String> tagged) {
    return asks(endpoint, tagged, "", List.of(""));
  }

  private void component(ListedComponent component) {
    var id = new InferenceComponent(component.name());
    var subject = new Subject.Component(component.name(), false);
    var host = roster.host(component);
    var own = tags.of(component);
    var inherited = tags.of(host);
    boolean concerned =
        policies.concerns(own)
            || policies.concerns(inherited)
            || policies.hasStackDefault()
            || roster.ours(id);
    if (concerned) {
      int said =
          said(
              component.status(),
              component.lastModified(),
              List.of(own, inherited),
              Stream.of(roster.targets(id)));
      var policy = policies.component(component.name(), own, host.name(), inherited);
      judge(id, policy, component.status(), component.arn(), subject, said);
      if (roster.targets(id).isEmpty()
          && glance.ofUnregistered(
                  id, List.of(Kind.COMPONENT), policy, component.status(), component.arn())
              == Verdict.DOUBT) {
        doubts.put(subject, new Doubt(Why.MAY_LACK, said));
      }
      if (component.status().inService()) {
        fresh(subject, component.lastModified(), said);
      }
    }
    if (itsTurn(component.arn(), PARTS) || roster.stray(id)) {
      looks.add(subject);
    }
  }

  private void judge(
      ResourceId id,
      PolicyTags policy,
      ResourceStatus status,
      String arn,
      Subject subject,
      int said) {
    for (var target : roster.targets(id)) {
      switch (glance.of(target, policy, status, arn)) {
        case QUIET -> {}
        case LOOK -> looks.add(subject);
        case DOUBT -> doubts.put(subject, new Doubt(Why.MAY_LACK, said));
        case UNTAGGED -> untagged.add(target);
      }
    }
  }

  /** What lists say of a resource; the same number most likely stands for the same. */
  private static int said(
      ResourceStatus status,
      Instant lastModified,
      Object tags,
      Stream<List<ObservedTarget>> targets) {
    return Objects.hash(status, lastModified, tags, targets.toList());
  }

  private boolean oursOrStray(ResourceId id) {
    return roster.ours(id) || roster.stray(id);
  }

  private void fresh(Subject subject, Instant lastModified, int said) {
    if (lastModified.isAfter(began.minus(FRESH))) {
      doubts.putIfAbsent(subject, new Doubt(Why.FRESH, said));
    }
  }

  private boolean itsTurn(String arn, int parts) {
    return turns.anyOf(Math.floorMod(arn.hashCode(), parts), parts);
  }

  /** What is looked at for another reason is told of then. */
  private List<Report> heldBack(List<ObservedTarget> lost, List<Subject> looked, boolean dryRun) {
    return lost.stream()
        .filter(target -> !looked.contains(subject(target.key().id())))
        .map(target ->
            new Ended(
                    target.key().dimension(),
                    Sweeper.heldBack(),
                    List.of(),
                    dryRun || notice.dryRun())
                .unseen(target.key().id(), notice.trigger(), stack, true))
        .map(this::withTags)
        .toList();
  }

  private Report withTags(Report report) {
    return ResourceId.of(report.outcome().resourceId())
        .flatMap(roster::arn)
        .map(arn -> report.of(arn, tags.now(arn).orElse(Map.of())))
        .orElse(report);
  }

  private static Subject subject(ResourceId id) {
    return switch (id) {
      case EndpointVariant(var endpoint, _) -> new Subject.Endpoint(endpoint, false);
      case InferenceComponent(var component) -> new Subject.Component(component, false);
    };
  }

  /**
   * All that gets a look; first what is surely to be done: of what is too much for one sweep,
   * doubts can wait.
   */
  private List<Subject> inOrder() {
    var unsure =
        doubts.entrySet().stream()
            .filter(each -> !looks.contains(each.getKey()))
            .filter(each -> asked() || known.due(each.getKey(), each.getValue(), began))
            .map(Map.Entry::getKey)
            .toList();
    return Stream.of(List.copyOf(looks), unsure).flatMap(this::shuffled).toList();
  }

  private List<Piece> pieces(List<Subject> subjects, Function<Subject, Release> release) {
    return subjects.stream().map(subject -> piece(subject, release.apply(subject))).toList();
  }

  /** Whether somebody asked for the sweep, or a changed catalogue did: each doubt has its look. */
  private boolean asked() {
    return notice.trigger().type() != Trigger.Type.SCHEDULE;
  }

  /** Where there are more than one sweep gets through, none may always be the last. */
  private Stream<Subject> shuffled(List<Subject> subjects) {
    var shuffled = new ArrayList<>(subjects);
    Collections.shuffle(shuffled, new Random(began.getEpochSecond()));
    return shuffled.stream();
  }

  private Piece piece(Subject subject, Release release) {
    var known =
        switch (subject) {
          case Subject.Endpoint(var name, _) -> roster.variants(name);
          case Subject.Component(var name, _) -> List.<ResourceId>of(new InferenceComponent(name));
        };
    return new Piece(
        new Look(subject, Cause.SWEPT, notice.trigger(), hint(subject), notice.dryRun()),
        began,
        release,
        known.stream().filter(this::oursOrStray).toList());
  }

  private Hint hint(Subject subject) {
    return subject instanceof Subject.Endpoint(var name, _)
        ? roster.endpoint(name).map(endpoint -> new Hint(endpoint.arn(), null)).orElse(Hint.NONE)
        : Hint.NONE;
  }
}
