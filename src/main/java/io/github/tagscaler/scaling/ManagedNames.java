package io.github.tagscaler.scaling;

import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The names that mark what Tagscaler manages: policies and scheduled actions on a scalable target,
 * and the alarms of a stack. Nothing else is ever changed.
 */
public final class ManagedNames {
  private static final String PREFIX = "tagscaler-";
  private static final int LONGEST_ALARM = 255;

  /** The longest end of an alarm's name after the resource: a step's name of 63 characters. */
  private static final int LONGEST_END = "step-".length() + 63;

  /** How many of a text's last characters stay when its middle is cut out. */
  private static final int TAIL = 8;

  private ManagedNames() {}

  /** The name of the policy that tracks a metric. */
  static String track(String metric) {
    return PREFIX + "track-" + metric;
  }

  /** The name of the policy that scales by steps. */
  static String step(String name) {
    return PREFIX + "step-" + name;
  }

  /** The name of the policy that brings capacity back from zero. */
  static String wake() {
    return PREFIX + "wake";
  }

  /** The name of a scheduled action that a policy states. */
  static String action(String name) {
    return PREFIX + name;
  }

  /** Whether Tagscaler manages a scaling policy or scheduled action of that name. */
  public static boolean isManaged(String name) {
    return name.startsWith(PREFIX);
  }

  /**
   * The name of the alarm that triggers a policy. CloudWatch allows 255 characters; in a longer
   * name the resource ID loses its middle, always in the same way, so that {@link #alarmPrefixes}
   * finds it.
   */
  static String alarm(String stack, ResourceId id, String policy) {
    var end = cut(policy.substring(PREFIX.length()), LONGEST_END);
    var whole = whole(stack, id) + end;
    return whole.length() <= LONGEST_ALARM ? whole : shortened(stack, id) + end;
  }

  /** The prefix of the names of all alarms of a stack, and of no other alarm. */
  public static String alarmPrefix(String stack) {
    return "tagscaler/" + stack + "/";
  }

  /** The prefixes of the names of a stack's alarms for a resource: each has one of these. */
  public static List<String> alarmPrefixes(String stack, ResourceId id) {
    return Stream.of(whole(stack, id), shortened(stack, id)).distinct().toList();
  }

  /**
   * The prefix of the names of a stack's alarms for the variants of an endpoint, except those whose
   * name was cut before the variant's: that takes a stack's name of 75 characters.
   */
  public static String variantAlarmPrefix(String stack, String endpoint) {
    return alarmPrefix(stack) + EndpointVariant.prefixOf(endpoint);
  }

  /** The resource that an alarm of a stack is for, as far as its name shows. */
  public static Optional<ResourceId> resourceOf(String stack, String alarm) {
    var prefix = alarmPrefix(stack);
    int end = alarm.lastIndexOf('/');
    return alarm.startsWith(prefix) && end > prefix.length()
        ? ResourceId.of(alarm.substring(prefix.length(), end))
        : Optional.empty();
  }

  private static String whole(String stack, ResourceId id) {
    return alarmPrefix(stack) + id.wire() + "/";
  }

  private static String shortened(String stack, ResourceId id) {
    int room = LONGEST_ALARM - alarmPrefix(stack).length() - "/".length() - LONGEST_END;
    return alarmPrefix(stack) + cut(id.wire(), room) + "/";
  }

  private static String cut(String text, int room) {
    if (text.length() <= room) {
      return text;
    }
    var hash = Sha256.hex(text, 12);
    return text.substring(0, room - hash.length() - TAIL)
        + hash
        + text.substring(text.length() - TAIL);
  }
}
