package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.setting.Complaint;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.PolicyChoice;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.policy.setting.Stated;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.ScalableResource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Turns two levels of settings into one wish that fits a resource, or into all that is wrong with
 * them. What hangs on a key of which nobody knows what was meant is not judged: that would blame
 * what may be right.
 */
final class WishReader {
  private final ScalableResource resource;
  private final Level far;
  private final Level near;
  private final Optional<Sourced<PolicyChoice>> stackDefault;
  private final String prefix;
  private final Set<PolicyKey> unclear = EnumSet.noneOf(PolicyKey.class);
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  private WishReader(
      ScalableResource resource,
      Level far,
      Level near,
      Optional<Sourced<PolicyChoice>> stackDefault,
      String prefix) {
    this.resource = resource;
    this.far = far;
    this.near = near;
    this.stackDefault = stackDefault;
    this.prefix = prefix;
  }

  /**
   * Reads the levels.
   *
   * @param far the endpoint's level
   * @param near the variant's or component's
   * @param stackDefault the policies that hold where neither level opts in
   */
  static PolicyTags.Reading read(
      ScalableResource resource,
      Level far,
      Level near,
      Optional<Sourced<PolicyChoice>> stackDefault,
      String prefix) {
    return new WishReader(resource, far, near, stackDefault, prefix).read();
  }

  private PolicyTags.Reading read() {
    for (var level : List.of(far, near)) {
      problems.addAll(level.problems());
      unclear.addAll(level.unclear());
    }
    var layers = layers();
    layers.later().forEach(this::later);
    var max = bounds(layers);
    var track = track(layers);
    return problems.isEmpty()
        ? new PolicyTags.Reading.Declared(
            new Wish(
                new StatedBounds(layers.min(), max),
                Optional.empty(),
                List.of(),
                track.stream().toList(),
                List.of(),
                false,
                Adoption.NO),
            List.copyOf(warnings))
        : new PolicyTags.Reading.Invalid(
            problems.stream().distinct().toList(), List.copyOf(warnings));
  }

  private Layers layers() {
    var layers = new Layers(1, resource.kind() == Kind.SERVERLESS ? 10 : 4);
    var policies = new PolicyLayers(resource);
    if (near.choice().isPresent()) {
      // A nearer policy replaces a farther one; the farther level's own keys stay under it.
      layers.lay(far.settings());
      policies.lay(near.choice().get(), layers);
    } else {
      farChoice().ifPresent(choice -> policies.lay(choice, layers));
      layers.lay(far.settings());
    }
    layers.lay(near.settings());
    if (!policies.problems().isEmpty()) {
      problems.addAll(policies.problems());
      unclear.add(PolicyKey.POLICY);
    }
    return layers;
  }

  private Optional<Sourced<PolicyChoice>> farChoice() {
    return far.choice().or(() -> far.optsIn() || near.optsIn() ? IMPLICIT : stackDefault);
  }

  private static final Optional<Sourced<PolicyChoice>> IMPLICIT =
      Optional.of(Sourced.builtIn(new PolicyChoice.Join(List.of(PolicyChoice.DEFAULT))));

  private void later(Stated stated) {
    if (stated.setting() instanceof Setting.Wake && resource.kind().lowestMin() > 0) {
      warnings.add(
          Complaint.about(
              stated.origin(),
              Code.NOT_APPLICABLE,
              "A resource of kind %s is never at zero, so there is nothing to wake."
                  .formatted(resource.kind().wire())));
      return;
    }
    Coming.refusal(stated).ifPresent(problems::add);
  }

  private Sourced<Integer> bounds(Layers layers) {
    var rules = new BoundsRules(resource, prefix);
    var min = layers.min();
    var max = rules.fitted(layers.max());
    boolean stated =
        Stream.of(min, max).noneMatch(bound -> bound.origin() instanceof Origin.BuiltIn);
    if (clear(PolicyKey.MIN, PolicyKey.MAX) && (stated || clear(PolicyKey.POLICY))) {
      problems.addAll(rules.problems(min, max));
    }
    return max;
  }

  private Optional<Wish.Track> track(Layers layers) {
    var draft = layers.track(NamedPolicy.defaultTrack(resource.kind()));
    boolean stated = draft.origin() instanceof Origin.Tag;
    if (!clear(PolicyKey.METRIC, PolicyKey.TARGET, PolicyKey.MAX_RPS)
        || !(stated || clear(PolicyKey.POLICY))) {
      return Optional.empty();
    }
    var rules = new TrackRules(resource, prefix);
    var track = rules.track(draft, layers);
    problems.addAll(rules.problems());
    return track;
  }

  private boolean clear(PolicyKey... keys) {
    return Stream.of(keys).noneMatch(unclear::contains);
  }
}
