package io.github.tagscaler.soak;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings in the tags of one level, as far as the soak uses them. {@code null} or {@code
 * false} means no tag.
 *
 * @param pausedUntil when a pause ends, {@link #FOREVER} for a pause without an end
 * @param unknownKey whether a tag has an unknown key
 * @param adopt whether targets of other tools are adopted, and what happens to their policies
 * @param dryRun whether nothing is to be changed
 * @param restore whether capacity that a deployment reset is brought back
 */
record TagSettings(
    @Nullable Policy policy,
    @Nullable Integer min,
    @Nullable Integer max,
    @Nullable Integer target,
    @Nullable SampleSchedule schedule,
    @Nullable Instant pausedUntil,
    boolean noWake,
    boolean unknownKey,
    @Nullable Adopt adopt,
    boolean dryRun,
    boolean restore) {

  /** Without the tag {@code restore}. */
  TagSettings(
      @Nullable Policy policy,
      @Nullable Integer min,
      @Nullable Integer max,
      @Nullable Integer target,
      @Nullable SampleSchedule schedule,
      @Nullable Instant pausedUntil,
      boolean noWake,
      boolean unknownKey,
      @Nullable Adopt adopt,
      boolean dryRun) {
    this(policy, min, max, target, schedule, pausedUntil, noWake, unknownKey, adopt, dryRun, false);
  }

  /** Values of the tag {@code adopt}. */
  enum Adopt {
    TRUE,
    REPLACE
  }

  /** Values of the tag {@code policy}. */
  enum Policy {
    DEFAULT("default"),
    /** The one policy of the catalog: the default with a max, which its keeper changes. */
    TEAM("team/steady"),
    OFF("off"),
    IGNORE("ignore"),
    MISSPELLED("defualt");

    private final String tag;

    Policy(String tag) {
      this.tag = tag;
    }

    boolean tracks() {
      return this == DEFAULT || this == TEAM;
    }
  }

  /** Without an end. */
  static final Instant FOREVER = Instant.MAX;

  static final TagSettings NONE =
      new TagSettings(null, null, null, null, null, null, false, false, null, false);

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Whether it is paused at that time. */
  boolean paused(Instant now) {
    return pausedUntil != null && now.isBefore(pausedUntil);
  }

  /** Whether this opts in to scaling. */
  boolean asks() {
    return !new TagSettings(
            policy, min, max, target, schedule, null, noWake, unknownKey, null, false)
        .equals(NONE);
  }

  /** The value of the tag that sets the max; empty if none does. */
  String maxTag() {
    if (schedule != null && schedule != SampleSchedule.DAYTIME) {
      return schedule.tag();
    }
    // The windows of that one leave the max to the other tag.
    return max == null ? "" : max.toString();
  }

  TagSettings withPaused() {
    return new TagSettings(
        policy, min, max, target, schedule, FOREVER, noWake, unknownKey, adopt, dryRun, restore);
  }

  TagSettings withRestore() {
    return new TagSettings(
        policy, min, max, target, schedule, pausedUntil, noWake, unknownKey, adopt, dryRun, true);
  }

  TagSettings withPolicy(Policy other) {
    return new TagSettings(
        other, min, max, target, schedule, pausedUntil, noWake, unknownKey, adopt, dryRun, restore);
  }

  TagSettings withUnknownKey() {
    return new TagSettings(
        policy, min, max, target, schedule, pausedUntil, noWake, true, adopt, dryRun, restore);
  }

  TagSettings withDryRun() {
    return new TagSettings(
        policy, min, max, target, schedule, pausedUntil, noWake, unknownKey, adopt, true, restore);
  }

  /** The tags; each key with that suffix, such as {@code @blue}. */
  Map<String, String> tags(String suffix) {
    var tags = new TreeMap<String, String>();
    put(tags, "policy" + suffix, policy == null ? null : policy.tag);
    put(tags, "min" + suffix, min);
    put(tags, "max" + suffix, max);
    put(tags, "target" + suffix, target);
    put(tags, "schedule" + suffix, schedule == null ? null : schedule.tag());
    put(tags, "paused" + suffix, pausedUntil == null ? null : paused());
    put(tags, "wake" + suffix, noWake ? "off" : null);
    put(tags, "enabled" + suffix, unknownKey ? "yes" : null);
    put(tags, "adopt" + suffix, adopt == null ? null : adopt.name().toLowerCase(Locale.ROOT));
    put(tags, "dry-run" + suffix, dryRun ? "true" : null);
    put(tags, "restore" + suffix, restore ? "on" : null);
    return tags;
  }

  private String paused() {
    return FOREVER.equals(pausedUntil) ? "true" : MINUTE.format(pausedUntil);
  }

  private static void put(Map<String, String> tags, String key, @Nullable Object value) {
    Optional.ofNullable(value).ifPresent(there -> tags.put("autoscaling:" + key, there.toString()));
  }

  /**
   * This level combined with a less specific one. A policy takes precedence over the keys of the
   * less specific level: one that tracks clears its target, and the catalog's policy clears its
   * max.
   */
  TagSettings over(TagSettings far) {
    boolean tracks = policy != null && policy.tracks();
    return new TagSettings(
        policy == null ? far.policy : policy,
        min == null ? far.min : min,
        max == null && policy != Policy.TEAM ? far.max : max,
        target == null && !tracks ? far.target : target,
        schedule == null ? far.schedule : schedule,
        pausedUntil == null ? far.pausedUntil : pausedUntil,
        noWake || far.noWake,
        unknownKey || far.unknownKey,
        adopt == null ? far.adopt : adopt,
        dryRun || far.dryRun,
        restore || far.restore);
  }
}
