package io.github.tagscaler.scaling;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tags by which a scalable target says whose it is, and what it was last made from. Only
 * targets take tags; policies and scheduled actions go by {@link ManagedNames}.
 *
 * @param stack the name of our stack
 */
public record Ownership(String stack) {
  /** The key of the tag that names the stack which registered a target. */
  public static final String STACK = "tagscaler:stack";

  static final String CONFIG = "tagscaler:config";

  /** Whose a target is. */
  public sealed interface Owner {
    /** This stack's. */
    record Us() implements Owner {}

    /** Another Tagscaler stack's. */
    record OtherStack(String stack) implements Owner {}

    /** Somebody else's: a person's, or another tool's. */
    record Somebody() implements Owner {}
  }

  /** Whose that target is. */
  public Owner ownerOf(ObservedTarget target) {
    return Optional.ofNullable(target.tags().get(STACK))
        .<Owner>map(name -> name.equals(stack) ? new Owner.Us() : new Owner.OtherStack(name))
        .orElseGet(Owner.Somebody::new);
  }

  /** Whether that target is ours. */
  public boolean owns(ObservedTarget target) {
    return ownerOf(target) instanceof Owner.Us;
  }

  /**
   * Whether a target in a list may be ours: what lists tell of its tags may be late, and then its
   * policies and scheduled actions bear our names.
   */
  public boolean mayOwn(ObservedTarget listed) {
    return switch (ownerOf(listed)) {
      case Owner.Us() -> true;
      case Owner.OtherStack _ -> false;
      case Owner.Somebody() -> listed.bearsOurNames();
    };
  }

  /** Those alarms that are this stack's: no other is ever changed. */
  List<ScalingAlarm> alarms(List<ScalingAlarm> found) {
    return found.stream()
        .filter(alarm -> alarm.name().startsWith(ManagedNames.alarmPrefix(stack)))
        .toList();
  }

  /** What marks a target as ours, made from nothing known. */
  SortedMap<String, String> mark() {
    return new TreeMap<>(Map.of(STACK, stack));
  }

  /** The tags of a new target. */
  SortedMap<String, String> tags(String config) {
    return new TreeMap<>(Map.of(STACK, stack, CONFIG, config));
  }
}
