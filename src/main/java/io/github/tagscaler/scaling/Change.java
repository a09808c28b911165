package io.github.tagscaler.scaling;

import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.ResourceId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One write to Application Auto Scaling or CloudWatch: a call each. */
public sealed interface Change {

  /** The resource concerned. */
  ResourceId id();

  /** A write to one scalable target. */
  sealed interface OfTarget extends Change {
    /** The scalable target concerned. */
    TargetKey key();

    @Override
    default ResourceId id() {
      return key().id();
    }
  }

  /**
   * Registers a target that does not exist yet. Only now can tags be given: for an existing target
   * AWS refuses them.
   */
  record CreateTarget(TargetKey key, Bounds bounds, SortedMap<String, String> tags)
      implements OfTarget {
    public CreateTarget {
      tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }
  }

  /**
   * Registers an existing target again. AWS moves running capacity into the bounds at once.
   *
   * <p>Registering is an upsert: if the target was deregistered meanwhile, this creates another
   * one, with another ARN and without tags, which no stack would manage.
   *
   * @param arn the ARN of the target that is meant; empty if AWS lists none for it
   * @param mark the tags that mark another target created in its place as managed
   */
  record UpdateTarget(
      TargetKey key,
      String arn,
      SortedMap<String, String> mark,
      Registered before,
      Registered after)
      implements OfTarget {
    public UpdateTarget {
      mark = Collections.unmodifiableSortedMap(new TreeMap<>(mark));
    }
  }

  /** What a target is registered with. */
  record Registered(Bounds bounds, Suspension suspended) {
    static Registered of(ObservedTarget target) {
      return new Registered(target.bounds(), target.suspended());
    }
  }

  /**
   * Puts a scaling policy.
   *
   * @param before the policy of that name as it was, {@code null} if there was none
   */
  record PutPolicy(TargetKey key, @Nullable ScalingPolicy before, ScalingPolicy after)
      implements OfTarget {}

  /** Deletes a scaling policy. */
  record DeletePolicy(TargetKey key, ScalingPolicy before) implements OfTarget {}

  /**
   * Puts a scheduled action.
   *
   * @param before the action of that name as it was, {@code null} if there was none
   */
  record PutScheduledAction(TargetKey key, @Nullable ScheduledAction before, ScheduledAction after)
      implements OfTarget {}

  /** Deletes a scheduled action. */
  record DeleteScheduledAction(TargetKey key, ScheduledAction before) implements OfTarget {}

  /**
   * Puts an alarm that triggers the policy it names, which must exist by then.
   *
   * @param before the alarm of that name as it was, {@code null} if none is known
   */
  record PutAlarm(TargetKey key, @Nullable ScalingAlarm before, ScalingAlarm after)
      implements OfTarget {}

  /**
   * Deletes alarms, all in one call: AWS allows only three such calls a second. They outlive their
   * target, so that they are identified by the resource alone.
   *
   * @param before at least one, and at most {@link #MOST}
   */
  record DeleteAlarms(ResourceId id, List<ScalingAlarm> before) implements Change {
    /** How many AWS deletes in one call. */
    static final int MOST = 100;

    public DeleteAlarms {
      before = List.copyOf(before);
    }
  }

  /**
   * Sets tags of a target.
   *
   * @param arn the ARN of the target; empty if AWS lists none for it. Then the target is registered
   *     again as it is, which answers the ARN and moves running capacity into its bounds
   * @param before the tags of those keys as they were
   */
  record TagTarget(
      TargetKey key, String arn, SortedMap<String, String> before, SortedMap<String, String> after)
      implements OfTarget {
    public TagTarget {
      before = Collections.unmodifiableSortedMap(new TreeMap<>(before));
      after = Collections.unmodifiableSortedMap(new TreeMap<>(after));
    }

    /** Sets these tags of a target. */
    static TagTarget of(ObservedTarget target, Map<String, String> tags) {
      var before = new TreeMap<>(target.tags());
      before.keySet().retainAll(tags.keySet());
      return new TagTarget(target.key(), target.arn(), before, new TreeMap<>(tags));
    }
  }

  /** Removes tags from a target. */
  record UntagTarget(TargetKey key, String arn, SortedSet<String> tagKeys) implements OfTarget {
    public UntagTarget {
      tagKeys = Collections.unmodifiableSortedSet(new TreeSet<>(tagKeys));
    }
  }

  /** Deregisters a target; AWS deletes its policies and scheduled actions with it. */
  record DeregisterTarget(TargetKey key, Bounds before) implements OfTarget {}
}
