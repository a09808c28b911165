package io.github.tagscaler.scaling;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One write to Application Auto Scaling: a call each. */
public sealed interface Change {

  /** The scalable target concerned. */
  TargetKey key();

  /**
   * Registers a target that does not exist yet. Tags can be given only now: on an existing target
   * AWS refuses them.
   */
  record CreateTarget(TargetKey key, Bounds bounds, SortedMap<String, String> tags)
      implements Change {
    public CreateTarget {
      tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }
  }

  /**
   * Registers an existing target again, with nothing suspended. AWS moves running capacity into the
   * bounds at once.
   *
   * <p>Registering is an upsert: if somebody deregistered the target meanwhile, this makes another
   * one, with another ARN and without tags, which nobody would own.
   *
   * @param arn the ARN of the target that is meant
   * @param mark the tags that another target made in its place needs to be known as ours
   */
  record UpdateTarget(
      TargetKey key, String arn, SortedMap<String, String> mark, Bounds before, Bounds after)
      implements Change {
    public UpdateTarget {
      mark = Collections.unmodifiableSortedMap(new TreeMap<>(mark));
    }
  }

  /**
   * Puts a scaling policy.
   *
   * @param before the policy of that name as it was, {@code null} if there was none
   */
  record PutPolicy(TargetKey key, @Nullable ScalingPolicy before, ScalingPolicy after)
      implements Change {}

  /** Deletes a scaling policy. */
  record DeletePolicy(TargetKey key, ScalingPolicy before) implements Change {}

  /** Deletes a scheduled action. */
  record DeleteScheduledAction(TargetKey key, String name) implements Change {}

  /**
   * Sets tags of a target.
   *
   * @param before the tags of those keys as they were
   */
  record TagTarget(
      TargetKey key, String arn, SortedMap<String, String> before, SortedMap<String, String> after)
      implements Change {
    public TagTarget {
      before = Collections.unmodifiableSortedMap(new TreeMap<>(before));
      after = Collections.unmodifiableSortedMap(new TreeMap<>(after));
    }
  }

  /** Takes tags off a target. */
  record UntagTarget(TargetKey key, String arn, SortedSet<String> tagKeys) implements Change {
    public UntagTarget {
      tagKeys = Collections.unmodifiableSortedSet(new TreeSet<>(tagKeys));
    }
  }

  /** Deregisters a target; its policies and scheduled actions go with it. */
  record DeregisterTarget(TargetKey key, Bounds before) implements Change {}
}
