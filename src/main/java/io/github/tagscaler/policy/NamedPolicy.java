package io.github.tagscaler.policy;

import io.github.tagscaler.policy.setting.Measure;
import io.github.tagscaler.policy.setting.Metric;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.Setting.Min;
import io.github.tagscaler.policy.setting.Setting.ScaleIn;
import io.github.tagscaler.policy.setting.Setting.ScaleInCooldown;
import io.github.tagscaler.policy.setting.Setting.Schedule;
import io.github.tagscaler.policy.setting.Setting.Track;
import io.github.tagscaler.policy.setting.TrackEntry;
import io.github.tagscaler.policy.window.Windows;
import io.github.tagscaler.resource.Kind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A policy that tags can name.
 *
 * @param kinds the kinds of resource it is made for
 * @param settings what it says for a kind
 */
record NamedPolicy(String name, Set<Kind> kinds, Function<Kind, List<Setting>> settings) {

  private static final Set<Kind> ALL = EnumSet.allOf(Kind.class);
  private static final Set<Kind> CAN_BE_ZERO = EnumSet.of(Kind.COMPONENT, Kind.ASYNC);

  private static final Windows OFFICE_HOURS =
      ((Windows.Reading.Understood) Windows.read("Mon-Fri 07:00-19:00 base else 1-base")).windows();

  /** The policies that come with Tagscaler. None but those that say so allows zero. */
  static final List<NamedPolicy> PRESETS =
      List.of(
          new NamedPolicy("default", ALL, kind -> List.of(defaultTrack(kind))),
          new NamedPolicy(
              "llm",
              EnumSet.of(Kind.INSTANCE, Kind.COMPONENT),
              // Loading a large model takes long, so capacity is given back slowly.
              kind -> List.of(defaultTrack(kind), new ScaleInCooldown(Duration.ofMinutes(10)))),
          new NamedPolicy(
              "cpu-model",
              EnumSet.of(Kind.INSTANCE),
              kind -> List.of(new Track(TrackEntry.of(Metric.CPU)))),
          new NamedPolicy(
              "batch", EnumSet.of(Kind.ASYNC), kind -> List.of(defaultTrack(kind), new Min(0))),
          new NamedPolicy("ha", ALL, kind -> List.of(new Min(2))),
          new NamedPolicy("scale-to-zero", CAN_BE_ZERO, kind -> List.of(new Min(0))),
          new NamedPolicy("scale-out-only", ALL, kind -> List.of(new ScaleIn(false))),
          new NamedPolicy(
              "office-hours", ALL, kind -> List.of(new Schedule(Optional.of(OFFICE_HOURS)))),
          new NamedPolicy(
              "office-hours-zero",
              CAN_BE_ZERO,
              kind -> List.of(new Schedule(Optional.of(OFFICE_HOURS)))));

  /** The preset of that name; names are exact. */
  static Optional<NamedPolicy> preset(String name) {
    return PRESETS.stream().filter(each -> each.name.equals(name)).findFirst();
  }

  /** The names of all presets. */
  static List<String> names() {
    return PRESETS.stream().map(NamedPolicy::name).toList();
  }

  /** The names of those that this version can follow. */
  static List<String> usableNames() {
    return PRESETS.stream().filter(NamedPolicy::usable).map(NamedPolicy::name).toList();
  }

  /** The names of those that this version can follow for that kind. */
  static List<String> usableNames(Kind kind) {
    return PRESETS.stream()
        .filter(each -> each.kinds.contains(kind) && each.usable())
        .map(NamedPolicy::name)
        .toList();
  }

  /** Whether it asks for nothing that only later versions understand. */
  boolean usable() {
    return kinds.stream()
        .flatMap(kind -> settings.apply(kind).stream())
        .noneMatch(setting -> setting instanceof Schedule || setting.equals(new Min(0)));
  }

  /** What a resource of that kind is tracked by if nobody says anything. */
  static Track defaultTrack(Kind kind) {
    return switch (kind) {
      case INSTANCE, COMPONENT -> new Track(TrackEntry.of(Metric.CONCURRENCY));
      // A queue drains slowly after capacity has come: a minute would scale out again too soon.
      case ASYNC ->
          new Track(
              new TrackEntry(
                  Metric.BACKLOG.wire(),
                  new Measure.Alias(Metric.BACKLOG),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of(Duration.ofMinutes(5)),
                  Optional.empty()));
      case SERVERLESS -> new Track(TrackEntry.of(Metric.UTILIZATION));
    };
  }
}
