package io.github.tagscaler.reconcile;

import io.github.tagscaler.event.Notice;
import io.github.tagscaler.event.Notice.Cause;
import io.github.tagscaler.event.Notice.Hint;
import io.github.tagscaler.event.Notice.Look;
import io.github.tagscaler.event.Notice.Piece;
import io.github.tagscaler.event.Subject;
import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.Report;
import io.github.tagscaler.outcome.SkipReason;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.PolicyTags;
import io.github.tagscaler.policy.PolicyTags.Brake;
import io.github.tagscaler.reconcile.Fleet.ListedComponent;
import io.github.tagscaler.reconcile.Fleet.ListedEndpoint;
import io.github.tagscaler.reconcile.Fleet.Snapshot;
import io.github.tagscaler.reconcile.Fleet.Stray;
import io.github.tagscaler.reconcile.Glance.Verdict;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.scaling.ObservedTarget;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds, among everything, what needs a closer look: what news was lost of, what somebody changed
 * by hand, what was there before Tagscaler, and what is left of what is gone.
 *
 * <p>It reads lists and changes nothing. Each resource that it names is then looked at by itself,
 * as if an event had told of it; so that a sweep may be cut off anywhere, and two may run at once.
 */
public final class Sweeper {

  /**
   * For how long a resource is looked at closely after it was last modified, whatever the lists
   * say: a few sweeps, so that a lost event costs minutes though one sweep should fail as well.
   */
  private static final Duration FRESH = Duration.ofMinutes(75);

  /** How long a turn is in which it is one part of the fleet's time to be looked at closely. */
  private static final Duration TURN = Duration.ofMinutes(15);

  /**
   * Into how many parts the fleet is divided: a prime, so that with any number of turns between two
   * sweeps each part gets its turn, every 15 minutes in four days.
   */
  private static final int PARTS = 383;

  /** How few targets a sweep may always release for want of tags. */
  private static final int ALWAYS = 5;

  /** What a variant can be. */
  private static final List<Kind> VARIANTS = List.of(Kind.INSTANCE, Kind.ASYNC, Kind.SERVERLESS);

  private final Fleet fleet;
  private final SageMakerResources sageMaker;
  private final PolicyReader policies;
  private final String stack;
  private final int limitPercent;
  private final boolean dryRun;
  private final InstantSource clock;

  /**
   * A sweeper for one stack.
   *
   * @param limitPercent how much of what is ours one sweep may release for want of tags, 0 to 100
   * @param dryRun whether the stack plans only
   */
  public Sweeper(
      Fleet fleet,
      SageMakerResources sageMaker,
      PolicyReader policies,
      String stack,
      int limitPercent,
      boolean dryRun,
      InstantSource clock) {
    this.fleet = fleet;
    this.sageMaker = sageMaker;
    this.policies = policies;
    this.stack = stack;
    this.limitPercent = limitPercent;
    this.dryRun = dryRun;
    this.clock = clock;
  }

  /**
   * What a sweep came to.
   *
   * @param began when it began
   * @param pieces what needs a closer look, in an order that differs from sweep to sweep
   * @param heldBack the targets that it would have released for want of tags, had they been fewer
   * @param seen how much it has seen
   */
  public record Sweep(Instant began, List<Piece> pieces, List<Report> heldBack, Seen seen) {
    public Sweep {
      pieces = List.copyOf(pieces);
      heldBack = List.copyOf(heldBack);
    }
  }

  /** How many endpoints, components and targets of ours there are. */
  public record Seen(int endpoints, int components, int targets) {}

  /**
   * Reads everything and says what needs a closer look.
   *
   * @throws CallFailedException if anything cannot be read; nothing is concluded from the rest
   */
  public Sweep sweep(Notice.Sweep notice) {
    var began = clock.instant();
    var snapshot = fleet.read();
    return new Run(notice, began, snapshot).sweep();
  }

  /** How a target ends that is not released because it would be one of too many. */
  static Ending.Skipped heldBack() {
    return new Ending.Skipped(
        SkipReason.SWEEP_LIMIT_EXCEEDED,
        "It carries no tag that asks for scaling any more, but so do so many that the sweep"
            + " released none of them. If that is meant, invoke the function with"
            + " {\"all\": true, \"confirm\": true}.");
  }

  /** One sweep. */
  private final class Run {
    private final Notice.Sweep notice;
    private final Instant began;
    private final Snapshot snapshot;
    private final Glance glance;
    private final Map<String, ListedEndpoint> endpoints;
    private final Map<String, ListedComponent> components;
    private final Map<ResourceId, List<ObservedTarget>> targets;
    private final Map<String, List<ResourceId>> variants;
    private final Set<String> hosts;
    private final Set<ResourceId> strays;
    private final Tags tags;

    /** What needs a look, each once, with what of ours stands for it. */
    private final Map<Subject, Set<ResourceId>> looks = new LinkedHashMap<>();

    private final List<ObservedTarget> untagged = new ArrayList<>();

    Run(Notice.Sweep notice, Instant began, Snapshot snapshot) {
      this.notice = notice;
      this.began = began;
      this.snapshot = snapshot;
      this.glance = new Glance(stack, notice.trigger().type() == Trigger.Type.CATALOGUE, began);
      this.endpoints =
          snapshot.endpoints().stream()
              .filter(endpoint -> !endpoint.status().deleting())
              .collect(byName(ListedEndpoint::name));
      this.components =
          snapshot.components().stream()
              .filter(component -> !component.status().deleting())
              .filter(component -> endpoints.containsKey(component.endpoint()))
              .collect(byName(ListedComponent::name));
      this.targets =
          snapshot.targets().stream().collect(Collectors.groupingBy(each -> each.key().id()));
      this.strays =
          snapshot.strays().stream()
              .map(Stray::id)
              .flatMap(Optional::stream)
              .collect(Collectors.toSet());
      this.variants =
          Stream.concat(targets.keySet().stream(), strays.stream())
              .distinct()
              .filter(EndpointVariant.class::isInstance)
              .collect(Collectors.groupingBy(id -> ((EndpointVariant) id).endpoint()));
      this.hosts =
          components.values().stream().map(ListedComponent::endpoint).collect(Collectors.toSet());
      this.tags = new Tags(snapshot);
    }

    private static <T> Collector<T, ?, Map<String, T>> byName(Function<T, String> name) {
      return Collectors.toMap(name, each -> each, (first, _) -> first, LinkedHashMap::new);
    }

    Sweep sweep() {
      endpoints.values().forEach(this::endpoint);
      components.values().forEach(this::component);
      Stream.concat(targets.keySet().stream(), strays.stream()).distinct().forEach(this::orphan);
      boolean tooMany = !withinLimit();
      return new Sweep(
          began,
          pieces(!tooMany),
          tooMany ? heldBackReports() : List.of(),
          new Seen(
              snapshot.endpoints().size(),
              snapshot.components().size(),
              (int) snapshot.targets().stream().filter(glance::mayBeOurs).count()));
    }

    private void endpoint(ListedEndpoint endpoint) {
      var own = variants.getOrDefault(endpoint.name(), List.of());
      var tagged = tags.of(endpoint);
      boolean concerned =
          policies.concerns(tagged)
              || policies.hasStackDefault()
              || own.stream().anyMatch(this::ours);
      if (concerned) {
        judge(endpoint, tagged, own);
      }
      if (itsTurn(endpoint.arn())
          || own.stream().anyMatch(strays::contains)
          || (concerned && fresh(endpoint.lastModified()))) {
        look(endpoint);
      }
    }

    private void judge(ListedEndpoint endpoint, Map<String, String> tagged, List<ResourceId> own) {
      var names = own.stream().map(id -> ((EndpointVariant) id).variant()).toList();
      boolean registered = false;
      for (var id : own) {
        var policy =
            policies.variant(endpoint.name(), tagged, ((EndpointVariant) id).variant(), names);
        for (var target : targets.getOrDefault(id, List.of())) {
          registered = true;
          conclude(
              target,
              glance.of(target, policy, endpoint.status(), endpoint.arn()),
              new Subject.Endpoint(endpoint.name(), false));
        }
      }
      // The tags of a host are for its components. A suffix names a variant that lists do not show.
      if (!registered && !hosts.contains(endpoint.name()) && asks(endpoint, tagged)) {
        look(endpoint);
      }
    }

    private boolean asks(ListedEndpoint endpoint, Map<String, String> tagged) {
      return tagged.keySet().stream().anyMatch(key -> key.contains("@"))
          ? endpoint.status().inService()
          : glance.ofUnregistered(
                  new EndpointVariant(endpoint.name(), ""),
                  VARIANTS,
                  policies.variant(endpoint.name(), tagged, "", List.of("")),
                  endpoint.status(),
                  endpoint.arn())
              == Verdict.LOOK;
    }

    private void component(ListedComponent component) {
      var id = new InferenceComponent(component.name());
      var subject = new Subject.Component(component.name(), false);
      var host = endpoints.get(component.endpoint());
      if (host == null) {
        return;
      }
      var own = tags.of(component);
      var inherited = tags.of(host);
      boolean concerned =
          policies.concerns(own)
              || policies.concerns(inherited)
              || policies.hasStackDefault()
              || ours(id);
      if (concerned) {
        judge(
            component, policies.component(component.name(), own, host.name(), inherited), subject);
      }
      if (itsTurn(component.arn())
          || strays.contains(id)
          || (concerned && fresh(component.lastModified()) && component.status().inService())) {
        look(subject, List.of());
      }
    }

    private void judge(ListedComponent component, PolicyTags policy, Subject subject) {
      var registered = targets.getOrDefault(new InferenceComponent(component.name()), List.of());
      for (var target : registered) {
        conclude(target, glance.of(target, policy, component.status(), component.arn()), subject);
      }
      if (registered.isEmpty()
          && glance.ofUnregistered(
                  new InferenceComponent(component.name()),
                  List.of(Kind.COMPONENT),
                  policy,
                  component.status(),
                  component.arn())
              == Verdict.LOOK) {
        look(subject, List.of());
      }
    }

    private void conclude(ObservedTarget target, Verdict verdict, Subject subject) {
      switch (verdict) {
        case QUIET -> {}
        case LOOK -> look(subject, List.of());
        case UNTAGGED -> untagged.add(target);
      }
    }

    /** What stands for something that is in no list: it is gone. */
    private void orphan(ResourceId id) {
      if (!ours(id) && !strays.contains(id)) {
        return;
      }
      switch (id) {
        case EndpointVariant(var endpoint, _) when !endpoints.containsKey(endpoint) ->
            look(new Subject.Endpoint(endpoint, false), List.of(id));
        case InferenceComponent(var component) when !components.containsKey(component) ->
            look(new Subject.Component(component, false), List.of(id));
        case EndpointVariant _, InferenceComponent _ -> {}
      }
    }

    private boolean ours(ResourceId id) {
      return targets.getOrDefault(id, List.of()).stream().anyMatch(glance::mayBeOurs);
    }

    private boolean fresh(Instant lastModified) {
      return lastModified.isAfter(began.minus(FRESH));
    }

    private boolean itsTurn(String arn) {
      long turn = began.getEpochSecond() / TURN.toSeconds();
      return Math.floorMod(arn.hashCode(), PARTS) == Math.floorMod(turn, PARTS);
    }

    private void look(ListedEndpoint endpoint) {
      look(new Subject.Endpoint(endpoint.name(), false), List.of());
    }

    private void look(Subject subject, Collection<ResourceId> known) {
      looks.computeIfAbsent(subject, _ -> new HashSet<>()).addAll(known);
    }

    /**
     * Asks SageMaker itself of what seems to have lost its tags, before any of it is let go.
     *
     * @return whether all of it may go
     */
    private boolean withinLimit() {
      long owned = snapshot.targets().stream().filter(glance::mayBeOurs).count();
      long most =
          notice.confirmed() ? Long.MAX_VALUE : Math.max(ALWAYS, owned * limitPercent / 100);
      int lost = 0;
      for (var target : untagged) {
        if (lost <= most && lostItsTags(target)) {
          lost++;
        }
      }
      if (lost > most) {
        return false;
      }
      untagged.forEach(target -> look(subject(target.key().id()), List.of()));
      return true;
    }

    /** What is looked at for another reason is told of then. */
    private List<Report> heldBackReports() {
      return untagged.stream()
          .filter(target -> !looks.containsKey(subject(target.key().id())))
          .map(this::heldBackReport)
          .toList();
    }

    private boolean lostItsTags(ObservedTarget target) {
      if (notice.confirmed()) {
        return true;
      }
      return switch (target.key().id()) {
        case EndpointVariant(var endpoint, var variant) ->
            Optional.ofNullable(endpoints.get(endpoint))
                .flatMap(listed -> sageMaker.tags(listed.arn()))
                .filter(now ->
                    policies.variant(endpoint, now, variant, List.of(variant)).brake(began)
                        == Brake.NOT_TAGGED)
                .isPresent();
        case InferenceComponent(var name) ->
            Optional.ofNullable(components.get(name))
                .flatMap(listed -> componentTags(listed))
                .isPresent();
      };
    }

    private Optional<Map<String, String>> componentTags(ListedComponent listed) {
      var host = endpoints.get(listed.endpoint());
      return host == null
          ? Optional.empty()
          : sageMaker
              .tags(listed.arn())
              .flatMap(own ->
                  sageMaker
                      .tags(host.arn())
                      .filter(inherited ->
                          policies
                                  .component(listed.name(), own, host.name(), inherited)
                                  .brake(began)
                              == Brake.NOT_TAGGED)
                      .map(_ -> own));
    }

    private Report heldBackReport(ObservedTarget target) {
      return new Report(
          new Outcome(
              target.key().id().wire(),
              target.key().dimension(),
              null,
              heldBack(),
              List.of(),
              dryRun || notice.dryRun(),
              notice.trigger(),
              stack,
              Map.of()),
          false,
          true,
          null);
    }

    private static Subject subject(ResourceId id) {
      return switch (id) {
        case EndpointVariant(var endpoint, _) -> new Subject.Endpoint(endpoint, false);
        case InferenceComponent(var component) -> new Subject.Component(component, false);
      };
    }

    private List<Piece> pieces(boolean mayRelease) {
      var pieces = new ArrayList<Piece>();
      looks.forEach((subject, known) -> pieces.add(piece(subject, known, mayRelease)));
      // Where there are more than one sweep gets through, none may always be the last.
      Collections.shuffle(pieces, new Random(began.getEpochSecond()));
      return pieces;
    }

    private Piece piece(Subject subject, Set<ResourceId> known, boolean mayRelease) {
      return new Piece(
          new Look(subject, Cause.SWEPT, notice.trigger(), hint(subject), notice.dryRun()),
          began,
          mayRelease,
          Stream.concat(known.stream(), registered(subject).stream().filter(this::oursOrStray))
              .distinct()
              .toList());
    }

    private boolean oursOrStray(ResourceId id) {
      return ours(id) || strays.contains(id);
    }

    private List<ResourceId> registered(Subject subject) {
      return switch (subject) {
        case Subject.Endpoint(var name, _) -> variants.getOrDefault(name, List.of());
        case Subject.Component(var name, _) -> List.of(new InferenceComponent(name));
      };
    }

    private Hint hint(Subject subject) {
      return subject instanceof Subject.Endpoint(var name, _) && endpoints.get(name) != null
          ? new Hint(endpoints.get(name).arn(), null)
          : Hint.NONE;
    }
  }

  /**
   * The tags of what is listed. Where nothing of a kind was told in bulk, SageMaker is asked for
   * each: that API may not know the kind at all.
   */
  private final class Tags {
    private final Snapshot snapshot;
    private final boolean endpointsTold;
    private final boolean componentsTold;
    private final Map<String, Map<String, String>> asked = new HashMap<>();

    Tags(Snapshot snapshot) {
      this.snapshot = snapshot;
      this.endpointsTold =
          snapshot.endpoints().stream().anyMatch(each -> snapshot.tagsOf(each.arn()).isPresent());
      this.componentsTold =
          snapshot.components().stream().anyMatch(each -> snapshot.tagsOf(each.arn()).isPresent());
    }

    Map<String, String> of(ListedEndpoint endpoint) {
      return of(endpoint.arn(), endpointsTold);
    }

    Map<String, String> of(ListedComponent component) {
      return of(component.arn(), componentsTold);
    }

    private Map<String, String> of(String arn, boolean told) {
      return told
          ? snapshot.tagsOf(arn).orElse(Map.of())
          : asked.computeIfAbsent(arn, each -> sageMaker.tags(each).orElse(Map.of()));
    }
  }
}
