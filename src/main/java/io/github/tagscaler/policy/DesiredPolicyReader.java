package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.PolicyChoice;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.policy.setting.Problems;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.policy.window.Timeline;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.ScalableResource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Turns two levels of settings into one wish that fits a resource, or into all that is wrong with
 * them. What hangs on a key of which nobody knows what was meant is not judged: that would blame
 * what may be right.
 */
final class DesiredPolicyReader {
  /** How many scaling policies AWS holds for one scalable target; it cannot be raised. */
  private static final int MOST_POLICIES = 50;

  /**
   * What of a target is known beside the resource itself.
   *
   * @param far the endpoint's level
   * @param near the variant's or component's
   * @param carried its tags, over those of its endpoint
   */
  record Levels(Level far, Level near, Map<String, String> carried) {
    Levels {
      carried = Map.copyOf(carried);
    }
  }

  /**
   * What holds for a whole stack.
   *
   * @param stackDefault the policies that hold where neither level opts in
   * @param prefix of our tag keys
   * @param zone of windows and dates that name none
   */
  record Stack(Optional<Sourced<PolicyChoice>> stackDefault, String prefix, ZoneId zone) {}

  private final ScalableResource resource;
  private final Level far;
  private final Level near;
  private final Stack stack;
  private final String prefix;
  private final Catalog catalog;
  private final PolicyLayers policies;
  private final GuardrailCheck guardrails;
  private final Set<PolicyKey> unclear = EnumSet.noneOf(PolicyKey.class);
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  private DesiredPolicyReader(
      ScalableResource resource, Levels levels, Stack stack, Catalog catalog) {
    this.resource = resource;
    this.far = levels.far();
    this.near = levels.near();
    this.stack = stack;
    this.prefix = stack.prefix();
    this.catalog = catalog;
    this.policies = new PolicyLayers(resource, catalog, prefix);
    this.guardrails =
        new GuardrailCheck(
            catalog.guardrails().stream()
                .filter(rule ->
                    rule.matches(resource.kind(), resource.instanceTypes(), levels.carried()))
                .toList(),
            prefix);
  }

  /** Reads the levels. */
  static PolicyTags.Reading read(
      ScalableResource resource, Levels levels, Stack stack, Catalog catalog) {
    return new DesiredPolicyReader(resource, levels, stack, catalog).read();
  }

  private PolicyTags.Reading read() {
    // Without a catalog nobody knows what is asked for: whoever keeps it comes first.
    problems.addAll(catalog.unusable());
    for (var level : List.of(far, near)) {
      problems.addAll(level.problems());
      unclear.addAll(level.unclear());
    }
    if (!catalog.unusable().isEmpty()) {
      return invalid();
    }
    var layers = layers();
    var force = force(layers);
    var tracks = tracks(layers);
    var steps = steps(layers);
    boolean wakes = wakes(layers, force);
    atMostFifty(tracks.size() + steps.size() + (wakes ? 1 : 0));
    return problems.isEmpty()
        ? new PolicyTags.Reading.Declared(
            new DesiredPolicy(
                force.base(),
                force
                    .timeline()
                    .map(week ->
                        new DesiredPolicy.Schedule(layers.schedule().orElseThrow().origin(), week)),
                force.actions(),
                tracks,
                steps,
                wakes,
                layers.adoption()),
            List.copyOf(warnings))
        : invalid();
  }

  private PolicyTags.Reading invalid() {
    return new PolicyTags.Reading.Invalid(
        problems.stream().distinct().toList(), List.copyOf(warnings));
  }

  private Layers layers() {
    var layers = new Layers(1, resource.kind() == Kind.SERVERLESS ? 10 : 4);
    layers.layDefaults(catalog.defaults());
    if (near.choice().isPresent()) {
      // A nearer policy replaces a farther one; the farther level's own keys stay under it.
      layers.lay(far.settings());
      layers.layPolicies(policies.read(near.choice().get()));
    } else {
      farChoice().map(policies::read).ifPresent(layers::layPolicies);
      layers.lay(far.settings());
    }
    layers.lay(near.settings());
    policiesProblems();
    return layers;
  }

  private void policiesProblems() {
    if (!policies.problems().isEmpty()) {
      problems.addAll(policies.problems());
      unclear.add(PolicyKey.POLICY);
    }
  }

  private Optional<Sourced<PolicyChoice>> farChoice() {
    return far.choice().or(() -> far.optsIn() || near.optsIn() ? IMPLICIT : stack.stackDefault());
  }

  private static final Optional<Sourced<PolicyChoice>> IMPLICIT =
      Optional.of(Sourced.builtIn(new PolicyChoice.Join(List.of(PolicyChoice.DEFAULT))));

  /** The bounds of the base, of the week, and of actions. */
  private record Force(
      StatedBounds base,
      Optional<Timeline<StatedBounds>> timeline,
      List<DesiredPolicy.Action> actions) {

    /** Whether capacity may come to zero. */
    boolean zero() {
      return Stream.concat(
              timeline.map(Timeline::all).orElse(List.of(base)).stream(),
              actions.stream().map(DesiredPolicy.Action::bounds))
          .anyMatch(bounds -> bounds.min().value() == 0);
    }
  }

  private Force force(Layers layers) {
    var rules = new BoundsRules(resource, prefix);
    var base = rules.fitted(new StatedBounds(layers.min(), layers.max()));
    boolean stated =
        Stream.of(base.min(), base.max())
            .noneMatch(bound -> bound.origin() instanceof Origin.BuiltIn);
    if (!clear(PolicyKey.MIN, PolicyKey.MAX) || !(stated || clear(PolicyKey.POLICY))) {
      refused(base, layers);
      return new Force(base, Optional.empty(), List.of());
    }
    boolean fits = rules.base(base);
    var timed = new TimedBounds(resource, rules, stack.zone());
    Optional<Timeline<StatedBounds>> timeline =
        fits
            ? layers.schedule().flatMap(schedule -> timed.timeline(schedule, base))
            : Optional.empty();
    var actions = timed.actions(layers.actions());
    timed.together(timeline, layers.actions());
    problems.addAll(rules.problems());
    problems.addAll(timed.problems());
    boolean known =
        rules.problems().isEmpty() && timed.problems().isEmpty() && clear(PolicyKey.SCHEDULE);
    if (known) {
      return guarded(new Force(base, timeline, actions));
    }
    refused(base, layers);
    return new Force(base, timeline, actions);
  }

  /**
   * What tags state and no guardrail allows, where all is not well with the bounds anyway: whoever
   * mends the rest should not learn of it only then.
   */
  private void refused(StatedBounds base, Layers layers) {
    boolean inForce =
        layers.schedule().isEmpty() && clear(PolicyKey.SCHEDULE) && clear(PolicyKey.POLICY);
    if (!inForce || guardrails.contradiction(resource).isPresent()) {
      return;
    }
    if (clear(PolicyKey.MIN)) {
      guardrails.min(base.min());
    }
    if (clear(PolicyKey.MAX)) {
      guardrails.max(base.max());
    }
    problems.addAll(guardrails.problems());
  }

  /** Within the guardrails; a base that windows always replace is moved without a word. */
  private Force guarded(Force force) {
    var contradiction = guardrails.contradiction(resource);
    if (contradiction.isPresent()) {
      problems.add(contradiction.get());
      return force;
    }
    var guarded =
        new Force(
            force.timeline().isPresent()
                ? guardrails.quietlyWithin(force.base())
                : guardrails.within(force.base()),
            force.timeline().map(week -> week.map(guardrails::within)),
            force.actions().stream()
                .map(action ->
                    new DesiredPolicy.Action(
                        action.name(),
                        action.when(),
                        action.zone(),
                        guardrails.within(action.bounds())))
                .toList());
    problems.addAll(guardrails.problems());
    warnings.addAll(guardrails.warnings());
    return guarded;
  }

  private List<DesiredPolicy.Track> tracks(Layers layers) {
    var named = layers.tracks();
    boolean lacking = named.silent() && layers.steps().isEmpty();
    if (lacking && clear(PolicyKey.POLICY)) {
      var before = policies.problems().size();
      var drafts = named.under(policies.defaultTracks());
      if (policies.problems().size() > before) {
        policiesProblems();
        return List.of();
      }
      return tracks(layers, drafts);
    }
    return tracks(layers, named.drafts());
  }

  private List<DesiredPolicy.Track> tracks(Layers layers, List<TrackDraft> drafts) {
    boolean stated =
        !drafts.isEmpty()
            && drafts.stream().allMatch(draft -> draft.origin() instanceof Origin.Tag);
    if (!clear(PolicyKey.METRIC, PolicyKey.TARGET, PolicyKey.MAX_RPS)
        || !(stated || clear(PolicyKey.POLICY))) {
      return List.of();
    }
    var aimed = layers.tracks().aim(drafts, prefix);
    aimed.problem().ifPresent(problems::add);
    var rules = new TrackRules(resource, prefix, layers);
    var tracks = rules.tracks(aimed.tracks());
    problems.addAll(rules.problems());
    if (aimed.tracks().isEmpty()) {
      nothingTracked(layers);
    }
    return tracks;
  }

  /** What tags say of tracks alone, where nothing is tracked. */
  private void nothingTracked(Layers layers) {
    Stream.of(layers.scaleIn(), layers.scaleInCooldown(), layers.scaleOutCooldown())
        .map(Sourced::origin)
        .filter(Origin.Tag.class::isInstance)
        .forEach(origin ->
            warnings.add(
                Problems.about(
                    origin,
                    Code.NOT_APPLICABLE,
                    "It is for target tracking, and no metric is tracked here. Steps have cooldowns of their own.")));
  }

  private List<DesiredPolicy.Step> steps(Layers layers) {
    var compiler = new StepCompiler(resource);
    var steps = layers.steps().stream().flatMap(step -> compiler.compile(step).stream()).toList();
    problems.addAll(compiler.problems());
    return steps;
  }

  private boolean wakes(Layers layers, Force force) {
    boolean zero = force.zero();
    var wake = layers.wake();
    var byTag = wake.filter(says -> says.origin() instanceof Origin.Tag);
    if (resource.kind().lowestMin() > 0) {
      byTag.ifPresent(says ->
          warnings.add(
              Problems.about(
                  says.origin(),
                  Code.NOT_APPLICABLE,
                  "A resource of kind %s is never at zero, so there is nothing to wake."
                      .formatted(resource.kind().wire()))));
      return false;
    }
    if (!zero) {
      return wake.map(Sourced::value).orElse(false);
    }
    resource
        .hostMinInstances()
        .filter(instances -> instances > 0)
        .ifPresent(instances -> warnings.add(hostKeepsInstances(instances)));
    if (wake.isPresent() && !wake.get().value()) {
      warnings.add(
          Problems.about(
              wake.get().origin(),
              prefix + PolicyKey.WAKE.wire(),
              Code.MAY_SLEEP_FOREVER,
              "Capacity may come to 0 here, and with wake off%s nothing but your own hand may bring it back. Set %swake to on, or keep min above 0."
                  .formatted(OriginSuffix.of(wake.get().origin()), prefix),
              List.of()));
      return false;
    }
    return true;
  }

  private Problem hostKeepsInstances(int instances) {
    return new Problem(
        Code.HOST_KEEPS_INSTANCES,
        prefix + PolicyKey.MIN.wire(),
        null,
        "%s may come to 0 copies, but the variant %s that hosts it keeps at least %d instances, which go on costing. Set the MinInstanceCount of the variant's ManagedInstanceScaling to 0."
            .formatted(resource.id().wire(), resource.variant(), instances),
        List.of());
  }

  private void atMostFifty(int count) {
    if (count > MOST_POLICIES) {
      problems.add(
          Problems.about(
              near.choice()
                  .or(far::choice)
                  .or(stack::stackDefault)
                  .or(() -> IMPLICIT)
                  .orElseThrow()
                  .origin(),
              prefix + PolicyKey.POLICY.wire(),
              Code.BAD_VALUE,
              "It comes to %d scaling policies, one for each track and step entry and for waking, and AWS holds at most %d for one target. Use fewer."
                  .formatted(count, MOST_POLICIES),
              List.of()));
    }
  }

  private boolean clear(PolicyKey... keys) {
    return Stream.of(keys).noneMatch(unclear::contains);
  }
}
