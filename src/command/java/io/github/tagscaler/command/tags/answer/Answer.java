package io.github.tagscaler.command.tags.answer;

import io.github.tagscaler.command.tags.reverse.RegisteredTarget;
import io.github.tagscaler.command.tags.search.Proposal;
import io.github.tagscaler.resource.NotScalable;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.scaling.TargetKey;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The answer for one target. */
public sealed interface Answer {
  /** The resource. */
  ResourceId id();

  /**
   * Another tool registered it, and these tags come nearest.
   *
   * @param arn of the resource to tag
   * @param kept the tags for this target that are on the resource already, and count
   */
  record Found(
      ScalableResource resource,
      String arn,
      RegisteredTarget registered,
      Proposal proposal,
      SortedMap<String, String> kept)
      implements Answer {
    public Found {
      kept = Collections.unmodifiableSortedMap(new TreeMap<>(kept));
    }

    @Override
    public ResourceId id() {
      return resource.id();
    }

    /** Whether adopting it changes nothing but names and the owner. */
    public boolean isMovable() {
      return proposal.proof().isIdentical();
    }
  }

  /** This stack manages it already. */
  record Managed(TargetKey key) implements Answer {
    @Override
    public ResourceId id() {
      return key.id();
    }
  }

  /** Another Tagscaler stack manages it. */
  record OfOtherStack(TargetKey key, String stack) implements Answer {
    @Override
    public ResourceId id() {
      return key.id();
    }
  }

  /** Nothing is registered for it. */
  record NotRegistered(ResourceId id) implements Answer {}

  /**
   * It cannot be scaled.
   *
   * @param registered whether something is registered for it all the same
   */
  record CannotScale(ResourceId id, NotScalable why, boolean registered) implements Answer {}

  /** It is registered, and the resource is gone. */
  record Gone(TargetKey key) implements Answer {
    @Override
    public ResourceId id() {
      return key.id();
    }
  }
}
