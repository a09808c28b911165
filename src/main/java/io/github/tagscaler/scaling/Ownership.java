package io.github.tagscaler.scaling;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tags of a scalable target that name the stack which manages it, the configuration that it was
 * last made from, what a pause suspended, since when drift is known, and which min is raised for a
 * moment. Only targets have tags; policies and scheduled actions have {@link ManagedNames}.
 *
 * @param stack the name of this stack
 */
public record Ownership(String stack) {
  /** The key of the tag that names the stack which registered a target. */
  public static final String STACK = "tagscaler:stack";

  static final String CONFIG = "tagscaler:config";

  /** The key of the tag that records what a pause suspended: {@link Suspension#text}. */
  static final String PAUSED = "tagscaler:paused";

  /** The key of the tag that notes when drift was first seen. */
  static final String DRIFT = "tagscaler:drift";

  /** The key of the tag that records a min raised for a moment: {@link Restoration#text}. */
  static final String RESTORE = "tagscaler:restore";

  /** All keys of tags that are kept on a target. */
  static final Set<String> KEYS = Set.of(STACK, CONFIG, PAUSED, DRIFT, RESTORE);

  /** Who manages a target. */
  public sealed interface Owner {
    /** This stack. */
    record ThisStack() implements Owner {}

    /** Another Tagscaler stack. */
    record OtherStack(String stack) implements Owner {}

    /** No Tagscaler stack: a person, or another tool. */
    record OutsideTagscaler() implements Owner {}
  }

  /** Who manages that target. */
  public Owner ownerOf(ObservedTarget target) {
    return Optional.ofNullable(target.tags().get(STACK))
        .<Owner>map(name -> name.equals(stack) ? new Owner.ThisStack() : new Owner.OtherStack(name))
        .orElseGet(Owner.OutsideTagscaler::new);
  }

  /** Whether this stack manages that target. */
  public boolean owns(ObservedTarget target) {
    return ownerOf(target) instanceof Owner.ThisStack;
  }

  /**
   * Whether this stack may manage a target in a list: the tags in a list may be late, and then its
   * policies and scheduled actions have managed names.
   */
  public boolean mayOwn(ObservedTarget listed) {
    return switch (ownerOf(listed)) {
      case Owner.ThisStack() -> true;
      case Owner.OtherStack _ -> false;
      case Owner.OutsideTagscaler() -> listed.hasManagedNames();
    };
  }

  /** Those alarms that this stack manages: no other is ever changed. */
  List<ScalingAlarm> alarms(List<ScalingAlarm> found) {
    return found.stream()
        .filter(alarm -> alarm.name().startsWith(ManagedNames.alarmPrefix(stack)))
        .toList();
  }

  /** The tags that mark a target as managed, with an unknown configuration. */
  SortedMap<String, String> mark() {
    return new TreeMap<>(Map.of(STACK, stack));
  }

  /** The tags of a new target. */
  SortedMap<String, String> tags(String config) {
    return new TreeMap<>(Map.of(STACK, stack, CONFIG, config));
  }
}
