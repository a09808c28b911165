package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.setting.PolicyChoice;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.policy.setting.Problems;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.ScalableResource;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Assembles the desired policy of a resource from two levels of tags and the catalog, or reports
 * every problem of them. A part that depends on a value which could not be read is not judged,
 * because it may be right.
 */
final class DesiredPolicyReader {
  /** How many scaling policies AWS allows for one scalable target; a hard limit. */
  private static final int MAX_POLICIES = 50;

  private static final Optional<Sourced<PolicyChoice>> DEFAULT_POLICY =
      Optional.of(Sourced.builtIn(new PolicyChoice.Join(List.of(PolicyChoice.DEFAULT))));

  /**
   * The tags of one target.
   *
   * @param endpoint the endpoint's level
   * @param specific the level of the variant or component, which takes precedence
   * @param tags of the resource, merged with those of its endpoint
   */
  record Levels(Level endpoint, Level specific, Map<String, String> tags) {
    Levels {
      tags = Map.copyOf(tags);
    }

    /** Whether a tag of either level requests scaling. */
    boolean optsIn() {
      return endpoint.optsIn() || specific.optsIn();
    }
  }

  /**
   * The settings of the whole stack.
   *
   * @param stackDefault the policies for targets of which neither level opts in
   * @param prefix of the tag keys
   * @param zone of windows and dates that name none
   * @param maxCapacity the highest max of any target, whatever tags and catalog say
   */
  record Stack(
      Optional<Sourced<PolicyChoice>> stackDefault,
      String prefix,
      ZoneId zone,
      OptionalInt maxCapacity) {}

  private final Levels levels;
  private final Stack stack;
  private final Catalog catalog;
  private final ReadContext context;
  private final PolicyLookup policies;

  private DesiredPolicyReader(
      ScalableResource resource,
      Levels levels,
      Stack stack,
      Catalog catalog,
      List<Problem> warnings) {
    this.levels = levels;
    this.stack = stack;
    this.catalog = catalog;
    this.context =
        new ReadContext(
            resource,
            stack.prefix(),
            stack.zone(),
            EnumSet.noneOf(PolicyKey.class),
            new Problems(),
            new Problems());
    this.policies = new PolicyLookup(resource, catalog, stack.prefix());
    context.warnings().addAll(warnings);
  }

  /**
   * Reads the levels.
   *
   * @param warnings those that do not depend on the resource; they come first
   */
  static Reading read(
      ScalableResource resource,
      Levels levels,
      Stack stack,
      Catalog catalog,
      List<Problem> warnings) {
    return new DesiredPolicyReader(resource, levels, stack, catalog, warnings).read();
  }

  private Reading read() {
    var problems = context.problems();
    problems.addAll(catalog.unusable());
    for (var level : List.of(levels.endpoint(), levels.specific())) {
      problems.addAll(level.problems());
      context.unclear().addAll(level.unclear());
    }
    if (!catalog.unusable().isEmpty()) {
      return invalid();
    }
    var settings = settings();
    var bounds = new BoundsCompiler(context, guardrails()).compile(settings);
    var tracks = new TrackCompiler(context, settings).compile(policies);
    var steps = steps(settings);
    var wake = new WakeRule(context).wake(settings.wake(), bounds);
    limitPolicies(tracks.size() + steps.size() + (wake.value() ? 1 : 0));
    if (!problems.isEmpty()) {
      return invalid();
    }
    var restore = new RestoreRule(context).restore(settings.restore());
    new ScheduleRule(context).check(settings.schedule(), bounds);
    new ScaleInRule(context).check(tracks, steps, bounds);
    return new Reading.Declared(
        new DesiredPolicy(
            bounds.base(),
            bounds
                .timeline()
                .map(week ->
                    new DesiredPolicy.Schedule(settings.schedule().orElseThrow().origin(), week)),
            bounds.actions(),
            tracks,
            steps,
            wake,
            restore,
            settings.adoption()),
        context.warnings().list());
  }

  private Reading invalid() {
    return new Reading.Invalid(context.problems().list(), context.warnings().list());
  }

  private GuardrailCheck guardrails() {
    var resource = context.resource();
    var matching =
        catalog.guardrails().stream()
            .filter(rule -> rule.matches(resource, levels.tags()))
            .toList();
    return new GuardrailCheck(matching, stack.maxCapacity(), context);
  }

  private SettingsMerge settings() {
    var settings = new SettingsMerge(1, context.resource().kind() == Kind.SERVERLESS ? 10 : 4);
    settings.mergeDefaults(catalog.defaults());
    if (levels.specific().choice().isPresent()) {
      // A more specific policy replaces the endpoint's; the endpoint's other keys stay below it.
      settings.merge(levels.endpoint().settings());
      settings.mergePolicies(named(levels.specific().choice().get()));
    } else {
      endpointChoice().map(this::named).ifPresent(settings::mergePolicies);
      settings.merge(levels.endpoint().settings());
    }
    settings.merge(levels.specific().settings());
    return settings;
  }

  private List<List<Sourced<Setting>>> named(Sourced<PolicyChoice> choice) {
    var problems = new Problems();
    var named = policies.read(choice, problems);
    if (!problems.isEmpty()) {
      context.problems().addAll(problems.list());
      context.unclear().add(PolicyKey.POLICY);
    }
    return named;
  }

  private Optional<Sourced<PolicyChoice>> endpointChoice() {
    return levels
        .endpoint()
        .choice()
        .or(() -> levels.optsIn() ? DEFAULT_POLICY : stack.stackDefault());
  }

  private List<DesiredPolicy.Step> steps(SettingsMerge settings) {
    var compiler = new StepCompiler(context.resource());
    var steps = settings.steps().stream().flatMap(step -> compiler.compile(step).stream()).toList();
    context.problems().addAll(compiler.problems());
    return steps;
  }

  private void limitPolicies(int count) {
    if (count > MAX_POLICIES) {
      var choice = levels.specific().choice().or(this::endpointChoice).or(() -> DEFAULT_POLICY);
      context
          .problems()
          .add(
              Problems.about(
                  choice.orElseThrow().origin(),
                  context.key(PolicyKey.POLICY),
                  Code.BAD_VALUE,
                  "This adds up to %d scaling policies (one per track, one per step entry, and one to wake from zero); AWS allows %d per target. Use fewer."
                      .formatted(count, MAX_POLICIES),
                  List.of()));
    }
  }
}
