package io.github.tagscaler.command.tags.answer;

import io.github.tagscaler.command.tags.proof.TargetTags;
import io.github.tagscaler.command.tags.reverse.RegisteredTarget;
import io.github.tagscaler.command.tags.reverse.StepAlarm;
import io.github.tagscaler.command.tags.search.TagSearch;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.Scalability.Scalable;
import io.github.tagscaler.resource.Scalability.Unscalable;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.Ownership;
import io.github.tagscaler.scaling.ScalingPolicy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Answers for one target after the other. */
public final class Advisor {
  private final Ownership ownership;
  private final String prefix;
  private final TagSearch search;
  private final Supplier<Map<ResourceId, List<StepAlarm>>> alarms;

  /**
   * Answers for the stack that this ownership names.
   *
   * @param prefix what keys start with
   * @param alarms is asked where a target has a step policy
   */
  public Advisor(
      Ownership ownership,
      String prefix,
      TagSearch search,
      Supplier<Map<ResourceId, List<StepAlarm>>> alarms) {
    this.ownership = ownership;
    this.prefix = prefix;
    this.search = search;
    this.alarms = alarms;
  }

  /** The answer. */
  public Answer answer(ReadResource read) {
    return switch (read.scalability()) {
      case Unscalable(var id, var why) ->
          new Answer.CannotScale(id, why, !read.registered().isEmpty());
      case Scalable(var resource) ->
          read.registered().stream()
              .filter(each -> each.key().dimension() == resource.kind().dimension())
              .findFirst()
              .map(target -> registered(target, resource, read))
              .orElseGet(() -> new Answer.NotRegistered(resource.id()));
    };
  }

  private Answer registered(ObservedTarget target, ScalableResource resource, ReadResource read) {
    return switch (ownership.ownerOf(target)) {
      case Ownership.Owner.ThisStack() -> new Answer.Managed(target.key());
      case Ownership.Owner.OtherStack(var stack) -> new Answer.OfOtherStack(target.key(), stack);
      case Ownership.Owner.OutsideTagscaler() -> {
        var whole = new RegisteredTarget(target, alarmsOf(target));
        var tags = read.tagsOf(resource);
        var proposal = search.search(whole, tags);
        yield new Answer.Found(
            resource, read.arn(), whole, proposal, kept(tags, proposal.tags().keySet()));
      }
    };
  }

  /** The tags under the prefix that count for the target, and are not to be set anew. */
  private SortedMap<String, String> kept(TargetTags tags, Set<String> set) {
    var kept = new TreeMap<>(tags.own());
    kept.keySet()
        .removeIf(key ->
            !key.startsWith(prefix)
                || set.contains(key)
                || (key.contains("@") && !key.endsWith(tags.suffix())));
    return kept;
  }

  private List<StepAlarm> alarmsOf(ObservedTarget target) {
    var steps =
        target.policies().stream()
            .filter(policy -> policy.definition() instanceof ScalingPolicy.StepScaling)
            .map(ScalingPolicy::name)
            .toList();
    // AWS itself makes those of target tracking.
    return steps.isEmpty()
        ? List.of()
        : alarms.get().getOrDefault(target.key().id(), List.of()).stream()
            .filter(alarm -> alarm.policies().stream().anyMatch(steps::contains))
            .toList();
  }
}
