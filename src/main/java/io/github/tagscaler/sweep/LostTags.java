package io.github.tagscaler.sweep;

import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.PolicyTags;
import io.github.tagscaler.policy.PolicyTags.Intent;
import io.github.tagscaler.reconcile.ScalingRegistry;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.Ownership;
import io.github.tagscaler.scaling.TargetKey;
import io.github.tagscaler.sweep.Fleet.ListedComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asks about the targets that seem to have lost their tags before any of them is let go: SageMaker
 * whether it is so, Application Auto Scaling whether they are ours at all, where lists do not tell.
 */
final class LostTags {

  /** How few targets a sweep may always release for want of tags. */
  private static final int ALWAYS = 5;

  /**
   * How many are asked about in one sweep, which takes half a minute. Of more these stand for all;
   * the next sweeps ask about others.
   */
  private static final int MOST_ASKED = 400;

  private final ScalingRegistry registry;
  private final PolicyReader policies;
  private final Ownership ownership;
  private final Roster roster;
  private final FleetTags tags;
  private final Instant began;

  LostTags(
      ScalingRegistry registry,
      PolicyReader policies,
      Ownership ownership,
      Roster roster,
      FleetTags tags,
      Instant began) {
    this.registry = registry;
    this.policies = policies;
    this.ownership = ownership;
    this.roster = roster;
    this.tags = tags;
    this.began = began;
  }

  /**
   * What asking came to.
   *
   * @param lost the targets of ours that nobody asks for any more
   * @param tagged those of which the lists told too late or too little
   * @param tooMany whether so many have lost their tags that none may be released for it; of more
   *     than are asked about, that is reckoned
   */
  record Answer(List<ObservedTarget> lost, List<ObservedTarget> tagged, boolean tooMany) {}

  /** Asks about those that seem to have lost their tags. */
  Answer ask(List<ObservedTarget> seeming, int limitPercent) {
    var sample = sample(seeming);
    var lost = new ArrayList<ObservedTarget>();
    var tagged = new ArrayList<ObservedTarget>();
    ours(sample).forEach(target -> (hasLostThem(target) ? lost : tagged).add(target));
    return new Answer(
        List.copyOf(lost),
        List.copyOf(tagged),
        lost.size() > ALWAYS
            && scaled(lost.size(), sample.size(), seeming.size()) > owned() * limitPercent / 100);
  }

  /** How many targets are ours, as far as a sample tells where lists do not. */
  private long owned() {
    var clear = roster.ours().stream().filter(ownership::owns).count();
    var unclear = roster.ours().stream().filter(target -> !ownership.owns(target)).toList();
    var sample = sample(unclear);
    return clear + scaled(ours(sample).size(), sample.size(), unclear.size());
  }

  /** How many there are of all, if there are so many in a sample. */
  private static long scaled(long found, int sample, int all) {
    return sample == 0 ? 0 : found * all / sample;
  }

  private List<ObservedTarget> sample(List<ObservedTarget> targets) {
    return Lots.drawn(targets, began).stream().limit(MOST_ASKED).toList();
  }

  /** Those that are ours: of what may be, because it bears our names, its own tags decide. */
  private List<ObservedTarget> ours(List<ObservedTarget> targets) {
    var unclear = targets.stream().filter(target -> !ownership.owns(target)).toList();
    Set<TargetKey> owned = new HashSet<>();
    if (!unclear.isEmpty()) {
      registry
          .observe(unclear.stream().map(target -> target.key().id()).distinct().toList())
          .stream()
          .filter(ownership::owns)
          .forEach(target -> owned.add(target.key()));
    }
    return targets.stream()
        .filter(target -> ownership.owns(target) || owned.contains(target.key()))
        .toList();
  }

  private boolean hasLostThem(ObservedTarget target) {
    return policyNow(target.key().id())
        .filter(policy -> policy.intent(began) == Intent.NOT_TAGGED)
        .isPresent();
  }

  /** What SageMaker itself says that a resource is tagged with; empty if it is gone. */
  private Optional<PolicyTags> policyNow(ResourceId id) {
    return switch (id) {
      case EndpointVariant(var endpoint, var variant) ->
          roster
              .endpoint(endpoint)
              .flatMap(listed -> tags.now(listed.arn()))
              .map(now -> policies.variant(endpoint, now, variant, List.of(variant)));
      case InferenceComponent(var name) -> roster.component(name).flatMap(this::policyNow);
    };
  }

  private Optional<PolicyTags> policyNow(ListedComponent component) {
    var host = roster.host(component);
    return tags.now(component.arn())
        .flatMap(own ->
            tags.now(host.arn())
                .map(inherited ->
                    policies.component(component.name(), own, host.name(), inherited)));
  }
}
